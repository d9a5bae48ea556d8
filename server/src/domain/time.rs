//! Times so far from others, within what a time can be.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

/// A time so much later, or the last that there is.
pub(crate) fn later(time: DateTime<Utc>, delay: Duration) -> DateTime<Utc> {
    TimeDelta::from_std(delay)
        .ok()
        .and_then(|delay| time.checked_add_signed(delay))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// A time so much earlier, or the first that there is.
pub(crate) fn earlier(time: DateTime<Utc>, delay: Duration) -> DateTime<Utc> {
    TimeDelta::from_std(delay)
        .ok()
        .and_then(|delay| time.checked_sub_signed(delay))
        .unwrap_or(DateTime::<Utc>::MIN_UTC)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use chrono::{DateTime, Utc};

    use super::{earlier, later};

    #[test]
    fn no_time_is_beyond_the_first_and_the_last() {
        let (first, last) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
        let epoch = DateTime::UNIX_EPOCH;
        let second = Duration::from_secs(1);
        assert_eq!(earlier(later(epoch, second), second), epoch);
        assert_eq!(later(epoch, second).timestamp(), 1);
        assert_eq!((later(last, second), earlier(first, second)), (last, first));
        assert_eq!(
            (later(epoch, Duration::MAX), earlier(epoch, Duration::MAX)),
            (last, first)
        );
    }
}
