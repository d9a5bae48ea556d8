//! The dialect of cron expressions that Prefect takes: that of Python's croniter.
//!
//! Fields are minute, hour, day of month, month and day of week, then optionally
//! second and year, which come *last*. Besides numbers, lists, ranges and steps
//! there are names of months and weekdays in three letters, ranges that go around
//! (`fri-mon`, `22-2`), `l` for the last day of the month, `5#2` for the second
//! Friday and `l5` for the last, `?` for a day that does not matter, and `@daily`
//! and its like. Upper and lower case are the same.
//!
//! Searching is left to [`croner`], whose dialect differs: expressions are read
//! here, checked by croniter's rules, and handed on with every field spelled out.
//!
//! Two things are not as croniter has them. It passes over the first days of a month
//! that follows a shorter one, if a day is named that the shorter one lacks (of
//! `0 0 1,15,30 * *`, the first of March); we do not. And it takes fields that leave
//! a value to chance within bounds, `r(1-5)`, where Prefect means to refuse all such.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::ScheduleError;

/// Which days of the month.
const DAY: usize = 2;
/// Which months.
const MONTH: usize = 3;
/// Which days of the week.
const WEEKDAY: usize = 4;
/// Which years.
const YEAR: usize = 6;

/// The least and the greatest value of each field.
const RANGES: [(u32, u32); 7] = [
    (0, 59),
    (0, 23),
    (1, 31),
    (1, 12),
    (0, 6),
    (0, 59),
    (1970, 2099),
];

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

const WEEKDAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const ALIASES: [(&str, &str); 7] = [
    ("@midnight", "0 0 * * *"),
    ("@hourly", "0 * * * *"),
    ("@daily", "0 0 * * *"),
    ("@weekly", "0 0 * * 0"),
    ("@monthly", "0 0 1 * *"),
    ("@yearly", "0 0 1 1 *"),
    ("@annually", "0 0 1 1 *"),
];

/// One thing that a field names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Item {
    /// Everything: `*`.
    Any,
    /// One value.
    Value(u32),
    /// The last day of the month: `l`.
    Last,
}

/// Which of its kind in a month a weekday is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Nth {
    /// The first to the fifth.
    From1To5(u32),
    /// The last.
    Last,
}

/// A field is no field; the expression it is in tells the user which.
struct Malformed;

/// An expression that has been read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Expression {
    /// What each field names: five to seven of them.
    fields: Vec<BTreeSet<Item>>,
    /// Weekdays that are only meant once in a month. If there are any, the field of
    /// weekdays names no others.
    nth_weekdays: BTreeSet<(u32, Nth)>,
}

impl Expression {
    /// Reads an expression.
    pub(super) fn parse(cron: &str) -> Result<Self, ScheduleError> {
        let lower = cron.to_lowercase();
        let text = ALIASES
            .iter()
            .find(|(alias, _)| *alias == lower)
            .map_or(lower.as_str(), |(_, text)| text);
        let expression = Self::read(text).map_err(|Malformed| ScheduleError::InvalidCron {
            cron: cron.to_owned(),
        })?;
        if text.split_whitespace().any(is_random) {
            return Err(ScheduleError::RandomCron {
                cron: cron.to_owned(),
            });
        }
        Ok(expression)
    }

    fn read(text: &str) -> Result<Self, Malformed> {
        let texts: Vec<&str> = text.split_whitespace().collect();
        if !(5..=RANGES.len()).contains(&texts.len()) {
            return Err(Malformed);
        }
        let mut nth_weekdays = BTreeSet::new();
        let mut fields = Vec::with_capacity(texts.len());
        for (index, text) in texts.iter().enumerate() {
            let field = Field {
                index,
                fields: texts.len(),
            };
            let mut items = field.read(text, &mut nth_weekdays)?;
            // All values are the same as any, except that a day which is named keeps
            // counting as named.
            let other = match index {
                DAY => texts.get(WEEKDAY),
                WEEKDAY => texts.get(DAY),
                _ => None,
            };
            let counts_as_named = other.is_some_and(|other| !other.contains('*'));
            if items.len() == field.size() && !counts_as_named {
                items = BTreeSet::from([Item::Any]);
            }
            fields.push(items);
        }
        let expression = Self {
            fields,
            nth_weekdays,
        };
        if expression.mixes_weekdays() {
            return Err(Malformed);
        }
        Ok(expression)
    }

    /// What a field names; nothing for one that is not there.
    fn field(&self, index: usize) -> impl Iterator<Item = Item> {
        self.fields.get(index).into_iter().flatten().copied()
    }

    fn is_any(&self, index: usize) -> bool {
        self.field(index).any(|item| item == Item::Any)
    }

    /// Whether some weekdays are meant every week and others once in a month, which
    /// croniter refuses unless all are named.
    fn mixes_weekdays(&self) -> bool {
        let every_week = self.field(WEEKDAY).any(|item| {
            matches!(item, Item::Value(day) if self.nth_weekdays.iter().all(|(nth, _)| *nth != day))
        });
        !self.nth_weekdays.is_empty() && every_week && self.field(WEEKDAY).count() != 7
    }

    /// Whether both a day of the month and a day of the week are named.
    pub(super) fn names_both_days(&self) -> bool {
        !self.is_any(DAY) && !self.is_any(WEEKDAY)
    }

    /// The expression as [`croner`] takes it, for some years: seconds first, every
    /// value spelled out. `None` if none of the years is named.
    pub(super) fn to_croner(&self, days: Days, years: &RangeInclusive<i32>) -> Option<String> {
        let second = if self.fields.len() > 5 {
            self.spell_out(5)
        } else {
            "0".to_owned()
        };
        let nth = !self.nth_weekdays.is_empty();
        let either = days == Days::Either && self.names_both_days();
        // Where either day would do, croniter still wants the weekday if it is only
        // meant once in a month. The day of the month then makes no difference.
        let day = if either && nth {
            "*".to_owned()
        } else {
            self.spell_out(DAY)
        };
        let weekday = match days {
            _ if nth => self.spell_out_nth(),
            Days::OfMonth => "*".to_owned(),
            Days::Either | Days::Both => self.spell_out(WEEKDAY),
        };
        // A plus sign wants both days to fit.
        let both = !either && day != "*" && weekday != "*";
        let plus = if both { "+" } else { "" };
        Some(format!(
            "{second} {} {} {day} {} {plus}{weekday} {}",
            self.spell_out(0),
            self.spell_out(1),
            self.spell_out(MONTH),
            self.spell_out_years(years)?,
        ))
    }

    fn spell_out(&self, index: usize) -> String {
        if self.is_any(index) {
            return "*".to_owned();
        }
        let items = self.field(index).map(|item| match item {
            Item::Any => "*".to_owned(),
            Item::Value(value) => value.to_string(),
            Item::Last => "L".to_owned(),
        });
        items.collect::<Vec<_>>().join(",")
    }

    fn spell_out_nth(&self) -> String {
        let weekdays = self.nth_weekdays.iter().map(|(day, nth)| match nth {
            Nth::From1To5(nth) => format!("{day}#{nth}"),
            Nth::Last => format!("{day}L"),
        });
        weekdays.collect::<Vec<_>>().join(",")
    }

    fn spell_out_years(&self, years: &RangeInclusive<i32>) -> Option<String> {
        if self.fields.len() <= YEAR || self.is_any(YEAR) {
            return Some(format!("{}-{}", years.start(), years.end()));
        }
        let named = self.field(YEAR).filter_map(|item| match item {
            Item::Value(year) => {
                Some(i32::try_from(year).ok()?).filter(|year| years.contains(year))
            }
            Item::Any | Item::Last => None,
        });
        let named: Vec<String> = named.map(|year| year.to_string()).collect();
        (!named.is_empty()).then(|| named.join(","))
    }
}

/// Which days have to fit where one of the month and one of the week are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Days {
    /// Either.
    Either,
    /// Both.
    Both,
    /// The day of the month.
    OfMonth,
}

/// Which field is read, of how many.
#[derive(Clone, Copy)]
struct Field {
    index: usize,
    fields: usize,
}

impl Field {
    /// The least and the greatest value.
    fn range(self) -> (u32, u32) {
        RANGES.get(self.index).copied().unwrap_or_default()
    }

    /// How many values there are.
    fn size(self) -> usize {
        let (least, greatest) = self.range();
        (least..=greatest).count()
    }

    /// Reads what the field names.
    fn read(
        self,
        text: &str,
        nth_weekdays: &mut BTreeSet<(u32, Nth)>,
    ) -> Result<BTreeSet<Item>, Malformed> {
        let text = match text {
            "?" if matches!(self.index, DAY | WEEKDAY) => "*",
            _ if is_random(text) => "*",
            _ if text.contains('?') => return Err(Malformed),
            _ => text,
        };
        let mut items = BTreeSet::new();
        for part in text.split(',') {
            let (part, nth) = match self.index {
                WEEKDAY => split_nth(part)?,
                _ => (part, None),
            };
            for item in self.read_part(part)? {
                if let Item::Value(value) = item
                    && !self.is_in_range(value)
                {
                    return Err(Malformed);
                }
                if let (Some(nth), Item::Value(day)) = (nth, item) {
                    nth_weekdays.insert((day, nth));
                }
                items.insert(item);
            }
        }
        Ok(items)
    }

    fn is_in_range(self, value: u32) -> bool {
        let (least, greatest) = self.range();
        (least..=greatest).contains(&value)
    }

    /// Reads one part of a list: a value, a range, or a range in steps.
    fn read_part(self, part: &str) -> Result<Vec<Item>, Malformed> {
        let (least, greatest) = self.range();
        let (range, step) = match part.split_once('/') {
            Some((range, step)) => (range, number(step).ok_or(Malformed)?),
            None if !part.contains('-') => return Ok(vec![self.read_item(part)?]),
            None => (part, 1),
        };
        let (low, high) = match range.split_once('-') {
            Some((low, high)) => (self.read_bound(low, false)?, self.read_bound(high, true)?),
            None if range == "*" => (least, greatest),
            // From a value on, in steps.
            None => (self.read_bound(range, false)?, greatest),
        };
        if step == 0 || low.max(high) > greatest {
            return Err(Malformed);
        }
        let values = match low.cmp(&high) {
            std::cmp::Ordering::Less => steps(low, high, step),
            // From a value to itself is once around.
            std::cmp::Ordering::Equal => steps(least, greatest, step),
            std::cmp::Ordering::Greater => {
                let mut values = steps(low, greatest, step);
                values.extend(steps(least + self.skipped(&values, step), high, step));
                values
            }
        };
        Ok(values.into_iter().map(Item::Value).collect())
    }

    /// How many values a range that goes around in steps skips at its turn.
    fn skipped(self, up_to_turn: &[u32], step: u32) -> u32 {
        let (least, greatest) = self.range();
        let Some(last) = up_to_turn.last() else {
            return 0;
        };
        let left = greatest - last;
        let goes_over = u64::from(last - least) + u64::from(step) > u64::from(greatest - least + 1);
        if goes_over && left < step {
            step - left
        } else {
            0
        }
    }

    /// Reads one thing that the field names.
    fn read_item(self, text: &str) -> Result<Item, Malformed> {
        match text {
            "*" => Ok(Item::Any),
            "l" if self.index == DAY => Ok(Item::Last),
            _ => self.read_value(text).map(Item::Value),
        }
    }

    /// Reads the first or the last value of a range.
    fn read_bound(self, text: &str, is_last: bool) -> Result<u32, Malformed> {
        if is_last && self.index == DAY && text == "l" {
            return Ok(self.range().1);
        }
        self.read_value(text)
    }

    /// Reads a number or a name.
    fn read_value(self, text: &str) -> Result<u32, Malformed> {
        let names: &[&str] = match self.index {
            MONTH => &MONTHS,
            WEEKDAY => &WEEKDAYS,
            _ => &[],
        };
        let value = match names.iter().position(|name| *name == text) {
            Some(position) => u32::try_from(position).map_err(|_| Malformed)? + self.range().0,
            None => number(text).ok_or(Malformed)?,
        };
        Ok(match (self.index, value, self.fields) {
            // Sunday has two numbers, if there is nothing but the five fields.
            (WEEKDAY, 7, 5) => 0,
            // And one expression takes a day zero.
            (DAY, 0, 6) => 1,
            _ => value,
        })
    }
}

/// Whether a field leaves its value to chance, which croniter can and Prefect does
/// not want.
fn is_random(text: &str) -> bool {
    text == "r" || text.starts_with("r(") || text.starts_with("r/")
}

/// A number of ASCII digits. One too great for any field stays so.
fn number(text: &str) -> Option<u32> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(text.parse().unwrap_or(u32::MAX))
}

/// The values from `low` to `high` in steps.
fn steps(low: u32, high: u32, step: u32) -> Vec<u32> {
    let step = usize::try_from(step).unwrap_or(usize::MAX);
    (low..=high).step_by(step.max(1)).collect()
}

/// Splits a weekday from which of its kind in a month it is: `5#2` or `l5`.
fn split_nth(part: &str) -> Result<(&str, Option<Nth>), Malformed> {
    if let Some((weekday, nth)) = part.split_once('#') {
        // A range may be of names only.
        let is_range_of_numbers =
            weekday.contains('-') && weekday.bytes().any(|byte| byte.is_ascii_digit());
        return match number(nth) {
            Some(nth @ 1..=5) if !is_range_of_numbers && !weekday.contains(['/', '*']) => {
                Ok((weekday, Some(Nth::From1To5(nth))))
            }
            _ => Err(Malformed),
        };
    }
    Ok(match part.strip_prefix('l') {
        Some(weekday) if number(weekday).is_some() => (weekday, Some(Nth::Last)),
        _ => (part, None),
    })
}
