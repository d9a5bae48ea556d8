//! Events, by time, by id, and by the resources that they concern.

use std::collections::{HashMap, VecDeque};
use std::hash::BuildHasher as _;

use chrono::{DateTime, Utc};
use foldhash::fast::RandomState;
use smallvec::SmallVec;

use super::row_queue::RowQueue;
use super::{Pages, RecordedEvent, Row};
use crate::domain::ids::EventId;

/// How many events are kept: those that occurred last. Prefect keeps those of the
/// last seven days.
pub const MAX_EVENTS: usize = 25_000;

/// What events are ordered by: when they occurred, and among equals when they came.
pub type Place = (DateTime<Utc>, u64);

/// Events. They are only ever added; when there are too many, the oldest goes.
///
/// Adding one costs O(r), `r` being the number of resources that it names, if it is the
/// latest, as nearly all are; one that was sent late moves those that occurred after it.
/// An event of a flow run takes about half a kilobyte, and some eight more once it was
/// looked at; those that clients send take what they are long.
///
/// **Memory.** Events outlive the runs they are of, and lie between them if each is put
/// where there is room. So they have [pages](Pages) of their own, all tables of theirs
/// are one piece each, and what a resource has few of lies in its table.
#[derive(Debug)]
pub struct Events {
    rows: Pages<Kept>,
    /// The rows by their places.
    by_time: VecDeque<(Place, Row)>,
    by_id: HashMap<EventId, Row, RandomState>,
    /// The rows of a resource, in the order in which they came, by the hash of its id.
    /// The texts would take more than all the rest.
    by_resource: HashMap<u64, RowQueue, RandomState>,
    hasher: RandomState,
    /// How many events ever came in.
    pushed: u64,
    /// How many are kept.
    capacity: usize,
}

/// An event, when it came, and the hashes of the ids of its resources.
#[derive(Debug)]
struct Kept {
    event: RecordedEvent,
    number: u64,
    resources: SmallVec<[u64; 10]>,
}

impl Kept {
    fn place(&self) -> Place {
        (self.event.occurred, self.number)
    }
}

impl Default for Events {
    fn default() -> Self {
        Self::with_capacity(MAX_EVENTS)
    }
}

impl Events {
    fn with_capacity(capacity: usize) -> Self {
        Self {
            rows: Pages::default(),
            by_time: VecDeque::new(),
            by_id: HashMap::default(),
            by_resource: HashMap::default(),
            hasher: RandomState::default(),
            pushed: 0,
            capacity,
        }
    }

    /// Adds an event, unless there is one with its id, and says whether it did.
    pub fn push(&mut self, event: RecordedEvent) -> bool {
        if self.by_id.contains_key(&event.id) {
            return false;
        }
        let id = event.id;
        let kept = Kept {
            number: self.pushed,
            resources: self.hashes(&event),
            event,
        };
        self.pushed += 1;
        let (place, resources) = (kept.place(), kept.resources.clone());
        let row = self.rows.push(kept);
        self.by_id.insert(id, row);
        for resource in resources {
            self.by_resource.entry(resource).or_default().push(row);
        }
        let later = |(other, _): &&(Place, Row)| *other > place;
        let late = self.by_time.iter().rev().take_while(later).count();
        self.by_time.insert(self.by_time.len() - late, (place, row));
        if self.by_time.len() > self.capacity {
            self.remove_oldest();
        }
        true
    }

    /// The hashes of the ids of an event's resources, each once.
    fn hashes(&self, event: &RecordedEvent) -> SmallVec<[u64; 10]> {
        let mut hashes = SmallVec::new();
        event.for_each_resource_id(|id| hashes.push(self.hasher.hash_one(id)));
        hashes.sort_unstable();
        hashes.dedup();
        hashes
    }

    /// Where the event of an id is among the others.
    pub fn place(&self, id: EventId) -> Option<Place> {
        Some(self.rows.get(*self.by_id.get(&id)?)?.place())
    }

    /// How many events ever came in, those included that are gone.
    pub fn count_ever(&self) -> u64 {
        self.pushed
    }

    /// The event of an id.
    pub fn get(&self, id: EventId) -> Option<&RecordedEvent> {
        self.at(*self.by_id.get(&id)?)
    }

    /// The events that occurred between two times, both included, oldest first.
    pub fn between(
        &self,
        since: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Box<dyn DoubleEndedIterator<Item = &RecordedEvent> + '_> {
        let start = self
            .by_time
            .partition_point(|((occurred, _), _)| *occurred < since);
        let end = self
            .by_time
            .partition_point(|((occurred, _), _)| *occurred <= until);
        if start > end {
            return Box::new(std::iter::empty());
        }
        let rows = self.by_time.range(start..end);
        Box::new(rows.filter_map(|(_, row)| self.at(*row)))
    }

    /// The events with one of these ids, oldest first.
    pub fn of_ids<'a>(
        &'a self,
        ids: &[EventId],
    ) -> impl DoubleEndedIterator<Item = &'a RecordedEvent> + use<'a> {
        let rows = ids.iter().filter_map(|id| self.by_id.get(id));
        self.in_order(rows.copied().collect())
    }

    /// The events that concern one of these resources, in whatever role, oldest first.
    /// One of another resource may be among them, if its id has the same hash.
    pub fn of_resources<'a>(
        &'a self,
        ids: &[String],
    ) -> impl DoubleEndedIterator<Item = &'a RecordedEvent> + use<'a> {
        let rows = ids
            .iter()
            .filter_map(|id| self.by_resource.get(&self.hasher.hash_one(id)));
        self.in_order(rows.flat_map(RowQueue::iter).collect())
    }

    fn in_order(&self, rows: Vec<Row>) -> impl DoubleEndedIterator<Item = &RecordedEvent> {
        let kept = rows.into_iter().filter_map(|row| self.rows.get(row));
        let mut kept: Vec<&Kept> = kept.collect();
        kept.sort_unstable_by_key(|kept| kept.place());
        kept.dedup_by_key(|kept| kept.place());
        kept.into_iter().map(|kept| &kept.event)
    }

    fn at(&self, row: Row) -> Option<&RecordedEvent> {
        self.rows.get(row).map(|kept| &kept.event)
    }

    fn remove_oldest(&mut self) {
        let Some((_, row)) = self.by_time.pop_front() else {
            return;
        };
        let Some(kept) = self.rows.remove(row) else {
            return;
        };
        self.by_id.remove(&kept.event.id);
        for resource in kept.resources {
            if let Some(rows) = self.by_resource.get_mut(&resource) {
                rows.remove(row);
                if rows.is_empty() {
                    self.by_resource.remove(&resource);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event::{Event, RESOURCE_ID, Resource};
    use std::collections::BTreeSet;

    use chrono::TimeDelta;
    use proptest::prelude::*;
    use serde_json::Map;
    use uuid::Uuid;

    fn resource(number: u8) -> Resource {
        [(RESOURCE_ID.to_owned(), format!("r.{number}"))].into()
    }

    fn event(id: u8, second: u8, of: u8, related: &[u8]) -> Event {
        Event {
            id: EventId::new(Uuid::from_u128(id.into())),
            occurred: DateTime::UNIX_EPOCH + TimeDelta::seconds(second.into()),
            received: DateTime::UNIX_EPOCH,
            event: "test".to_owned(),
            resource: resource(of),
            related: related.iter().copied().map(resource).collect(),
            payload: Map::new(),
            follows: None,
        }
    }

    fn ids<'a>(events: impl Iterator<Item = &'a RecordedEvent>) -> Vec<u128> {
        events.map(|event| event.id.uuid().as_u128()).collect()
    }

    #[test]
    fn an_id_is_taken_once() {
        let mut events = Events::default();
        assert!(events.push(event(1, 1, 1, &[]).into()));
        assert!(!events.push(event(1, 2, 2, &[]).into()));
        assert_eq!(ids(events.of_resources(&["r.2".to_owned()])), []);
    }

    proptest! {
        /// Against a list that is sorted and cut each time.
        #[test]
        fn the_newest_are_kept_and_found(
            pushed in prop::collection::vec(
                (0..30_u8, 0..10_u8, 0..4_u8, prop::collection::vec(0..4_u8, 0..3)),
                0..40,
            ),
            since in 0..10_u8,
            until in 0..10_u8,
            wanted in prop::collection::vec(0..4_u8, 0..3),
        ) {
            const CAPACITY: usize = 8;
            let mut events = Events::with_capacity(CAPACITY);
            let mut model: Vec<Event> = Vec::new();
            for (id, second, of, related) in pushed {
                let event = event(id, second, of, &related);
                let is_new = model.iter().all(|one| one.id != event.id);
                prop_assert_eq!(events.push(event.clone().into()), is_new);
                if is_new {
                    model.push(event);
                    model.sort_by_key(|event| event.occurred);
                    if model.len() > CAPACITY {
                        model.remove(0);
                    }
                }
            }
            let expect = |admit: &dyn Fn(&Event) -> bool| -> Vec<u128> {
                let found = model.iter().filter(|event| admit(event));
                found.map(|event| event.id.uuid().as_u128()).collect()
            };
            let at = |second: u8| DateTime::UNIX_EPOCH + TimeDelta::seconds(second.into());
            let (since, until) = (at(since), at(until));
            prop_assert_eq!(
                ids(events.between(since, until)),
                expect(&|event| since <= event.occurred && event.occurred <= until)
            );
            let wanted: Vec<String> = wanted.iter().map(|number| format!("r.{number}")).collect();
            prop_assert_eq!(
                ids(events.of_resources(&wanted)),
                expect(&|event| event.resource_ids().any(|id| wanted.iter().any(|one| one == id)))
            );
            for event in &model {
                let kept = events.get(event.id);
                prop_assert_eq!(kept.map(|kept| &**kept), Some(event));
            }
            prop_assert_eq!(events.by_id.len(), model.len());
            let named: BTreeSet<&str> = model.iter().flat_map(Event::resource_ids).collect();
            prop_assert_eq!(events.by_resource.len(), named.len());
        }
    }
}
