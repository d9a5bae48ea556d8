//! Recurrence rules as a text of lines.

use chrono::NaiveDateTime;

use super::DEFAULT_START;
use super::merge::{Merge, Times};
use super::property::{Property, Time, read_time};
use super::rule::Rule;

/// What a text says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Rules {
    start: Option<Time>,
    included: Vec<Rule>,
    excluded: Vec<Rule>,
    dates: Vec<NaiveDateTime>,
    excluded_dates: Vec<NaiveDateTime>,
}

impl Rules {
    /// Reads a text; an error is Python's message for it.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let text = text.to_uppercase();
        let lines: Vec<&str> = text.split_whitespace().collect();
        let mut rules = Self::default();
        match lines.as_slice() {
            [] => return Err("empty string".to_owned()),
            [line] if !text.contains(':') || text.starts_with("RRULE:") => {
                rules.included.push(Rule::read(line)?);
            }
            lines => {
                for line in lines {
                    rules.add(&Property::split(line))?;
                }
            }
        }
        if rules.included.is_empty()
            && rules.excluded.is_empty()
            && rules.dates.is_empty()
            && rules.excluded_dates.is_empty()
        {
            return Err("there is no rule".to_owned());
        }
        rules.check()?;
        Ok(rules)
    }

    fn add(&mut self, property: &Property<'_>) -> Result<(), String> {
        match property.name {
            "RRULE" => {
                property.expect_parameters(&[])?;
                self.included.push(Rule::read(property.value)?);
            }
            "EXRULE" => {
                property.expect_parameters(&[])?;
                self.excluded.push(Rule::read(property.value)?);
            }
            "RDATE" => {
                property.expect_parameters(&["VALUE=DATE-TIME"])?;
                for text in property.value.split(',') {
                    self.dates.push(read_time(text)?.local);
                }
            }
            "EXDATE" => {
                let times = property.times()?;
                self.excluded_dates
                    .extend(times.iter().map(|time| time.local));
            }
            "DTSTART" => match property.times()?.as_slice() {
                [start] => self.start = Some(*start),
                _ => {
                    return Err(format!(
                        "Multiple DTSTART values specified:{}",
                        property.value
                    ));
                }
            },
            name => return Err(format!("unsupported property: {name}")),
        }
        Ok(())
    }

    fn all_rules(&self) -> impl Iterator<Item = &Rule> {
        self.included.iter().chain(&self.excluded)
    }

    fn check(&self) -> Result<(), String> {
        for rule in self.all_rules() {
            if let (Some(start), Some(until)) = (self.start, rule.until)
                && start.has_zone != until.has_zone
            {
                return Err(
                    "RRULE UNTIL values must be specified in UTC when DTSTART is timezone-aware"
                        .to_owned(),
                );
            }
            rule.check(self.start_time())?;
        }
        Ok(())
    }

    fn start_time(&self) -> NaiveDateTime {
        self.start.map_or(DEFAULT_START, |start| start.local)
    }

    /// Whether an end in some zone meets a start that names none because it is the
    /// default. Prefect takes such rules, and then never schedules anything by them.
    pub(super) fn mixes_zones(&self) -> bool {
        self.start.is_none()
            && self
                .all_rules()
                .any(|rule| rule.until.is_some_and(|until| until.has_zone))
    }

    /// The rule, if there is but one and nothing else.
    pub(super) fn only_rule(&self) -> Option<&Rule> {
        let others = self.excluded.len() + self.dates.len() + self.excluded_dates.len();
        match self.included.as_slice() {
            [rule] if others == 0 => Some(rule),
            _ => None,
        }
    }

    /// The times that the rules name, in order. Those before `not_before` may be left
    /// out.
    pub(super) fn times(&self, not_before: NaiveDateTime) -> Merge {
        let start = self.start_time();
        let sequences = |rules: &[Rule], dates: &[NaiveDateTime]| -> Vec<Times> {
            if self.mixes_zones() {
                return Vec::new();
            }
            let mut dates = dates.to_vec();
            dates.sort_unstable();
            let rules = rules.iter().map(|rule| rule.times(start, not_before));
            rules
                .chain([Box::new(dates.into_iter()) as Times])
                .collect()
        };
        Merge::new(
            sequences(&self.included, &self.dates),
            sequences(&self.excluded, &self.excluded_dates),
        )
    }
}
