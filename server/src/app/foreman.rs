//! The foreman: notices what has fallen silent.
//!
//! Prefect's server looks every [`FOREMAN_INTERVAL`], and so does the service that
//! calls [`App::mark_unready`]. Until it looks, things stay as they were.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::work_queues::POLL_TIMEOUT;
use super::{App, Change, Result, Transaction};
use crate::domain::deployment::{Deployment, DeploymentStatus};
use crate::domain::work_pool::{
    WorkPool, WorkPoolStatus, WorkQueue, WorkQueueStatus, Worker, WorkerStatus,
};
use crate::store::Tables;

/// How often the foreman looks: Prefect's default for
/// `PREFECT_SERVER_SERVICES_FOREMAN_LOOP_SECONDS`.
pub const FOREMAN_INTERVAL: Duration = Duration::from_secs(15);

/// After how many intervals without a heartbeat a worker is offline.
const MISSED_HEARTBEATS: i64 = 3;

/// The heartbeat interval of a worker that told none, in seconds.
const FALLBACK_INTERVAL_SECONDS: i64 = 30;

impl App {
    /// Marks workers that have been silent for three of their intervals as
    /// offline, and pools without a worker online, and deployments and queues that
    /// were not polled for a minute, as not ready. Costs a walk over all of them.
    pub fn mark_unready(&self) -> Result<()> {
        self.transaction(|tx| {
            tx.mark_workers_offline();
            tx.mark_pools_not_ready();
            tx.mark_deployments_not_ready();
            tx.mark_queues_not_ready();
            Ok(())
        })
    }
}

impl Transaction<'_> {
    fn mark_workers_offline(&mut self) {
        let workers = &mut self.tables.workers;
        let silent: Vec<_> = workers
            .iter()
            .filter(|worker| worker.status == WorkerStatus::Online && is_silent(worker, self.now))
            .cloned()
            .collect();
        for worker in silent {
            workers.put(Worker {
                status: WorkerStatus::Offline,
                updated: self.now,
                ..Worker::clone(&worker)
            });
        }
    }

    fn mark_pools_not_ready(&mut self) {
        let idle: Vec<_> = self
            .tables
            .work_pools
            .iter()
            .filter(|pool| pool.status == Some(WorkPoolStatus::Ready))
            .filter(|pool| !self.tables.has_online_worker(pool.id))
            .cloned()
            .collect();
        for pool in idle {
            self.put_work_pool_status(WorkPool {
                status: Some(WorkPoolStatus::NotReady),
                ..WorkPool::clone(&pool)
            });
        }
    }

    /// A deployment is kept ready by polls of its queue as well as by its own.
    fn mark_deployments_not_ready(&mut self) {
        let oldest = self.now - POLL_TIMEOUT;
        let unpolled: Vec<_> = self
            .tables
            .deployments
            .iter()
            .filter(|deployment| deployment.status == DeploymentStatus::Ready)
            .filter(|deployment| is_before(deployment.last_polled, oldest))
            .filter(|deployment| {
                let queue_polled = self.tables.last_poll_of_queue(deployment);
                queue_polled.is_none_or(|time| time < oldest)
            })
            .cloned()
            .collect();
        for deployment in unpolled {
            self.emit(Change::DeploymentChanged(deployment.id));
            let deployment = self.tables.deployments.put(Deployment {
                status: DeploymentStatus::NotReady,
                ..Deployment::clone(&deployment)
            });
            self.record_deployment_status(&deployment);
        }
    }

    fn mark_queues_not_ready(&mut self) {
        let oldest = self.now - POLL_TIMEOUT;
        let unpolled: Vec<_> = self
            .tables
            .work_queues
            .iter()
            .filter(|queue| queue.status == WorkQueueStatus::Ready)
            .filter(|queue| is_before(queue.last_polled, oldest))
            .cloned()
            .collect();
        for queue in unpolled {
            let queue = self.put_work_queue(WorkQueue {
                status: WorkQueueStatus::NotReady,
                ..WorkQueue::clone(&queue)
            });
            self.record_work_queue_status(&queue);
        }
    }
}

impl Tables {
    fn last_poll_of_queue(&self, deployment: &Deployment) -> Option<DateTime<Utc>> {
        let queue: &Arc<WorkQueue> = self.work_queues.get(deployment.work_queue_id?)?;
        queue.last_polled
    }
}

fn is_silent(worker: &Worker, now: DateTime<Utc>) -> bool {
    let interval = worker
        .heartbeat_interval_seconds
        .unwrap_or(FALLBACK_INTERVAL_SECONDS);
    // An interval too long to count in never ends.
    TimeDelta::try_seconds(interval.saturating_mul(MISSED_HEARTBEATS))
        .is_some_and(|patience| now - worker.last_heartbeat_time > patience)
}

fn is_before(time: Option<DateTime<Utc>>, limit: DateTime<Utc>) -> bool {
    time.is_some_and(|time| time < limit)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::{Value, json};

    use crate::app::fixture::{Fixture, body};
    use crate::domain::deployment::DeploymentStatus;
    use crate::domain::ids::DeploymentId;
    use crate::domain::work_pool::{WorkPoolStatus, WorkQueueStatus, WorkerStatus};

    fn pool() -> Fixture {
        let fixture = Fixture::new();
        let pool = json!({"name": "p", "type": "process"});
        fixture.app.create_work_pool(body(pool)).unwrap();
        fixture
    }

    fn heartbeat(fixture: &Fixture, worker: Value) {
        fixture.app.worker_heartbeat("p", body(worker)).unwrap();
    }

    fn look_after(fixture: &Fixture, seconds: u64) {
        fixture.clock.advance(Duration::from_secs(seconds));
        fixture.app.mark_unready().unwrap();
    }

    fn online(fixture: &Fixture) -> Vec<String> {
        let workers = fixture.app.read_workers("p", &body(json!({}))).unwrap();
        workers
            .iter()
            .filter(|worker| worker.status == WorkerStatus::Online)
            .map(|worker| worker.name.clone())
            .collect()
    }

    fn pool_status(fixture: &Fixture) -> Option<WorkPoolStatus> {
        fixture.app.read_work_pool("p").unwrap().pool.status
    }

    #[test]
    fn silent_workers_are_offline_and_their_pool_is_not_ready() {
        let fixture = pool();
        heartbeat(&fixture, json!({"name": "slow"}));
        heartbeat(
            &fixture,
            json!({"name": "fast", "heartbeat_interval_seconds": 5}),
        );
        look_after(&fixture, 15);
        assert_eq!(online(&fixture).len(), 2);
        look_after(&fixture, 1);
        assert_eq!(online(&fixture), ["slow"]);
        assert_eq!(pool_status(&fixture), Some(WorkPoolStatus::Ready));
        look_after(&fixture, 75);
        assert!(online(&fixture).is_empty());
        assert_eq!(pool_status(&fixture), Some(WorkPoolStatus::NotReady));

        heartbeat(&fixture, json!({"name": "fast"}));
        assert_eq!(online(&fixture), ["fast"]);
        assert_eq!(pool_status(&fixture), Some(WorkPoolStatus::Ready));
    }

    #[test]
    fn a_pool_of_which_all_workers_were_deleted_is_not_ready() {
        let fixture = pool();
        heartbeat(&fixture, json!({"name": "w"}));
        fixture.app.delete_worker("p", "w").unwrap();
        assert_eq!(pool_status(&fixture), Some(WorkPoolStatus::Ready));
        look_after(&fixture, 1);
        assert_eq!(pool_status(&fixture), Some(WorkPoolStatus::NotReady));
    }

    #[test]
    fn a_paused_pool_stays_paused() {
        let fixture = pool();
        heartbeat(&fixture, json!({"name": "w"}));
        let pause = body(json!({"is_paused": true}));
        fixture.app.update_work_pool("p", pause).unwrap();
        look_after(&fixture, 100);
        assert_eq!(pool_status(&fixture), Some(WorkPoolStatus::Paused));
    }

    #[test]
    fn an_odd_interval_is_not_an_error() {
        let fixture = pool();
        heartbeat(
            &fixture,
            json!({"name": "w", "heartbeat_interval_seconds": i64::MAX}),
        );
        heartbeat(
            &fixture,
            json!({"name": "v", "heartbeat_interval_seconds": -4}),
        );
        look_after(&fixture, 1_000_000);
        assert_eq!(online(&fixture), ["w"]);
    }

    #[test]
    fn queues_and_deployments_are_ready_for_a_minute_after_a_poll() {
        let fixture = pool();
        let queue = fixture
            .app
            .read_work_pool("p")
            .unwrap()
            .pool
            .default_queue_id;
        let deployment = fixture.deployment("d", queue);
        let statuses = |fixture: &Fixture, deployment: DeploymentId| {
            let queue = fixture.app.read_work_queue(queue).unwrap().queue.status;
            let tables = fixture.app.read();
            (queue, tables.deployments.get(deployment).unwrap().status)
        };
        let poll = || {
            fixture
                .app
                .get_scheduled_flow_runs("p", &body(json!({})))
                .unwrap()
        };
        poll();
        let ready = (WorkQueueStatus::Ready, DeploymentStatus::Ready);
        look_after(&fixture, 60);
        assert_eq!(statuses(&fixture, deployment), ready);
        look_after(&fixture, 1);
        let not_ready = (WorkQueueStatus::NotReady, DeploymentStatus::NotReady);
        assert_eq!(statuses(&fixture, deployment), not_ready);
        poll();
        assert_eq!(statuses(&fixture, deployment), ready);
    }
}
