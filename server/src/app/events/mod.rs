//! Events: what clients send, what the server records of its own, and looking at them.
//!
//! An event is stored, told to those who watch over a socket, and, if it is of a task
//! run, written into that. One whose id was there before does nothing.
//!
//! **What recording costs.** Naming the resources that the event concerns, and putting
//! it into the [table](crate::store::Events). An event of a flow run's state is put
//! together for the first who [looks at it](crate::store::RecordedEvent), and every one
//! is serialised by whoever looks, outside of the lock.

mod changes;
mod count;
mod deployment;
mod flow_run;
mod lifecycle;
mod read;
mod tell;
#[cfg(test)]
mod tests;
mod watch;
mod work_pool;
mod work_queue;

pub use count::{Buckets, EventCount};
pub(super) use tell::Lifecycle;
pub use watch::EventsBefore;

use std::io;

use prefect_mock_api::types;

use super::{App, Result, Transaction};
use crate::domain::event::Event;
use crate::domain::ids::EventId;
use crate::store::RecordedEvent;

/// The size above which Prefect throws away an event, as JSON.
const MAX_EVENT_BYTES: usize = 1_500_000;

impl App {
    /// Records what clients send, all at once and in order. An event that is larger
    /// than 1.5 MB is dropped without a word, as Prefect drops it.
    ///
    /// # Errors
    ///
    /// None; the type is that of every change.
    pub fn record_events(&self, events: Vec<types::Event>) -> Result<()> {
        let mut events = events;
        events.retain(|event| size_bytes(event) <= MAX_EVENT_BYTES);
        self.transaction(|tx| {
            for event in events {
                let event = RecordedEvent::from(Event {
                    id: EventId::new(event.id),
                    occurred: event.occurred,
                    received: tx.now,
                    event: event.event,
                    resource: event.resource.0,
                    related: event
                        .related
                        .unwrap_or_default()
                        .into_iter()
                        .map(|resource| resource.0)
                        .collect(),
                    payload: event.payload.unwrap_or_default(),
                    follows: event.follows.into_value().map(EventId::new),
                });
                let told = event.told();
                if tx.record(event) {
                    tx.record_task_run(&told);
                }
            }
            Ok(())
        })
    }
}

impl Transaction<'_> {
    /// Records an event, unless one with its id is there, and says whether it did.
    pub(super) fn record(&mut self, event: RecordedEvent) -> bool {
        let told = self.is_watched.then(|| event.told());
        let is_new = self.tables.events.push(event);
        if is_new {
            self.news.events.extend(told);
        }
        is_new
    }
}

/// How long an event is as JSON, without making it.
fn size_bytes(event: &types::Event) -> usize {
    struct Counter(usize);
    impl io::Write for Counter {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut counter = Counter(0);
    match serde_json::to_writer(&mut counter, event) {
        Ok(()) => counter.0,
        Err(_) => usize::MAX,
    }
}
