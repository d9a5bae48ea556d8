//! How soon a server answers, and what it takes while it has nothing to do.

use serde::Serialize;

use super::Bench;
use crate::load::Spread;
use crate::progress;
use crate::servers::{Kind, Server};

/// What `--only` calls it.
const NAME: &str = "startup";

/// How often each server is started; real Prefect, which takes 20 seconds, once.
const STARTS: usize = 10;

/// A server that has just been started.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Startup {
    /// Which server.
    pub(crate) server: Kind,
    /// From its start as a process to its first answer, in milliseconds. The database of
    /// real Prefect is made on the way.
    pub(crate) first_answer_ms: Spread,
    /// Resident memory after that answer, in bytes.
    pub(crate) resident_bytes: Spread,
}

/// Starts each server some times.
pub(super) async fn measure(bench: &Bench<'_>) -> anyhow::Result<Vec<Startup>> {
    let choice = &bench.options.choice;
    if !choice.includes(NAME) {
        return Ok(Vec::new());
    }
    let starts = if choice.short { 1 } else { STARTS };
    let bar = progress::bar("Starting".to_owned(), starts + 1);
    let mut mocks = Vec::new();
    for _ in 0..starts {
        mocks.push(start(bench.mock.start().await?).await?);
        bar.inc(1);
    }
    let mut startups = vec![startup(Kind::Mock, &mocks)];
    if let Some(prefect) = &bench.prefect
        && !choice.short
    {
        startups.push(startup(
            Kind::Prefect,
            &[start(prefect.start().await?).await?],
        ));
    }
    bar.finish_and_clear();
    Ok(startups)
}

/// How soon a server answered, in milliseconds, and what it takes, in bytes.
async fn start(server: Server) -> anyhow::Result<(f64, f64)> {
    #[expect(clippy::cast_precision_loss, reason = "memory is told in MiB")]
    let resident = server.resident_bytes()? as f64;
    let first_answer = server.first_answer().as_secs_f64() * 1e3;
    server.stop().await?;
    Ok((first_answer, resident))
}

fn startup(server: Kind, starts: &[(f64, f64)]) -> Startup {
    Startup {
        server,
        first_answer_ms: Spread::of(starts.iter().map(|(answer, _)| *answer)),
        resident_bytes: Spread::of(starts.iter().map(|(_, resident)| *resident)),
    }
}
