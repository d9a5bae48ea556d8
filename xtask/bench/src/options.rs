//! What a run is told.

use std::path::PathBuf;
use std::time::Duration;

/// The arguments of `prefect-bench run`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The mock's program
    #[arg(long, value_name = "PATH")]
    pub(crate) mock: PathBuf,
    /// Real Prefect's `prefect` command; without it, nothing is measured of Prefect
    #[arg(long, value_name = "PATH", requires = "prefect_python")]
    pub(crate) prefect: Option<PathBuf>,
    /// The Python that has Prefect
    #[arg(long, value_name = "PATH")]
    pub(crate) prefect_python: Option<PathBuf>,
    /// The folder for the report: report.json and plots
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: PathBuf,
    /// A document whose generated part is written anew
    #[arg(long, value_name = "FILE")]
    pub(crate) document: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) choice: Choice,
}

/// What is measured, and for how long.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Choice {
    /// Only prove that everything runs: tiny data, one short round
    #[arg(long)]
    pub(crate) short: bool,
    /// Measure only operations, filters and scenarios whose names contain this; may be
    /// given several times
    #[arg(long, value_name = "NAME")]
    pub(crate) only: Vec<String>,
    /// The most flow runs that a mock is filled with
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    pub(crate) largest: usize,
    /// How many rounds each server is measured in
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) rounds: usize,
    /// How many seconds a round lasts
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0)]
    pub(crate) seconds: f64,
}

/// The numbers of flow runs that the mock is measured with, unless told otherwise.
const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];

/// The number of flow runs that servers are compared at.
const COMPARED_SIZE: usize = 10_000;

/// What `--short` makes of it all.
const SHORT_SIZES: [usize; 2] = [100, 300];
const SHORT_ROUND: Duration = Duration::from_millis(30);

/// How many connections at a time operations are measured with.
const CONNECTIONS: [usize; 3] = [1, 8, 64];
const SHORT_CONNECTIONS: [usize; 1] = [1];

impl Choice {
    /// Whether something of this name is to be measured.
    pub(crate) fn includes(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|part| name.contains(part.as_str()))
    }

    /// The numbers of flow runs that the mock is measured with, ascending.
    pub(crate) fn sizes(&self) -> Vec<usize> {
        if self.short {
            return SHORT_SIZES.to_vec();
        }
        let sizes = SIZES.into_iter().filter(|size| *size <= self.largest);
        sizes.collect()
    }

    /// The number of flow runs that servers are compared at.
    pub(crate) fn compared_size(&self) -> usize {
        let largest = self.sizes().last().copied().unwrap_or(COMPARED_SIZE);
        COMPARED_SIZE.min(largest)
    }

    /// How many connections at a time operations are measured with.
    pub(crate) fn connections(&self) -> &'static [usize] {
        if self.short {
            &SHORT_CONNECTIONS
        } else {
            &CONNECTIONS
        }
    }

    /// How many rounds each server is measured in.
    pub(crate) fn rounds(&self) -> usize {
        if self.short { 1 } else { self.rounds.max(1) }
    }

    /// How long a round lasts.
    pub(crate) fn round(&self) -> Duration {
        if self.short {
            SHORT_ROUND
        } else {
            Duration::from_secs_f64(self.seconds.clamp(0.01, 60.0))
        }
    }
}
