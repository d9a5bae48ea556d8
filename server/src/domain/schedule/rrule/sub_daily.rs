//! Rules of hours, minutes or seconds.
//!
//! These are followed here by arithmetic on the time since their start. The library
//! that follows the others loses step where such a rule names hours or days: of
//! `FREQ=MINUTELY;INTERVAL=30;BYHOUR=5` it misses some and invents others.

use chrono::{Datelike as _, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _, Weekday};

use super::MOST_PASSED_OVER;

/// How long one unit of a frequency is, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second = 1,
    Minute = 60,
    Hour = 3_600,
}

/// A rule of hours, minutes or seconds. An empty list leaves its part open.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SubDaily {
    pub(super) start: NaiveDateTime,
    pub(super) unit: Unit,
    pub(super) interval: i64,
    pub(super) count: Option<i64>,
    pub(super) until: Option<NaiveDateTime>,
    pub(super) weekdays: Vec<Weekday>,
    pub(super) months: Vec<i64>,
    pub(super) month_days: Vec<i64>,
    pub(super) year_days: Vec<i64>,
    pub(super) hours: Vec<i64>,
    pub(super) minutes: Vec<i64>,
    pub(super) seconds: Vec<i64>,
    pub(super) positions: Vec<i64>,
}

impl SubDaily {
    /// The times of the rule, in order. Those before `not_before` may be left out.
    pub(super) fn times(self, not_before: NaiveDateTime) -> impl Iterator<Item = NaiveDateTime> {
        let mut counted = self.count;
        let mut step = 0;
        // Without a count nobody needs to know what came before; and without anything
        // but a frequency each step is one time.
        let ahead = self.step_at(not_before).saturating_sub(1);
        if ahead > 0 && (counted.is_none() || self.is_plain()) {
            step = ahead;
            counted = counted.map(|count| count - ahead);
        }
        let mut found: Vec<NaiveDateTime> = Vec::new();
        let mut passed_over = 0;
        std::iter::from_fn(move || {
            while found.is_empty() {
                passed_over += 1;
                if passed_over > MOST_PASSED_OVER {
                    return None;
                }
                let base = self.base(step)?;
                step = if let Some(next) = self.skip_from(base) {
                    self.step_at(next).max(step + 1)
                } else {
                    found = self.expand(base);
                    step + 1
                };
            }
            let time = found.pop()?;
            if self.until.is_some_and(|until| time > until) || counted.is_some_and(|left| left <= 0)
            {
                passed_over = MOST_PASSED_OVER;
                found.clear();
                return None;
            }
            counted = counted.map(|left| left - 1);
            Some(time)
        })
    }

    /// Whether each step of the rule is one time.
    fn is_plain(&self) -> bool {
        self.weekdays.is_empty()
            && [
                &self.months,
                &self.month_days,
                &self.year_days,
                &self.hours,
                &self.minutes,
                &self.seconds,
                &self.positions,
            ]
            .into_iter()
            .all(Vec::is_empty)
    }

    /// The start of a unit: what steps are counted in.
    fn floor(&self, time: NaiveDateTime) -> NaiveDateTime {
        let over = i64::from(time.num_seconds_from_midnight()) % self.unit as i64;
        time - TimeDelta::seconds(over)
    }

    /// The unit that a step leads to.
    fn base(&self, step: i64) -> Option<NaiveDateTime> {
        let seconds = step
            .checked_mul(self.interval)?
            .checked_mul(self.unit as i64)?;
        let base = self
            .floor(self.start)
            .checked_add_signed(TimeDelta::try_seconds(seconds)?)?;
        (base.year() < 10_000).then_some(base)
    }

    /// The first step that leads to `time` or later.
    fn step_at(&self, time: NaiveDateTime) -> i64 {
        let period = self.interval.saturating_mul(self.unit as i64).max(1);
        let seconds = (time - self.floor(self.start)).num_seconds().max(0);
        seconds / period + i64::from(seconds % period > 0)
    }

    /// Where to go on if the unit that begins at `base` is not meant.
    fn skip_from(&self, base: NaiveDateTime) -> Option<NaiveDateTime> {
        if !self.is_day_named(base) {
            return (base.date() + TimeDelta::days(1)).and_hms_opt(0, 0, 0);
        }
        let day = base.date().and_time(NaiveTime::MIN);
        if let Some(skip) = skip_to_named(&self.hours, day, base.hour(), Unit::Hour, 24) {
            return Some(skip);
        }
        let hour = day + TimeDelta::hours(base.hour().into());
        if self.unit <= Unit::Minute
            && let Some(skip) = skip_to_named(&self.minutes, hour, base.minute(), Unit::Minute, 60)
        {
            return Some(skip);
        }
        let minute = hour + TimeDelta::minutes(base.minute().into());
        if self.unit == Unit::Second {
            return skip_to_named(&self.seconds, minute, base.second(), Unit::Second, 60);
        }
        None
    }

    fn is_day_named(&self, base: NaiveDateTime) -> bool {
        let counts = |list: &[i64], number: u32, of: u32| {
            let number = i64::from(number);
            list.is_empty()
                || list.contains(&number)
                || list.contains(&(number - i64::from(of) - 1))
        };
        let days_of_year = if base.date().leap_year() { 366 } else { 365 };
        (self.weekdays.is_empty() || self.weekdays.contains(&base.weekday()))
            && (self.months.is_empty() || self.months.contains(&base.month().into()))
            && counts(
                &self.month_days,
                base.day(),
                base.num_days_in_month().into(),
            )
            && counts(&self.year_days, base.ordinal(), days_of_year)
    }

    /// The times within the unit that begins at `base`, last first.
    fn expand(&self, base: NaiveDateTime) -> Vec<NaiveDateTime> {
        let named = |list: &[i64], own: u32| -> Vec<u32> {
            if list.is_empty() {
                return vec![own];
            }
            list.iter()
                .filter_map(|number| u32::try_from(*number).ok())
                .collect()
        };
        let minutes = match self.unit {
            Unit::Hour => named(&self.minutes, self.start.minute()),
            Unit::Minute | Unit::Second => vec![base.minute()],
        };
        let seconds = match self.unit {
            Unit::Hour | Unit::Minute => named(&self.seconds, self.start.second()),
            Unit::Second => vec![base.second()],
        };
        let mut times: Vec<NaiveDateTime> = minutes
            .iter()
            .flat_map(|minute| seconds.iter().map(move |second| (*minute, *second)))
            .filter_map(|(minute, second)| NaiveTime::from_hms_opt(base.hour(), minute, second))
            .map(|time| base.date().and_time(time))
            .collect();
        times.sort_unstable();
        times.dedup();
        if !self.positions.is_empty() {
            let size = i64::try_from(times.len()).unwrap_or(i64::MAX);
            let mut position = 0;
            times.retain(|_| {
                position += 1;
                self.positions.contains(&position)
                    || self.positions.contains(&(position - size - 1))
            });
        }
        times.retain(|time| *time >= self.start);
        times.reverse();
        times
    }
}

/// Where to go on if unit `number` of those since `start` is not named: to the next
/// that is, or to where all `of` them are over.
fn skip_to_named(
    named: &[i64],
    start: NaiveDateTime,
    number: u32,
    unit: Unit,
    of: i64,
) -> Option<NaiveDateTime> {
    let number = i64::from(number);
    if named.is_empty() || named.contains(&number) {
        return None;
    }
    let later = named.iter().copied().filter(|named| *named > number);
    let next = later.min().unwrap_or(of).min(of);
    Some(start + TimeDelta::seconds(next * unit as i64))
}
