//! Statistics over a list of numbers, shared by the calculator and the CSV
//! reporter so that both give the same answer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};
use thiserror::Error;

/// A number that many numbers are reduced to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Statistic {
    /// How many numbers there are; 0 for an empty list.
    Count,
    /// Their sum; 0 for an empty list.
    Sum,
    /// The arithmetic mean.
    Mean,
    /// The middle number in order of size, or the mean of the two middle ones.
    Median,
    /// The smallest number.
    Min,
    /// The largest number.
    Max,
    /// The standard deviation of a sample (divided by n - 1).
    Stdev,
}

/// Why a statistic of a list does not exist.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{name} needs at least {needed} number(s) and got {given}")]
pub(crate) struct TooFewNumbers {
    name: &'static str,
    needed: usize,
    given: usize,
}

impl Statistic {
    /// Every statistic, in the order in which documentation lists them.
    pub(crate) const ALL: [Self; 7] = [
        Self::Count,
        Self::Sum,
        Self::Mean,
        Self::Median,
        Self::Min,
        Self::Max,
        Self::Stdev,
    ];

    /// Its name on the wire and in expressions.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Sum => "sum",
            Self::Mean => "mean",
            Self::Median => "median",
            Self::Min => "min",
            Self::Max => "max",
            Self::Stdev => "stdev",
        }
    }

    /// The fewest numbers it is defined for.
    const fn needed(self) -> usize {
        match self {
            Self::Count | Self::Sum => 0,
            Self::Mean | Self::Median | Self::Min | Self::Max => 1,
            Self::Stdev => 2,
        }
    }

    /// Computes it, in time linear in the list (the median also sorts).
    pub(crate) fn of(self, numbers: &[f64]) -> Result<f64, TooFewNumbers> {
        if numbers.len() < self.needed() {
            return Err(TooFewNumbers {
                name: self.name(),
                needed: self.needed(),
                given: numbers.len(),
            });
        }
        let sum: f64 = numbers.iter().sum();
        let count = count_as_float(numbers.len());
        Ok(match self {
            Self::Count => count,
            Self::Sum => sum,
            Self::Mean => sum / count,
            Self::Median => median(numbers),
            Self::Min => numbers.iter().copied().fold(f64::INFINITY, f64::min),
            Self::Max => numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            Self::Stdev => {
                let mean = sum / count;
                let squares: f64 = numbers.iter().map(|number| (number - mean).powi(2)).sum();
                (squares / (count - 1.0)).sqrt()
            }
        })
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "no list in memory has 2^53 numbers"
)]
fn count_as_float(count: usize) -> f64 {
    count as f64
}

fn median(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = sorted.len() / 2;
    let lower = (sorted.len().saturating_sub(1)) / 2;
    match (sorted.get(lower), sorted.get(upper)) {
        (Some(lower), Some(upper)) => f64::midpoint(*lower, *upper),
        _ => f64::NAN,
    }
}

/// A finite number that is written to JSON the short way: `4`, not `4.0`, so
/// that a result which goes into the text of another call reads naturally.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number(pub(crate) f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// Beyond 2^53 a double no longer tells neighbouring integers apart.
        const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;

        if self.0.fract() == 0.0 && self.0.abs() <= LARGEST_EXACT {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "an integer of at most 2^53 fits"
            )]
            let integer = self.0 as i64;
            serializer.serialize_i64(integer)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_values() {
        let numbers = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
        let expected = [
            (Statistic::Count, 8.0),
            (Statistic::Sum, 40.0),
            (Statistic::Mean, 5.0),
            (Statistic::Median, 4.5),
            (Statistic::Min, 2.0),
            (Statistic::Max, 9.0),
            (Statistic::Stdev, (32.0_f64 / 7.0).sqrt()),
        ];
        for (statistic, value) in expected {
            let found = statistic.of(&numbers).unwrap();
            assert!((found - value).abs() < 1e-12, "{statistic:?}: {found}");
        }
    }

    #[test]
    fn an_empty_list_has_a_count_and_a_sum_and_nothing_else() {
        for statistic in Statistic::ALL {
            let defined = matches!(statistic, Statistic::Count | Statistic::Sum);
            assert_eq!(statistic.of(&[]).is_ok(), defined, "{statistic:?}");
        }
        let error = Statistic::Stdev.of(&[1.0]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "stdev needs at least 2 number(s) and got 1"
        );
    }

    #[test]
    fn names_are_those_of_the_wire() {
        for statistic in Statistic::ALL {
            assert_eq!(serde_json::to_value(statistic).unwrap(), statistic.name());
        }
    }

    #[test]
    fn numbers_are_written_the_short_way() {
        let json = serde_json::to_string(&[Number(14.0), Number(-0.5), Number(1e300)]).unwrap();
        assert_eq!(json, "[14,-0.5,1e+300]");
    }

    proptest! {
        #[test]
        fn mean_and_median_lie_between_min_and_max(
            numbers in proptest::collection::vec(-1e6..1e6f64, 1..40)
        ) {
            let of = |statistic: Statistic| statistic.of(&numbers).unwrap();
            let (min, max) = (of(Statistic::Min), of(Statistic::Max));
            for statistic in [Statistic::Mean, Statistic::Median] {
                let value = of(statistic);
                prop_assert!(value >= min - 1e-6 && value <= max + 1e-6, "{statistic:?} {value}");
            }
        }
    }
}
