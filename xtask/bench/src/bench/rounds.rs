//! Rounds of one operation on several servers, in turn.

use std::time::Duration;

use anyhow::{Context, ensure};

use crate::load::{Figures, Plan, Round, Span, drive};
use crate::operations::Expected;
use crate::options::Choice;
use crate::servers::{Kind, Server};

/// How many more rounds there are for a server that is too busy to answer anything.
const MOST_EXTRA_ROUNDS: usize = 50;

/// A server, what it is asked, and what that has to bring.
pub(super) struct Side<'a> {
    pub(super) server: &'a Server,
    pub(super) plan: Plan,
    pub(super) expected: Expected,
}

/// What rounds on one side came to.
#[derive(Debug, Clone)]
pub(super) struct Measured {
    pub(super) figures: Figures,
    /// How many rows an answer has, if it is a list.
    pub(super) rows: Option<usize>,
}

/// Measures all sides in turn: one round each, and again, so that what happens to the
/// machine meanwhile happens to all of them. Each side is warmed up before its first.
///
/// # Errors
///
/// Fails when an answer is not what was expected, or a server other than real Prefect
/// refuses anything. Real Prefect on SQLite is busy now and then; that is counted.
pub(super) async fn alternate(
    sides: &[Side<'_>],
    connections: usize,
    choice: &Choice,
    time: Duration,
    most_requests: u64,
) -> anyhow::Result<Vec<Measured>> {
    let span = Span {
        time,
        requests: most_requests,
    };
    let warm_up = Span {
        time: span.time / 2,
        requests: most_requests / 10 + 1,
    };
    let mut rounds: Vec<Vec<Round>> = sides.iter().map(|_| Vec::new()).collect();
    for number in 0..choice.rounds() {
        for (side, rounds) in sides.iter().zip(&mut rounds) {
            if number == 0 {
                drive(side.server, &side.plan, connections, warm_up).await?;
            }
            let round = drive(side.server, &side.plan, connections, span).await?;
            if side.server.kind() != Kind::Prefect {
                let failure = round.failure.as_deref().unwrap_or_default();
                ensure!(round.failures == 0, "the server failed: {failure}");
            }
            rounds.push(round);
        }
    }
    for (side, rounds) in sides.iter().zip(&mut rounds) {
        let extra = MOST_EXTRA_ROUNDS + rounds.len();
        while rounds.iter().all(|round| round.sample.is_none()) && rounds.len() < extra {
            rounds.push(drive(side.server, &side.plan, connections, span).await?);
        }
    }
    sides
        .iter()
        .zip(rounds)
        .map(|(side, rounds)| {
            let sample = rounds.iter().find_map(|round| round.sample.as_deref());
            let failure = rounds.iter().find_map(|round| round.failure.as_deref());
            let sample = sample.with_context(|| {
                let failure = failure.unwrap_or("no request was made");
                format!("{} never succeeded: {failure}", side.server.kind().title())
            })?;
            Ok(Measured {
                rows: side.expected.check(sample)?,
                figures: Figures::of(&rounds, side.plan.requests_per_unit()),
            })
        })
        .collect()
}
