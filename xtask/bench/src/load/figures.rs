//! What comes of rounds.

use std::time::Duration;

use hdrhistogram::Histogram;
use serde::Serialize;

use super::Round;

/// What can be told apart in a latency: a thousandth.
const DIGITS: u8 = 3;

/// Latencies of requests.
#[derive(Debug, Clone)]
pub(crate) struct Latencies(Histogram<u64>);

impl Latencies {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self(Histogram::new(DIGITS).unwrap_or_else(|_| unreachable!("three digits are allowed")))
    }

    /// Adds the latency of a request.
    pub(crate) fn record(&mut self, latency: Duration) {
        let nanoseconds = u64::try_from(latency.as_nanos()).unwrap_or(u64::MAX);
        // It grows by itself, so there is room for everything.
        let _ = self.0.record(nanoseconds);
    }

    /// Adds what others have measured.
    pub(crate) fn add(&mut self, others: &Self) {
        // It grows by itself, so whatever fits into one fits into both.
        let _ = self.0.add(&others.0);
    }

    /// How many there are.
    pub(crate) fn len(&self) -> u64 {
        self.0.len()
    }

    /// The latency that this share of requests stays within, in milliseconds.
    pub(crate) fn milliseconds(&self, share: f64) -> f64 {
        nanoseconds_in_ms(self.0.value_at_quantile(share))
    }

    /// The longest, in milliseconds.
    pub(crate) fn longest(&self) -> f64 {
        nanoseconds_in_ms(self.0.max())
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a latency is known to three digits"
)]
fn nanoseconds_in_ms(nanoseconds: u64) -> f64 {
    nanoseconds as f64 / 1e6
}

/// A figure over rounds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Spread {
    /// The middle one.
    pub(crate) median: f64,
    /// The least.
    pub(crate) min: f64,
    /// The greatest.
    pub(crate) max: f64,
}

impl Spread {
    /// The spread of some values; zeros if there are none.
    pub(crate) fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        let at = |index: usize| values.get(index).copied().unwrap_or_default();
        let middle = values.len() / 2;
        let median = if values.len().is_multiple_of(2) && middle > 0 {
            f64::midpoint(at(middle - 1), at(middle))
        } else {
            at(middle)
        };
        Self {
            median,
            min: at(0),
            max: at(values.len().saturating_sub(1)),
        }
    }
}

/// What one server did under one load, over all rounds.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Figures {
    /// Successful requests a second, over rounds.
    pub(crate) requests_per_second: Spread,
    /// Half of all requests took at most this, in milliseconds.
    pub(crate) p50_ms: f64,
    /// 99 of 100 requests took at most this, in milliseconds.
    pub(crate) p99_ms: f64,
    /// The longest, in milliseconds.
    pub(crate) max_ms: f64,
    /// Processor time of the server for each request, in microseconds, over rounds.
    pub(crate) cpu_us: Spread,
    /// Successful requests, of all rounds.
    pub(crate) requests: u64,
    /// Requests that failed, of all rounds.
    pub(crate) failures: u64,
    /// How many requests make one whole; four for a run that is made and taken through
    /// three states.
    pub(crate) requests_per_unit: u64,
    /// Bytes of one answer's body.
    pub(crate) body_bytes: usize,
}

impl Figures {
    /// Sums up rounds.
    pub(crate) fn of(rounds: &[Round], requests_per_unit: u64) -> Self {
        let mut latencies = Latencies::new();
        for round in rounds {
            latencies.add(&round.latencies);
        }
        Self {
            requests_per_second: Spread::of(rounds.iter().map(Round::requests_per_second)),
            p50_ms: latencies.milliseconds(0.5),
            p99_ms: latencies.milliseconds(0.99),
            max_ms: latencies.longest(),
            cpu_us: Spread::of(rounds.iter().map(Round::cpu_us)),
            requests: latencies.len(),
            failures: rounds.iter().map(|round| round.failures).sum(),
            requests_per_unit,
            body_bytes: rounds
                .iter()
                .find_map(|round| round.sample.as_ref())
                .map_or(0, Vec::len),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Latencies, Spread};

    #[test]
    fn the_spread_has_its_median() {
        let spread = Spread::of([3.0, 1.0, 2.0]);
        assert_eq!((spread.min, spread.median, spread.max), (1.0, 2.0, 3.0));
        let medians = [Spread::of([4.0, 2.0]).median, Spread::of([]).median];
        assert!(medians[0].total_cmp(&3.0).is_eq() && medians[1].total_cmp(&0.0).is_eq());
    }

    #[test]
    fn latencies_are_told_in_milliseconds() {
        let mut latencies = Latencies::new();
        for milliseconds in 1..=100 {
            latencies.record(Duration::from_millis(milliseconds));
        }
        let near = |value: f64, expected: f64| (value / expected - 1.0).abs() < 0.002;
        assert!(near(latencies.milliseconds(0.5), 50.0));
        assert!(near(latencies.milliseconds(0.99), 99.0));
        assert!(near(latencies.longest(), 100.0));
    }
}
