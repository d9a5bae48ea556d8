//! Events, by time, by id, and by the resources that they concern.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::fmt::{Display, Write as _};
use std::hash::BuildHasher as _;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use foldhash::fast::RandomState;

use super::RecordedEvent;
use crate::domain::ids::EventId;

/// How many events are kept: those that occurred last. Prefect keeps those of the
/// last seven days.
pub const MAX_EVENTS: usize = 25_000;

/// What events are ordered by: when they occurred, and among equals when they came.
pub type Place = (DateTime<Utc>, u64);

/// Events. They are only ever added; when there are too many, the oldest goes.
///
/// Adding one costs O(log n + r), `r` being the number of resources that it names. An
/// event of a flow run with all its relatives takes about a kilobyte, and some eight
/// once it was looked at; those that clients send take what they are long.
#[derive(Debug)]
pub struct Events {
    by_time: BTreeMap<Place, Kept>,
    by_id: HashMap<EventId, Place, RandomState>,
    /// Where the events of a resource are, in the order in which they came, by the hash
    /// of its id. The texts would take more than all the rest.
    by_resource: HashMap<u64, VecDeque<Place>, RandomState>,
    hasher: RandomState,
    /// How many events ever came in.
    pushed: u64,
    /// How many are kept.
    capacity: usize,
}

/// An event, and the hashes of the ids of its resources.
#[derive(Debug)]
struct Kept {
    event: Arc<RecordedEvent>,
    resources: Box<[u64]>,
}

impl Default for Events {
    fn default() -> Self {
        Self::with_capacity(MAX_EVENTS)
    }
}

impl Events {
    fn with_capacity(capacity: usize) -> Self {
        Self {
            by_time: BTreeMap::new(),
            by_id: HashMap::default(),
            by_resource: HashMap::default(),
            hasher: RandomState::default(),
            pushed: 0,
            capacity,
        }
    }

    /// Adds an event, unless there is one with its id: then it is `None`. `resource_ids`
    /// are those of [`Event::resource_ids`](crate::domain::event::Event::resource_ids),
    /// without having to look at the event.
    pub fn push<I>(&mut self, event: RecordedEvent, resource_ids: I) -> Option<Arc<RecordedEvent>>
    where
        I: IntoIterator<Item: Display>,
    {
        if self.by_id.contains_key(&event.id) {
            return None;
        }
        let event = Arc::new(event);
        let place = (event.occurred, self.pushed);
        self.pushed += 1;
        self.by_id.insert(event.id, place);
        let mut text = String::new();
        let hash = |id: I::Item| {
            text.clear();
            // Writing to a text does not fail.
            let _ = write!(text, "{id}");
            self.hasher.hash_one(&text)
        };
        let mut resources: Vec<u64> = resource_ids.into_iter().map(hash).collect();
        resources.sort_unstable();
        resources.dedup();
        for resource in &resources {
            self.by_resource
                .entry(*resource)
                .or_default()
                .push_back(place);
        }
        let kept = Kept {
            event: Arc::clone(&event),
            resources: resources.into(),
        };
        self.by_time.insert(place, kept);
        if self.by_time.len() > self.capacity {
            self.remove_oldest();
        }
        Some(event)
    }

    /// Where the event of an id is among the others.
    pub fn place(&self, id: EventId) -> Option<Place> {
        self.by_id.get(&id).copied()
    }

    /// How many events ever came in, those included that are gone.
    pub fn count_ever(&self) -> u64 {
        self.pushed
    }

    /// The event of an id.
    pub fn get(&self, id: EventId) -> Option<&Arc<RecordedEvent>> {
        self.at_place(self.by_id.get(&id)?)
    }

    /// The events that occurred between two times, both included, oldest first.
    pub fn between(
        &self,
        since: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Box<dyn DoubleEndedIterator<Item = &Arc<RecordedEvent>> + '_> {
        if since > until {
            return Box::new(std::iter::empty());
        }
        Box::new(
            self.by_time
                .range((since, u64::MIN)..=(until, u64::MAX))
                .map(|(_, kept)| &kept.event),
        )
    }

    /// The events with one of these ids, oldest first.
    pub fn of_ids<'a>(
        &'a self,
        ids: &[EventId],
    ) -> impl DoubleEndedIterator<Item = &'a Arc<RecordedEvent>> + use<'a> {
        let places = ids.iter().filter_map(|id| self.by_id.get(id));
        self.at(places.copied().collect())
    }

    /// The events that concern one of these resources, in whatever role, oldest first.
    /// One of another resource may be among them, if its id has the same hash.
    pub fn of_resources<'a>(
        &'a self,
        ids: &[String],
    ) -> impl DoubleEndedIterator<Item = &'a Arc<RecordedEvent>> + use<'a> {
        let places = ids
            .iter()
            .filter_map(|id| self.by_resource.get(&self.hasher.hash_one(id)));
        self.at(places.flatten().copied().collect())
    }

    fn at(&self, places: BTreeSet<Place>) -> impl DoubleEndedIterator<Item = &Arc<RecordedEvent>> {
        places.into_iter().filter_map(|place| self.at_place(&place))
    }

    fn at_place(&self, place: &Place) -> Option<&Arc<RecordedEvent>> {
        self.by_time.get(place).map(|kept| &kept.event)
    }

    /// Costs O(log n + r): the oldest event mostly came first too. Only where one was
    /// sent late, as many places are moved as came before it.
    fn remove_oldest(&mut self) {
        let Some((place, kept)) = self.by_time.pop_first() else {
            return;
        };
        self.by_id.remove(&kept.event.id);
        for resource in &kept.resources {
            let Some(places) = self.by_resource.get_mut(resource) else {
                continue;
            };
            let (_, number) = place;
            if places.front() == Some(&place) {
                places.pop_front();
            } else if let Ok(index) = places.binary_search_by_key(&number, |(_, number)| *number) {
                places.remove(index);
            }
            if places.is_empty() {
                self.by_resource.remove(resource);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event::{Event, RESOURCE_ID, Resource};
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

    fn push(events: &mut Events, event: Event) -> bool {
        let ids: Vec<String> = event.resource_ids().map(str::to_owned).collect();
        events.push(event.into(), ids).is_some()
    }

    fn ids<'a>(events: impl Iterator<Item = &'a Arc<RecordedEvent>>) -> Vec<u128> {
        events.map(|event| event.id.uuid().as_u128()).collect()
    }

    #[test]
    fn an_id_is_taken_once() {
        let mut events = Events::default();
        assert!(push(&mut events, event(1, 1, 1, &[])));
        assert!(!push(&mut events, event(1, 2, 2, &[])));
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
                prop_assert_eq!(push(&mut events, event.clone()), is_new);
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
                prop_assert_eq!(kept.map(|kept| &***kept), Some(event));
            }
            prop_assert_eq!(events.by_id.len(), model.len());
            let named: BTreeSet<&str> = model.iter().flat_map(Event::resource_ids).collect();
            prop_assert_eq!(events.by_resource.len(), named.len());
        }
    }
}
