//! An event as it is kept: told in full when somebody looks at it.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};

use crate::domain::event::Event;
use crate::domain::event::flow_run_step::FlowRunStep;
use crate::domain::ids::EventId;

/// An event as it is kept. Most are of states that flow runs enter, and most of these
/// are never looked at: their many small texts are put together for the first who
/// reads one of them.
///
/// It reads as the [`Event`] it stands for. Its id and its time cost nothing to read.
#[derive(Debug)]
pub struct RecordedEvent {
    /// Names the event.
    pub id: EventId,
    /// When it happened.
    pub occurred: DateTime<Utc>,
    source: Source,
    told: OnceLock<Arc<Event>>,
}

/// What an event is told from.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "most are steps, which are to lie where the event does"
)]
enum Source {
    /// It was told by whoever recorded it.
    Event(Arc<Event>),
    Step(FlowRunStep),
}

impl RecordedEvent {
    /// The event in full, to be kept for longer than this.
    pub fn told(&self) -> Arc<Event> {
        Arc::clone(self.tell())
    }

    fn tell(&self) -> &Arc<Event> {
        match &self.source {
            Source::Event(event) => event,
            Source::Step(step) => self.told.get_or_init(|| Arc::new(step.tell())),
        }
    }

    /// Calls back with each id of the resources that it concerns, its own first.
    pub(super) fn for_each_resource_id(&self, mut visit: impl FnMut(&str)) {
        match &self.source {
            Source::Event(event) => event.resource_ids().for_each(visit),
            Source::Step(step) => {
                let mut text = String::with_capacity(64);
                for id in step.resource_ids() {
                    text.clear();
                    id.push_to(&mut text);
                    visit(&text);
                }
            }
        }
    }
}

impl From<Event> for RecordedEvent {
    fn from(event: Event) -> Self {
        Self {
            id: event.id,
            occurred: event.occurred,
            source: Source::Event(Arc::new(event)),
            told: OnceLock::new(),
        }
    }
}

impl From<FlowRunStep> for RecordedEvent {
    fn from(step: FlowRunStep) -> Self {
        Self {
            id: step.id(),
            occurred: step.occurred(),
            source: Source::Step(step),
            told: OnceLock::new(),
        }
    }
}

impl Deref for RecordedEvent {
    type Target = Event;

    fn deref(&self) -> &Event {
        self.tell()
    }
}
