//! Schedules that go by a cron expression.

use chrono::{DateTime, Datelike as _, NaiveDateTime, TimeDelta, Timelike as _, Utc};
use chrono_tz::Tz;
use croner::Cron;
use croner::parser::CronParser;

use super::ScheduleError;
use super::croniter::{Days, Expression};
use super::local::{Resolve, from_local, time_zone, to_local};

/// For how many years without a date to look for the next.
const LONGEST_WAIT_YEARS: i32 = 50;

/// Runs are due whenever a local clock shows a time that an expression names.
///
/// Expressions are those of the library that Prefect uses; see
/// [`croniter`](super::croniter).
#[derive(Clone, Debug, PartialEq)]
pub struct CronSchedule {
    cron: String,
    timezone: Option<String>,
    day_or: bool,
    expression: Expression,
    zone: Tz,
}

/// Checks a cron expression as Prefect does.
pub fn validate_cron(cron: &str) -> Result<(), ScheduleError> {
    Expression::parse(cron).map(|_| ())
}

impl CronSchedule {
    /// A schedule of runs at the times of `cron` on the clock of `timezone`, which
    /// is UTC's if there is none. With `day_or` a day of the month or a day of the
    /// week has to fit where both are named, else both.
    pub fn new(
        cron: String,
        timezone: Option<String>,
        day_or: bool,
    ) -> Result<Self, ScheduleError> {
        Ok(Self {
            zone: time_zone(timezone.as_deref())?,
            expression: Expression::parse(&cron)?,
            cron,
            timezone,
            day_or,
        })
    }

    /// The expression.
    pub fn cron(&self) -> &str {
        &self.cron
    }

    /// The name of the time zone, as it was given.
    pub fn timezone(&self) -> Option<&str> {
        self.timezone.as_deref()
    }

    /// Whether one of day of month and day of week is enough.
    pub fn day_or(&self) -> bool {
        self.day_or
    }

    /// The time zone whose clock counts.
    pub(super) fn zone(&self) -> Tz {
        self.zone
    }

    /// The dates from `start` on, without an end.
    pub(super) fn dates_from(&self, start: DateTime<Utc>) -> impl Iterator<Item = DateTime<Utc>> {
        // The first date may be `start` itself, and dates are whole seconds.
        let rounds_up = start.nanosecond() > 0;
        let before = start - TimeDelta::seconds(i64::from(!rounds_up));
        let mut search = Search {
            at: to_local(before, self.zone),
            schedule: self,
            pattern: None,
        };
        let comes = search.comes();
        std::iter::from_fn(move || {
            let next = if comes { search.next() } else { None };
            from_local(next?, self.zone, Resolve::Earlier)
        })
    }

    /// The expression for a span of years, as the library that searches takes it.
    fn pattern(&self, days: Days, first_year: i32) -> Option<Cron> {
        let years = first_year..=first_year.saturating_add(LONGEST_WAIT_YEARS);
        let text = self.expression.to_croner(days, &years)?;
        CronParser::new().parse(&text).ok()
    }
}

/// A search for the times of an expression, one after the other, on a clock that is
/// never changed.
struct Search<'a> {
    at: NaiveDateTime,
    schedule: &'a CronSchedule,
    /// The expression for some years, and the first of them.
    pattern: Option<(i32, Cron)>,
}

impl Search<'_> {
    /// Whether there are any times. Where either of two days would do, croniter looks
    /// for both, and gives up if the day of the month never comes.
    fn comes(&self) -> bool {
        let schedule = self.schedule;
        if !schedule.day_or || !schedule.expression.names_both_days() {
            return true;
        }
        schedule
            .pattern(Days::OfMonth, self.at.year())
            .is_some_and(|pattern| {
                let at = self.at.and_utc();
                pattern.find_next_occurrence(&at, false).is_ok()
            })
    }

    /// The next time, if it comes within [`LONGEST_WAIT_YEARS`].
    fn next(&mut self) -> Option<NaiveDateTime> {
        let days = if self.schedule.day_or {
            Days::Either
        } else {
            Days::Both
        };
        loop {
            let year = self.at.year();
            let (first_year, pattern) = match self.pattern.take() {
                Some(known) => known,
                None => (year, self.schedule.pattern(days, year)?),
            };
            let at = self.at.with_nanosecond(0)?.and_utc();
            if let Ok(next) = pattern.find_next_occurrence(&at, false) {
                self.at = next.naive_utc();
                self.pattern = Some((first_year, pattern));
                return Some(self.at);
            }
            // The years may have run out only because they began long ago.
            if first_year == year {
                return None;
            }
        }
    }
}
