//! Times as Prefect writes them: in UTC with `Z`, to the microsecond, and without a
//! fraction on the full second. And as clients mostly write them, which is read with less
//! than any other form takes.

use std::fmt;

use chrono::{DateTime, Datelike as _, NaiveDate, SecondsFormat, TimeDelta, Timelike as _, Utc};
use serde::de::{Error, Visitor};
use serde::{Deserializer, Serializer};

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

/// Deserialises a time that has to be there, in whatever form chrono knows: what the
/// generated types have for each of theirs.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<DateTime<Utc>, D::Error> {
    deserializer.deserialize_str(Read)
}

struct Read;

impl Visitor<'_> for Read {
    type Value = DateTime<Utc>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an RFC 3339 formatted date and time string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<DateTime<Utc>, E> {
        in_plain_form(text).map_or_else(|| text.parse().map_err(E::custom), Ok)
    }
}

/// The time that a text tells in the usual form: RFC 3339 with a `T`, no more than six
/// digits of a second, and an offset. What this reads, both Prefect and chrono read so too.
pub(crate) fn in_plain_form(text: &str) -> Option<DateTime<Utc>> {
    let (moment, rest) = text.as_bytes().split_at_checked(FORM.len())?;
    let [year, month, day, hour, minute, second] = numbers(moment, FORM)?;
    let (microsecond, offset) = match rest.strip_prefix(b".") {
        Some(rest) => fraction(rest)?,
        None => (0, rest),
    };
    let east = match offset {
        b"Z" => 0,
        [sign @ (b'+' | b'-'), offset @ ..] => {
            let [hours, minutes] = numbers(offset, OFFSET_FORM)?;
            let seconds = (hours < 24 && minutes < 60).then_some((hours * 60 + minutes) * 60)?;
            let seconds = i64::from(seconds);
            if *sign == b'-' { -seconds } else { seconds }
        }
        _ => return None,
    };
    // Python's years begin with 1.
    let year = i32::try_from(year).ok().filter(|year| *year > 0)?;
    let day = NaiveDate::from_ymd_opt(year, month, day)?;
    let local = day.and_hms_micro_opt(hour, minute, second, microsecond)?;
    let utc = local.checked_sub_signed(TimeDelta::seconds(east))?;
    Some(utc.and_utc())
}

/// Where the digits of a time are.
const FORM: &[u8] = b"0000-00-00T00:00:00";
/// Where the digits of an offset are.
const OFFSET_FORM: &[u8] = b"00:00";

/// The numbers in a text of a form.
fn numbers<const COUNT: usize>(text: &[u8], form: &[u8]) -> Option<[u32; COUNT]> {
    if text.len() != form.len() {
        return None;
    }
    let mut numbers = [0; COUNT];
    let mut place = 0;
    for (byte, form) in text.iter().zip(form) {
        if *form == b'0' {
            let number = numbers.get_mut(place)?;
            *number = *number * 10 + digit(*byte)?;
        } else if byte == form {
            place += 1;
        } else {
            return None;
        }
    }
    Some(numbers)
}

/// The microseconds that begin a text, and what comes after them.
fn fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at_checked(count)?;
    let known = u32::try_from(count)
        .ok()
        .filter(|count| (1..=6).contains(count))?;
    let number = digits.iter().filter_map(|byte| digit(*byte));
    let number = number.fold(0, |number, digit| number * 10 + digit);
    Some((number * 10_u32.pow(6 - known), rest))
}

fn digit(byte: u8) -> Option<u32> {
    char::from(byte).to_digit(10)
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
    use chrono::{DateTime, Utc};
    use proptest::prelude::*;
    use serde_json::json;

    use super::{Text, in_plain_form};
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

    proptest! {
        #![proptest_config(ProptestConfig { cases: 5_000, ..ProptestConfig::default() })]

        #[test]
        fn times_in_plain_form_are_as_chrono_reads_them(
            text in "[0-9]{4}-(0[0-9]|1[0-3])-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{0,7})?(Z|[+-][0-2][0-9]:[0-6][0-9])?",
        ) {
            if let Some(time) = in_plain_form(&text) {
                prop_assert_eq!(text.parse::<DateTime<Utc>>(), Ok(time));
            }
        }
    }

    #[test]
    fn the_usual_form_is_plain() {
        for (text, time) in [
            ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"),
            ("2026-01-02T03:04:05.6Z", "2026-01-02T03:04:05.600000Z"),
            (
                "2026-01-02T03:04:05.000006+00:00",
                "2026-01-02T03:04:05.000006Z",
            ),
            ("2026-01-02T03:04:05-23:59", "2026-01-03T03:03:05Z"),
        ] {
            let read = in_plain_form(text).map(|time| Text::of(&time).as_str().to_owned());
            assert_eq!(read.as_deref(), Some(time), "{text}");
        }
        for text in [
            "2026-01-02 03:04:05Z",
            "2026-01-02T03:04:05",
            "2026-01-02T03:04:05.Z",
            "2026-01-02T03:04:05.1234567Z",
            "2026-01-02T03:04:60Z",
            "2026-02-29T03:04:05Z",
            "0000-01-02T03:04:05Z",
            "2026-01-02T03:04:05+24:00",
            "2026-01-02T03:04:05+0100",
            "+026-01-02T03:04:05Z",
            "",
        ] {
            assert_eq!(in_plain_form(text), None, "{text}");
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
