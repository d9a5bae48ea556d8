//! The tables, one for each theme.

use std::fmt::Write as _;

use super::Report;
use super::table::{number, table, times};
use crate::bench::{Comparison, Filled, Growth, Startup};
use crate::load::{Figures, Spread};
use crate::servers::Kind;

/// All tables of a report.
pub(super) fn all(report: &Report) -> String {
    let mut text = String::new();
    let machine = &report.machine;
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "\n{}, {} × {}, {:.0} GiB, {}, kernel {}; {} rounds of {} s\n",
        report.date.format("%Y-%m-%d"),
        machine.processors,
        machine.processor,
        gibibytes(machine.memory_bytes),
        machine.system,
        machine.kernel,
        report.rounds,
        report.round_seconds,
    );
    for (title, table) in [
        ("Start", startup(&report.startup)),
        ("Filling", filled(&report.filled)),
        ("Operations", operations(&report.operations)),
        ("As data grows", growth(&report.growth)),
    ] {
        if let Some(table) = table {
            let _ = writeln!(text, "### {title}\n\n{table}\n");
        }
    }
    text
}

#[expect(clippy::cast_precision_loss, reason = "it is told in three digits")]
fn gibibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 30)
}

/// Bytes in MiB.
fn mebibytes(bytes: f64) -> String {
    number(bytes / f64::from(1 << 20))
}

/// A figure and its spread.
fn spread_of(spread: Spread, tell: fn(f64) -> String) -> String {
    let [median, min, max] = [spread.median, spread.min, spread.max].map(tell);
    format!("{median} ({min}–{max})")
}

fn startup(startups: &[Startup]) -> Option<String> {
    let header = ["server", "ms to its first answer", "MiB resident"];
    let rows = startups.iter().map(|one| {
        vec![
            one.server.title().to_owned(),
            spread_of(one.first_answer_ms, number),
            spread_of(one.resident_bytes, mebibytes),
        ]
    });
    (!startups.is_empty()).then(|| table(&header, rows))
}

fn filled(filled: &[Filled]) -> Option<String> {
    let header = [
        "server",
        "flow runs",
        "seconds",
        "MiB resident",
        "bytes a run",
    ];
    #[expect(clippy::cast_precision_loss, reason = "it is told in three digits")]
    let rows = filled.iter().map(|one| {
        vec![
            one.server.title().to_owned(),
            number(one.size as f64),
            number(one.seconds),
            mebibytes(one.resident_bytes as f64),
            number(one.resident_bytes as f64 / one.size as f64),
        ]
    });
    (!filled.is_empty()).then(|| table(&header, rows))
}

fn operations(comparisons: &[Comparison]) -> Option<String> {
    let mut rows = Vec::new();
    for comparison in comparisons {
        for one in &comparison.servers {
            let figures = &one.figures;
            let mock = comparison.of(Kind::Mock, one.connections)?;
            let (rate, p99) = if one.server == Kind::Mock {
                (String::new(), String::new())
            } else {
                let rate = mock.requests_per_second.median / figures.requests_per_second.median;
                (times(rate), times(mock.p99_ms / figures.p99_ms))
            };
            rows.push(vec![
                comparison.title.clone(),
                one.server.title().to_owned(),
                one.connections.to_string(),
                rate_of(figures),
                number(figures.p50_ms),
                number(figures.p99_ms),
                number(figures.cpu_us.median),
                failures(figures),
                rate,
                p99,
            ]);
        }
    }
    let header = [
        "operation",
        "server",
        "connections",
        "per second (min–max)",
        "p50 ms",
        "p99 ms",
        "CPU µs",
        "failed",
        "mock: throughput",
        "mock: p99",
    ];
    (!rows.is_empty()).then(|| table(&header, rows))
}

/// Wholes a second, median and spread.
fn rate_of(figures: &Figures) -> String {
    let spread = figures.requests_per_second;
    #[expect(clippy::cast_precision_loss, reason = "it is a small number")]
    let parts = figures.requests_per_unit as f64;
    format!(
        "{} ({}–{})",
        number(spread.median / parts),
        number(spread.min / parts),
        number(spread.max / parts)
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
    let titles: Vec<String> = sizes
        .iter()
        .map(|size| format!("µs at {size}"))
        .chain(sizes.last().map(|size| format!("p99 ms at {size}")))
        .collect();
    let mut header = vec!["operation", "rows"];
    header.extend(titles.iter().map(String::as_str));
    header.push("most ÷ fewest");
    let rows = growth.iter().map(|one| {
        let rows = one.sizes.last().and_then(|at| at.rows);
        let mut row = vec![
            one.title.clone(),
            rows.map(|rows| rows.to_string()).unwrap_or_default(),
        ];
        let cost = |figures: &Figures| 1e6 / figures.requests_per_second.median;
        row.extend(one.sizes.iter().map(|at| number(cost(&at.figures))));
        row.extend(one.sizes.last().map(|at| number(at.figures.p99_ms)));
        row.push(one.ratio().map(times).unwrap_or_default());
        row
    });
    Some(table(&header, rows))
}
