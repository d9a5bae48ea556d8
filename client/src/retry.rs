//! When a request is tried again, and after how long.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use chrono::{DateTime, Utc};
use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Response, StatusCode};

/// When a request is tried again, and after how long.
///
/// Tried again are what Prefect's own client tries again: the statuses 408,
/// 429, 502 and 503, and a connection that cannot be made, is reset, breaks off or takes too
/// long. The wait is what the server asks for in `Retry-After`, else it doubles
/// from `first_wait` to `longest_wait`; either way some chance is added, so that
/// clients who were turned away together do not come back together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetryPolicy {
    /// How often a request is tried again; 0 is never.
    pub max_retries: usize,
    /// The wait before the second attempt.
    pub first_wait: Duration,
    /// The longest wait, also when the server asks for a longer one.
    pub longest_wait: Duration,
    /// The longest time that all waits of a request take together.
    pub longest_total: Duration,
    /// For how long a request is tried again where no connection can be made, because nobody listens there or the host
    /// is not known: such a server is down or misnamed, and seldom comes back soon.
    pub longest_refusal: Duration,
}

impl Default for RetryPolicy {
    /// Five retries, as Prefect's client has, within about a minute.
    fn default() -> Self {
        Self {
            max_retries: 5,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(20),
            longest_total: Duration::MAX,
            longest_refusal: Duration::MAX,
        }
    }
}

impl RetryPolicy {
    /// Never tries again.
    pub fn none() -> Self {
        Self {
            max_retries: 0,
            ..Self::default()
        }
    }

    pub(crate) fn backoff(&self) -> impl BackoffBuilder {
        ExponentialBuilder::default()
            .with_max_times(self.max_retries)
            .with_min_delay(self.first_wait)
            .with_max_delay(self.longest_wait)
            .with_total_delay(Some(self.longest_total))
            .with_jitter()
    }

    /// The wait that a response asks for.
    pub(crate) fn asked_wait(&self, response: &Response, now: DateTime<Utc>) -> Option<Duration> {
        retry_after(response.headers(), now).map(|wait| wait.min(self.longest_wait))
    }
}

/// Whether a response is worth another attempt.
pub(crate) fn is_transient(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::REQUEST_TIMEOUT
            | StatusCode::TOO_MANY_REQUESTS
            | StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
    )
}

/// Whether a request that got no response is worth another attempt.
///
/// What cannot be decoded has broken off: nothing is made of a body before it has come.
pub(crate) fn is_connection_fault(error: &reqwest::Error) -> bool {
    error.is_connect()
        || error.is_timeout()
        || error.is_request()
        || error.is_body()
        || error.is_decode()
}

/// Whether no connection could be made at all.
pub(crate) fn is_turned_away(error: &reqwest::Error) -> bool {
    error.is_connect() && !error.is_timeout()
}

/// `Retry-After` in either of its forms: seconds, or a date.
fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds.max(0.0)).ok();
    }
    let date = DateTime::parse_from_rfc2822(value).ok()?;
    Some(
        (date.with_timezone(&Utc) - now)
            .to_std()
            .unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use chrono::{TimeZone, Utc};
    use reqwest::header::{HeaderMap, HeaderValue, RETRY_AFTER};

    use super::retry_after;

    #[test]
    fn both_forms_of_retry_after_are_read() {
        let now = Utc.with_ymd_and_hms(2026, 1, 1, 0, 0, 0).unwrap();
        for (value, wait) in [
            ("2", Some(2)),
            ("-1", Some(0)),
            ("Thu, 01 Jan 2026 00:00:07 GMT", Some(7)),
            ("Wed, 31 Dec 2025 00:00:00 GMT", Some(0)),
            ("soon", None),
            ("inf", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, HeaderValue::from_static(value));
            assert_eq!(
                retry_after(&headers, now),
                wait.map(Duration::from_secs),
                "{value}"
            );
        }
    }
}
