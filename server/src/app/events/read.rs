//! Looking at events.

use std::collections::HashSet;
use std::sync::Arc;

use prefect_mock_api::types::EventOrder;

use crate::app::App;
use crate::domain::event::{Event, resource_id};
use crate::store::filter::EventCriteria;
use crate::store::{RecordedEvent, Tables};

impl App {
    /// The events that match, in the order that the criteria ask for, without the
    /// first `offset` of them and no more than `limit`.
    ///
    /// Costs a walk to the end of the page, over the events that the criteria pin by
    /// id or by resource, or else over those of their time.
    pub fn read_events(
        &self,
        criteria: &EventCriteria,
        offset: usize,
        limit: usize,
    ) -> Vec<Arc<Event>> {
        let tables = self.read();
        let events = tables.find_events(criteria);
        let page = events.skip(offset).take(limit);
        page.map(RecordedEvent::told).collect()
    }

    /// How many events match. Costs a walk over all that [`App::read_events`] may
    /// have to look at.
    pub fn count_events(&self, criteria: &EventCriteria) -> usize {
        self.read().find_events(criteria).count()
    }
}

impl Tables {
    /// The events that match, in order; of those of one resource only the first, if
    /// the criteria say so.
    pub(in crate::app) fn find_events<'a>(
        &'a self,
        criteria: &'a EventCriteria,
    ) -> Box<dyn Iterator<Item = &'a RecordedEvent> + 'a> {
        let matching = self.find_all_events(criteria);
        if !criteria.is_distinct() {
            return matching;
        }
        let mut seen = HashSet::new();
        Box::new(matching.filter(move |event| seen.insert(resource_id(&event.resource))))
    }

    /// The events that match, in order, also where they are of one resource.
    pub(in crate::app) fn find_all_events<'a>(
        &'a self,
        criteria: &'a EventCriteria,
    ) -> Box<dyn Iterator<Item = &'a RecordedEvent> + 'a> {
        let (since, until) = criteria.occurred();
        let candidates: Box<dyn DoubleEndedIterator<Item = &'a RecordedEvent> + 'a> =
            if let Some(ids) = criteria.ids() {
                Box::new(self.events.of_ids(ids))
            } else if let Some(ids) = criteria.resource_ids() {
                Box::new(self.events.of_resources(ids))
            } else {
                self.events.between(since, until)
            };
        let in_order: Box<dyn Iterator<Item = &'a RecordedEvent> + 'a> = match criteria.order() {
            EventOrder::Asc => candidates,
            EventOrder::Desc => Box::new(candidates.rev()),
        };
        Box::new(in_order.filter(|event| criteria.admit_recorded(event)))
    }
}
