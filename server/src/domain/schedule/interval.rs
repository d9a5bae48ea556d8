//! Schedules that go by an interval.

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::ScheduleError;
use super::local::{Resolve, from_local, time_zone, to_local};

/// Runs are due every so often, counted from an anchor.
///
/// The whole days of an interval are counted by the local clock, so that a daily
/// run stays at its hour through a change of that clock; what is less than a day is
/// counted by elapsed time.
#[derive(Clone, Debug, PartialEq)]
pub struct IntervalSchedule {
    interval: TimeDelta,
    anchor_date: DateTime<FixedOffset>,
    timezone: String,
    zone: Tz,
}

impl IntervalSchedule {
    /// A schedule of runs every `interval`, in whole microseconds, one of them at
    /// `anchor_date`. Without a `timezone` it is UTC, whatever the anchor's offset.
    pub fn new(
        interval: TimeDelta,
        anchor_date: DateTime<FixedOffset>,
        timezone: Option<String>,
    ) -> Result<Self, ScheduleError> {
        if interval <= TimeDelta::zero() {
            return Err(ScheduleError::IntervalNotPositive);
        }
        let zone = time_zone(timezone.as_deref())?;
        Ok(Self {
            interval,
            anchor_date,
            timezone: timezone.unwrap_or_else(|| "UTC".to_owned()),
            zone,
        })
    }

    /// The time between runs.
    pub fn interval(&self) -> TimeDelta {
        self.interval
    }

    /// A time that others are counted from, with the offset it was given with.
    pub fn anchor_date(&self) -> DateTime<FixedOffset> {
        self.anchor_date
    }

    /// The name of the time zone; empty if an empty one was given.
    pub fn timezone(&self) -> &str {
        &self.timezone
    }

    /// The time zone whose clock counts.
    pub(super) fn zone(&self) -> Tz {
        self.zone
    }

    /// The dates from `start` on, without an end.
    pub(super) fn dates_from(&self, start: DateTime<Utc>) -> impl Iterator<Item = DateTime<Utc>> {
        let mut next = self.near(start);
        std::iter::from_fn(move || {
            // One or two steps at most: what changes of the clock make of whole days.
            while next? < start {
                next = self.step(next?);
            }
            let date = next?;
            next = self.step(date);
            Some(date)
        })
    }

    /// A date near `start`: counted from the anchor by elapsed time, and towards it.
    fn near(&self, start: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let anchor = self.anchor_date.to_utc();
        let distance = i128::from((start - anchor).num_microseconds()?);
        let interval = i128::from(self.interval.num_microseconds()?);
        let microseconds = i64::try_from(distance / interval * interval).ok()?;
        anchor.checked_add_signed(TimeDelta::microseconds(microseconds))
    }

    /// The date after `date`.
    fn step(&self, date: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if self.interval < TimeDelta::days(1) {
            return date.checked_add_signed(self.interval);
        }
        let local: NaiveDateTime = to_local(date, self.zone);
        let later = local.checked_add_signed(self.interval)?;
        from_local(later, self.zone, Resolve::Later)
    }
}
