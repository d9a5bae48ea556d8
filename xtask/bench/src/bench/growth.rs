//! The mock with more and more flow runs.

use serde::Serialize;

use super::Bench;
use super::rounds::{Side, alternate};
use crate::load::Figures;
use crate::operations::{filters, reads};
use crate::progress;

/// How many connections ask at a time.
const CONNECTIONS: usize = 8;

/// Rounds are shorter by this than in comparisons: there are many more operations.
const ROUND_PART: u32 = 4;

/// One operation on mocks of growing size.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Growth {
    /// The operation's name.
    pub(crate) operation: String,
    /// What it is, in words.
    pub(crate) title: String,
    /// How many connections asked at a time.
    pub(crate) connections: usize,
    /// What came of it, the smallest first.
    pub(crate) sizes: Vec<AtSize>,
}

/// One size.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AtSize {
    /// How many flow runs there are.
    pub(crate) size: usize,
    /// How many rows an answer has, if it is a list.
    pub(crate) rows: Option<usize>,
    /// The figures.
    #[serde(flatten)]
    pub(crate) figures: Figures,
}

impl AtSize {
    /// What a request costs the machine, in microseconds: the inverse of the throughput.
    pub(crate) fn cost_us(&self) -> f64 {
        1e6 / self.figures.requests_per_second.median
    }
}

impl Growth {
    /// How many times as long a request takes with the most runs as with the fewest,
    /// by throughput.
    pub(crate) fn ratio(&self) -> Option<f64> {
        let [first, .., last] = self.sizes.as_slice() else {
            return None;
        };
        Some(last.cost_us() / first.cost_us())
    }
}

/// Measures reads and filters on mocks of all sizes, in turn.
pub(super) async fn measure(bench: &Bench<'_>) -> anyhow::Result<Vec<Growth>> {
    let choice = &bench.options.choice;
    let mut operations = reads();
    operations.extend(filters());
    operations.retain(|operation| choice.includes(&operation.name));
    if operations.is_empty() {
        return Ok(Vec::new());
    }
    let time = choice.round() / ROUND_PART;
    let mut populations = Vec::new();
    for size in choice.sizes() {
        populations.push(bench.filled_mock(size).await?);
    }
    let bar = progress::bar("Measuring as data grows".to_owned(), operations.len());
    let mut growth = Vec::new();
    for operation in operations {
        bar.set_message(format!("Measuring as data grows: {}", operation.title));
        let sides: Vec<_> = populations
            .iter()
            .map(|population| Side {
                server: &population.server,
                plan: (operation.plan)(population),
                expected: operation.expected,
            })
            .collect();
        let measured =
            alternate(&sides, CONNECTIONS, choice, time, operation.most_requests).await?;
        let sizes = populations
            .iter()
            .zip(measured)
            .map(|(population, measured)| AtSize {
                size: population.size,
                rows: measured.rows,
                figures: measured.figures,
            });
        growth.push(Growth {
            sizes: sizes.collect(),
            connections: CONNECTIONS,
            title: operation.title,
            operation: operation.name,
        });
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(growth)
}
