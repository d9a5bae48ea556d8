//! `datetime`: RFC 3339 with a `T`, a space or an underscore, with or without
//! an offset, a date alone, or a Unix time in seconds or, beyond ±2·10¹⁰, in
//! milliseconds. Written back as RFC 3339 with its offset; without one it is UTC.
//!
//! Two kinds of field exist. What pydantic refuses, a Pendulum field offers to
//! pendulum, whose complaint is then the one that is answered. Prefect uses
//! pendulum up to Python 3.12; from 3.13 on, all its fields are standard ones.

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat, TimeZone};
use serde_json::Value;
use speedate::{DateTimeConfig, MicrosecondsPrecisionOverflowBehavior, ParseError, TimeConfig};
use strum::EnumMessage;

use super::{Exactness, Scalar, coerced, pendulum};
use crate::schema::edit::Edit;
use crate::schema::error::Fault;

/// Whose words a field's errors have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::schema) enum DateTimeKind {
    /// Python's own `datetime`.
    Standard,
    /// `pendulum.DateTime`.
    Pendulum,
}

pub(in crate::schema) fn date_time(input: &Value, kind: DateTimeKind) -> Scalar {
    let moment = match (parse(input), kind, input) {
        (Ok(moment), ..) => moment,
        (Err(fault), DateTimeKind::Standard, _) => return Err(fault),
        (Err(_), DateTimeKind::Pendulum, Value::String(text)) => {
            pendulum::parse(text).map_err(|message| Fault::value_error(&message))?
        }
        (Err(_), DateTimeKind::Pendulum, _) => {
            return Err(Fault::plain("value_error", "value is not a valid datetime"));
        }
    };
    let canonical = moment.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    Ok(if input.as_str() == Some(&canonical) {
        (Edit::Keep, Exactness::Lax)
    } else {
        coerced(canonical)
    })
}

fn parse(input: &Value) -> Result<DateTime<FixedOffset>, Fault> {
    let config = DateTimeConfig {
        time_config: TimeConfig {
            microseconds_precision_overflow_behavior:
                MicrosecondsPrecisionOverflowBehavior::Truncate,
            unix_timestamp_offset: Some(0),
        },
        ..DateTimeConfig::default()
    };
    let moment = match input {
        Value::String(text) => {
            return match speedate::DateTime::parse_str_with_config(text, &config) {
                Ok(moment) => to_chrono(&moment),
                Err(_) => midnight(text),
            };
        }
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(seconds), _) => {
                speedate::DateTime::from_timestamp_with_config(seconds, 0, &config)
            }
            (None, Some(seconds)) => speedate::DateTime::from_float_with_config(seconds, &config),
            (None, None) => Err(ParseError::DateTooLarge),
        },
        _ => {
            return Err(Fault::plain(
                "datetime_type",
                "Input should be a valid datetime",
            ));
        }
    };
    match moment {
        Ok(moment) => to_chrono(&moment),
        Err(error) => Err(parsing(complaint(&error))),
    }
}

/// A date alone. When it is none either, its complaint is the one pydantic makes.
fn midnight(text: &str) -> Result<DateTime<FixedOffset>, Fault> {
    match speedate::Date::parse_str(text) {
        Ok(date) => to_chrono(&speedate::DateTime {
            date,
            time: speedate::Time {
                hour: 0,
                minute: 0,
                second: 0,
                microsecond: 0,
                tz_offset: None,
            },
        }),
        Err(error) => Err(Fault::parsing(
            "datetime_from_date_parsing",
            "Input should be a valid datetime or date",
            complaint(&error),
        )),
    }
}

fn to_chrono(moment: &speedate::DateTime) -> Result<DateTime<FixedOffset>, Fault> {
    let speedate::DateTime { date, time } = moment;
    // Python's years begin with 1.
    let local = (date.year > 0)
        .then(|| NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into()))
        .flatten()
        .and_then(|day| {
            day.and_hms_micro_opt(
                time.hour.into(),
                time.minute.into(),
                time.second.into(),
                time.microsecond,
            )
        });
    let offset = FixedOffset::east_opt(time.tz_offset.unwrap_or_default());
    local
        .zip(offset)
        .and_then(|(local, offset)| offset.from_local_datetime(&local).single())
        .ok_or_else(|| parsing(&format!("year {} is out of range", date.year)))
}

fn parsing(error: &str) -> Fault {
    Fault::parsing(
        "datetime_parsing",
        "Input should be a valid datetime",
        error,
    )
}

/// A parser's complaint in pydantic's words.
pub(super) fn complaint(error: &ParseError) -> &'static str {
    error.get_documentation().unwrap_or("input is not valid")
}
