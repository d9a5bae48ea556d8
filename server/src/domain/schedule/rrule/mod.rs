//! Schedules that go by iCalendar recurrence rules.

mod merge;
mod property;
mod rule;
mod sub_daily;
mod text;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::ScheduleError;
use super::local::{Resolve, from_local, time_zone, to_local};
use rule::Rule;
use text::Rules;

/// How many characters rules may have.
const LONGEST: usize = 6_500;

/// The most times that are passed over to get to those that are wanted: more than
/// twenty years of hours, and a fraction of a second of work. Rules that need more
/// count as ended.
const MOST_PASSED_OVER: usize = 200_000;

/// When rules begin that do not say so.
pub(super) const DEFAULT_START: NaiveDateTime = NaiveDateTime::new(
    match NaiveDate::from_ymd_opt(2020, 1, 1) {
        Some(date) => date,
        None => NaiveDate::MIN,
    },
    NaiveTime::MIN,
);

/// Runs are due whenever a local clock shows a time that recurrence rules name.
///
/// Rules are read as by Python's dateutil, which Prefect uses: with or without
/// `RRULE:` before the first, with several `RRULE`, `EXRULE`, `RDATE` and `EXDATE`
/// lines if wanted, and with times that are taken for local ones whatever zone they
/// name. A few combinations that dateutil takes and the [`rrule`](::rrule) library does
/// not, such as `BYWEEKNO` in a monthly rule, are refused.
#[derive(Clone, Debug, PartialEq)]
pub struct RRuleSchedule {
    rrule: String,
    timezone: Option<String>,
    zone: Tz,
    rules: Rules,
}

/// Checks recurrence rules as Prefect does, apart from their length.
pub fn validate_rrule(rrule: &str) -> Result<(), ScheduleError> {
    read(rrule).map(|_| ())
}

fn read(rrule: &str) -> Result<Rules, ScheduleError> {
    Rules::read(rrule).map_err(|reason| ScheduleError::InvalidRRule {
        rrule: rrule.to_owned(),
        reason,
    })
}

impl RRuleSchedule {
    /// A schedule of runs at the times of `rrule` on the clock of `timezone`, which
    /// is UTC's if there is none or none of that name.
    pub fn new(rrule: String, timezone: Option<String>) -> Result<Self, ScheduleError> {
        let rules = read(&rrule)?;
        let length = rrule.chars().count();
        if length > LONGEST {
            return Err(ScheduleError::RRuleTooLong {
                start: rrule.chars().take(40).collect(),
                longest: LONGEST,
                length,
            });
        }
        Ok(Self {
            zone: time_zone(timezone.as_deref()).unwrap_or(Tz::UTC),
            rrule,
            timezone,
            rules,
        })
    }

    /// The rules.
    pub fn rrule(&self) -> &str {
        &self.rrule
    }

    /// The name of the time zone, as it was given.
    pub fn timezone(&self) -> Option<&str> {
        self.timezone.as_deref()
    }

    /// The schedule with a `DTSTART`, as Prefect stores it. Rules that say when they
    /// begin stay as they are; others are made to begin in 2020, except one of minutes
    /// or seconds without a count, which begins at its latest time before `now`: the
    /// times from `now` on are the same, and there are fewer before them.
    #[must_use]
    pub fn anchored(self, now: DateTime<Utc>) -> Self {
        if self.rrule.to_uppercase().contains("DTSTART") || self.rules.mixes_zones() {
            return self;
        }
        let start = match self.rules.only_rule().and_then(Rule::short_period) {
            Some(period) => last_before(to_local(now, self.zone), period),
            None => DEFAULT_START,
        };
        let rrule = format!("DTSTART:{}\n{}", start.format("%Y%m%dT%H%M%S"), self.rrule);
        Self {
            // A start on a line before the rules cannot make them malformed.
            rules: Rules::read(&rrule).unwrap_or(self.rules),
            rrule,
            ..self
        }
    }

    /// The time zone whose clock counts.
    pub(super) fn zone(&self) -> Tz {
        self.zone
    }

    /// The dates from `start` on, without an end.
    pub(super) fn dates_from(&self, start: DateTime<Utc>) -> impl Iterator<Item = DateTime<Utc>> {
        let zone = self.zone;
        // A local clock may go back by an hour or so: what is later by the clock may
        // be earlier in truth.
        let not_before = to_local(start, zone) - TimeDelta::days(1);
        self.rules
            .times(not_before)
            .filter_map(move |time| from_local(time, zone, Resolve::Earlier))
            .filter(move |date| *date >= start)
    }
}

/// The last time not after `now` that lies whole periods after [`DEFAULT_START`].
fn last_before(now: NaiveDateTime, period: TimeDelta) -> NaiveDateTime {
    let seconds = (now - DEFAULT_START).num_seconds();
    let period = period.num_seconds();
    if seconds <= 0 || period <= 0 {
        return DEFAULT_START;
    }
    DEFAULT_START + TimeDelta::seconds(seconds / period * period)
}
