//! Real Prefect, in an environment that xtask keeps.
//!
//! Everything that compares with real Prefect (the import of the document, the
//! tests, the parity run) takes Prefect from here, so all of it sees one pinned
//! version.

use std::path::PathBuf;

use crate::python_env::{OLDEST_PYTHON, PythonEnv};

/// The Prefect release that this project reproduces.
pub(crate) const PREFECT_VERSION: &str = "3.8.8";

/// What is installed beside Prefect, and why: with newer FastAPI releases its
/// server does not start, and with newer SQLAlchemy releases it makes no
/// scheduled runs and answers 503 where it should.
const COMPANION_REQUIREMENTS: [&str; 3] = ["fastapi<0.151", "sqlalchemy<2.1", RUFF];

/// Not for Prefect: it looks at the flows that are rendered for Prefect. Pinned,
/// because what it minds differs from release to release.
const RUFF: &str = "ruff==0.17.6";

/// An installed Prefect.
#[derive(Debug, Clone)]
pub(crate) struct PrefectEnv {
    /// Prefect's release, such as `3.8.8`.
    pub(crate) version: String,
    /// The environment's Python interpreter.
    pub(crate) python: PathBuf,
    /// The environment's `prefect` command.
    pub(crate) prefect: PathBuf,
}

impl PrefectEnv {
    /// Gives the environment for one Prefect release, and makes it first if
    /// there is none yet; see [`PythonEnv::ensure`].
    pub(crate) fn ensure(version: &str) -> anyhow::Result<Self> {
        let name = format!("prefect-{version}");
        let title = format!("Prefect {version}");
        let environment = PythonEnv::ensure(&name, &title, OLDEST_PYTHON, &requirements(version))?;
        Ok(Self {
            version: version.to_owned(),
            prefect: environment.command("prefect"),
            python: environment.python,
        })
    }
}

/// What pip is asked to install.
fn requirements(version: &str) -> Vec<String> {
    let companions = COMPANION_REQUIREMENTS.map(str::to_owned);
    [format!("prefect=={version}")]
        .into_iter()
        .chain(companions)
        .collect()
}
