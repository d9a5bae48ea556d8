//! The lines that recurrence rules consist of.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// A time of a rule: what a local clock shows, and whether a zone was named. Which
/// one makes no difference: the schedule has its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Time {
    pub(super) local: NaiveDateTime,
    pub(super) has_zone: bool,
}

/// One line: `NAME;PARAMETER=VALUE:VALUE`.
#[derive(Clone, Debug)]
pub(super) struct Property<'a> {
    pub(super) name: &'a str,
    pub(super) parameters: Vec<&'a str>,
    pub(super) value: &'a str,
}

impl<'a> Property<'a> {
    /// Splits a line. One without a colon is a rule.
    pub(super) fn split(line: &'a str) -> Self {
        let Some((head, value)) = line.split_once(':') else {
            return Self {
                name: "RRULE",
                parameters: Vec::new(),
                value: line,
            };
        };
        let mut parts = head.split(';');
        Self {
            name: parts.next().unwrap_or_default(),
            parameters: parts.collect(),
            value,
        }
    }

    /// Checks that there are no parameters but those of `known`.
    pub(super) fn expect_parameters(&self, known: &[&str]) -> Result<(), String> {
        match self
            .parameters
            .iter()
            .find(|parameter| !known.contains(parameter))
        {
            Some(parameter) => Err(format!("unsupported {} parm: {parameter}", self.name)),
            None => Ok(()),
        }
    }

    /// The times of a `DTSTART` or `EXDATE`, which may name a zone.
    pub(super) fn times(&self) -> Result<Vec<Time>, String> {
        let mut zone_named = false;
        let mut value_named = false;
        for parameter in &self.parameters {
            if parameter.starts_with("TZID=") {
                zone_named = true;
            } else if !["VALUE=DATE-TIME", "VALUE=DATE"].contains(parameter) {
                return Err(format!("unsupported parm: {parameter}"));
            } else if std::mem::replace(&mut value_named, true) {
                return Err(format!("Duplicate value parameter found in: {parameter}"));
            }
        }
        let mut times = Vec::new();
        for text in self.value.split(',') {
            let mut time = read_time(text)?;
            if zone_named {
                if time.has_zone {
                    return Err("DTSTART/EXDATE specifies multiple timezone".to_owned());
                }
                time.has_zone = true;
            }
            times.push(time);
        }
        Ok(times)
    }
}

/// Reads a date or a time in ISO 8601, basic or extended: `20260101`,
/// `20260101T093000Z`, `2026-01-01T09:30:00+02:00`.
///
/// The messages are those of Python's dateutil, which reads many more forms.
pub(super) fn read_time(text: &str) -> Result<Time, String> {
    let unknown = || format!("Unknown string format: {text}");
    let (date, rest) = match text.split_once('T') {
        Some((date, rest)) => (date, Some(rest)),
        None => (text, None),
    };
    let (clock, zone) = match rest {
        None => ("000000", None),
        Some(rest) => match rest.find(['Z', '+', '-']) {
            Some(at) => rest
                .split_at_checked(at)
                .map(|(clock, zone)| (clock, Some(zone))),
            None => Some((rest, None)),
        }
        .ok_or_else(unknown)?,
    };
    let date = digits(date, '-').ok_or_else(unknown)?;
    let clock = digits(clock, ':').ok_or_else(unknown)?;
    let number = |digits: &str, from: usize, to: usize| -> Option<u32> {
        digits.get(from..to)?.parse().ok()
    };
    let (Some(year), Some(month), Some(day), 8) = (
        number(&date, 0, 4),
        number(&date, 4, 6),
        number(&date, 6, 8),
        date.len(),
    ) else {
        return Err(unknown());
    };
    let (Some(hour), Some(minute), 4 | 6) =
        (number(&clock, 0, 2), number(&clock, 2, 4), clock.len())
    else {
        return Err(unknown());
    };
    let second = number(&clock, 4, 6).unwrap_or(0);
    if zone.is_some_and(|zone| zone != "Z" && digits(&zone[1..], ':').is_none()) {
        return Err(unknown());
    }

    if !(1..=12).contains(&month) {
        return Err(format!("month must be in 1..12: {text}"));
    }
    let time = check_clock(hour, minute, second).map_err(|reason| format!("{reason}: {text}"))?;
    let date = i32::try_from(year)
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
        .ok_or_else(|| format!("day is out of range for month: {text}"))?;
    Ok(Time {
        local: date.and_time(time),
        has_zone: zone.is_some(),
    })
}

/// A time of day, or what is wrong with it.
pub(super) fn check_clock(hour: u32, minute: u32, second: u32) -> Result<NaiveTime, &'static str> {
    if hour > 23 {
        return Err("hour must be in 0..23");
    }
    if minute > 59 {
        return Err("minute must be in 0..59");
    }
    NaiveTime::from_hms_opt(hour, minute, second).ok_or("second must be in 0..59")
}

/// A text of digits without what separates them; `None` if there is anything else.
fn digits(text: &str, separator: char) -> Option<String> {
    let digits: String = text.chars().filter(|digit| *digit != separator).collect();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_either_form() {
        for (text, local, has_zone) in [
            ("20260102", "2026-01-02T00:00:00", false),
            ("20260102T0930", "2026-01-02T09:30:00", false),
            ("20260102T093015Z", "2026-01-02T09:30:15", true),
            ("2026-01-02T09:30:15", "2026-01-02T09:30:15", false),
            ("2026-01-02T09:30:15+02:00", "2026-01-02T09:30:15", true),
            ("20260102T093015-0500", "2026-01-02T09:30:15", true),
        ] {
            let time = read_time(text).unwrap();
            assert_eq!(time.local, local.parse::<NaiveDateTime>().unwrap());
            assert_eq!(time.has_zone, has_zone, "{text}");
        }
    }

    #[test]
    fn other_texts_are_errors() {
        for text in [
            "",
            "T",
            "2026",
            "20260102T",
            "20260102T09301",
            "20260102TZ",
            "Ä",
            "20260102T0930+ä",
        ] {
            assert!(read_time(text).is_err(), "{text}");
        }
    }
}
