//! Events.

use prefect_mock_api::types;
use uuid::Uuid;

use super::count;
use crate::app::EventCount;
use crate::domain::event::Event;

impl From<&Event> for types::ReceivedEvent {
    fn from(event: &Event) -> Self {
        Self {
            id: event.id.uuid(),
            occurred: event.occurred,
            received: event.received,
            event: event.event.clone(),
            resource: event.resource.clone().into(),
            related: event.related.iter().cloned().map(Into::into).collect(),
            payload: event.payload.clone(),
            follows: event.follows.map(Uuid::from),
        }
    }
}

impl From<EventCount> for types::EventCount {
    fn from(counted: EventCount) -> Self {
        Self {
            value: counted.value,
            label: counted.label,
            count: count(counted.count),
            start_time: counted.start_time,
            end_time: counted.end_time,
        }
    }
}
