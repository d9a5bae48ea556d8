//! Telling workers what runs have left over.

use crate::domain::cleanup::{CleanupMessage, CleanupOperation, CleanupOutcome, CleanupWorker};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{CleanupMessageId, WorkPoolId, WorkQueueId};

use super::{App, Change, Transaction};

/// What the types of pools end in that no worker polls.
const WORKERLESS: [&str; 2] = [":push", ":managed"];

impl App {
    /// Reserves what a worker is to clean up next, unless it has `most` already. What
    /// is left over from the queues that it works on comes first.
    pub fn reserve_cleanup(
        &self,
        pool: WorkPoolId,
        queues: &[WorkQueueId],
        worker: &CleanupWorker,
        most: usize,
    ) -> Option<CleanupMessage> {
        // Mostly there is nothing, which is to disturb nobody.
        if !self.read().cleanup.has_any(pool) {
            return None;
        }
        let reserved = self.transaction(|tx| {
            let token = tx.random.uuid_v4().simple().to_string();
            let worker = worker.clone();
            Ok(tx
                .tables
                .cleanup
                .reserve(pool, queues, worker, most, token, tx.now))
        });
        reserved.ok().flatten()
    }

    /// Takes note of what a worker says of something that it has reserved.
    pub fn apply_cleanup(
        &self,
        operation: CleanupOperation,
        pool: WorkPoolId,
        id: CleanupMessageId,
        token: &str,
    ) -> CleanupOutcome {
        let outcome = self.transaction(|tx| {
            let outcome = tx.tables.cleanup.apply(operation, pool, id, token, tx.now);
            // There may be something for others to take.
            tx.emit(Change::WorkPoolChanged(pool));
            Ok(outcome)
        });
        outcome.unwrap_or(CleanupOutcome::NotFound)
    }
}

impl Transaction<'_> {
    /// Has a worker told that a run's infrastructure is left over, if it was in the
    /// pool of one.
    pub(super) fn leave_to_cleanup(&mut self, run: &FlowRun) {
        let queue = run
            .work_queue_id
            .and_then(|id| self.tables.work_queues.get(id));
        let Some(queue) = queue else {
            return;
        };
        let (pool, queue) = (queue.work_pool_id, queue.id);
        let has_workers = self.tables.work_pools.get(pool).is_some_and(|pool| {
            let mut workerless = WORKERLESS.iter();
            !workerless.any(|ending| pool.pool_type.ends_with(ending))
        });
        if !has_workers {
            return;
        }
        let id = CleanupMessageId::new(self.random.uuid_v4());
        self.tables.cleanup.push(CleanupMessage {
            id,
            work_pool_id: pool,
            work_queue_id: queue,
            flow_run_id: run.id,
            infrastructure_pid: run.infrastructure_pid.clone(),
            delivery_count: 0,
            reservation: None,
        });
        self.emit(Change::WorkPoolChanged(pool));
    }
}
