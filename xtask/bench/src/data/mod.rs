//! The data that servers are filled with: the same on each, whatever its kind.
//!
//! 20 flows and 50 deployments in 5 work pools with 4 queues each; flow runs of all
//! nine types of state, expected over 30 days. Beside them are *few*: runs of one rare
//! flow, deployment, pool, queue, tag and state, as many in any number of runs (60, if
//! there are at least 1,200), so that a page of 50 of them has to be found among all.

mod fill_mock;
mod fill_prefect;
mod objects;
mod population;
mod runs;

pub(crate) use fill_mock::fill_mock;
pub(crate) use fill_prefect::fill_prefect;
pub(crate) use objects::{Objects, deploy};
pub(crate) use population::{Population, log_lines};
pub(crate) use runs::{RARE_STATE, RARE_TAG, RunData, mixed, path_to, runs};
