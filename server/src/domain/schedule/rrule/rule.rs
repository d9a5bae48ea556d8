//! One recurrence rule.

use std::collections::BTreeMap;

use chrono::{Month, NaiveDateTime, TimeDelta, Timelike as _, Weekday};
use rrule::{Frequency, NWeekday, RRule, RRuleSet, Tz as RRuleTz, Unvalidated};

use super::merge::Times;
use super::property::{Time, check_clock, read_time};
use super::sub_daily::{SubDaily, Unit};

const FREQUENCIES: [(&str, Frequency); 7] = [
    ("YEARLY", Frequency::Yearly),
    ("MONTHLY", Frequency::Monthly),
    ("WEEKLY", Frequency::Weekly),
    ("DAILY", Frequency::Daily),
    ("HOURLY", Frequency::Hourly),
    ("MINUTELY", Frequency::Minutely),
    ("SECONDLY", Frequency::Secondly),
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Mon),
    ("TU", Weekday::Tue),
    ("WE", Weekday::Wed),
    ("TH", Weekday::Thu),
    ("FR", Weekday::Fri),
    ("SA", Weekday::Sat),
    ("SU", Weekday::Sun),
];

/// The parts of a rule that are lists of numbers.
const LISTS: [&str; 9] = [
    "BYSETPOS",
    "BYMONTH",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYEASTER",
    "BYWEEKNO",
    "BYHOUR",
    "BYMINUTE",
    "BYSECOND",
];

/// A rule as it is written, with nothing filled in from where it starts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rule {
    frequency: Frequency,
    interval: i64,
    count: Option<i64>,
    pub(super) until: Option<Time>,
    week_start: Weekday,
    weekdays: Vec<(Option<i16>, Weekday)>,
    /// The lists that are given, of those of [`LISTS`].
    lists: BTreeMap<&'static str, Vec<i64>>,
}

/// Python's message for a text that has too few or too many of what separates two
/// parts.
fn split_in_two(text: &str, separator: char) -> Result<(&str, &str), String> {
    let (first, second) = text
        .split_once(separator)
        .ok_or("not enough values to unpack (expected 2, got 1)")?;
    if second.contains(separator) {
        return Err("too many values to unpack (expected 2)".to_owned());
    }
    Ok((first, second))
}

impl Rule {
    /// Reads a rule, which is in upper case, with or without `RRULE:` before it.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let text = if text.contains(':') {
            match split_in_two(text, ':')? {
                ("RRULE", text) => text,
                _ => return Err("unknown parameter name".to_owned()),
            }
        } else {
            text
        };
        let mut frequency = None;
        let mut rule = Self {
            frequency: Frequency::Yearly,
            interval: 1,
            count: None,
            until: None,
            week_start: Weekday::Mon,
            weekdays: Vec::new(),
            lists: BTreeMap::new(),
        };
        for part in text.split(';') {
            let (name, value) = split_in_two(part, '=')?;
            let read = match name {
                "FREQ" => {
                    frequency = look_up(&FREQUENCIES, value);
                    frequency.map(|_| ())
                }
                "INTERVAL" => value.parse().ok().map(|interval| rule.interval = interval),
                "COUNT" => value.parse().ok().map(|count| rule.count = Some(count)),
                "UNTIL" => read_time(value).ok().map(|time| rule.until = Some(time)),
                "WKST" => look_up(&WEEKDAYS, value).map(|weekday| rule.week_start = weekday),
                "BYDAY" | "BYWEEKDAY" => value
                    .split(',')
                    .map(read_weekday)
                    .collect::<Option<_>>()
                    .map(|weekdays| rule.weekdays = weekdays),
                _ => match LISTS.into_iter().find(|list| *list == name) {
                    Some(list) => value
                        .split(',')
                        .map(|number| number.parse().ok())
                        .collect::<Option<_>>()
                        .map(|numbers| drop(rule.lists.insert(list, numbers))),
                    None => return Err(format!("unknown parameter '{name}'")),
                },
            };
            read.ok_or_else(|| format!("invalid '{name}': {value}"))?;
        }
        rule.frequency = frequency.ok_or("a rule needs a FREQ")?;
        Ok(rule)
    }

    fn list(&self, name: &str) -> &[i64] {
        self.lists.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// Checks a rule as dateutil does when it starts at `start`.
    pub(super) fn check(&self, start: NaiveDateTime) -> Result<(), String> {
        if self
            .list("BYSETPOS")
            .iter()
            .any(|position| *position == 0 || position.abs() > 366)
        {
            return Err("bysetpos must be between 1 and 366, or between -366 and -1".to_owned());
        }
        let own = match self.frequency {
            Frequency::Hourly => Some(("BYHOUR", start.hour(), 24)),
            Frequency::Minutely => Some(("BYMINUTE", start.minute(), 60)),
            Frequency::Secondly => Some(("BYSECOND", start.second(), 60)),
            _ => None,
        };
        if let Some((list, first, base)) = own
            && let Some(numbers) = self.lists.get(list)
        {
            let divisor = greatest_common_divisor(self.interval.unsigned_abs(), base);
            let is_reached = |number: &i64| {
                i128::from(*number - i64::from(first)).rem_euclid(i128::from(divisor)) == 0
            };
            if !numbers.iter().any(is_reached) {
                return Err("Invalid rrule byxxx generates an empty set.".to_owned());
            }
        }
        if own.is_none() {
            let number = |number: &i64| u32::try_from(*number).unwrap_or(u32::MAX);
            let lists = ["BYHOUR", "BYMINUTE", "BYSECOND"].map(|list| {
                let numbers = self.list(list).iter().map(number);
                numbers.max().unwrap_or(0)
            });
            let [hour, minute, second] = lists;
            check_clock(hour, minute, second)?;
        }
        if own.is_none() {
            return self.build(start).map(|_| ());
        }
        match ["BYWEEKNO", "BYEASTER"]
            .into_iter()
            .find(|list| self.lists.contains_key(list))
        {
            Some(list) => Err(format!("{list} does not go with {}", self.frequency)),
            None => Ok(()),
        }
    }

    /// The time between occurrences of a rule of minutes or seconds without a count,
    /// if nothing else makes them fewer or more.
    pub(super) fn short_period(&self) -> Option<TimeDelta> {
        let unit = match self.frequency {
            Frequency::Minutely => 60,
            Frequency::Secondly => 1,
            _ => return None,
        };
        match self.count {
            None => TimeDelta::try_seconds(self.interval.checked_mul(unit)?),
            Some(_) => None,
        }
    }

    /// The times of the rule if it starts at `start`, in order. Those before
    /// `not_before` may be left out.
    pub(super) fn times(&self, start: NaiveDateTime, not_before: NaiveDateTime) -> Times {
        if let Some(rule) = self.sub_daily(start) {
            return Box::new(rule.times(not_before));
        }
        let start = match self.period() {
            Some(period) => advanced(start, period, not_before),
            None => start,
        };
        // A rule that cannot be built was refused when it was read.
        let Ok(Some(rule)) = self.build(start) else {
            return Box::new(std::iter::empty());
        };
        let set = RRuleSet::new(start.and_utc().with_timezone(&RRuleTz::UTC))
            .rrule(rule)
            .limit();
        Box::new((&set).into_iter().map(|time| time.naive_utc()))
    }

    /// How far the start of the rule may be moved forward without a change to what
    /// comes after it: by this much, any number of times. `None` for rules with a
    /// count, and of months and years, whose times are far apart.
    fn period(&self) -> Option<TimeDelta> {
        let days = match self.frequency {
            Frequency::Weekly => 7,
            Frequency::Daily => 1,
            _ => return None,
        };
        match self.count {
            None => TimeDelta::try_days(self.interval.checked_mul(days)?),
            Some(_) => None,
        }
    }

    /// The rule, if it is one of hours, minutes or seconds that comes at all.
    fn sub_daily(&self, start: NaiveDateTime) -> Option<SubDaily> {
        let unit = match self.frequency {
            Frequency::Hourly => Unit::Hour,
            Frequency::Minutely => Unit::Minute,
            Frequency::Secondly => Unit::Second,
            _ => return None,
        };
        let list = |name| self.list(name).to_vec();
        Some(SubDaily {
            start,
            unit,
            interval: self.interval,
            // An interval that does not go forward leads nowhere.
            count: if self.interval > 0 {
                self.count
            } else {
                Some(0)
            },
            until: self.until.map(|until| until.local),
            weekdays: self.weekdays.iter().map(|(_, weekday)| *weekday).collect(),
            months: list("BYMONTH"),
            month_days: list("BYMONTHDAY"),
            year_days: list("BYYEARDAY"),
            hours: list("BYHOUR"),
            minutes: list("BYMINUTE"),
            seconds: list("BYSECOND"),
            positions: list("BYSETPOS"),
        })
    }

    /// The rule as the library that follows it takes it; `None` if it never comes.
    fn build(&self, start: NaiveDateTime) -> Result<Option<RRule>, String> {
        let never = self.count.is_some_and(|count| count <= 0)
            || self.until.is_some_and(|until| until.local < start)
            || self.interval <= 0;
        if never {
            return Ok(None);
        }
        let too_great = |_| "a number is too great for a rule".to_owned();
        let mut rule: RRule<Unvalidated> = RRule::new(self.frequency)
            .interval(u16::try_from(self.interval).map_err(too_great)?)
            .week_start(self.week_start);
        if let Some(count) = self.count {
            rule = rule.count(u32::try_from(count).unwrap_or(u32::MAX));
        }
        if let Some(until) = self.until {
            rule = rule.until(until.local.and_utc().with_timezone(&RRuleTz::UTC));
        }
        // Which of its kind a weekday is means something in months and years only.
        let has_nth = matches!(self.frequency, Frequency::Yearly | Frequency::Monthly);
        let weekdays = self.weekdays.iter().map(|(nth, weekday)| match nth {
            Some(nth) if has_nth => NWeekday::Nth(*nth, *weekday),
            _ => NWeekday::Every(*weekday),
        });
        rule = rule
            .by_weekday(weekdays.collect())
            .by_month_day(self.numbers("BYMONTHDAY")?)
            .by_year_day(self.numbers("BYYEARDAY")?)
            .by_week_no(self.numbers("BYWEEKNO")?)
            .by_hour(self.numbers("BYHOUR")?)
            .by_minute(self.numbers("BYMINUTE")?)
            .by_second(self.numbers("BYSECOND")?);
        let months: Vec<u8> = self.numbers("BYMONTH")?;
        let months = months.into_iter().map(Month::try_from);
        let months: Vec<Month> = months
            .collect::<Result<_, _>>()
            .map_err(|_| "month must be in 1..12".to_owned())?;
        rule = rule.by_month(&months);
        // Alone, a position among others is that of the only one.
        let alone = self.weekdays.is_empty() && self.lists.len() == 1;
        if !alone {
            rule = rule.by_set_pos(self.numbers("BYSETPOS")?);
        }
        match self.numbers("BYEASTER")?.as_slice() {
            [] => {}
            [days] => {
                rule = rule.by_easter(*days);
                rule = fill_in_clock(rule, start);
            }
            _ => return Err("BYEASTER takes one number".to_owned()),
        }
        let start = start.and_utc().with_timezone(&RRuleTz::UTC);
        rule.validate(start)
            .map(Some)
            .map_err(|error| error.to_string())
    }

    /// A list in the type that the library wants.
    fn numbers<Number: TryFrom<i64>>(&self, list: &str) -> Result<Vec<Number>, String> {
        self.list(list)
            .iter()
            .map(|number| {
                Number::try_from(*number).map_err(|_| format!("{list} cannot be {number}"))
            })
            .collect()
    }
}

/// Names the time of day that a rule has from its start, which the library wants to
/// see named where it counts from Easter.
fn fill_in_clock(rule: RRule<Unvalidated>, start: NaiveDateTime) -> RRule<Unvalidated> {
    let byte = |number: u32| u8::try_from(number).unwrap_or_default();
    let or = |list: &[u8], number| {
        if list.is_empty() {
            vec![byte(number)]
        } else {
            list.to_vec()
        }
    };
    let hours = or(rule.get_by_hour(), start.hour());
    let minutes = or(rule.get_by_minute(), start.minute());
    let seconds = or(rule.get_by_second(), start.second());
    rule.by_hour(hours).by_minute(minutes).by_second(seconds)
}

fn look_up<Value: Copy>(table: &[(&str, Value)], name: &str) -> Option<Value> {
    let (_, value) = table.iter().find(|(known, _)| *known == name)?;
    Some(*value)
}

/// Reads a weekday: `MO`, `+1MO` or `MO(+1)`.
fn read_weekday(text: &str) -> Option<(Option<i16>, Weekday)> {
    let (nth, weekday) = if let Some((weekday, nth)) = text.split_once('(') {
        (nth.get(..nth.len().checked_sub(1)?)?, weekday)
    } else {
        let at = text.find(|character: char| !"+-0123456789".contains(character))?;
        text.split_at_checked(at)?
    };
    let weekday = look_up(&WEEKDAYS, weekday)?;
    if nth.is_empty() {
        return Some((None, weekday));
    }
    match nth.parse().ok()? {
        0 => None,
        nth => Some((Some(nth), weekday)),
    }
}

/// `start` moved forward by whole periods, at most to `limit`.
fn advanced(start: NaiveDateTime, period: TimeDelta, limit: NaiveDateTime) -> NaiveDateTime {
    let seconds = period.num_seconds();
    let distance = (limit - start).num_seconds();
    if seconds <= 0 || distance <= 0 {
        return start;
    }
    TimeDelta::try_seconds(distance / seconds * seconds)
        .and_then(|distance| start.checked_add_signed(distance))
        .unwrap_or(start)
}

fn greatest_common_divisor(a: u64, b: u64) -> u64 {
    if b == 0 {
        a.max(1)
    } else {
        greatest_common_divisor(b, a % b)
    }
}
