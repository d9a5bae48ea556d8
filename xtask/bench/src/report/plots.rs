//! Which plots there are.

use std::path::Path;

use super::Report;
use super::plot::{Axis, Line, Plot};
use crate::operations::{CREATE, READ};
use crate::servers::Kind;

/// The operations whose cost is drawn.
const DRAWN: [&str; 8] = [
    READ,
    "page-of-all",
    "page-by-state",
    "page-by-pool",
    "count-by-state",
    "history",
    "scheduled",
    "filter-few-tag-expected-start-time-desc",
];

/// The servers whose throughput is drawn.
const SERVERS: [Kind; 4] = [Kind::Mock, Kind::Prefect, Kind::Dropshot, Kind::Hyper];

/// Draws what there is to draw into a folder, and gives the files' names and what each
/// shows.
pub(super) fn write(report: &Report, folder: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let plots = [
        ("cost.svg".to_owned(), cost(report)),
        ("read.svg".to_owned(), throughput(report, READ)),
        ("create.svg".to_owned(), throughput(report, CREATE)),
    ];
    let mut written = Vec::new();
    for (name, plot) in plots {
        if plot.lines.iter().all(|line| line.points.len() < 2) {
            continue;
        }
        plot.draw(&folder.join(&name))?;
        written.push((name, plot.title));
    }
    Ok(written)
}

#[expect(clippy::cast_precision_loss, reason = "they are drawn")]
fn cost(report: &Report) -> Plot {
    let growth = report.growth.iter();
    let lines = growth
        .filter(|one| DRAWN.contains(&one.operation.as_str()))
        .map(|one| Line {
            label: one.title.split(',').next().unwrap_or_default().to_owned(),
            points: one
                .sizes
                .iter()
                .map(|at| (at.size as f64, at.cost_us()))
                .collect(),
        });
    Plot {
        title: "What a request costs the mock as data grows (8 connections)".to_owned(),
        x: Axis {
            title: "flow runs",
            ticks: &[1e3, 1e4, 1e5, 1e6],
        },
        y: Axis {
            title: "µs for each request",
            ticks: &[1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6],
        },
        lines: lines.collect(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "they are drawn")]
fn throughput(report: &Report, operation: &str) -> Plot {
    let comparison = report
        .operations
        .iter()
        .find(|one| one.operation == operation);
    let line = |server: Kind| Line {
        label: server.title().to_owned(),
        points: comparison
            .iter()
            .flat_map(|comparison| &comparison.servers)
            .filter(|one| one.server == server)
            .map(|one| {
                (
                    one.connections as f64,
                    one.figures.requests_per_second.median,
                )
            })
            .collect(),
    };
    let title = comparison.map_or("", |comparison| comparison.title.as_str());
    Plot {
        title: format!("Throughput: {title}"),
        x: Axis {
            title: "connections",
            ticks: &[1.0, 8.0, 64.0],
        },
        y: Axis {
            title: "requests a second",
            ticks: &[1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6],
        },
        lines: SERVERS
            .into_iter()
            .map(line)
            .filter(|line| !line.points.is_empty())
            .collect(),
    }
}
