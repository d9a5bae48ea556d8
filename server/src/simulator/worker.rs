//! The worker that a simulated pool has.
//!
//! Clients look for workers before they submit work, and a pool is `READY` while it
//! has one online. Who carries out a pool's runs ought to be seen there, so the
//! simulator is a worker of each pool that it simulates, and leaves when another
//! one has come to which it leaves the pool. New pools have it from their first moment
//! (see [`Settings::resident_worker`](crate::app::Settings::resident_worker)), so that
//! nobody sees one without.

use chrono::TimeDelta;
use prefect_mock_api::Field;
use prefect_mock_api::types::WorkerHeartbeatBody;

use super::SimulateMode;
use crate::app::{App, RESIDENT_INTERVAL_SECONDS, Result};
use crate::domain::ids::WorkPoolId;
use crate::domain::work_pool::WorkerStatus;
use crate::store::Tables;

/// What the simulator is called among the workers of a pool.
pub const SIMULATOR_WORKER: &str = "simulator";

impl SimulateMode {
    /// The worker that new pools have: nobody has come to them yet.
    pub fn resident_worker(self) -> Option<String> {
        (self != Self::Never).then(|| SIMULATOR_WORKER.to_owned())
    }

    /// Whether a pool is simulated now. Costs a look at each of its workers.
    pub(super) fn simulates(self, tables: &Tables, pool: WorkPoolId) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => !tables.workers.of_pool(pool).any(|worker| {
                worker.status == WorkerStatus::Online && worker.name != SIMULATOR_WORKER
            }),
        }
    }
}

/// What the simulator has to do about its place among a pool's workers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Duty {
    Nothing,
    Heartbeat,
    Leave,
}

/// Sees to it that the simulator is a worker of a pool just while it simulates it.
/// Writes only where something is to change, or a heartbeat is due.
///
/// # Errors
///
/// `NotFound` if the pool went away in the meantime.
pub(super) fn attend(app: &App, mode: SimulateMode, pool: WorkPoolId) -> Result<()> {
    let (name, duty) = {
        let tables = app.read();
        let Some(one) = tables.work_pools.get(pool) else {
            return Ok(());
        };
        let worker = tables.workers.by_name(pool, SIMULATOR_WORKER);
        let heard_lately = worker.is_some_and(|worker| {
            let silence = app.clock().now() - worker.last_heartbeat_time;
            worker.status == WorkerStatus::Online
                && silence < TimeDelta::seconds(RESIDENT_INTERVAL_SECONDS)
        });
        let duty = match mode.simulates(&tables, pool) {
            true if !heard_lately => Duty::Heartbeat,
            false if worker.is_some() => Duty::Leave,
            _ => Duty::Nothing,
        };
        (one.name.clone(), duty)
    };
    match duty {
        Duty::Nothing => Ok(()),
        Duty::Leave => app.delete_worker(&name, SIMULATOR_WORKER),
        Duty::Heartbeat => {
            let body = WorkerHeartbeatBody {
                name: SIMULATOR_WORKER.to_owned(),
                heartbeat_interval_seconds: Field::Value(RESIDENT_INTERVAL_SECONDS),
            };
            app.worker_heartbeat(&name, body).map(drop)
        }
    }
}
