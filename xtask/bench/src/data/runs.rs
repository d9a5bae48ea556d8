//! The flow runs, each a function of its number.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use super::objects::{DEPLOYMENTS, RARE_DEPLOYMENT, USUAL_DEPLOYMENT};

/// Over how many days the runs of the past are spread.
pub(crate) const DAYS: i64 = 30;

/// A tag that few runs have.
pub(crate) const RARE_TAG: &str = "few";

/// A state that few runs are in.
pub(crate) const RARE_STATE: &str = "CRASHED";

/// How many runs are the few, at most, and which share of all, at most.
const FEW: usize = 60;
const FEW_SHARE: usize = 20;

/// How many tags there are besides.
const TAGS: u64 = 10;

/// How many of a thousand runs are in which state; the rest has completed.
const STATES: [(&str, u64); 7] = [
    ("SCHEDULED", 100),
    ("FAILED", 100),
    ("CANCELLED", 30),
    ("RUNNING", 30),
    ("PENDING", 20),
    ("PAUSED", 5),
    ("CANCELLING", 5),
];

/// One flow run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct RunData {
    /// Its name; in another order than the number.
    pub(crate) name: String,
    /// The number of its deployment.
    pub(crate) deployment: usize,
    /// The type of its state.
    pub(crate) state: &'static str,
    /// Its tags.
    pub(crate) tags: Vec<String>,
    /// When it is expected to start: over the last days if it has left `SCHEDULED`, and
    /// over the next three otherwise.
    pub(crate) expected: DateTime<Utc>,
}

/// The types of state that a run goes through, to be in one at last.
pub(crate) fn path_to(state: &str) -> &'static [&'static str] {
    match state {
        "SCHEDULED" => &[],
        "PENDING" => &["PENDING"],
        "RUNNING" => &["PENDING", "RUNNING"],
        "FAILED" => &["PENDING", "RUNNING", "FAILED"],
        "CANCELLED" => &["PENDING", "RUNNING", "CANCELLED"],
        "CRASHED" => &["PENDING", "RUNNING", "CRASHED"],
        "PAUSED" => &["PENDING", "RUNNING", "PAUSED"],
        "CANCELLING" => &["PENDING", "RUNNING", "CANCELLING"],
        _ => &["PENDING", "RUNNING", "COMPLETED"],
    }
}

/// So many runs, at a time.
pub(crate) fn runs(count: usize, now: DateTime<Utc>) -> impl Iterator<Item = RunData> {
    let few = FEW.min(count / FEW_SHARE).max(1);
    // Every so many there is one with the rare tag, one in the rare state, and one of
    // the rare deployment.
    let stride = (count / few).max(1);
    (0..count).map(move |number| {
        let mixed = mixed(number as u64);
        let place = (number / stride < few).then_some(number % stride);
        let mut tags = vec![format!("tag-{}", mixed % TAGS)];
        let mut state = usual_state(mixed >> 8);
        let mut deployment = match number % DEPLOYMENTS {
            // A page of the usual deployment is to be full among a thousand runs already.
            number if number % 10 == 5 => USUAL_DEPLOYMENT,
            number => number,
        };
        match place {
            Some(0) => {
                tags.push(RARE_TAG.to_owned());
                state = "COMPLETED";
            }
            Some(1) => state = RARE_STATE,
            Some(2) => {
                deployment = RARE_DEPLOYMENT;
                state = "COMPLETED";
            }
            _ => {}
        }
        RunData {
            name: format!("run-{mixed:016x}"),
            deployment,
            state,
            tags,
            expected: expected(state, number, count, now),
        }
    })
}

/// The state of a run that is not one of the few.
fn usual_state(drawn: u64) -> &'static str {
    let mut drawn = drawn % 1000;
    for (state, share) in STATES {
        if drawn < share {
            return state;
        }
        drawn -= share;
    }
    "COMPLETED"
}

fn expected(state: &str, number: usize, count: usize, now: DateTime<Utc>) -> DateTime<Utc> {
    let share = |span: TimeDelta| {
        let milliseconds = i128::from(span.num_milliseconds());
        let part = milliseconds * number as i128 / count.max(1) as i128;
        TimeDelta::milliseconds(i64::try_from(part).unwrap_or_default())
    };
    if state == "SCHEDULED" {
        now + TimeDelta::hours(1) + share(TimeDelta::days(3))
    } else {
        now - TimeDelta::days(DAYS) + share(TimeDelta::days(DAYS))
    }
}

/// Mixes a number, so that what follows from it is in no order (splitmix64).
pub(crate) fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use chrono::{DateTime, TimeDelta};

    use super::{RARE_STATE, RARE_TAG, RunData, runs};
    use crate::data::objects::RARE_DEPLOYMENT;

    #[test]
    fn few_are_as_many_in_any_number() {
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
        for count in [1_200, 10_000, 100_000] {
            let all: Vec<_> = runs(count, now).collect();
            assert_eq!(all.len(), count);
            let of = |few: fn(&RunData) -> bool| all.iter().filter(|run| few(run)).count();
            assert_eq!(of(|run| run.state == RARE_STATE), 60, "{count}");
            assert_eq!(of(|run| run.deployment == RARE_DEPLOYMENT), 60, "{count}");
            assert_eq!(of(|run| run.tags.iter().any(|tag| tag == RARE_TAG)), 60);
            let states: HashSet<_> = all.iter().map(|run| run.state).collect();
            assert_eq!(states.len(), 9);
            let names: HashSet<_> = all.iter().map(|run| &run.name).collect();
            assert_eq!(names.len(), count);
            let completed = of(|run| run.state == "COMPLETED");
            assert!((count * 65 / 100..count * 80 / 100).contains(&completed));
            assert!(
                all.iter()
                    .all(|run| (run.state == "SCHEDULED") == (run.expected > now))
            );
        }
    }
}
