//! Times as Prefect writes them: in UTC with `Z`, to the microsecond, and without a
//! fraction on the full second.

use chrono::{DateTime, SecondsFormat, Timelike as _, Utc};
use serde::{Serialize, Serializer};

use crate::Field;

/// What may hold a time in an answer.
pub(crate) trait MayBeTime {
    /// The time, if there is one.
    fn time(&self) -> Option<&DateTime<Utc>>;
}

impl MayBeTime for DateTime<Utc> {
    fn time(&self) -> Option<&DateTime<Utc>> {
        Some(self)
    }
}

impl MayBeTime for Option<DateTime<Utc>> {
    fn time(&self) -> Option<&DateTime<Utc>> {
        self.as_ref()
    }
}

impl MayBeTime for Field<DateTime<Utc>> {
    fn time(&self) -> Option<&DateTime<Utc>> {
        self.value()
    }
}

/// Serialises a time, or null: what the generated types have for each of theirs.
pub(crate) fn serialize<T: MayBeTime, S: Serializer>(
    time: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    time.time().map(text).serialize(serializer)
}

fn text(time: &DateTime<Utc>) -> String {
    // What is finer than a microsecond does not count.
    let format = match time.nanosecond() / 1000 {
        0 => SecondsFormat::Secs,
        _ => SecondsFormat::Micros,
    };
    time.to_rfc3339_opts(format, true)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::types;

    #[test]
    fn times_have_six_digits_or_none() {
        for (given, written) in [
            ("2099-01-01T00:00:00Z", "2099-01-01T00:00:00Z"),
            ("2099-01-01T00:00:00.5Z", "2099-01-01T00:00:00.500000Z"),
            ("2099-01-01T00:00:00.000001Z", "2099-01-01T00:00:00.000001Z"),
            (
                "2099-01-01T00:00:00.123456789Z",
                "2099-01-01T00:00:00.123456Z",
            ),
        ] {
            let details: types::StateDetails =
                serde_json::from_value(json!({"scheduled_time": given})).unwrap();
            let answer = serde_json::to_value(details).unwrap();
            assert_eq!(answer["scheduled_time"], written);
        }
    }

    #[test]
    fn no_time_is_null_or_absent_as_before() {
        let details: types::StateDetails =
            serde_json::from_value(json!({"scheduled_time": null})).unwrap();
        let answer = serde_json::to_value(details).unwrap();
        assert_eq!(answer["scheduled_time"], json!(null));
        assert_eq!(answer.get("pause_timeout"), None);
    }
}
