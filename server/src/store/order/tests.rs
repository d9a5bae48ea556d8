//! Orders against sets, and summaries against the runs that they are of.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::sample::select;

use super::{MOST, Order};
use crate::domain::run::RunProgress;
use crate::domain::state::StateType;
use crate::store::{RunKeys, RunOrder, Sought, TimeBounds};

/// A run, all of whose times but the first are one.
#[derive(Debug, Clone)]
struct Run {
    name: Arc<str>,
    state: Option<StateType>,
    progress: RunProgress,
}

impl Run {
    fn keys(&self) -> RunKeys<'_> {
        RunKeys {
            name: &self.name,
            progress: &self.progress,
            state: self.state,
        }
    }

    fn expected(&self) -> Option<DateTime<Utc>> {
        self.progress.expected_start_time
    }
}

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
}

fn run() -> impl Strategy<Value = Run> {
    let state = prop::option::of(select(&StateType::ALL[..3]));
    let minute = || prop::option::weighted(0.9, 0..20_i64);
    (state, minute(), minute()).prop_map(|(state, expected, end)| Run {
        name: "run".into(),
        state,
        progress: RunProgress {
            expected_start_time: expected.map(at),
            end_time: end.map(at),
            ..RunProgress::default()
        },
    })
}

/// Runs to put into places, and places to make empty.
fn changes() -> impl Strategy<Value = Vec<(u8, Option<Run>)>> {
    prop::collection::vec((0..60_u8, prop::option::weighted(0.7, run())), 0..300)
}

/// The order of runs by when they are expected, and the runs.
#[derive(Default)]
struct Kept {
    order: Order<Option<DateTime<Utc>>, u8>,
    runs: BTreeMap<u8, Run>,
}

impl Kept {
    fn take(&mut self, id: u8, run: Option<Run>) {
        let before = self.runs.remove(&id);
        if let Some(run) = run.clone() {
            self.runs.insert(id, run);
        }
        let [before, after] = [&before, &run].map(|run| run.as_ref().map(Run::keys));
        let expected = |keys: RunKeys<'_>| keys.progress.expected_start_time;
        let keys_of = |id| self.runs.get(&id).map(Run::keys);
        self.order.shift(id, before, after, expected, &keys_of);
    }

    fn check(&self) {
        let blocks = &self.order.blocks;
        assert!(blocks.iter().all(|block| !block.entries.is_empty()));
        assert!(blocks.iter().all(|block| block.entries.len() <= MOST));
        for [one, next] in blocks.array_windows() {
            assert!(one.entries.last() < next.entries.first());
        }
    }
}

proptest! {
    #[test]
    fn runs_are_where_they_belong(
        changes in changes(),
        first in 0..20_i64,
        last in 0..20_i64,
    ) {
        let mut kept = Kept::default();
        for (id, run) in changes {
            kept.take(id, run);
            kept.check();
        }
        let model: BTreeSet<_> =
            kept.runs.iter().map(|(id, run)| (run.expected(), *id)).collect();
        let nothing = Sought::default;
        let all: Vec<_> = kept.order.range(.., nothing()).copied().collect();
        prop_assert_eq!(all, model.iter().copied().collect::<Vec<_>>());
        let (from, to) = ((Some(at(first)), 7), (Some(at(last)), 9));
        for range in [
            (Bound::Included(from), Bound::Included(to)),
            (Bound::Excluded(from), Bound::Excluded(to)),
            (Bound::Unbounded, Bound::Excluded(to)),
        ] {
            // A range of the standard library's must not begin behind its end.
            let expected: Vec<_> = if first < last {
                model.range(range).rev().copied().collect()
            } else {
                continue;
            };
            let found: Vec<_> = kept.order.range(range, nothing()).rev().copied().collect();
            prop_assert_eq!(found, expected);
        }
        let behind = (Bound::Included(to), Bound::Included(from));
        if last < first {
            prop_assert_eq!(kept.order.range(behind, nothing()).count(), {
                let within = |entry: &&_| **entry >= to && **entry <= from;
                model.iter().filter(within).count()
            });
        }
    }

    #[test]
    fn nobody_who_is_looked_for_is_passed_over(
        changes in changes(),
        state in select(&StateType::ALL[..3]),
        least in 0..20_i64,
        minutes in 0..5_i64,
    ) {
        let mut kept = Kept::default();
        for (id, run) in changes {
            kept.take(id, run);
        }
        let bounds = TimeBounds {
            order: RunOrder::EndTime,
            least: at(least),
            most: at(least + minutes),
        };
        let mut sought = Sought::default();
        sought.narrow_to_states([state]);
        sought.narrow_to_bounds([bounds]);
        let is_sought = |id: u8| {
            let run = &kept.runs[&id];
            run.state == Some(state)
                && run.progress.end_time.is_some_and(|end| {
                    end >= bounds.least && end <= bounds.most
                })
        };
        let walked: BTreeSet<u8> =
            kept.order.range(.., sought).map(|(_, id)| *id).collect();
        for id in kept.runs.keys().filter(|id| is_sought(**id)) {
            prop_assert!(walked.contains(id));
        }
    }
}

#[test]
fn what_has_other_states_or_times_is_passed_over() {
    let mut kept = Kept::default();
    for id in 0..60_u8 {
        let is_over = id < 30;
        let minute = at(i64::from(id));
        let run = Run {
            name: "run".into(),
            state: Some(if is_over {
                StateType::Completed
            } else {
                StateType::Scheduled
            }),
            progress: RunProgress {
                expected_start_time: Some(minute),
                end_time: is_over.then_some(minute),
                ..RunProgress::default()
            },
        };
        kept.take(id, Some(run));
    }
    let walked = |sought| kept.order.range(.., sought).count();
    assert_eq!(walked(Sought::default()), 60);
    let mut sought = Sought::default();
    sought.narrow_to_states([StateType::Completed]);
    assert!((30..=30 + MOST).contains(&walked(sought.clone())));
    sought.narrow_to_bounds([TimeBounds {
        order: RunOrder::EndTime,
        least: at(7),
        most: at(8),
    }]);
    assert!((2..=2 * MOST).contains(&walked(sought.clone())));
    sought.narrow_to_states([StateType::Scheduled]);
    assert_eq!(walked(sought), 0);
}

#[test]
fn blocks_are_full_where_keys_ascend_and_go_with_their_entries() {
    let run = Run {
        name: "run".into(),
        state: None,
        progress: RunProgress::default(),
    };
    let mut kept = Kept::default();
    for id in 0..60 {
        kept.take(id, Some(run.clone()));
    }
    assert_eq!(kept.order.blocks.len(), 60_usize.div_ceil(MOST));
    for id in (0..60).filter(|id| id % 7 != 0) {
        kept.take(id, None);
        kept.check();
    }
    assert!(kept.order.blocks.len() < 9, "9 are left");
    for id in 0..60 {
        kept.take(id, None);
    }
    assert!(kept.order.blocks.is_empty());
    assert!(kept.order.blocks.capacity() <= 4);
}
