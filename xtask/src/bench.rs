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

/// What `cargo xtask bench` accepts.
#[derive(Debug, clap::Args)]
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
    /// More options of prefect-bench, such as --only NAME, --largest N, --rounds N,
    /// --seconds N (`prefect-bench run --help` tells them all)
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    more: Vec<String>,
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
        without_prefect: prefect.is_none(),
        out: None,
        more: Vec::new(),
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
    let status = command
        .args(&options.more)
        .stdin(Stdio::null())
        .status()
        .context("cannot start prefect-bench")?;
    if status.success() {
        return Ok(());
    }
    bail!("prefect-bench ended with {status}; its error is above")
}
