//! The course of a run.

mod comparison;
mod growth;
mod rounds;
mod startup;

use std::cell::RefCell;
use std::time::Instant;

use anyhow::bail;
use serde::Serialize;

use crate::data::Population;
use crate::machine::{Machine, now};
use crate::options::Options;
use crate::progress;
use crate::report::{self, Report};
use crate::scenarios;
use crate::servers::{Kind, Mock, Prefect, Server};

pub(crate) use comparison::Comparison;
pub(crate) use growth::Growth;
pub(crate) use startup::Startup;

/// Measures what was asked for, and reports. Whoever ends it ends the servers with it.
#[tokio::main(flavor = "current_thread")]
pub(crate) async fn run(options: &Options) -> anyhow::Result<()> {
    tokio::select! {
        outcome = measure(options) => outcome,
        () = end_signal()? => bail!("ended before all was measured"),
    }
}

/// Resolves at SIGINT or SIGTERM.
#[cfg(unix)]
fn end_signal() -> anyhow::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Resolves at Ctrl-C.
#[cfg(not(unix))]
fn end_signal() -> anyhow::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

async fn measure(options: &Options) -> anyhow::Result<()> {
    let bench = Bench {
        mock: Mock::new(options.mock.clone()),
        prefect: options
            .prefect
            .clone()
            .zip(options.prefect_python.clone())
            .map(|(command, python)| Prefect { command, python }),
        options,
        filled: RefCell::default(),
    };
    let mut report = Report::new(Machine::here(), now(), &options.choice);
    report.startup = startup::measure(&bench).await?;
    report.operations = comparison::compare(&bench).await?;
    report.growth = growth::measure(&bench).await?;
    report.scenarios = scenarios::run(&bench).await?;
    report.filled = bench.filled.take();
    report::write(&report, options)
}

/// What is measured, and how.
pub(crate) struct Bench<'a> {
    pub(crate) mock: Mock,
    pub(crate) prefect: Option<Prefect>,
    pub(crate) options: &'a Options,
    /// The servers that have been filled so far.
    filled: RefCell<Vec<Filled>>,
}

/// A server that was filled.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Filled {
    /// Which server.
    pub(crate) server: Kind,
    /// With how many flow runs.
    pub(crate) size: usize,
    /// How long that took, in seconds.
    pub(crate) seconds: f64,
    /// Resident memory afterwards, in bytes.
    pub(crate) resident_bytes: u64,
}

impl Bench<'_> {
    /// Starts a mock and fills it.
    pub(crate) async fn filled_mock(&self, size: usize) -> anyhow::Result<Population> {
        self.fill(self.mock.start().await?, size, None).await
    }

    /// Fills a server, and shows how far it is.
    async fn fill(
        &self,
        server: Server,
        size: usize,
        prefect: Option<&Prefect>,
    ) -> anyhow::Result<Population> {
        let kind = server.kind();
        let title = format!("Filling {} with {size} flow runs", kind.title());
        let bar = progress::bar(title, size);
        let started = Instant::now();
        let population = Population::fill(server, size, prefect, &bar).await?;
        bar.finish_and_clear();
        self.filled.borrow_mut().push(Filled {
            server: kind,
            size,
            seconds: started.elapsed().as_secs_f64(),
            resident_bytes: population.server.resident_bytes()?,
        });
        Ok(population)
    }
}
