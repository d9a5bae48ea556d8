//! Waits that are spread out, so that what was turned away together does not
//! come back together.
//!
//! As on Prefect, a wait is drawn from an exponential distribution around an
//! average and then clamped: at most `1 + clamping factor` times the average,
//! and at least so much that the average stays about where it was.

/// How far above its average a wait may lie unless a run's policy says so: by
/// three tenths.
pub const DEFAULT_CLAMPING_FACTOR: f64 = 0.3;

/// The wait, in the unit of `average`, that belongs to `draw`, an even draw from
/// `0.0..1.0`. Grows with `draw`. An average that is not positive gives no wait;
/// a clamping factor that is not positive gives the average itself.
pub fn clamped_poisson_interval(average: f64, clamping_factor: f64, draw: f64) -> f64 {
    if average <= 0.0 {
        return 0.0;
    }
    if clamping_factor <= 0.0 {
        return average;
    }
    let upper_multiple = 1.0 + clamping_factor;
    let lower_multiple = lower_multiple(upper_multiple);
    let lower = exponential_share(lower_multiple);
    let upper = exponential_share(upper_multiple);
    let share = lower + (upper - lower) * draw;
    // The bound keeps the logarithm finite for the largest draws.
    -(1.0 - share).max(1e-10).ln() * average
}

/// The share of an exponential distribution with average one that lies below `x`.
fn exponential_share(x: f64) -> f64 {
    1.0 - (-x).exp()
}

/// The lower bound at which as much of the distribution lies between it and the
/// median as between the median and `upper`.
fn lower_multiple(upper: f64) -> f64 {
    // Above this the answer is zero to within rounding, and the power overflows.
    if upper >= 50.0 {
        return 0.0;
    }
    let power = upper.exp2();
    (power / (power - 1.0)).max(1e-10).log2()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_average_is_no_wait() {
        assert!(clamped_poisson_interval(0.0, 0.3, 0.5).abs() < f64::EPSILON);
        assert!(clamped_poisson_interval(-1.0, 0.3, 0.5).abs() < f64::EPSILON);
    }

    /// The bounds and the middle, as Prefect's own function gives them for these
    /// draws.
    #[test]
    fn draws_map_to_the_same_waits_as_on_prefect() {
        for (average, factor, draw, wait) in JITTER {
            let ours = clamped_poisson_interval(average, factor, draw);
            assert!((ours - wait).abs() < 1e-6, "{ours} is not {wait}");
        }
    }

    /// `(average, clamping factor, draw, wait)`.
    const JITTER: [(f64, f64, f64, f64); 5] = [
        (10.0, 0.3, 0.0, 7.517_717_039_8),
        (10.0, 0.3, 0.5, 9.887_778_354_6),
        (10.0, 0.3, 0.999, 12.992_700_815_3),
        (2.0, 1.0, 0.25, 1.273_267_322_7),
        (30.0, 60.0, 0.5, 20.794_415_416_8),
    ];

    proptest! {
        #[test]
        fn waits_stay_within_their_bounds(average in 0.001..1e6, factor in 0.01..100.0, draw in 0.0..1.0) {
            let wait = clamped_poisson_interval(average, factor, draw);
            prop_assert!(wait >= 0.0);
            prop_assert!(wait <= average * (1.0 + factor) * 1.000_001);
        }
    }
}
