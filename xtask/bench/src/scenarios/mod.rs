//! What happens to the mock beyond single operations.

mod fan_out;
mod flood;
mod memory;
mod polling;
mod simulator;

use serde::Serialize;

use crate::bench::Bench;

pub(crate) use fan_out::FanOut;
pub(crate) use flood::Flooded;
pub(crate) use memory::Memory;
pub(crate) use polling::Polling;
pub(crate) use simulator::Simulator;

/// What came of the scenarios; nothing of those that were not asked for.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Scenarios {
    /// Events that many watch, for each server.
    pub(crate) fan_out: Vec<FanOut>,
    /// Workers that poll.
    pub(crate) polling: Option<Polling>,
    /// A client that floods the server.
    pub(crate) flood: Option<Flooded>,
    /// Runs that are simulated.
    pub(crate) simulator: Option<Simulator>,
    /// Memory that is taken and given back.
    pub(crate) memory: Option<Memory>,
}

/// Goes through the scenarios that were asked for.
pub(crate) async fn run(bench: &Bench<'_>) -> anyhow::Result<Scenarios> {
    let choice = &bench.options.choice;
    let mut scenarios = Scenarios::default();
    if choice.includes("fan-out") {
        scenarios.fan_out = fan_out::measure(bench).await?;
    }
    if choice.includes("polling") {
        scenarios.polling = Some(polling::measure(bench).await?);
    }
    if choice.includes("flood") {
        scenarios.flood = Some(flood::measure(bench).await?);
    }
    if choice.includes("simulator") {
        scenarios.simulator = Some(simulator::measure(bench).await?);
    }
    if choice.includes("memory") {
        scenarios.memory = Some(memory::measure(bench).await?);
    }
    Ok(scenarios)
}
