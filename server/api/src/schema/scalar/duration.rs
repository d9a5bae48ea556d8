//! `timedelta`: seconds, ISO 8601 (`PT1H`) or a clock (`[-][D days, ]HH:MM[:SS]`);
//! written back as seconds.

use serde_json::{Number, Value};
use speedate::Duration;

use super::datetime::complaint;
use super::{Exactness, Scalar, coerced};
use crate::schema::edit::Edit;
use crate::schema::error::Fault;

/// Python's `timedelta` ends before this many days.
const DAYS_END: f64 = 1e9;
const SECONDS_IN_DAY: f64 = 86_400.0;

pub(in crate::schema) fn duration(input: &Value) -> Scalar {
    match input {
        Value::Number(seconds) => {
            let seconds = seconds.as_f64().unwrap_or_default();
            if seconds.abs() >= DAYS_END * SECONDS_IN_DAY {
                return Err(parsing("durations may not exceed 999,999,999 days"));
            }
            Ok((Edit::Keep, Exactness::Lax))
        }
        Value::Bool(value) => Ok(coerced(f64::from(u8::from(*value)))),
        Value::String(text) => match Duration::parse_str(text) {
            Ok(duration) => {
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "at most 10^14 seconds, which a float holds"
                )]
                let seconds = duration.signed_total_seconds() as f64
                    + f64::from(duration.signed_microseconds()) / 1e6;
                match Number::from_f64(seconds) {
                    Some(seconds) => Ok(coerced(seconds)),
                    None => Err(parsing("durations may not exceed 999,999,999 days")),
                }
            }
            Err(error) => Err(parsing(complaint(&error))),
        },
        _ => Err(Fault::plain(
            "time_delta_type",
            "Input should be a valid timedelta",
        )),
    }
}

fn parsing(error: &str) -> Fault {
    Fault::parsing(
        "time_delta_parsing",
        "Input should be a valid timedelta",
        error,
    )
}
