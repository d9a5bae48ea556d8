//! The tables of scenarios.

use super::table::{grouped, mebibytes, number, table, times};
use super::tables::Themed;
use crate::scenarios::{FanOut, Flooded, Memory, Polling, Scenarios, Simulator};

/// A table for each scenario.
pub(super) fn scenarios(scenarios: &Scenarios) -> [Themed; 5] {
    [
        ("An event to many subscribers", fan_out(&scenarios.fan_out)),
        ("Workers' polls", scenarios.polling.as_ref().map(polling)),
        ("A flood of bad input", scenarios.flood.as_ref().map(flood)),
        (
            "Simulated runs",
            scenarios.simulator.as_ref().map(simulator),
        ),
        (
            "Memory taken and given back",
            scenarios.memory.as_ref().map(memory),
        ),
    ]
}

/// A table of facts, one a row.
fn facts(facts: &[(&str, String)]) -> String {
    let rows = facts
        .iter()
        .map(|(what, value)| vec![(*what).to_owned(), value.clone()]);
    table(&["what", "measured"], rows)
}

#[expect(clippy::cast_precision_loss, reason = "they are told in digits")]
fn count(count: u64) -> String {
    grouped(count as f64)
}

fn fan_out(fan_outs: &[FanOut]) -> Option<String> {
    let header = [
        "server",
        "subscribers",
        "events a second",
        "p50 ms",
        "p99 ms",
        "CPU µs an event",
    ];
    let rows = fan_outs.iter().map(|one| {
        vec![
            one.server.title().to_owned(),
            one.subscribers.to_string(),
            number(one.events_per_second),
            number(one.p50_ms),
            number(one.p99_ms),
            number(one.cpu_us),
        ]
    });
    (!fan_outs.is_empty()).then(|| table(&header, rows))
}

fn polling(polling: &Polling) -> String {
    facts(&[
        ("pools", polling.pools.to_string()),
        ("scheduled flow runs", count(polling.runs as u64)),
        ("polls", count(polling.polls)),
        ("CPU ms a poll", number(polling.cpu_ms)),
        ("p50 ms", number(polling.p50_ms)),
        ("p99 ms", number(polling.p99_ms)),
    ])
}

fn flood(flooded: &Flooded) -> String {
    let quiet = vec![
        "none".to_owned(),
        String::new(),
        number(flooded.quiet_p99_ms),
        String::new(),
    ];
    let floods = flooded.floods.iter().map(|flood| {
        vec![
            flood.title.to_owned(),
            number(flood.refused_per_second),
            number(flood.p99_ms),
            times(flood.p99_ms / flooded.quiet_p99_ms),
        ]
    });
    let header = [
        "flood",
        "refused a second",
        "others' p99 ms",
        "against none",
    ];
    table(&header, std::iter::once(quiet).chain(floods))
}

fn simulator(simulator: &Simulator) -> String {
    facts(&[
        ("flow runs, of 3 tasks each", count(simulator.runs as u64)),
        ("completed", count(simulator.completed)),
        ("most seen running at once", count(simulator.most_running)),
        (
            "seconds, first due to last completed",
            number(simulator.seconds),
        ),
        ("transitions late, p50 ms", number(simulator.late_p50_ms)),
        ("transitions late, p99 ms", number(simulator.late_p99_ms)),
        ("transitions late, most ms", number(simulator.late_max_ms)),
        ("reads meanwhile, p99 ms", number(simulator.reads_p99_ms)),
        ("processors kept busy", number(simulator.processors)),
    ])
}

#[expect(clippy::cast_precision_loss, reason = "memory is told in MiB")]
fn memory(memory: &Memory) -> String {
    facts(&[
        ("flow runs", count(memory.runs as u64)),
        ("states of each", memory.states_of_a_run.to_string()),
        ("MiB idle", mebibytes(memory.idle_bytes as f64)),
        (
            "MiB before, with all kept events",
            mebibytes(memory.before_bytes as f64),
        ),
        (
            "MiB with all flow runs",
            mebibytes(memory.full_bytes as f64),
        ),
        (
            "MiB once they are deleted",
            mebibytes(memory.after_bytes as f64),
        ),
        ("seconds to make them", number(memory.made_in_seconds)),
        ("seconds to delete them", number(memory.deleted_in_seconds)),
    ])
}
