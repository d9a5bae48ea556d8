//! What happens to objects, and telling of it.

use crate::app::Transaction;
use crate::domain::event::{Event, Resource};
use crate::domain::json::JsonObject;

/// What happened to an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Lifecycle {
    Created,
    Updated,
    Deleted,
}

impl Lifecycle {
    /// How events call it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Deleted => "deleted",
        }
    }
}

impl Transaction<'_> {
    /// Records that something happened now.
    pub(super) fn tell(
        &mut self,
        event: String,
        resource: Resource,
        related: Vec<Resource>,
        payload: JsonObject,
    ) {
        let id = self.random.event_uuid(self.now).into();
        let event = Event {
            id,
            occurred: self.now,
            received: self.now,
            event,
            resource,
            related,
            payload,
            follows: None,
        };
        self.record(event.into());
    }
}
