//! Local clocks: from what one shows to when that is.

use chrono::{DateTime, LocalResult, NaiveDateTime, Offset as _, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;

use super::ScheduleError;

/// How far to look for a time that a clock shows, from one that it skips. No clock
/// has ever skipped more than a day.
const LONGEST_GAP: TimeDelta = TimeDelta::hours(26);

/// The steps in which to look. Clocks change at whole quarters of an hour.
const STEP: TimeDelta = TimeDelta::minutes(15);

/// What to do with a time that a clock shows twice or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resolve {
    /// The first of two; a skipped time moves back by what is skipped.
    Earlier,
    /// The second of two; a skipped time moves forward by what is skipped.
    Later,
}

/// A time zone by its IANA name; none, or an empty one, is UTC.
pub(super) fn time_zone(name: Option<&str>) -> Result<Tz, ScheduleError> {
    match name {
        None | Some("") => Ok(Tz::UTC),
        Some(name) => name.parse().map_err(|_| ScheduleError::InvalidTimezone {
            timezone: name.to_owned(),
        }),
    }
}

/// What the clock shows.
pub(super) fn to_local(time: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    time.with_timezone(&zone).naive_local()
}

/// When the clock shows `local`. `None` only for times beyond the calendar.
pub(super) fn from_local(
    local: NaiveDateTime,
    zone: Tz,
    resolve: Resolve,
) -> Option<DateTime<Utc>> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(time) => Some(time.to_utc()),
        LocalResult::Ambiguous(first, second) => Some(match resolve {
            Resolve::Earlier => first.to_utc(),
            Resolve::Later => second.to_utc(),
        }),
        LocalResult::None => {
            // By the offset after the change a skipped time lies before it, and the
            // other way round.
            let step = match resolve {
                Resolve::Earlier => STEP,
                Resolve::Later => -STEP,
            };
            let mut near = local;
            while (near - local).abs() <= LONGEST_GAP {
                near = near.checked_add_signed(step)?;
                if let LocalResult::Single(time) = zone.from_local_datetime(&near) {
                    let offset = TimeDelta::seconds(time.offset().fix().local_minus_utc().into());
                    return Some(local.checked_sub_signed(offset)?.and_utc());
                }
            }
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(local: &str, zone: Tz, resolve: Resolve) -> String {
        let local = local.parse().unwrap();
        from_local(local, zone, resolve)
            .unwrap()
            .format("%dT%H:%M")
            .to_string()
    }

    #[test]
    fn a_skipped_time_moves_back_or_forward() {
        let (local, zone) = ("2026-03-08T02:30:00", Tz::America__New_York);
        assert_eq!(resolve(local, zone, Resolve::Earlier), "08T06:30");
        assert_eq!(resolve(local, zone, Resolve::Later), "08T07:30");
    }

    #[test]
    fn a_repeated_time_is_the_first_or_the_second() {
        let (local, zone) = ("2026-11-01T01:30:00", Tz::America__New_York);
        assert_eq!(resolve(local, zone, Resolve::Earlier), "01T05:30");
        assert_eq!(resolve(local, zone, Resolve::Later), "01T06:30");
    }

    #[test]
    fn a_whole_skipped_day_is_found_around() {
        // Samoa moved across the date line.
        let (local, zone) = ("2011-12-30T12:00:00", Tz::Pacific__Apia);
        assert_eq!(resolve(local, zone, Resolve::Earlier), "29T22:00");
        assert_eq!(resolve(local, zone, Resolve::Later), "30T22:00");
    }
}
