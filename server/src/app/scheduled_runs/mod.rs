//! What workers ask for: the runs that are due.
//!
//! To ask for runs is to *poll*: the queues that were asked, and the deployments
//! whose runs wait in them, are ready from then on, until the
//! [foreman](App::mark_unready) finds that nobody asks any more.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use prefect_mock_api::types;

use super::work_pools::SLOT_OCCUPYING_STATES;
use super::work_queues::QUEUE_SLOT_OCCUPYING_STATES;
use super::{App, Change, Error, FlowRunView, Result, Transaction, limit};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{WorkPoolId, WorkQueueId};
use crate::domain::run::RetryType;
use crate::domain::state::StateType;
use crate::domain::work_pool::{QueueFilter, WorkPool, WorkQueue, WorkQueueStatus};
use crate::store::Tables;

/// The most runs of one queue, and of one pool, that are looked at in one poll.
const MAX_RUNS: usize = 1000;

/// A run that a worker should start, with where it waits.
#[derive(Debug, Clone)]
pub struct ScheduledFlowRun {
    /// The pool.
    pub work_pool_id: WorkPoolId,
    /// The queue.
    pub work_queue_id: WorkQueueId,
    /// The run.
    pub flow_run: FlowRunView,
}

/// A span of scheduled start times, both ends included.
#[derive(Debug, Clone, Copy)]
struct Span {
    after: Option<DateTime<Utc>>,
    before: Option<DateTime<Utc>>,
}

impl App {
    /// The scheduled runs of a pool that are due and have a slot, those of queues
    /// with the highest priority first, and then by time; the queues count as
    /// polled.
    ///
    /// Nothing comes from a paused pool or queue, nor a run that its own process
    /// will try again. A pool's limit and a queue's limit, less the pending and
    /// running runs of each, bound what comes. Costs the number of those, the runs
    /// that come times the number of queues, and a copy of each deployment of the
    /// queues.
    ///
    /// # Errors
    ///
    /// `NotFound` for the pool, or a queue that the body names.
    pub fn get_scheduled_flow_runs(
        &self,
        pool: &str,
        body: &types::GetScheduledFlowRunsBody,
    ) -> Result<Vec<ScheduledFlowRun>> {
        let limit = limit(body.limit)?;
        let span = Span {
            after: body.scheduled_after,
            before: body.scheduled_before,
        };
        self.transaction(|tx| {
            let queues = tx
                .tables
                .asked_queues(pool, body.work_queue_names.as_deref())?;
            let pool = tx.tables.find_work_pool(pool)?;
            let runs = tx
                .tables
                .due_runs(pool, &queues, span, limit)
                .into_iter()
                .map(|(queue, run)| ScheduledFlowRun {
                    work_pool_id: pool.id,
                    work_queue_id: queue,
                    flow_run: FlowRunView::of(tx.tables, Arc::clone(run), tx.now),
                })
                .collect();
            tx.mark_polled(&queues);
            Ok(runs)
        })
    }

    /// The scheduled runs that wait under a queue's *name* and are due, by time,
    /// as agents asked for them; the queue counts as polled.
    ///
    /// A queue of the legacy kind answers with the runs that its filter means.
    /// Nothing comes from a paused queue; a limit, less the runs that take slots,
    /// bounds what comes. Looks at all scheduled, pending, running and cancelling
    /// runs.
    ///
    /// # Errors
    ///
    /// `Missing` for a queue that is not there.
    pub fn read_work_queue_runs(
        &self,
        id: WorkQueueId,
        body: &types::ReadWorkQueueRunsBody,
    ) -> Result<Vec<FlowRunView>> {
        let limit = limit(body.limit)?;
        let span = Span {
            after: None,
            before: body.scheduled_before,
        };
        self.transaction(|tx| {
            let queue =
                Arc::clone(tx.tables.work_queues.get(id).ok_or_else(|| {
                    Error::Missing(format!("Work queue with id {id} not found."))
                })?);
            let runs = match &queue.filter {
                _ if queue.is_paused => Vec::new(),
                Some(filter) => tx.tables.due_filtered_runs(&queue, filter, span, limit),
                None => tx.tables.due_named_runs(&queue, span, limit),
            };
            tx.mark_polled(&[queue]);
            // Prefect does not tell the pool here.
            Ok(runs
                .into_iter()
                .map(|run| FlowRunView {
                    work_pool: None,
                    ..FlowRunView::of(tx.tables, run, tx.now)
                })
                .collect())
        })
    }
}

impl Transaction<'_> {
    /// Notes that queues were asked for runs. Does not count as a change of the
    /// deployments, which would have their runs scheduled anew.
    fn mark_polled(&mut self, queues: &[Arc<WorkQueue>]) {
        for queue in queues {
            let becomes_ready = queue.status == WorkQueueStatus::NotReady;
            if becomes_ready {
                self.emit(Change::WorkPoolChanged(queue.work_pool_id));
            }
            let queue = self.tables.work_queues.put(WorkQueue {
                last_polled: Some(self.now),
                updated: self.now,
                status: if becomes_ready {
                    WorkQueueStatus::Ready
                } else {
                    queue.status
                },
                ..WorkQueue::clone(queue)
            });
            if becomes_ready {
                self.record_work_queue_status(&queue);
            }
            let deployments: Vec<_> = self
                .tables
                .deployments
                .of_queue(queue.id)
                .cloned()
                .collect();
            for deployment in deployments {
                self.put_polled_deployment(&deployment);
            }
        }
    }
}

impl Tables {
    /// The queues of these names, each once, or all queues of the pool.
    fn asked_queues(&self, pool: &str, names: Option<&[String]>) -> Result<Vec<Arc<WorkQueue>>> {
        let id = self.find_work_pool(pool)?.id;
        let names = names.unwrap_or_default();
        if names.is_empty() {
            return Ok(self.work_queues.of_pool(id).cloned().collect());
        }
        names
            .iter()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .map(|name| self.find_work_pool_queue(pool, name).cloned())
            .collect()
    }

    fn due_runs(
        &self,
        pool: &WorkPool,
        queues: &[Arc<WorkQueue>],
        span: Span,
        limit: usize,
    ) -> Vec<(WorkQueueId, &Arc<FlowRun>)> {
        if pool.is_paused {
            return Vec::new();
        }
        let taken = || self.work_pool_active_slots(pool.id);
        let wanted = free_slots(pool.concurrency_limit, taken).min(limit);
        let mut due = Vec::new();
        for queue in queues.iter().filter(|queue| !queue.is_paused) {
            let taken = || {
                self.flow_runs
                    .count_of_queue_in_states(queue.id, &SLOT_OCCUPYING_STATES)
            };
            let wanted = free_slots(queue.concurrency_limit, taken).min(wanted);
            let runs = self.due_runs_of_queue(queue.id, span).take(wanted);
            due.extend(runs.map(|run| (queue, run)));
        }
        due.sort_by_key(|(queue, run)| (queue.priority, run.progress.next_scheduled_start_time));
        due.truncate(wanted);
        due.into_iter()
            .map(|(queue, run)| (queue.id, run))
            .collect()
    }

    /// The due runs of a queue by time. Costs what comes, and the runs before the
    /// span.
    fn due_runs_of_queue(
        &self,
        queue: WorkQueueId,
        span: Span,
    ) -> impl Iterator<Item = &Arc<FlowRun>> {
        self.flow_runs
            .scheduled_in_queue(queue)
            .skip_while(move |run| !span.has_begun(run))
            .take_while(move |run| span.has_not_ended(run))
            .filter(|run| run.empirical_policy.retry_type != Some(RetryType::InProcess))
    }

    /// As real Prefect looks for them: whatever pool they are in.
    fn due_named_runs(&self, queue: &WorkQueue, span: Span, limit: usize) -> Vec<Arc<FlowRun>> {
        let named =
            |run: &&Arc<FlowRun>| run.work_queue_name.as_deref() == Some(queue.name.as_str());
        let taken = || {
            let counts = QUEUE_SLOT_OCCUPYING_STATES
                .map(|state| self.flow_runs.in_state(state).filter(named).count());
            counts.iter().sum()
        };
        let limit = free_slots(queue.concurrency_limit, taken).min(limit);
        first_due(
            self.flow_runs.in_state(StateType::Scheduled).filter(named),
            span,
            limit,
        )
    }

    fn due_filtered_runs(
        &self,
        queue: &WorkQueue,
        filter: &QueueFilter,
        span: Span,
        limit: usize,
    ) -> Vec<Arc<FlowRun>> {
        let taken = || {
            let counts =
                SLOT_OCCUPYING_STATES.map(|state| self.filtered_runs(filter, state).count());
            counts.iter().sum()
        };
        let limit = free_slots(queue.concurrency_limit, taken).min(limit);
        first_due(
            self.filtered_runs(filter, StateType::Scheduled),
            span,
            limit,
        )
    }
}

impl Span {
    fn has_begun(&self, run: &FlowRun) -> bool {
        let time = run.progress.next_scheduled_start_time;
        self.after.is_none_or(|after| time >= Some(after))
    }

    fn has_not_ended(&self, run: &FlowRun) -> bool {
        let time = run.progress.next_scheduled_start_time;
        self.before
            .is_none_or(|before| time.is_some_and(|time| time <= before))
    }
}

/// How many runs may be handed out under a limit.
fn free_slots(limit: Option<i64>, taken: impl FnOnce() -> usize) -> usize {
    limit.map_or(MAX_RUNS, |limit| {
        let limit = usize::try_from(limit).unwrap_or(0);
        limit.saturating_sub(taken()).min(MAX_RUNS)
    })
}

fn first_due<'a>(
    runs: impl Iterator<Item = &'a Arc<FlowRun>>,
    span: Span,
    limit: usize,
) -> Vec<Arc<FlowRun>> {
    let mut due: Vec<_> = runs.filter(|run| span.has_not_ended(run)).collect();
    due.sort_by_key(|run| (run.progress.next_scheduled_start_time, run.id));
    due.into_iter().take(limit).cloned().collect()
}
