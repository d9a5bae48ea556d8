//! The tables, one for each theme.

use std::fmt::Write as _;

use super::Report;
use super::scenarios::scenarios;
use super::table::{grouped, mebibytes, number, table, times};
use super::targets::{CONNECTIONS, targets};
use crate::bench::{Comparison, Filled, Growth, Startup};
use crate::load::{Figures, Spread};
use crate::servers::Kind;

/// A table under its title, if there is something in it.
pub(super) type Themed = (&'static str, Option<String>);

/// The tables that sum a report up.
pub(super) fn summary(report: &Report) -> String {
    let mut text = format!("{}\n\n", about(report));
    let themes = [
        ("Targets", met(report)),
        ("Start", startup(&report.startup)),
        ("Filling", filled(&report.filled)),
        (
            "Against real Prefect",
            beside(&report.operations, Kind::Prefect),
        ),
        (
            "Against bare dropshot",
            beside(&report.operations, Kind::Dropshot),
        ),
        (
            "Against bare hyper",
            beside(&report.operations, Kind::Hyper),
        ),
        ("As data grows", growth(&report.growth)),
    ];
    for (title, table) in themes.into_iter().chain(scenarios(&report.scenarios)) {
        if let Some(table) = table {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "### {title}\n\n{table}\n");
        }
    }
    text
}

/// What was measured on, when, and for how long.
fn about(report: &Report) -> String {
    let machine = &report.machine;
    #[expect(clippy::cast_precision_loss, reason = "it is told in GiB")]
    let memory = machine.memory_bytes as f64 / f64::from(1 << 30);
    let note = if report.short {
        " A short run: its figures say nothing."
    } else {
        ""
    };
    format!(
        "{}: {} × {}, {memory:.0} GiB, {}, kernel {}; {} rounds of {} s.{note}",
        report.date.format("%Y-%m-%d"),
        machine.processors,
        machine.processor,
        machine.system,
        machine.kernel,
        report.rounds,
        report.round_seconds,
    )
}

/// Every figure of every operation, load and server.
pub(super) fn operations(comparisons: &[Comparison]) -> Option<String> {
    let header = [
        "operation",
        "server",
        "connections",
        "a second (min–max)",
        "p50 ms",
        "p99 ms",
        "CPU µs",
        "failed",
    ];
    let rows: Vec<_> = comparisons
        .iter()
        .flat_map(|comparison| comparison.servers.iter().map(move |one| (comparison, one)))
        .map(|(comparison, one)| {
            vec![
                comparison.title.clone(),
                one.server.title().to_owned(),
                one.connections.to_string(),
                rate(&one.figures),
                number(one.figures.p50_ms),
                number(one.figures.p99_ms),
                number(one.figures.cpu_us.median),
                failures(&one.figures),
            ]
        })
        .collect();
    (!rows.is_empty()).then(|| table(&header, rows))
}

fn met(report: &Report) -> Option<String> {
    if report.short {
        return None;
    }
    let targets = targets(report);
    let header = ["what", "target", "measured", "met"];
    let rows = targets.iter().map(|target| {
        vec![
            target.what.clone(),
            target.bound.to_owned(),
            target.measured.clone(),
            if target.is_met { "yes" } else { "**no**" }.to_owned(),
        ]
    });
    (!targets.is_empty()).then(|| table(&header, rows))
}

/// The mock beside another server, with so many connections as targets speak of.
fn beside(comparisons: &[Comparison], other: Kind) -> Option<String> {
    let title = other.title();
    let header = [
        "operation".to_owned(),
        "mock, a second (min–max)".to_owned(),
        format!("{title}, a second (min–max)"),
        "ratio".to_owned(),
        "mock p99 ms".to_owned(),
        format!("{title} p99 ms"),
        "ratio".to_owned(),
        "mock CPU µs".to_owned(),
        format!("{title} CPU µs"),
        format!("{title} failed"),
    ];
    let row = |comparison: &Comparison| {
        // A short run has other loads.
        let connections = comparison.servers.iter().map(|one| one.connections);
        let connections = connections.min_by_key(|count| count.abs_diff(CONNECTIONS))?;
        let mock = comparison.of(Kind::Mock, connections)?;
        let other = comparison.of(other, connections)?;
        let median = |figures: &Figures| figures.requests_per_second.median;
        Some(vec![
            comparison.title.clone(),
            rate(mock),
            rate(other),
            times(median(mock) / median(other)),
            number(mock.p99_ms),
            number(other.p99_ms),
            times(mock.p99_ms / other.p99_ms),
            number(mock.cpu_us.median),
            number(other.cpu_us.median),
            failures(other),
        ])
    };
    let rows: Vec<_> = comparisons.iter().filter_map(row).collect();
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    (!rows.is_empty()).then(|| table(&header, rows))
}

/// A figure and its spread.
fn spread(spread: Spread, tell: fn(f64) -> String) -> String {
    let [median, min, max] = [spread.median, spread.min, spread.max].map(tell);
    format!("{median} ({min}–{max})")
}

fn startup(startups: &[Startup]) -> Option<String> {
    let header = [
        "server",
        "ms to its first answer (min–max)",
        "MiB resident (min–max)",
    ];
    let rows = startups.iter().map(|one| {
        vec![
            one.server.title().to_owned(),
            spread(one.first_answer_ms, number),
            spread(one.resident_bytes, mebibytes),
        ]
    });
    (!startups.is_empty()).then(|| table(&header, rows))
}

fn filled(filled: &[Filled]) -> Option<String> {
    let header = ["server", "flow runs", "seconds", "MiB resident"];
    #[expect(clippy::cast_precision_loss, reason = "it is told in three digits")]
    let rows = filled.iter().map(|one| {
        vec![
            one.server.title().to_owned(),
            grouped(one.size as f64),
            number(one.seconds),
            mebibytes(one.resident_bytes as f64),
        ]
    });
    (!filled.is_empty()).then(|| table(&header, rows))
}

/// Wholes a second, median and spread.
fn rate(figures: &Figures) -> String {
    #[expect(clippy::cast_precision_loss, reason = "it is a small number")]
    let parts = figures.requests_per_unit as f64;
    let rates = figures.requests_per_second;
    spread(
        Spread {
            median: rates.median / parts,
            min: rates.min / parts,
            max: rates.max / parts,
        },
        number,
    )
}

#[expect(clippy::cast_precision_loss, reason = "it is told as a percentage")]
fn failures(figures: &Figures) -> String {
    if figures.failures == 0 {
        return String::new();
    }
    let all = figures.requests + figures.failures;
    format!("{:.1} %", figures.failures as f64 * 100.0 / all as f64)
}

fn growth(growth: &[Growth]) -> Option<String> {
    let sizes: Vec<_> = growth.first()?.sizes.iter().map(|at| at.size).collect();
    #[expect(clippy::cast_precision_loss, reason = "it is told in three digits")]
    let titles: Vec<String> = sizes
        .iter()
        .map(|size| format!("µs at {}", grouped(*size as f64)))
        .collect();
    let mut header = vec!["operation", "rows"];
    header.extend(titles.iter().map(String::as_str));
    header.extend(["most ÷ fewest", "p99 ms at most", "CPU µs at most"]);
    let rows = growth.iter().map(|one| {
        let last = one.sizes.last();
        let rows = last.and_then(|at| at.rows);
        let mut row = vec![
            one.title.clone(),
            rows.map(|rows| rows.to_string()).unwrap_or_default(),
        ];
        row.extend(one.sizes.iter().map(|at| number(at.cost_us())));
        row.push(one.ratio().map(times).unwrap_or_default());
        row.extend(last.map(|at| number(at.figures.p99_ms)));
        row.extend(last.map(|at| number(at.figures.cpu_us.median)));
        row
    });
    Some(table(&header, rows))
}
