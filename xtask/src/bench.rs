//! `cargo xtask bench`: measures the mock beside real Prefect and beside bare servers.
//!
//! The measuring itself is `prefect-bench`'s, a program of its own in `xtask/bench`;
//! this verb builds what it needs, prepares real Prefect, and starts it. See
//! `docs/performance.md`.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use crate::binaries::Binaries;
use crate::prefect_env::{PREFECT_VERSION, PrefectEnv};
use crate::python_env::{self, OLDEST_PYTHON};
use crate::workspace;

/// The programs that take part.
const MOCK: &str = "prefect-mock";
const BENCH: &str = "prefect-bench";

/// The document that tells what was measured.
const DOCUMENT: &str = "docs/performance.md";

/// What `cargo xtask bench` accepts.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Options {
    /// Only prove that everything runs: tiny data, one short round, the dev build
    #[arg(long)]
    short: bool,
    /// Leave real Prefect out
    #[arg(long)]
    without_prefect: bool,
    /// The folder for the report: report.json and plots
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Write tables and plots into docs/performance.md
    #[arg(long, conflicts_with = "short")]
    write: bool,
    /// Measure only operations, filters and scenarios whose names contain this; may be
    /// given several times
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// The most flow runs that a mock is filled with
    #[arg(long, value_name = "N")]
    largest: Option<usize>,
    /// How many rounds each server is measured in
    #[arg(long, value_name = "N")]
    rounds: Option<usize>,
    /// How many seconds a round lasts
    #[arg(long, value_name = "SECONDS")]
    seconds: Option<f64>,
}

/// `cargo xtask bench`.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let prefect = if options.without_prefect {
        None
    } else if python_env::python_is_present(OLDEST_PYTHON) {
        Some(PrefectEnv::ensure(PREFECT_VERSION)?)
    } else {
        eprintln!("There is no Python 3.10 or newer on PATH, so nothing is measured of Prefect.");
        None
    };
    measure(options, prefect.as_ref())
}

/// Proves that everything that measures runs, without measuring anything.
pub(crate) fn run_short(prefect: Option<&PrefectEnv>) -> anyhow::Result<()> {
    let options = Options {
        short: true,
        ..Options::default()
    };
    measure(&options, prefect)
}

fn measure(options: &Options, prefect: Option<&PrefectEnv>) -> anyhow::Result<()> {
    let build = if options.short {
        Binaries::build
    } else {
        Binaries::build_release
    };
    let binaries = build(&[MOCK, BENCH])?;
    let out = options
        .out
        .clone()
        .unwrap_or_else(|| workspace::cache_dir().join("bench"));

    let mut command = Command::new(binaries.path(BENCH)?);
    command
        .args(["run", "--mock"])
        .arg(binaries.path(MOCK)?)
        .arg("--out")
        .arg(out);
    if let Some(prefect) = prefect {
        command
            .arg("--prefect")
            .arg(&prefect.prefect)
            .arg("--prefect-python")
            .arg(&prefect.python);
    }
    if options.short {
        command.arg("--short");
    }
    if options.write {
        command
            .arg("--document")
            .arg(workspace::root().join(DOCUMENT));
    }
    for name in &options.only {
        command.args(["--only", name]);
    }
    let numbers = [
        (
            "--largest",
            options.largest.map(|number| number.to_string()),
        ),
        ("--rounds", options.rounds.map(|number| number.to_string())),
        (
            "--seconds",
            options.seconds.map(|number| number.to_string()),
        ),
    ];
    for (name, number) in numbers {
        command.args(
            number
                .map(|number| [name.to_owned(), number])
                .into_iter()
                .flatten(),
        );
    }
    let status = command
        .stdin(Stdio::null())
        .status()
        .context("cannot start prefect-bench")?;
    if status.success() {
        return Ok(());
    }
    bail!("prefect-bench ended with {status}; its error is above")
}
