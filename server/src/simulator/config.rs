//! Which pools are simulated, and how fast.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use thiserror::Error;

/// Which pools are simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SimulateMode {
    /// Every pool without a worker that is online.
    #[default]
    Auto,
    /// Every pool.
    Always,
    /// None.
    Never,
}

/// A word that names no [`SimulateMode`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is no way to simulate; use auto, always or never")]
pub struct UnknownMode(String);

impl FromStr for SimulateMode {
    type Err = UnknownMode;

    fn from_str(word: &str) -> Result<Self, UnknownMode> {
        match word {
            "auto" => Ok(Self::Auto),
            "always" => Ok(Self::Always),
            "never" => Ok(Self::Never),
            _ => Err(UnknownMode(word.to_owned())),
        }
    }
}

impl fmt::Display for SimulateMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        })
    }
}

/// How long a simulated run stays where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delays {
    /// From when a run is due to when it is `PENDING`.
    pub submit: Duration,
    /// From `PENDING` to `RUNNING`, for a flow run and for a task run.
    pub start: Duration,
    /// How long each task runs.
    pub task: Duration,
}

impl Default for Delays {
    /// Long enough to be seen, short enough not to be waited for.
    fn default() -> Self {
        Self {
            submit: Duration::from_millis(50),
            start: Duration::from_millis(50),
            task: Duration::from_millis(200),
        }
    }
}
