//! What has to hold, and whether it does.

use super::Report;
use super::table::{mebibytes, number, times};
use crate::bench::{Comparison, Growth};
use crate::load::Figures;
use crate::operations::{CREATE, READ};
use crate::servers::Kind;

/// With how many connections servers are compared.
pub(super) const CONNECTIONS: usize = 8;

/// The numbers of flow runs whose costs are compared.
const FEWEST: usize = 1_000;
const MOST: usize = 1_000_000;

const MIB: f64 = 1_048_576.0;

/// Something that has to hold.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Target {
    /// What it is about.
    pub(super) what: String,
    /// What it has to be.
    pub(super) bound: &'static str,
    /// What it is.
    pub(super) measured: String,
    /// Whether it holds.
    pub(super) is_met: bool,
}

impl Target {
    fn new(what: impl Into<String>, bound: &'static str, measured: String, is_met: bool) -> Self {
        Self {
            what: what.into(),
            bound,
            measured,
            is_met,
        }
    }
}

/// Which way a figure is good.
#[derive(Debug, Clone, Copy)]
enum Bound {
    AtLeast(f64),
    AtMost(f64),
}

impl Bound {
    fn holds(self, value: f64) -> bool {
        match self {
            Self::AtLeast(bound) => value >= bound,
            Self::AtMost(bound) => value <= bound,
        }
    }

    /// Whether one value is worse than another.
    fn is_worse(self, value: f64, than: f64) -> bool {
        match self {
            Self::AtLeast(_) => value < than,
            Self::AtMost(_) => value > than,
        }
    }
}

/// All targets of which something was measured.
pub(super) fn targets(report: &Report) -> Vec<Target> {
    let mut targets = against_prefect(report);
    targets.extend(against_bare(&report.operations));
    targets.extend(as_data_grows(&report.growth));
    targets.extend(startup(report));
    targets.extend(scenarios(report));
    targets
}

/// One target for many values, each with its title: the worst is told, and how many do
/// not keep to it.
fn worst(what: &str, text: &'static str, bound: Bound, values: Vec<(&str, f64)>) -> Option<Target> {
    let all = values.len();
    let missed = values
        .iter()
        .filter(|(_, value)| !bound.holds(*value))
        .count();
    let (title, worst) = values.into_iter().reduce(|worst, one| {
        if bound.is_worse(one.1, worst.1) {
            one
        } else {
            worst
        }
    })?;
    let met = if missed == 0 {
        format!("all of {all}")
    } else {
        format!("{} of {all}", all - missed)
    };
    let measured = format!("{met}; worst: {} ({title})", times(worst));
    Some(Target::new(what, text, measured, missed == 0))
}

/// The figures of the mock and of another server, for each operation that both have.
fn pairs(operations: &[Comparison], other: Kind) -> Vec<(&Comparison, &Figures, &Figures)> {
    let pair = |comparison| {
        let of = |kind| Comparison::of(comparison, kind, CONNECTIONS);
        Some((comparison, of(Kind::Mock)?, of(other)?))
    };
    operations.iter().filter_map(pair).collect()
}

fn against_prefect(report: &Report) -> Vec<Target> {
    let pairs = pairs(&report.operations, Kind::Prefect);
    let rate = |figures: &Figures| figures.requests_per_second.median;
    let mut rates: Vec<_> = pairs
        .iter()
        .map(|(operation, mock, prefect)| (operation.title.as_str(), rate(mock) / rate(prefect)))
        .collect();
    let mut waits: Vec<_> = pairs
        .iter()
        .map(|(operation, mock, prefect)| (operation.title.as_str(), mock.p99_ms / prefect.p99_ms))
        .collect();
    if let [mock, prefect] = report.scenarios.fan_out.as_slice() {
        let title = "an event to 100 subscribers";
        rates.push((title, mock.events_per_second / prefect.events_per_second));
        waits.push((title, mock.p99_ms / prefect.p99_ms));
    }
    [
        worst(
            "throughput against real Prefect, 8 connections",
            "≥ 100×",
            Bound::AtLeast(100.0),
            rates,
        ),
        worst(
            "p99 against real Prefect, 8 connections",
            "≤ 0.02×",
            Bound::AtMost(0.02),
            waits,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn against_bare(operations: &[Comparison]) -> Vec<Target> {
    let bounds = [
        (READ, Kind::Dropshot, 0.85, "≥ 0.85×"),
        (READ, Kind::Hyper, 0.5, "≥ 0.5×"),
        (CREATE, Kind::Dropshot, 0.5, "≥ 0.5×"),
    ];
    let target = |(operation, bare, bound, text): (&str, Kind, f64, &'static str)| {
        let (comparison, mock, other) = pairs(operations, bare)
            .into_iter()
            .find(|(comparison, ..)| comparison.operation == operation)?;
        let ratio = mock.requests_per_second.median / other.requests_per_second.median;
        let what = format!("{}, throughput against {}", comparison.title, bare.title());
        Some(Target::new(what, text, times(ratio), ratio >= bound))
    };
    bounds.into_iter().filter_map(target).collect()
}

fn as_data_grows(growth: &[Growth]) -> Option<Target> {
    let is_page = |growth: &&Growth| {
        let name = &growth.operation;
        name.starts_with("filter-") || name.starts_with("page-")
    };
    let has_both_ends = |growth: &&Growth| {
        let sizes: Vec<_> = growth.sizes.iter().map(|at| at.size).collect();
        sizes.first() == Some(&FEWEST) && sizes.last() == Some(&MOST)
    };
    let ratios = growth.iter().filter(is_page).filter(has_both_ends);
    let ratios = ratios.filter_map(|one| Some((one.title.as_str(), one.ratio()?)));
    worst(
        "a page of 50 at 1,000,000 flow runs against 1,000",
        "≤ 2×",
        Bound::AtMost(2.0),
        ratios.collect(),
    )
}

fn startup(report: &Report) -> Vec<Target> {
    let Some(mock) = report.startup.iter().find(|one| one.server == Kind::Mock) else {
        return Vec::new();
    };
    let (answer, resident) = (mock.first_answer_ms.median, mock.resident_bytes.median);
    vec![
        Target::new(
            "start to first answer",
            "≤ 20 ms",
            format!("{} ms", number(answer)),
            answer <= 20.0,
        ),
        Target::new(
            "memory, idle",
            "≤ 15 MiB",
            format!("{} MiB", mebibytes(resident)),
            resident <= 15.0 * MIB,
        ),
    ]
}

fn scenarios(report: &Report) -> Vec<Target> {
    let scenarios = &report.scenarios;
    let mut targets = Vec::new();
    if let Some(memory) = &scenarios.memory {
        #[expect(clippy::cast_precision_loss, reason = "memory is told in MiB")]
        let [before, full, after] =
            [memory.before_bytes, memory.full_bytes, memory.after_bytes].map(|bytes| bytes as f64);
        targets.push(Target::new(
            format!(
                "memory, {} flow runs of {} states",
                memory.runs, memory.states_of_a_run
            ),
            "≤ 1,536 MiB",
            format!("{} MiB", mebibytes(full)),
            full <= 1_536.0 * MIB,
        ));
        targets.push(Target::new(
            "memory once they are deleted, against before",
            "≤ 1.2×",
            times(after / before),
            after <= before * 1.2,
        ));
    }
    if let Some(simulator) = &scenarios.simulator {
        targets.push(Target::new(
            format!("{} simulated flow runs of 3 tasks complete", simulator.runs),
            "all",
            simulator.completed.to_string(),
            simulator.completed == simulator.runs as u64,
        ));
        targets.push(Target::new(
            "simulated transitions late, p99",
            "≤ 100 ms",
            format!("{} ms", number(simulator.late_p99_ms)),
            simulator.late_p99_ms <= 100.0,
        ));
        targets.push(Target::new(
            "reads meanwhile, p99",
            "≤ 5 ms",
            format!("{} ms", number(simulator.reads_p99_ms)),
            simulator.reads_p99_ms <= 5.0,
        ));
    }
    if let Some(polling) = &scenarios.polling {
        targets.push(Target::new(
            "CPU of a worker's poll",
            "≤ 1 ms",
            format!("{} ms", number(polling.cpu_ms)),
            polling.cpu_ms <= 1.0,
        ));
    }
    if let Some(flooded) = &scenarios.flood {
        let ratios = flooded.floods.iter();
        let ratios = ratios.map(|flood| (flood.title, flood.p99_ms / flooded.quiet_p99_ms));
        targets.extend(worst(
            "others' p99 under a flood of bad input",
            "≤ 3×",
            Bound::AtMost(3.0),
            ratios.collect(),
        ));
    }
    targets
}

#[cfg(test)]
mod tests {
    use super::{Bound, worst};

    #[test]
    fn the_worst_is_told_with_how_many_hold() {
        let values = vec![("a", 120.0), ("b", 80.0), ("c", 99.0)];
        let target = worst("speed", "≥ 100×", Bound::AtLeast(100.0), values).unwrap();
        assert_eq!(target.measured, "1 of 3; worst: 80.0× (b)");
        assert!(!target.is_met);

        let target = worst(
            "cost",
            "≤ 2×",
            Bound::AtMost(2.0),
            vec![("a", 1.5), ("b", 1.0)],
        );
        assert_eq!(
            target.as_ref().unwrap().measured,
            "all of 2; worst: 1.50× (a)"
        );
        assert!(target.unwrap().is_met);
        assert_eq!(worst("cost", "≤ 2×", Bound::AtMost(2.0), Vec::new()), None);
    }
}
