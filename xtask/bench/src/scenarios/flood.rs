//! A client that floods the server with bad input while others read.
//!
//! The flood comes from a process of its own, as fast as the server refuses it. Others
//! read runs at a steady pace, with the flood and without it in turn.

use std::time::Duration;

use anyhow::Context;
use clap::ValueEnum as _;
use serde::Serialize;

use crate::bench::Bench;
use crate::data::Population;
use crate::flooder::{self, Input};
use crate::load::{Latencies, Pace, Plan, pace};
use crate::operations::{READ, reads};
use crate::progress;

/// How often others read, and on how many connections.
const READS_PER_SECOND: u32 = 400;
const READERS: u32 = 8;

/// What the others meet.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Flooded {
    /// 99 of 100 reads take at most this without a flood, in milliseconds.
    pub(crate) quiet_p99_ms: f64,
    /// The same with each kind of flood.
    pub(crate) floods: Vec<Flood>,
}

/// One kind of flood.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Flood {
    /// What it consists of.
    pub(crate) title: &'static str,
    /// How many requests of it were refused, a second.
    pub(crate) refused_per_second: f64,
    /// 99 of 100 reads take at most this meanwhile, in milliseconds.
    pub(crate) p99_ms: f64,
}

/// Floods the mock.
pub(super) async fn measure(bench: &Bench<'_>) -> anyhow::Result<Flooded> {
    let choice = &bench.options.choice;
    let population = bench.filled_mock(choice.compared_size()).await?;
    let read = reads().into_iter().find(|one| one.name == READ);
    let plan = (read.context("reading a run is an operation")?.plan)(&population);
    let inputs = Input::value_variants();
    let time = choice.round();
    let bar = progress::bar("Flooding".to_owned(), choice.rounds() * (inputs.len() + 1));
    let mut quiet = Latencies::new();
    let mut seen: Vec<_> = inputs.iter().map(|_| (Latencies::new(), 0.0)).collect();
    for _ in 0..choice.rounds() {
        quiet.add(&read_meanwhile(&population, &plan, time).await?);
        bar.inc(1);
        for (input, (latencies, refused)) in inputs.iter().zip(&mut seen) {
            let flood = flooder::Flood::start(population.server.address(), *input).await?;
            latencies.add(&read_meanwhile(&population, &plan, time).await?);
            *refused += flood.stop().await?;
            bar.inc(1);
        }
    }
    bar.finish_and_clear();
    let rounds = f64::from(u32::try_from(choice.rounds())?);
    let floods = inputs
        .iter()
        .zip(seen)
        .map(|(input, (latencies, refused))| Flood {
            title: input.title(),
            refused_per_second: refused / rounds,
            p99_ms: latencies.milliseconds(0.99),
        });
    Ok(Flooded {
        quiet_p99_ms: quiet.milliseconds(0.99),
        floods: floods.collect(),
    })
}

/// What others meet for a time.
async fn read_meanwhile(
    population: &Population,
    plan: &Plan,
    time: Duration,
) -> anyhow::Result<Latencies> {
    let steady = Pace {
        per_second: READS_PER_SECOND,
        connections: READERS,
        time,
    };
    Ok(pace(&population.server, plan, steady).await?.latencies)
}
