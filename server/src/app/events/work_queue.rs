//! Events of work queues.

use super::changes::Changes;
use super::lifecycle::event;
use super::tell::Lifecycle;
use crate::app::Transaction;
use crate::domain::event::resource::{in_role, work_pool, work_queue};
use crate::domain::json::JsonObject;
use crate::domain::work_pool::{WorkQueue, WorkQueueStatus};

impl Transaction<'_> {
    /// Records what happened to a queue.
    pub(in crate::app) fn record_work_queue(&mut self, action: Lifecycle, queue: &WorkQueue) {
        self.tell_of_work_queue(event("work-queue", action), queue, JsonObject::new());
    }

    /// Records what changed about a queue, if anything did that events tell of.
    pub(in crate::app) fn record_work_queue_changes(
        &mut self,
        before: &WorkQueue,
        after: &WorkQueue,
    ) {
        let changes = Changes::default()
            .field("name", &before.name, &after.name)
            .field("description", &before.description, &after.description)
            .field(
                "concurrency_limit",
                &before.concurrency_limit,
                &after.concurrency_limit,
            )
            .field("priority", &before.priority, &after.priority);
        if let Some(payload) = changes.into_payload() {
            self.tell_of_work_queue(event("work-queue", Lifecycle::Updated), after, payload);
        }
        if before.status != after.status {
            self.record_work_queue_status(after);
        }
    }

    /// Records that a queue has become what its status says.
    pub(in crate::app) fn record_work_queue_status(&mut self, queue: &WorkQueue) {
        let event = match queue.status {
            WorkQueueStatus::Ready => "prefect.work-queue.ready",
            WorkQueueStatus::NotReady => "prefect.work-queue.not-ready",
            WorkQueueStatus::Paused => "prefect.work-queue.paused",
        };
        self.tell_of_work_queue(event.to_owned(), queue, JsonObject::new());
    }

    fn tell_of_work_queue(&mut self, event: String, queue: &WorkQueue, payload: JsonObject) {
        let pool = self.tables.work_pools.get(queue.work_pool_id);
        let related = pool.map(|pool| in_role(work_pool(pool), "work-pool"));
        let resource = in_role(work_queue(queue), "work-queue");
        self.tell(event, resource, related.into_iter().collect(), payload);
    }
}
