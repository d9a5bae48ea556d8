//! Watching events: first those that were, then those that come, each once.
//!
//! What a transaction records is published before another one begins, and a watch
//! begins between two transactions. So what is stored by then belongs to the past, and
//! everything else comes live: nothing is missed, and nothing comes twice.

use std::sync::Arc;

use tokio::sync::broadcast::Receiver;

use super::App;
use crate::app::Told;
use crate::domain::event::Event;
use crate::store::filter::EventCriteria;
use crate::store::{EventPlace, RecordedEvent};

/// The past of a watch: the events that were stored when it began, page by page.
#[derive(Debug)]
pub struct EventsBefore {
    criteria: EventCriteria,
    /// How many events there had been by then.
    end: u64,
    /// The last event that was read.
    last: Option<EventPlace>,
}

impl App {
    /// Begins to watch: the events from now on, and those before that match, oldest
    /// first if the criteria ask for that order.
    pub fn watch_events(
        &self,
        criteria: EventCriteria,
    ) -> (EventsBefore, Receiver<Arc<Told<Event>>>) {
        // Not to read, but so that no transaction is between its change and its news.
        let tables = self.tables.write();
        let before = EventsBefore {
            criteria,
            end: tables.events.count_ever(),
            last: None,
        };
        (before, self.feeds.events.subscribe())
    }

    /// The next events of the past, no more than `limit`; none when all were read.
    ///
    /// Costs a walk over what the criteria admit by time or by resource, from the last
    /// page on.
    pub fn read_events_before(&self, past: &mut EventsBefore, limit: usize) -> Vec<Arc<Event>> {
        if let Some((occurred, _)) = past.last
            && !past.criteria.is_distinct()
        {
            past.criteria.clamp(occurred);
        }
        let tables = self.read();
        let place_of = |event: &RecordedEvent| tables.events.place(event.id);
        let is_next = |place: EventPlace| {
            let (_, number) = place;
            past.last.is_none_or(|last| place > last) && number < past.end
        };
        let page: Vec<_> = tables
            .find_events(&past.criteria)
            .filter(|event| place_of(event).is_some_and(is_next))
            .take(limit)
            .map(RecordedEvent::told)
            .collect();
        if let Some(event) = page.last() {
            past.last = tables.events.place(event.id);
        }
        page
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::TimeDelta;
    use prefect_mock_api::types::EventOrder;
    use serde_json::json;
    use tokio::sync::broadcast::Receiver;

    use crate::app::Told;
    use crate::app::fixture::{Fixture, body, noon};
    use crate::domain::event::Event;
    use crate::store::filter::{EventCriteria, Reading};

    /// Records events that occurred at these seconds.
    fn record(fixture: &Fixture, events: &[(u128, i64)]) {
        let events = events.iter().map(|(id, second)| {
            body(json!({
                "id": uuid::Uuid::from_u128(*id),
                "occurred": noon() + TimeDelta::seconds(*second),
                "event": "test",
                "resource": {"prefect.resource.id": "r"},
            }))
        });
        fixture.app.record_events(events.collect()).unwrap();
    }

    fn ids(events: &[Arc<Event>]) -> Vec<u128> {
        events
            .iter()
            .map(|event| event.id.uuid().as_u128())
            .collect()
    }

    fn live(feed: &mut Receiver<Arc<Told<Event>>>) -> Vec<Arc<Event>> {
        let told = std::iter::from_fn(|| feed.try_recv().ok());
        told.map(|told| Arc::clone(told.item())).collect()
    }

    #[test]
    fn the_past_comes_in_pages_and_the_rest_live() {
        let fixture = Fixture::new();
        record(&fixture, &[(1, -10), (2, -20), (3, -10), (4, -10), (5, -5)]);
        let mut criteria = EventCriteria::new(&body(json!({})), Reading::Query, noon());
        criteria.sort(EventOrder::Asc);
        let (mut past, mut feed) = fixture.app.watch_events(criteria);
        let mut page = || ids(&fixture.app.read_events_before(&mut past, 2));
        assert_eq!(page(), [2, 1]);
        // Before, at and after the place that was read to.
        record(&fixture, &[(6, -15), (7, -10), (8, -1)]);
        assert_eq!(page(), [3, 4]);
        assert_eq!(page(), [5]);
        assert!(page().is_empty());
        assert_eq!(ids(&live(&mut feed)), [6, 7, 8]);
    }

    #[test]
    fn one_event_for_each_resource_is_one_on_all_pages() {
        let fixture = Fixture::new();
        record(&fixture, &[(1, -3), (2, -2), (3, -1)]);
        let filter = json!({"resource": {"distinct": true}});
        let mut criteria = EventCriteria::new(&body(filter), Reading::Query, noon());
        criteria.sort(EventOrder::Asc);
        let (mut past, _) = fixture.app.watch_events(criteria);
        let mut page = || ids(&fixture.app.read_events_before(&mut past, 1));
        assert_eq!(page(), [1]);
        assert!(page().is_empty());
    }
}
