//! Events of work pools.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::changes::Changes;
use super::lifecycle::event;
use super::tell::Lifecycle;
use crate::app::Transaction;
use crate::domain::event::resource::{in_role, nameless, work_pool};
use crate::domain::event::{Event, Resource};
use crate::domain::ids::EventId;
use crate::domain::json::JsonObject;
use crate::domain::work_pool::{StatusEvent, StorageConfiguration, WorkPool, WorkPoolStatus};

/// A change of status follows the one before, if that is not longer ago.
const RECENT: TimeDelta = TimeDelta::minutes(10);

impl Transaction<'_> {
    /// Records what happened to a pool, while its default queue is known.
    pub(in crate::app) fn record_work_pool(&mut self, action: Lifecycle, pool: &WorkPool) {
        let queue = nameless("work-queue", pool.default_queue_id);
        let block = pool.storage_configuration.default_result_storage_block_id;
        let block = block.map(|id| in_role(nameless("block-document", id), "result-storage"));
        let related = std::iter::once(in_role(queue, "default-queue")).chain(block);
        let event = event("work-pool", action);
        self.tell(event, own(pool), related.collect(), JsonObject::new());
    }

    /// Records what changed about a pool, if anything did that events tell of.
    pub(in crate::app) fn record_work_pool_changes(&mut self, before: &WorkPool, after: &WorkPool) {
        let changes = Changes::default()
            .field("description", &before.description, &after.description)
            .field(
                "base_job_template",
                &before.base_job_template,
                &after.base_job_template,
            )
            .field(
                "concurrency_limit",
                &before.concurrency_limit,
                &after.concurrency_limit,
            )
            .field(
                "storage_configuration",
                &storage(&before.storage_configuration),
                &storage(&after.storage_configuration),
            );
        if let Some(payload) = changes.into_payload() {
            let event = event("work-pool", Lifecycle::Updated);
            self.tell(event, own(after), Vec::new(), payload);
        }
    }

    /// Records that a pool was given a status, and gives back which event said so. A
    /// pool without a status has none.
    pub(in crate::app) fn record_work_pool_status(
        &mut self,
        pool: &WorkPool,
    ) -> Option<StatusEvent> {
        let name = match pool.status? {
            WorkPoolStatus::Ready => "prefect.work-pool.ready",
            WorkPoolStatus::NotReady => "prefect.work-pool.not-ready",
            WorkPoolStatus::Paused => "prefect.work-pool.paused",
        };
        let id = EventId::new(self.random.event_uuid(self.now));
        let event = Event {
            id,
            occurred: self.now,
            received: self.now,
            event: name.to_owned(),
            resource: work_pool(pool),
            related: Vec::new(),
            payload: JsonObject::new(),
            follows: pool
                .last_status_event
                .filter(|last| self.now - last.occurred < RECENT)
                .map(|last| last.id),
        };
        self.record(event.into());
        Some(StatusEvent {
            id,
            occurred: self.now,
        })
    }
}

fn own(pool: &WorkPool) -> Resource {
    in_role(work_pool(pool), "work-pool")
}

fn storage(configuration: &StorageConfiguration) -> Value {
    json!({
        "bundle_upload_step": configuration.bundle_upload_step,
        "bundle_execution_step": configuration.bundle_execution_step,
        "default_result_storage_block_id": configuration.default_result_storage_block_id,
    })
}
