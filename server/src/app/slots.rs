//! How the slots of pools and queues are taken, and whether queues keep up.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use prefect_mock_api::types;

use super::work_pools::SLOT_OCCUPYING_STATES;
use super::work_queues::{POLL_TIMEOUT, QUEUE_SLOT_OCCUPYING_STATES};
use super::{App, Error, Page, Result, limit};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::WorkQueueId;
use crate::domain::python;
use crate::domain::state::StateType;
use crate::domain::work_pool::{WorkPool, WorkQueue};
use crate::store::Tables;

/// How many runs a queue's entry in the status of its pool shows unless asked.
const DEFAULT_RUNS_OF_QUEUE: i64 = 10;

/// A run that takes a slot.
#[derive(Debug, Clone)]
pub struct SlotHolder {
    /// The run.
    pub flow_run: Arc<FlowRun>,
    /// For how long it has been in its state.
    pub time_in_state: Option<TimeDelta>,
}

/// How the slots of a queue are taken.
#[derive(Debug, Clone)]
pub struct WorkQueueSlots {
    /// The queue.
    pub queue: Arc<WorkQueue>,
    /// How many are taken.
    pub active_slots: usize,
    /// Runs that take one, as many as were asked for.
    pub holders: Vec<SlotHolder>,
}

/// How the slots of a pool are taken.
#[derive(Debug, Clone)]
pub struct WorkPoolSlots {
    /// The pool.
    pub pool: Arc<WorkPool>,
    /// How many are taken.
    pub active_slots: usize,
    /// Its queues by priority.
    pub queues: Page<WorkQueueSlots>,
}

/// Whether a queue keeps up.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkQueueHealth {
    /// Whether it has no late runs and was polled within a minute.
    pub healthy: bool,
    /// How many of its runs should have been started a while ago.
    pub late_runs: usize,
    /// When it was last asked for runs.
    pub last_polled: Option<DateTime<Utc>>,
}

impl WorkQueueHealth {
    /// For how long after a poll a queue is healthy.
    pub const POLL_TIMEOUT: TimeDelta = POLL_TIMEOUT;
}

impl App {
    /// How the slots of a pool are taken, queue by queue. Costs the number of its
    /// pending and running runs.
    ///
    /// # Errors
    ///
    /// `NotFound` for the pool.
    pub fn read_work_pool_concurrency_status(
        &self,
        name: &str,
        body: &types::ReadWorkPoolConcurrencyStatusBody,
    ) -> Result<WorkPoolSlots> {
        let limit = limit(body.limit)?;
        let shown = count(body.flow_run_limit.unwrap_or(DEFAULT_RUNS_OF_QUEUE));
        let now = self.clock().now();
        let tables = self.read();
        let pool = tables.work_pools.by_name(name).ok_or_else(|| {
            Error::NotFound(format!("Work pool {} not found.", python::quoted(name)))
        })?;
        let queues = tables.queues_by_priority(pool.id);
        let page = Page::cut(queues, count(body.page.unwrap_or(1)), limit);
        Ok(WorkPoolSlots {
            pool: Arc::clone(pool),
            active_slots: tables.work_pool_active_slots(pool.id),
            queues: page.map(|queue| {
                let runs = tables.runs_of_queue_in(queue.id, &SLOT_OCCUPYING_STATES);
                WorkQueueSlots {
                    queue: Arc::clone(queue),
                    active_slots: runs.len(),
                    holders: holders(runs.into_iter().take(shown), now),
                }
            }),
        })
    }

    /// How the slots of a queue are taken: by runs in it, and by runs in no queue
    /// that were made for one of its name. Looks at all pending, running and
    /// cancelling runs.
    ///
    /// # Errors
    ///
    /// `NotFound` for the queue.
    pub fn read_work_queue_concurrency_status(
        &self,
        id: WorkQueueId,
        body: &types::ReadWorkQueueConcurrencyStatusBody,
    ) -> Result<(Arc<WorkQueue>, Page<SlotHolder>)> {
        let limit = limit(body.limit)?;
        let now = self.clock().now();
        let tables = self.read();
        let queue = tables
            .work_queues
            .get(id)
            .ok_or_else(|| Error::NotFound("Work queue not found.".to_owned()))?;
        let mut runs: Vec<_> = QUEUE_SLOT_OCCUPYING_STATES
            .iter()
            .flat_map(|state| tables.flow_runs.in_state(*state))
            .filter(|run| match run.work_queue_id {
                Some(other) => other == id,
                None => run.work_queue_name.as_deref() == Some(queue.name.as_str()),
            })
            .collect();
        runs.sort_unstable_by_key(|run| run.id);
        let page = Page::cut(runs, count(body.page.unwrap_or(1)), limit);
        Ok((Arc::clone(queue), page.map(|run| holder(run, now))))
    }

    /// Whether a queue keeps up. Costs the number of its scheduled runs.
    ///
    /// # Errors
    ///
    /// `Missing` for a queue that is not there.
    pub fn read_work_queue_status(&self, id: WorkQueueId) -> Result<WorkQueueHealth> {
        let now = self.clock().now();
        let tables = self.read();
        let queue = tables
            .work_queues
            .get(id)
            .ok_or_else(|| Error::Missing(format!("Work queue with id {id} not found")))?;
        let late_runs = tables
            .flow_runs
            .of_queue_in_states(id, &[StateType::Scheduled])
            .filter(|run| run.state.as_ref().is_some_and(|state| state.name == "Late"))
            .count();
        let is_polled = queue
            .last_polled
            .is_some_and(|time| now - time <= POLL_TIMEOUT);
        Ok(WorkQueueHealth {
            healthy: late_runs == 0 && is_polled,
            late_runs,
            last_polled: queue.last_polled,
        })
    }
}

impl Tables {
    /// The runs of a queue in some states, by id.
    fn runs_of_queue_in(&self, queue: WorkQueueId, states: &[StateType]) -> Vec<&Arc<FlowRun>> {
        let runs = self.flow_runs.of_queue_in_states(queue, states);
        let mut runs: Vec<_> = runs.collect();
        runs.sort_unstable_by_key(|run| run.id);
        runs
    }
}

fn holders<'a>(
    runs: impl Iterator<Item = &'a Arc<FlowRun>>,
    now: DateTime<Utc>,
) -> Vec<SlotHolder> {
    runs.map(|run| holder(run, now)).collect()
}

fn holder(run: &Arc<FlowRun>, now: DateTime<Utc>) -> SlotHolder {
    SlotHolder {
        flow_run: Arc::clone(run),
        time_in_state: run.state.as_ref().map(|state| now - state.timestamp),
    }
}

fn count(asked: i64) -> usize {
    usize::try_from(asked).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use chrono::TimeDelta;
    use serde_json::{Value, json};

    use crate::app::fixture::{Fixture, body, noon};
    use crate::app::{Error, WorkQueueHealth};
    use crate::domain::ids::{DeploymentId, WorkQueueId};
    use crate::domain::state::{ProposedState, StateType};

    fn pool() -> (Fixture, WorkQueueId, DeploymentId) {
        let fixture = Fixture::new();
        let pool = json!({"name": "p", "type": "process", "concurrency_limit": 9});
        let pool = fixture.app.create_work_pool(body(pool)).unwrap().pool;
        let other = json!({"name": "other", "concurrency_limit": 4});
        fixture
            .app
            .create_work_pool_queue("p", body(other))
            .unwrap();
        let deployment = fixture.deployment("d", pool.default_queue_id);
        (fixture, pool.default_queue_id, deployment)
    }

    #[test]
    fn a_pool_shows_its_slots_by_queue() {
        let (fixture, queue, deployment) = pool();
        for state in [
            StateType::Running,
            StateType::Pending,
            StateType::Cancelling,
        ] {
            fixture.run(deployment, ProposedState::of(state));
        }
        fixture.clock.advance(Duration::from_secs(7));
        let status = |request: Value| {
            let app = &fixture.app;
            app.read_work_pool_concurrency_status("p", &body(request))
                .unwrap()
        };
        let all = status(json!({}));
        assert_eq!(
            (all.active_slots, all.queues.count, all.queues.pages),
            (2, 2, 1)
        );
        let [first, second] = all.queues.results.as_slice() else {
            panic!("there are two queues");
        };
        assert_eq!((first.queue.id, first.active_slots), (queue, 2));
        assert_eq!((second.active_slots, second.holders.len()), (0, 0));
        assert!(first.holders.is_sorted_by_key(|holder| holder.flow_run.id));
        for holder in &first.holders {
            assert_eq!(holder.time_in_state, Some(TimeDelta::seconds(7)));
        }

        let short = status(json!({"flow_run_limit": 1}));
        let shown = short.queues.results.first().unwrap();
        assert_eq!((shown.active_slots, shown.holders.len()), (2, 1));
        let page = status(json!({"limit": 1, "page": 2}));
        assert_eq!(
            (page.queues.pages, page.queues.page, page.queues.limit),
            (2, 2, 1)
        );
        assert_eq!(page.queues.results.first().unwrap().queue.name, "other");
        assert_eq!(page.active_slots, 2);
    }

    #[test]
    fn a_queue_shows_its_slots_in_pages() {
        let (fixture, queue, deployment) = pool();
        for state in StateType::ALL {
            fixture.run(deployment, ProposedState::of(state));
        }
        let status = |request: Value| {
            let app = &fixture.app;
            let (_, page) = app
                .read_work_queue_concurrency_status(queue, &body(request))
                .unwrap();
            page
        };
        let all = status(json!({}));
        assert_eq!((all.count, all.results.len(), all.pages), (3, 3, 1));
        assert!(all.results.is_sorted_by_key(|holder| holder.flow_run.id));
        let last = status(json!({"limit": 2, "page": 2}));
        assert_eq!((last.count, last.results.len(), last.pages), (3, 1, 2));
        assert_eq!(status(json!({"limit": 0})).pages, 0);
    }

    #[test]
    fn runs_that_lost_their_queue_count_by_its_name() {
        let (fixture, queue, deployment) = pool();
        let run = fixture.run(deployment, ProposedState::of(StateType::Running));
        let count = || {
            let app = &fixture.app;
            let status = app.read_work_queue_concurrency_status(queue, &body(json!({})));
            status.unwrap().1.count
        };
        let change = |queue_id, name: &str| {
            fixture
                .app
                .transaction(|tx| {
                    let mut run = (**tx.tables.flow_runs.get(run.id).unwrap()).clone();
                    run.work_queue_id = queue_id;
                    run.work_queue_name = Some(name.into());
                    tx.tables.flow_runs.put(run);
                    Ok(())
                })
                .unwrap();
        };
        assert_eq!(count(), 1);
        change(None, "default");
        assert_eq!(count(), 1);
        change(None, "other");
        assert_eq!(count(), 0);
    }

    #[test]
    fn a_queue_is_healthy_while_it_is_polled_and_nothing_is_late() {
        let (fixture, queue, deployment) = pool();
        let app = &fixture.app;
        let status = || app.read_work_queue_status(queue).unwrap();
        let unpolled = WorkQueueHealth {
            healthy: false,
            late_runs: 0,
            last_polled: None,
        };
        assert_eq!(status(), unpolled);
        app.get_scheduled_flow_runs("p", &body(json!({}))).unwrap();
        fixture.clock.advance(Duration::from_secs(60));
        assert!(status().healthy);
        let run = fixture.run(deployment, ProposedState::scheduled_at(noon()));
        assert!(status().healthy);
        fixture.set_state(&run, ProposedState::scheduled_at(noon()).named("Late"));
        assert_eq!((status().healthy, status().late_runs), (false, 1));
        fixture.set_state(&run, ProposedState::of(StateType::Pending));
        assert!(status().healthy);
        fixture.clock.advance(Duration::from_millis(1));
        assert!(!status().healthy);
        assert_eq!(status().last_polled, Some(noon()));
    }

    #[test]
    fn what_is_missing_is_told_in_prefects_words() {
        let (fixture, ..) = pool();
        let app = &fixture.app;
        let nobody = WorkQueueId::new(uuid::Uuid::nil());
        let pool = |name: &str| {
            let status = app.read_work_pool_concurrency_status(name, &body(json!({})));
            status.unwrap_err().to_string()
        };
        assert_eq!(pool("no"), "Work pool 'no' not found.");
        assert_eq!(pool("no'pe"), "Work pool \"no'pe\" not found.");
        assert_eq!(
            app.read_work_queue_concurrency_status(nobody, &body(json!({})))
                .unwrap_err(),
            Error::NotFound("Work queue not found.".to_owned())
        );
        assert_eq!(
            app.read_work_queue_status(nobody).unwrap_err(),
            Error::Missing(format!("Work queue with id {nobody} not found"))
        );
    }
}
