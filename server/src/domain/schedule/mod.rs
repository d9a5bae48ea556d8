//! Schedules: when a deployment's runs are due.
//!
//! A schedule is one of three: a [`CronSchedule`], an [`IntervalSchedule`] or an
//! [`RRuleSchedule`]. Each is read and checked once, with Prefect's messages, and
//! then asked for *dates*: the times, from some start on, at which runs are due.
//!
//! Cron expressions and recurrence rules go by a *local clock*. Where it goes back
//! and shows a time twice, a run is due the first time; where it goes forward and
//! skips a time, a run is due as long before the next hour as the skipped time was
//! after it began to be skipped, so at 1:30 for a skipped 2:30. Intervals of a day
//! or more keep to the local clock too, but take the second of two equal times and
//! move a skipped one forward. That is what Prefect does, through the libraries it
//! uses; the test data beside this module was made by it.

mod cron;
mod croniter;
mod interval;
mod local;
mod rrule;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use thiserror::Error;

pub use cron::{CronSchedule, validate_cron};
pub use interval::IntervalSchedule;
pub use rrule::{RRuleSchedule, validate_rrule};

/// The most dates that are looked at in one go.
const MOST_DATES: usize = 1_000;

/// When runs are due.
#[derive(Clone, Debug, PartialEq)]
pub enum Schedule {
    /// By a cron expression.
    Cron(CronSchedule),
    /// Every so often.
    Interval(IntervalSchedule),
    /// By iCalendar recurrence rules.
    RRule(RRuleSchedule),
}

/// Why something is no schedule. The messages are Prefect's.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ScheduleError {
    /// A cron expression that cannot be read.
    #[error("Invalid cron string: \"{cron}\"")]
    InvalidCron {
        /// The expression.
        cron: String,
    },
    /// A cron expression that leaves times to chance.
    #[error("Random and Hashed expressions are unsupported, received: \"{cron}\"")]
    RandomCron {
        /// The expression.
        cron: String,
    },
    /// An interval that does not go forward.
    #[error("interval must be positive")]
    IntervalNotPositive,
    /// A time zone that nobody knows.
    #[error(
        "Invalid timezone: \"{timezone}\" (specify in IANA tzdata format, for example, America/New_York)"
    )]
    InvalidTimezone {
        /// Its name.
        timezone: String,
    },
    /// Recurrence rules that cannot be read.
    #[error("Invalid RRule string \"{rrule}\": {reason}")]
    InvalidRRule {
        /// The rules.
        rrule: String,
        /// Why not.
        reason: String,
    },
    /// Recurrence rules that go on for too long.
    #[error("Invalid RRule string \"{start}...\"\nMax length is {longest}, got {length}")]
    RRuleTooLong {
        /// How they begin.
        start: String,
        /// How many characters they may have.
        longest: usize,
        /// How many they have.
        length: usize,
    },
}

impl Schedule {
    /// The times at which runs are due, from `start` on and not after `end`, in
    /// order: at most `count`, or all up to `end`, or else one. Never more than
    /// about a thousand, and none at all for a schedule that never comes.
    ///
    /// Costs in proportion to the dates, except for recurrence rules with a count
    /// or a frequency of months or years, which are followed from their own start.
    pub fn dates(
        &self,
        count: Option<usize>,
        start: DateTime<Utc>,
        end: Option<DateTime<Utc>>,
    ) -> Vec<DateTime<Utc>> {
        match self {
            Self::Cron(schedule) => {
                collect(schedule.dates_from(start), schedule.zone(), count, end)
            }
            Self::Interval(schedule) => {
                collect(schedule.dates_from(start), schedule.zone(), count, end)
            }
            Self::RRule(schedule) => {
                collect(schedule.dates_from(start), schedule.zone(), count, end)
            }
        }
    }
}

/// The first dates that are wanted; see [`Schedule::dates`]. Dates for which the
/// local clock shows the same count once, so an hourly interval leaves out the hour
/// that such a clock repeats.
fn collect(
    dates: impl Iterator<Item = DateTime<Utc>>,
    zone: Tz,
    count: Option<usize>,
    end: Option<DateTime<Utc>>,
) -> Vec<DateTime<Utc>> {
    let count = count.unwrap_or(if end.is_some() { MOST_DATES } else { 1 });
    let mut shown = BTreeSet::new();
    let mut found = Vec::new();
    for date in dates.take(MOST_DATES + 2) {
        if end.is_some_and(|end| date > end) {
            break;
        }
        if shown.insert(local::to_local(date, zone)) {
            found.push(date);
        }
        if found.len() >= count {
            break;
        }
    }
    found.sort_unstable();
    found
}
