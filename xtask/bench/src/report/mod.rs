//! What was measured, and what it is told as: tables, JSON, plots.

mod table;
mod tables;

use std::fs;
use std::path::Path;

use anyhow::Context;
use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::bench::{Comparison, Filled, Growth, Startup};
use crate::machine::Machine;
use crate::options::Choice;
use crate::scenarios::Scenarios;

/// Everything that was measured in one run.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Report {
    /// When the run began.
    pub(crate) date: DateTime<Utc>,
    /// What it ran on.
    pub(crate) machine: Machine,
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

/// Prints the tables, and writes everything into a folder.
pub(crate) fn write(report: &Report, folder: &Path) -> anyhow::Result<()> {
    println!("{}", tables::all(report));
    let path = folder.join("report.json");
    fs::write(&path, serde_json::to_vec_pretty(report)?)
        .with_context(|| format!("cannot write {}", path.display()))?;
    println!("Everything is in {}", folder.display());
    Ok(())
}
