//! Filters on events.
//!
//! Real Prefect has two ways to judge an event by a filter, and they differ: a
//! database judges what is [queried](Reading::Query), Python what is
//! [streamed](Reading::Stream).
//!
//! | | query | stream |
//! |---|---|---|
//! | prefixes | `%` and `_` are wildcards, ASCII letters are alike in both cases | as they are |
//! | labels | ASCII letters are alike in both cases | as they are; `[a-z]` is a class |
//! | a role among the labels | compared as it is; an event's own resource has none | a label as any |
//! | `related` | as asked | admits everything |
//! | text | in the labels' names too | in the values alone |

mod pattern;
mod resource;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use prefect_mock_api::Field;
use prefect_mock_api::types::{
    EventFilter, EventFilterAnyResource, EventFilterRelated, EventNameFilter, EventOrder,
};

use super::combination::Combination;
use super::like;
use super::text_search::TextSearch;
use crate::domain::event::{Event, Resource};
use crate::domain::ids::EventId;
use crate::domain::python;
use crate::store::RecordedEvent;
use resource::{ResourceCriteria, Seen};

/// How far back a filter looks that does not say.
const DEFAULT_DAYS: i64 = 180;

/// Who judges events by a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// A database, for events of the past.
    Query,
    /// Python, for events as they come.
    Stream,
}

/// A filter on events, read once.
#[derive(Debug, Clone)]
pub struct EventCriteria {
    reading: Reading,
    since: DateTime<Utc>,
    until: DateTime<Utc>,
    order: EventOrder,
    names: EventNameFilter,
    ids: Vec<EventId>,
    own: ResourceCriteria,
    is_distinct: bool,
    related: Vec<ResourceCriteria>,
    any: Vec<ResourceCriteria>,
    text: Option<TextSearch>,
}

impl EventCriteria {
    /// Reads a filter at a time: without bounds, it looks for events since midnight
    /// 180 days before and until that time, also in a stream.
    pub fn new(filter: &EventFilter, reading: Reading, now: DateTime<Utc>) -> Self {
        let occurred = filter.occurred.as_ref();
        let midnight = now.date_naive().and_time(NaiveTime::MIN).and_utc();
        let related = match filter.related.value() {
            None => &[],
            Some(EventFilterRelated::EventRelatedFilter(one)) => std::slice::from_ref(one),
            Some(EventFilterRelated::Array(many)) => many.as_slice(),
        };
        let any = match filter.any_resource.value() {
            None => &[],
            Some(EventFilterAnyResource::EventAnyResourceFilter(one)) => std::slice::from_ref(one),
            Some(EventFilterAnyResource::Array(many)) => many.as_slice(),
        };
        let own = filter.resource.value();
        let ids = filter.id.as_ref().and_then(|id| id.id.value());
        Self {
            reading,
            since: occurred
                .and_then(|occurred| occurred.since)
                .unwrap_or(midnight - TimeDelta::days(DEFAULT_DAYS)),
            until: occurred.and_then(|occurred| occurred.until).unwrap_or(now),
            order: filter.order.unwrap_or(EventOrder::Desc),
            names: filter.event.value().cloned().unwrap_or_default(),
            ids: ids
                .into_iter()
                .flatten()
                .copied()
                .map(EventId::new)
                .collect(),
            own: own
                .map(|own| ResourceCriteria::of_own(own, reading))
                .unwrap_or_default(),
            is_distinct: own.and_then(|own| own.distinct).unwrap_or(false),
            related: related
                .iter()
                .map(|one| ResourceCriteria::of_related(one, reading))
                .filter(|one| !one.is_empty())
                .collect(),
            any: any
                .iter()
                .map(|one| ResourceCriteria::of_any(one, reading))
                .filter(|one| !one.is_empty())
                .collect(),
            text: filter
                .text
                .value()
                .map(|text| TextSearch::parse(&text.query)),
        }
    }

    /// Looks back no further than this.
    pub fn clamp(&mut self, earliest: DateTime<Utc>) {
        self.since = self.since.max(earliest);
    }

    /// Asks for this order.
    pub fn sort(&mut self, order: EventOrder) {
        self.order = order;
    }

    /// The earliest and the latest time at which events may have occurred.
    pub fn occurred(&self) -> (DateTime<Utc>, DateTime<Utc>) {
        (self.since, self.until)
    }

    /// In which order events are wanted.
    pub fn order(&self) -> EventOrder {
        self.order
    }

    /// Whether only one event for each resource is wanted: the first in order.
    pub fn is_distinct(&self) -> bool {
        self.is_distinct
    }

    /// The ids of which an event has to have one, if there are such.
    pub fn ids(&self) -> Option<&[EventId]> {
        (!self.ids.is_empty()).then_some(&self.ids)
    }

    /// The ids of resources of which an event has to concern one, if there are such.
    pub fn resource_ids(&self) -> Option<&[String]> {
        std::iter::once(&self.own)
            .chain(&self.related)
            .chain(&self.any)
            .find_map(ResourceCriteria::ids)
    }

    /// Whether an event matches that may not have been looked at yet. Where time and id
    /// tell, it stays that way.
    pub fn admit_recorded(&self, event: &RecordedEvent) -> bool {
        self.admit_outside(event.id, event.occurred) && (!self.looks_inside() || self.admit(event))
    }

    /// Whether more is asked than when an event occurred, and which.
    fn looks_inside(&self) -> bool {
        let asks = |list: &Field<Vec<String>>| list.value().is_some_and(|list| !list.is_empty());
        let names = &self.names;
        asks(&names.prefix)
            || asks(&names.exclude_prefix)
            || asks(&names.name)
            || asks(&names.exclude_name)
            || !self.own.is_empty()
            || !self.related.is_empty()
            || !self.any.is_empty()
            || self.text.is_some()
    }

    fn admit_outside(&self, id: EventId, occurred: DateTime<Utc>) -> bool {
        (self.since..=self.until).contains(&occurred)
            && (self.ids.is_empty() || self.ids.contains(&id))
    }

    /// Whether an event matches. Costs a look at each of its resources, and with a
    /// text search at all that it says.
    pub fn admit(&self, event: &Event) -> bool {
        let seen = |resource, is_own| Seen {
            resource,
            is_own,
            among_own: false,
            reading: self.reading,
        };
        let own = Seen {
            among_own: true,
            ..seen(&event.resource, true)
        };
        let is_related = |asked: &ResourceCriteria| {
            // Only who asks for a role may find the event's own resource, which has
            // an empty one.
            let own = asked.names_a_role() && asked.admit(&seen(&event.resource, true));
            own || event
                .related
                .iter()
                .any(|one| asked.admit(&seen(one, false)))
        };
        let is_involved = |asked: &ResourceCriteria| {
            asked.admit(&seen(&event.resource, true))
                || event
                    .related
                    .iter()
                    .any(|one| asked.admit(&seen(one, false)))
        };
        self.admit_outside(event.id, event.occurred)
            && self.admit_name(&event.event)
            && self.own.admit(&own)
            && (self.reading == Reading::Stream || self.related.iter().all(is_related))
            && self.any.iter().all(is_involved)
            && self.admit_text(event)
    }

    fn admit_name(&self, name: &str) -> bool {
        let starts_with = |prefix: &String| match self.reading {
            Reading::Query => like::starts_with(prefix, name),
            Reading::Stream => name.starts_with(prefix),
        };
        let given = |list: &[String]| (!list.is_empty()).then_some(());
        let names = &self.names;
        let prefix = names.prefix.value().map_or(&[][..], Vec::as_slice);
        let exclude_prefix = names.exclude_prefix.value().map_or(&[][..], Vec::as_slice);
        let exact = names.name.value().map_or(&[][..], Vec::as_slice);
        let exclude_exact = names.exclude_name.value().map_or(&[][..], Vec::as_slice);
        Combination::by(None)
            .condition(given(prefix).as_ref(), |()| prefix.iter().any(starts_with))
            .condition(given(exact).as_ref(), |()| {
                exact.iter().any(|one| one == name)
            })
            .holds()
            && !exclude_prefix.iter().any(starts_with)
            && !exclude_exact.iter().any(|one| one == name)
    }

    fn admit_text(&self, event: &Event) -> bool {
        let Some(search) = &self.text else {
            return true;
        };
        let text = match self.reading {
            Reading::Query => text_of_columns(event).to_ascii_lowercase(),
            Reading::Stream => text_of_values(event).to_lowercase(),
        };
        search.combine(Combination::by(None), &text).holds()
    }
}

/// What a database searches: the event's name and its columns of JSON.
fn text_of_columns(event: &Event) -> String {
    [
        event.event.clone(),
        python::json_dumps(&event.resource),
        python::json_dumps(&event.related),
        python::json_dumps(&event.payload),
    ]
    .join(" ")
}

/// What Python searches: the event's name, the values of labels, and the payload.
fn text_of_values(event: &Event) -> String {
    let resources = std::iter::once(&event.resource).chain(&event.related);
    let mut text = event.event.clone();
    for value in resources.flat_map(Resource::values) {
        text.push(' ');
        text.push_str(value);
    }
    text.push(' ');
    text.push_str(&python::repr_object(&event.payload));
    text
}
