//! What a simulation does for its pools: it asks them for runs, and is their worker.

use std::time::Duration;

use chrono::{DateTime, Utc};
use prefect_mock_api::types::GetScheduledFlowRunsBody;

use super::Simulation;
use super::steps::Step;
use super::worker::attend;
use crate::app::{MAX_LIMIT, Result};
use crate::domain::ids::WorkPoolId;
use crate::domain::time::{earlier, later};

/// How often every pool with waiting runs is asked, in case that what held them
/// back went away unseen, such as a worker that is gone.
const SWEEP_INTERVAL: Duration = Duration::from_secs(5);

impl Simulation {
    /// Has a pool asked at a time, or as soon after it as it may be.
    pub(super) fn poll(&mut self, pool: WorkPoolId, wanted: DateTime<Utc>) {
        if let Some(due) = self.polls.ask(pool, wanted) {
            self.steps.add(due, Step::Poll(pool));
        }
    }

    /// A slot came free: without limits nobody waits for one.
    pub(super) fn poll_if_limited(&mut self, pool: WorkPoolId, now: DateTime<Utc>) {
        let is_limited = {
            let tables = self.app.read();
            let pool_limit = tables
                .work_pools
                .get(pool)
                .and_then(|pool| pool.concurrency_limit);
            pool_limit.is_some()
                || tables
                    .work_queues
                    .of_pool(pool)
                    .any(|queue| queue.concurrency_limit.is_some())
        };
        if is_limited {
            self.poll(pool, now);
        }
    }

    /// Is a worker of the pool, if it is to be one.
    pub(super) fn attend(&self, pool: WorkPoolId) {
        // Only a pool that is gone is no place for a worker, and then there is nothing
        // left to do.
        let _ = attend(&self.app, self.mode, pool);
    }

    /// Has the next sweep come at a time, unless it comes before.
    pub(super) fn sweep_at(&mut self, due: DateTime<Utc>) {
        if due < self.sweep {
            self.sweep = due;
            self.steps.add(due, Step::Sweep);
        }
    }

    /// Looks after its place in every pool, and asks every pool for its runs: those
    /// that were held back, and those of the past. Costs a walk over all pools and
    /// queues.
    pub(super) fn sweep(&mut self, now: DateTime<Utc>) {
        let all: Vec<_> = self
            .app
            .read()
            .work_pools
            .iter()
            .map(|pool| pool.id)
            .collect();
        for pool in all {
            self.attend(pool);
        }
        let pools: Vec<(WorkPoolId, DateTime<Utc>)> = {
            let tables = self.app.read();
            tables
                .work_queues
                .iter()
                .filter_map(|queue| {
                    let first = tables.flow_runs.scheduled_in_queue(queue.id).next()?;
                    Some((
                        queue.work_pool_id,
                        first.progress.next_scheduled_start_time?,
                    ))
                })
                .collect()
        };
        for (pool, due) in pools {
            self.poll(pool, later(due, self.delays.submit).max(now));
        }
        self.sweep = DateTime::<Utc>::MAX_UTC;
        self.sweep_at(later(now, SWEEP_INTERVAL));
    }

    /// Takes the due runs of a pool as a worker does: each becomes pending at once.
    pub(super) fn take_due_runs(&mut self, pool: WorkPoolId) -> Result<()> {
        let now = self.app.clock().now();
        // Runs that fell due later are still waiting to be submitted.
        let before = earlier(now, self.delays.submit);
        let (due_pool, next) = {
            let tables = self.app.read();
            let Some(one) = tables.work_pools.get(pool) else {
                self.polls.forget(pool);
                return Ok(());
            };
            if !self.mode.simulates(&tables, pool) {
                return Ok(());
            }
            // Being asked shows on queues and deployments, so nothing is asked for
            // without need.
            let is_due = tables.has_due_run(pool, before);
            let name = is_due.then(|| one.name.clone());
            (name, tables.next_due_run(pool, before))
        };
        if let Some(next) = next {
            self.poll(pool, later(next, self.delays.submit));
        }
        let Some(name) = due_pool else {
            return Ok(());
        };
        let body = GetScheduledFlowRunsBody {
            scheduled_before: Some(before),
            ..GetScheduledFlowRunsBody::default()
        };
        let due = self.app.get_scheduled_flow_runs(&name, &body)?;
        if due.len() == MAX_LIMIT {
            self.poll(pool, now);
        }
        for one in due {
            let id = one.flow_run.flow_run.id;
            self.steps.add(now, Step::Submit(id));
        }
        Ok(())
    }
}
