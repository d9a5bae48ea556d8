//! Workers: processes that poll a pool and run what they are given.
//!
//! A worker is known from its first heartbeat, and is `ONLINE` until it has been
//! silent for three of its intervals and the [foreman](App::mark_unready) finds it
//! `OFFLINE`.

use std::sync::Arc;

use prefect_mock_api::types;

use super::{App, Error, Result, Transaction, limit, offset};
use crate::domain::work_pool::{WorkPool, WorkPoolStatus, Worker, WorkerStatus};
use crate::store::filter;

/// How often a worker is heard of that says nothing else, in seconds: Prefect's
/// default for workers.
pub const RESIDENT_INTERVAL_SECONDS: i64 = 30;

impl App {
    /// Notes that a worker is alive; it is made if it is new. A pool that was not
    /// ready is so now; this is the pool.
    ///
    /// # Errors
    ///
    /// `NotFound` for the pool.
    pub fn worker_heartbeat(
        &self,
        pool: &str,
        body: types::WorkerHeartbeatBody,
    ) -> Result<Arc<WorkPool>> {
        let interval = body.heartbeat_interval_seconds.into_value();
        self.transaction(|tx| tx.heartbeat(pool, body.name, interval))
    }

    /// The workers of a pool that match, by their last heartbeat, newest first.
    /// Costs a walk over all of them.
    ///
    /// # Errors
    ///
    /// `NotFound` for the pool.
    pub fn read_workers(
        &self,
        pool: &str,
        body: &types::ReadWorkersBody,
    ) -> Result<Vec<Arc<Worker>>> {
        let limit = limit(body.limit)?;
        let tables = self.read();
        let pool = tables.find_work_pool(pool)?.id;
        let mut workers: Vec<_> = tables
            .workers
            .of_pool(pool)
            .filter(|worker| {
                let filter = body.workers.value();
                filter.is_none_or(|filter| filter::worker(filter, worker))
            })
            .cloned()
            .collect();
        workers.sort_by_key(|worker| {
            (
                std::cmp::Reverse(worker.last_heartbeat_time),
                worker.created,
            )
        });
        Ok(workers
            .into_iter()
            .skip(offset(body.offset))
            .take(limit)
            .collect())
    }

    /// Forgets a worker. Its pool stays ready until the foreman looks.
    ///
    /// # Errors
    ///
    /// `NotFound` for the pool or the worker.
    pub fn delete_worker(&self, pool: &str, name: &str) -> Result<()> {
        self.transaction(|tx| {
            let pool = tx.tables.find_work_pool(pool)?.id;
            let id = tx
                .tables
                .workers
                .by_name(pool, name)
                .ok_or_else(|| Error::NotFound("Worker not found.".to_owned()))?
                .id;
            tx.tables.workers.remove(id);
            Ok(())
        })
    }
}

impl Transaction<'_> {
    /// Has the [resident worker](super::Settings::resident_worker), if there is one, heard
    /// of in a pool that is new; this is the pool then.
    pub(super) fn settle_in(&mut self, pool: Arc<WorkPool>) -> Result<Arc<WorkPool>> {
        match &self.settings.resident_worker {
            Some(name) => self.heartbeat(&pool.name, name.clone(), Some(RESIDENT_INTERVAL_SECONDS)),
            None => Ok(pool),
        }
    }

    /// Notes that a worker is alive, see [`App::worker_heartbeat`].
    pub(super) fn heartbeat(
        &mut self,
        pool: &str,
        name: String,
        interval: Option<i64>,
    ) -> Result<Arc<WorkPool>> {
        let pool = Arc::clone(self.tables.find_work_pool(pool)?);
        let worker = match self.tables.workers.by_name(pool.id, &name) {
            // Prefect does not count it as an update.
            Some(known) => Worker {
                last_heartbeat_time: self.now,
                heartbeat_interval_seconds: interval.or(known.heartbeat_interval_seconds),
                status: WorkerStatus::Online,
                ..Worker::clone(known)
            },
            None => Worker {
                id: self.random.uuid_v4().into(),
                created: self.now,
                updated: self.now,
                name,
                work_pool_id: pool.id,
                last_heartbeat_time: self.now,
                heartbeat_interval_seconds: interval,
                status: WorkerStatus::Online,
            },
        };
        self.tables.workers.put(worker);
        if pool.status != Some(WorkPoolStatus::NotReady) {
            return Ok(pool);
        }
        Ok(self.put_work_pool_status(WorkPool {
            status: Some(WorkPoolStatus::Ready),
            ..WorkPool::clone(&pool)
        }))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use chrono::TimeDelta;
    use serde_json::{Value, json};

    use crate::app::fixture::{Fixture, body, noon};
    use crate::app::{App, Error, Result, Settings};
    use crate::domain::work_pool::{WorkPool, WorkPoolStatus, WorkerStatus};

    fn pool(pool_type: &str) -> Fixture {
        let fixture = Fixture::new();
        let pool = json!({"name": "p", "type": pool_type});
        fixture.app.create_work_pool(body(pool)).unwrap();
        fixture
    }

    fn heartbeat(app: &App, worker: Value) -> Result<Arc<WorkPool>> {
        app.worker_heartbeat("p", body(worker))
    }

    fn names(app: &App, query: Value) -> Vec<String> {
        let workers = app.read_workers("p", &body(query)).unwrap();
        workers.iter().map(|worker| worker.name.clone()).collect()
    }

    #[test]
    fn a_heartbeat_makes_a_worker_and_later_ones_keep_it_alive() {
        let Fixture { app, clock } = pool("process");
        heartbeat(&app, json!({"name": "w", "heartbeat_interval_seconds": 5})).unwrap();
        clock.advance(Duration::from_secs(1));
        heartbeat(&app, json!({"name": "w"})).unwrap();
        let workers = app.read_workers("p", &body(json!({}))).unwrap();
        let [worker] = workers.as_slice() else {
            panic!("there is one worker");
        };
        assert_eq!(worker.status, WorkerStatus::Online);
        assert_eq!(worker.heartbeat_interval_seconds, Some(5));
        assert_eq!(worker.last_heartbeat_time, noon() + TimeDelta::seconds(1));
        assert_eq!((worker.created, worker.updated), (noon(), noon()));
        let pool = app.read_work_pool("p").unwrap().pool;
        assert_eq!(
            (pool.status, pool.updated),
            (Some(WorkPoolStatus::Ready), noon())
        );
    }

    #[test]
    fn a_new_pool_has_the_resident_worker_at_once() {
        let Fixture { app, .. } = Fixture::with_settings(Settings {
            resident_worker: Some("resident".to_owned()),
            ..Settings::default()
        });
        let pool = json!({"name": "p", "type": "process"});
        let made = app.create_work_pool(body(pool)).unwrap().pool;
        assert_eq!(made.status, Some(WorkPoolStatus::Ready));
        assert_eq!(names(&app, json!({})), ["resident"]);
    }

    #[test]
    fn pools_of_the_legacy_type_are_never_ready() {
        let Fixture { app, .. } = pool("prefect-agent");
        heartbeat(&app, json!({"name": "w"})).unwrap();
        assert_eq!(app.read_work_pool("p").unwrap().pool.status, None);
    }

    #[test]
    fn workers_come_by_their_last_heartbeat() {
        let Fixture { app, clock } = pool("process");
        for name in ["a", "b", "c", "a"] {
            clock.advance(Duration::from_secs(1));
            heartbeat(&app, json!({ "name": name })).unwrap();
        }
        assert_eq!(names(&app, json!({})), ["a", "c", "b"]);
        assert_eq!(names(&app, json!({"offset": 1, "limit": 1})), ["c"]);
        let at = |seconds| noon() + TimeDelta::seconds(seconds);
        let after = json!({"workers": {"last_heartbeat_time": {"after_": at(3)}}});
        assert_eq!(names(&app, after), ["a", "c"]);
        let before = json!({"workers": {"last_heartbeat_time": {"before_": at(3)}}});
        assert_eq!(names(&app, before), ["c", "b"]);
        let offline = json!({"workers": {"status": {"any_": ["OFFLINE"]}}});
        assert!(names(&app, offline).is_empty());
    }

    #[test]
    fn a_deleted_worker_is_gone() {
        let Fixture { app, .. } = pool("process");
        heartbeat(&app, json!({"name": "w"})).unwrap();
        app.delete_worker("p", "w").unwrap();
        assert_eq!(
            app.delete_worker("p", "w"),
            Err(Error::NotFound("Worker not found.".to_owned()))
        );
        assert!(names(&app, json!({})).is_empty());
        let no_pool = Error::NotFound("Work pool \"no\" not found.".to_owned());
        assert_eq!(app.delete_worker("no", "w"), Err(no_pool.clone()));
        assert_eq!(
            app.worker_heartbeat("no", body(json!({"name": "w"}))),
            Err(no_pool)
        );
    }
}
