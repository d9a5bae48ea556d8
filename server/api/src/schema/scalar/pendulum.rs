//! The texts that pendulum takes for a point in time and pydantic does not.
//!
//! Its ISO 8601 forms with fewer parts than pydantic wants (`2026-01`,
//! `2026-W05-1T10`, `20260101T1011Z`, `…+02`), and dates with slashes. Not its
//! `now`, nor a time of day alone, which need a clock.

use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone, Weekday};
use regex::{Captures, Regex};

/// With dashes and colons, without any, and with slashes.
static FORMS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    const ZONE: &str = r"(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?";
    let week = r"(?P<week_year>\d{4})-?W(?P<week>\d{2})(?:-?(?P<weekday>[1-7]))?";
    let fraction = r"(?:[.,](?P<fraction>\d{1,9}))?";
    let forms = [
        format!(
            r"^(?:{week}|(?P<year>\d{{4}})-(?:(?P<ordinal>\d{{3}})|(?P<month>\d{{2}})(?:-(?P<day>\d{{2}}))?))(?:[T ](?P<hour>\d{{2}})(?::(?P<minute>\d{{2}})(?::(?P<second>\d{{2}}){fraction})?)?{ZONE})?$"
        ),
        format!(
            r"^(?P<year>\d{{4}})(?P<month>\d{{2}})(?P<day>\d{{2}})[T ](?P<hour>\d{{2}})(?:(?P<minute>\d{{2}})(?:(?P<second>\d{{2}}){fraction})?)?{ZONE}$"
        ),
        format!(
            r"^(?P<year>\d{{4}})[/:]?(?P<month>\d{{2}})[/:]?(?P<day>\d{{2}})(?: (?P<hour>\d{{1,2}}):(?P<minute>\d{{1,2}})(?::(?P<second>\d{{1,2}}))?{fraction})?$"
        ),
    ];
    forms
        .iter()
        .filter_map(|form| Regex::new(form).ok())
        .collect()
});

/// An ISO 8601 span of time, which is none.
static DURATION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let number = r"\d+(?:[.,]\d+)?";
    Regex::new(&format!(
        "^P(?:{number}W|(?:{number}Y)?(?:{number}M)?(?:{number}D)?(?:T(?:{number}H)?(?:{number}M)?(?:{number}S)?)?)$"
    ))
    .ok()
});

/// The point in time, or pendulum's words.
pub(super) fn parse(text: &str) -> Result<DateTime<FixedOffset>, String> {
    let mut parts = FORMS.iter().filter_map(|form| form.captures(text));
    if let Some(moment) = parts.find_map(|parts| moment(&parts)) {
        return Ok(moment);
    }
    let is_duration = text != "P" && DURATION.as_ref().is_some_and(|form| form.is_match(text));
    Err(if is_duration {
        "value is not a valid datetime it is a <class 'pendulum.duration.Duration'>".to_owned()
    } else {
        format!("Unable to parse string [{text}]")
    })
}

fn moment(parts: &Captures<'_>) -> Option<DateTime<FixedOffset>> {
    let number = |name| {
        parts
            .name(name)
            .and_then(|part| part.as_str().parse::<u32>().ok())
    };
    // Python's years begin with 1.
    let year = |name| {
        let year = number(name).filter(|year| *year > 0)?;
        i32::try_from(year).ok()
    };
    let day = match (year("week_year"), number("ordinal")) {
        (Some(year), _) => NaiveDate::from_isoywd_opt(
            year,
            number("week")?,
            weekday(number("weekday").unwrap_or(1))?,
        ),
        (None, Some(ordinal)) => NaiveDate::from_yo_opt(year("year")?, ordinal),
        (None, None) => {
            NaiveDate::from_ymd_opt(year("year")?, number("month")?, number("day").unwrap_or(1))
        }
    }?;
    let micros = parts.name("fraction").map_or(Some(0), |fraction| {
        let digits: String = fraction
            .as_str()
            .chars()
            .chain("000000".chars())
            .take(6)
            .collect();
        digits.parse().ok()
    })?;
    let time = |name| number(name).unwrap_or_default();
    let local = day.and_hms_micro_opt(time("hour"), time("minute"), time("second"), micros)?;
    let offset = FixedOffset::east_opt(offset(
        parts.name("zone").map_or("Z", |zone| zone.as_str()),
    )?)?;
    offset.from_local_datetime(&local).single()
}

fn weekday(number: u32) -> Option<Weekday> {
    let number = u8::try_from(number.checked_sub(1)?).ok()?;
    Weekday::try_from(number).ok()
}

/// The seconds of `Z`, `+02`, `+0230` or `+02:30`.
fn offset(zone: &str) -> Option<i32> {
    let Some(sign) = zone.chars().next().filter(|sign| *sign != 'Z') else {
        return Some(0);
    };
    let digits: Vec<i32> = zone
        .chars()
        .filter_map(|char| char.to_digit(10))
        .filter_map(|digit| i32::try_from(digit).ok())
        .collect();
    let seconds = match digits.as_slice() {
        [ten_hours, hours] => (ten_hours * 10 + hours) * 3600,
        [ten_hours, hours, ten_minutes, minutes] => {
            (ten_hours * 10 + hours) * 3600 + (ten_minutes * 10 + minutes) * 60
        }
        _ => return None,
    };
    Some(if sign == '-' { -seconds } else { seconds })
}

#[cfg(test)]
mod tests {
    use super::parse;

    /// Measured: pydantic's check of Prefect's DateTime on Python 3.11.
    #[test]
    fn pendulum_takes_these() {
        for (text, expected) in [
            ("2020-01", "2020-01-01T00:00:00+00:00"),
            ("20200101T10", "2020-01-01T10:00:00+00:00"),
            ("20200101T1011", "2020-01-01T10:11:00+00:00"),
            ("20200101T101112Z", "2020-01-01T10:11:12+00:00"),
            ("20200101T101112+02", "2020-01-01T10:11:12+02:00"),
            ("20200101 101112", "2020-01-01T10:11:12+00:00"),
            ("2020-01-01T10", "2020-01-01T10:00:00+00:00"),
            ("2020-01-01 10", "2020-01-01T10:00:00+00:00"),
            ("2020-01-01T10:11+02", "2020-01-01T10:11:00+02:00"),
            ("2020-W01", "2019-12-30T00:00:00+00:00"),
            ("2020W011", "2019-12-30T00:00:00+00:00"),
            ("2020-W01-1T10:00", "2019-12-30T10:00:00+00:00"),
            ("2020-W53-7", "2021-01-03T00:00:00+00:00"),
            ("2020-366", "2020-12-31T00:00:00+00:00"),
            ("2020/01/01", "2020-01-01T00:00:00+00:00"),
            ("2020/01/01 10:11:12.5", "2020-01-01T10:11:12.500+00:00"),
            ("2020:01:01 10:11:12", "2020-01-01T10:11:12+00:00"),
            ("2020/01/01 1:2", "2020-01-01T01:02:00+00:00"),
        ] {
            assert_eq!(
                parse(text).map(|moment| moment.to_rfc3339()).as_deref(),
                Ok(expected),
                "{text}"
            );
        }
    }

    #[test]
    fn pendulum_refuses_these() {
        for text in [
            "2020-01-01T1011",
            "2020-1-1",
            "2020-01-1",
            "2020-01-01T1:2:3",
            "2021-366",
            "2021-W53",
            "2020-W54",
            "2020-W01-8",
            "2020-01-01T24:00:00",
            "2020-01-01T10:11:60Z",
            "2020-02-30",
            "2020-01-01T10:11:12 Z",
            "2020-01-01T10:11:12+25:00",
            "2020-01-01T10:11:12+2",
            "2020-01-01T",
            "2020-01-01T10:",
            "2020 01 01",
            "2020-01-01T10:1112",
            "P",
            "P1",
            "x",
            "",
        ] {
            assert_eq!(parse(text), Err(format!("Unable to parse string [{text}]")));
        }
        for text in ["P1D", "PT", "P1W", "P1Y2M", "P1.5D", "P1DT", "PT1H"] {
            assert!(
                parse(text).is_err_and(|words| words.contains("pendulum.duration.Duration")),
                "{text}"
            );
        }
    }
}
