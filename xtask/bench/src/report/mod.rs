//! What was measured, and what it is told as: tables, JSON, plots, a document.

mod document;
mod plot;
mod plots;
mod scenarios;
mod table;
mod tables;
mod targets;

use std::fs;
use std::path::Path;

use anyhow::Context;
use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::bench::{Comparison, Filled, Growth, Startup};
use crate::machine::Machine;
use crate::options::{Choice, Options};
use crate::scenarios::Scenarios;

/// Everything that was measured in one run.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Report {
    /// When the run began.
    pub(crate) date: DateTime<Utc>,
    /// What it ran on.
    pub(crate) machine: Machine,
    /// Whether the run was only to prove that everything runs; then figures say nothing.
    pub(crate) short: bool,
    /// How many rounds each server was measured in.
    pub(crate) rounds: usize,
    /// How long a round lasts, in seconds.
    pub(crate) round_seconds: f64,
    /// Servers that have just been started.
    pub(crate) startup: Vec<Startup>,
    /// Servers that were filled.
    pub(crate) filled: Vec<Filled>,
    /// Operations on all servers.
    pub(crate) operations: Vec<Comparison>,
    /// Operations on mocks of growing size.
    pub(crate) growth: Vec<Growth>,
    /// What happened beyond single operations.
    pub(crate) scenarios: Scenarios,
}

impl Report {
    /// A report of nothing yet.
    pub(crate) fn new(machine: Machine, date: DateTime<Utc>, choice: &Choice) -> Self {
        Self {
            date,
            machine,
            short: choice.short,
            rounds: choice.rounds(),
            round_seconds: choice.round().as_secs_f64(),
            startup: Vec::new(),
            filled: Vec::new(),
            operations: Vec::new(),
            growth: Vec::new(),
            scenarios: Scenarios::default(),
        }
    }
}

/// Prints the tables, writes everything into the folder of reports, and what sums it up
/// into the document that was named.
pub(crate) fn write(report: &Report, options: &Options) -> anyhow::Result<()> {
    let summary = tables::summary(report);
    let operations = tables::operations(&report.operations).unwrap_or_default();
    println!("{operations}\n\n{summary}");
    let folder = &options.out;
    make_folder(folder)?;
    write_file(
        &folder.join("report.json"),
        &serde_json::to_vec_pretty(report)?,
    )?;
    let all = format!("{summary}### All figures\n\n{operations}\n");
    write_file(&folder.join("report.md"), all.as_bytes())?;
    plots::write(report, folder)?;
    println!(
        "report.json, report.md and plots are in {}",
        folder.display()
    );
    if let Some(path) = &options.document {
        document::write(report, &summary, path)?;
        println!("The tables are in {}", path.display());
    }
    Ok(())
}

fn make_folder(folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))
}

fn write_file(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}
