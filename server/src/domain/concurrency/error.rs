//! Why a limit, its slots or its leases could not be changed.

use thiserror::Error;

use crate::domain::python;

/// Why slots could not be taken.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum AcquireError {
    /// A limit has fewer slots than were asked for.
    #[error("Slots requested is greater than the limit")]
    MoreThanLimit,
    /// Some limits do not decay, and so limit no rate.
    #[error(
        "Only concurrency limits with slot decay can be used for rate limiting. The following limits do not have a decay configured: {}",
        python::quoted(&.names.join(","))
    )]
    NotDecaying {
        /// Their names.
        names: Vec<String>,
    },
    /// Not enough slots are free now.
    #[error("no slots are free; try again in {retry_after_seconds} seconds")]
    Locked {
        /// How long to wait before trying again.
        retry_after_seconds: f64,
    },
}

/// A name that two limits would have.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("a concurrency limit named {name:?} exists already; choose another name")]
pub struct NameTaken {
    /// The name.
    pub name: String,
}

/// How long slots were held cannot be averaged over a limit that has none, as one
/// whose slots were taken away while some were held. Prefect divides by that number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a concurrency limit without slots has no average occupancy; give it a slot first")]
pub struct NoAverage;
