//! Counting events, by what they say or by when they occurred.
//!
//! Time is divided into *buckets* of equal length from a fixed Monday on, so that a
//! day's bucket begins at midnight and a week's on a Monday, and the same bucket comes
//! out of every query.

use std::collections::HashMap;

use chrono::{DateTime, Datelike as _, NaiveTime, TimeDelta, TimeZone as _, Timelike as _, Utc};
use prefect_mock_api::types::{Countable, TimeUnit};

use crate::app::{App, Error, Result};
use crate::domain::event::{Event, RESOURCE_NAME, resource_id};
use crate::domain::python;
use crate::store::filter::EventCriteria;

/// The most buckets of one query.
const MAX_BUCKETS: f64 = 1000.0;

/// How many events have something in common.
#[derive(Debug, Clone, PartialEq)]
pub struct EventCount {
    /// What they have in common: a name, the id of a resource, or the number of a
    /// bucket.
    pub value: String,
    /// What to show for it.
    pub label: String,
    /// How many there are.
    pub count: usize,
    /// When the first of them occurred, or when the bucket begins.
    pub start_time: DateTime<Utc>,
    /// When the last of them occurred, or when the bucket ends.
    pub end_time: DateTime<Utc>,
}

/// Buckets of time.
#[derive(Debug, Clone, Copy)]
pub struct Buckets {
    /// The unit of their length.
    pub unit: TimeUnit,
    /// Their length in that unit, at least 0.01.
    pub interval: f64,
}

impl App {
    /// Counts the events that match. By time, there is a count for each bucket, in
    /// order; otherwise the greatest counts come first, and labels tell equals apart.
    ///
    /// Costs a walk over the events that the criteria lead to.
    ///
    /// # Errors
    ///
    /// `Invalid` if the time that is asked for has more than 1,000 buckets, also when
    /// it is not time that is counted by.
    pub fn count_events_by(
        &self,
        criteria: &EventCriteria,
        countable: Countable,
        buckets: Buckets,
    ) -> Result<Vec<EventCount>> {
        buckets.validate(criteria)?;
        Ok(match countable {
            Countable::Event => self.count_by(criteria, |event| (&event.event, &event.event)),
            Countable::Resource => self.count_by(criteria, |event| {
                (resource_id(&event.resource), label_of(event))
            }),
            Countable::Time | Countable::Day => self.count_by_time(criteria, buckets),
        })
    }

    fn count_by(
        &self,
        criteria: &EventCriteria,
        value_and_label: impl Fn(&Event) -> (&str, &str),
    ) -> Vec<EventCount> {
        let tables = self.read();
        let mut counts: HashMap<&str, EventCount> = HashMap::new();
        for event in tables.find_all_events(criteria) {
            let (value, label) = value_and_label(event);
            let count = counts.entry(value).or_insert_with(|| EventCount {
                value: value.to_owned(),
                label: label.to_owned(),
                count: 0,
                start_time: event.occurred,
                end_time: event.occurred,
            });
            count.count += 1;
            count.start_time = count.start_time.min(event.occurred);
            // The last event tells what it is called.
            if event.occurred > count.end_time {
                count.end_time = event.occurred;
                label.clone_into(&mut count.label);
            }
        }
        let mut counts: Vec<EventCount> = counts.into_values().collect();
        counts.sort_by(|a, b| (b.count, &a.label).cmp(&(a.count, &b.label)));
        counts
    }

    fn count_by_time(&self, criteria: &EventCriteria, buckets: Buckets) -> Vec<EventCount> {
        let now = self.clock().now();
        let mut counts = buckets.spans(criteria, now);
        let Some(first) = counts.first().map(|count| count.start_time) else {
            return counts;
        };
        let length = buckets.length();
        let tables = self.read();
        for event in tables.find_all_events(criteria) {
            let count = usize::try_from(floor_div(event.occurred - first, length))
                .ok()
                .and_then(|index| counts.get_mut(index));
            if let Some(count) = count {
                count.count += 1;
            }
        }
        counts
    }
}

impl Buckets {
    fn length(self) -> TimeDelta {
        let unit = match self.unit {
            TimeUnit::Week => TimeDelta::weeks(1),
            TimeUnit::Day => TimeDelta::days(1),
            TimeUnit::Hour => TimeDelta::hours(1),
            TimeUnit::Minute => TimeDelta::minutes(1),
            TimeUnit::Second => TimeDelta::seconds(1),
        };
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a float that is too large becomes the largest integer"
        )]
        let microseconds = (microseconds(unit) * self.interval).round() as i64;
        TimeDelta::microseconds(microseconds.max(1))
    }

    fn validate(self, criteria: &EventCriteria) -> Result<()> {
        let (since, until) = criteria.occurred();
        let buckets = (microseconds(until - since) / microseconds(self.length())).ceil();
        if buckets > MAX_BUCKETS {
            return Err(Error::Invalid(format!(
                "The given interval would create {buckets:.0} buckets, which is too many. Please \
                 increase the interval or reduce the time range to produce {MAX_BUCKETS:.0} \
                 buckets or fewer."
            )));
        }
        Ok(())
    }

    /// The buckets of the time that is asked for, each with no event in it.
    fn spans(self, criteria: &EventCriteria, now: DateTime<Utc>) -> Vec<EventCount> {
        let (since, mut until) = criteria.occurred();
        if until > now {
            until = self.end_of_period(now);
        }
        let length = self.length();
        let before = floor_div(since - pivot(), length);
        let mut spans = Vec::new();
        let start_of = |number: i64| {
            let offset = length.num_microseconds()?.checked_mul(number)?;
            pivot().checked_add_signed(TimeDelta::microseconds(offset))
        };
        let mut number = before;
        while let (Some(start_time), Some(next)) = (start_of(number), start_of(number + 1))
            && start_time < until
        {
            spans.push(EventCount {
                value: spans.len().to_string(),
                label: python::isoformat(start_time),
                count: 0,
                start_time,
                end_time: next - TimeDelta::microseconds(1),
            });
            number += 1;
        }
        spans
    }

    /// The last microsecond of the unit that a time is in.
    fn end_of_period(self, time: DateTime<Utc>) -> DateTime<Utc> {
        let midnight = time.date_naive().and_time(NaiveTime::MIN).and_utc();
        let hour = midnight + TimeDelta::hours(time.hour().into());
        let minute = hour + TimeDelta::minutes(time.minute().into());
        let next = match self.unit {
            TimeUnit::Week => {
                let days = 7 - time.weekday().num_days_from_monday();
                midnight + TimeDelta::days(days.into())
            }
            TimeUnit::Day => midnight + TimeDelta::days(1),
            TimeUnit::Hour => hour + TimeDelta::hours(1),
            TimeUnit::Minute => minute + TimeDelta::minutes(1),
            TimeUnit::Second => minute + TimeDelta::seconds(i64::from(time.second()) + 1),
        };
        next - TimeDelta::microseconds(1)
    }
}

/// Where buckets begin: a Monday before all events of Prefect's.
fn pivot() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2024, 4, 1, 0, 0, 0)
        .single()
        .unwrap_or_default()
}

fn microseconds(span: TimeDelta) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "exact to the microsecond for spans below 285 years"
    )]
    span.num_microseconds()
        .map_or(f64::MAX, |microseconds| microseconds as f64)
}

fn floor_div(span: TimeDelta, length: TimeDelta) -> i64 {
    let whole = |span: TimeDelta| span.num_microseconds().unwrap_or(i64::MAX);
    whole(span).div_euclid(whole(length).max(1))
}

/// What to call the resource of an event.
fn label_of(event: &Event) -> &str {
    [RESOURCE_NAME, "prefect.name"]
        .into_iter()
        .find_map(|label| event.resource.get(label))
        .map_or_else(|| resource_id(&event.resource), String::as_str)
}
