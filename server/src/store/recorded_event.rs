//! An event as it is kept: told in full when somebody looks at it.

use std::fmt;
use std::ops::Deref;
use std::sync::LazyLock;

use chrono::{DateTime, Utc};

use crate::domain::event::Event;
use crate::domain::ids::EventId;

type Teller = Box<dyn FnOnce() -> Box<Event> + Send + Sync>;

/// An event as it is kept. Most are of states that flow runs enter, and most of these
/// are never looked at: their many small texts are put together for the first who
/// reads one of them, from the records as they were when the event was recorded.
///
/// It reads as the [`Event`] it stands for. Its id and its time are known beforehand
/// and cost nothing to read.
pub struct RecordedEvent {
    /// Names the event.
    pub id: EventId,
    /// When it happened.
    pub occurred: DateTime<Utc>,
    told: LazyLock<Box<Event>, Teller>,
}

impl RecordedEvent {
    /// An event that `tell` will put together. What it needs for that has to be its
    /// own, and what it tells has to have this id and this time.
    pub fn later(
        id: EventId,
        occurred: DateTime<Utc>,
        tell: impl FnOnce() -> Event + Send + Sync + 'static,
    ) -> Self {
        Self {
            id,
            occurred,
            told: LazyLock::new(Box::new(|| Box::new(tell()))),
        }
    }
}

impl From<Event> for RecordedEvent {
    fn from(event: Event) -> Self {
        Self::later(event.id, event.occurred, || event)
    }
}

impl Deref for RecordedEvent {
    type Target = Event;

    fn deref(&self) -> &Event {
        &self.told
    }
}

impl fmt::Debug for RecordedEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.told, f)
    }
}
