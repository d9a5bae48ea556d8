//! Times as Prefect writes them: in UTC with `Z`, to the microsecond, and without a
//! fraction on the full second.

use chrono::{DateTime, Datelike as _, SecondsFormat, Timelike as _, Utc};
use serde::Serializer;

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
    match time.time() {
        Some(time) => serializer.serialize_str(Text::of(time).as_str()),
        None => serializer.serialize_none(),
    }
}

/// How long a time of these four-digit years is at the most, in bytes.
const MOST_BYTES: usize = "2099-01-01T00:00:00.000000Z".len();

/// A time as a text, for which nothing is allocated in the years that have four digits.
pub(crate) enum Text {
    /// So many bytes of these.
    Short([u8; MOST_BYTES], usize),
    /// Any other.
    Long(String),
}

impl Text {
    pub(crate) fn of(time: &DateTime<Utc>) -> Self {
        // What is finer than a microsecond does not count.
        let microseconds = time.timestamp_subsec_micros();
        let (date, clock) = (time.naive_utc().date(), time.naive_utc().time());
        let Ok(year @ 0..=9999) = u32::try_from(date.year()) else {
            return Self::long(time);
        };
        if microseconds > 999_999 {
            // Chrono's way to tell a leap second.
            return Self::long(time);
        }
        let mut bytes = *b"0000-00-00T00:00:00.000000Z";
        put_digits(&mut bytes[0..4], year);
        put_digits(&mut bytes[5..7], date.month());
        put_digits(&mut bytes[8..10], date.day());
        put_digits(&mut bytes[11..13], clock.hour());
        put_digits(&mut bytes[14..16], clock.minute());
        put_digits(&mut bytes[17..19], clock.second());
        if microseconds == 0 {
            bytes[19] = b'Z';
            return Self::Short(bytes, 20);
        }
        put_digits(&mut bytes[20..26], microseconds);
        Self::Short(bytes, MOST_BYTES)
    }

    fn long(time: &DateTime<Utc>) -> Self {
        let format = match time.nanosecond() / 1000 {
            0 => SecondsFormat::Secs,
            _ => SecondsFormat::Micros,
        };
        Self::Long(time.to_rfc3339_opts(format, true))
    }

    /// Nothing but ASCII, in which nothing is to be escaped.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Short(bytes, length) => bytes.get(..*length).unwrap_or(bytes),
            Self::Long(text) => text.as_bytes(),
        }
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}

/// Writes a number with leading zeros.
fn put_digits(place: &mut [u8], mut number: u32) {
    for digit in place.iter_mut().rev() {
        *digit = b'0' + u8::try_from(number % 10).unwrap_or_default();
        number /= 10;
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use proptest::prelude::*;
    use serde_json::json;

    use super::Text;
    use crate::types;

    proptest! {
        #[test]
        fn times_of_any_year_are_as_chrono_writes_them(
            seconds in prop_oneof![-200_000_000_000_i64..400_000_000_000, 0..4_000_000_000_i64],
            nanoseconds in prop_oneof![Just(0), 0..2_000_000_000_u32],
        ) {
            if let Some(time) = DateTime::from_timestamp(seconds, nanoseconds) {
                let (ours, chronos) = (Text::of(&time), Text::long(&time));
                prop_assert_eq!(ours.as_str(), chronos.as_str());
            }
        }
    }

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
