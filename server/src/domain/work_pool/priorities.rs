//! Priorities of the queues of a pool.
//!
//! A pool's queues are served by ascending priority. Prefect keeps priorities
//! distinct by pushing queues down where one is given a place that is taken,
//! and leaves gaps alone.

use crate::domain::ids::WorkQueueId;

/// The priority of a queue that asks for none: the first one, from 1, that is
/// not taken, given the `taken` ones in ascending order.
pub fn first_free_priority(taken: impl IntoIterator<Item = i64>) -> i64 {
    let mut free = 1;
    for priority in taken {
        if priority != free {
            break;
        }
        free += 1;
    }
    free
}

/// Which priorities change so that they are distinct, when `moved`, one of the
/// `queues`, is to have a priority of its choice. `queues` come by ascending
/// priority.
///
/// Queues keep their order; one that is in the way moves by as little as
/// possible. Costs a walk over the queues.
pub fn with_distinct_priorities(
    queues: &[(WorkQueueId, i64)],
    moved: Option<(WorkQueueId, i64)>,
) -> Vec<(WorkQueueId, i64)> {
    let mut ordered: Vec<(WorkQueueId, i64)> = queues
        .iter()
        .copied()
        .filter(|(id, _)| moved.is_none_or(|(moved, _)| moved != *id))
        .collect();
    if let Some((id, priority)) = moved {
        let place = ordered.partition_point(|(_, other)| *other < priority);
        ordered.insert(place, (id, priority));
    }
    let mut last = 0;
    for (_, priority) in &mut ordered {
        last = (*priority).max(last + 1);
        *priority = last;
    }
    ordered.retain(|queue| !queues.contains(queue));
    ordered
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn id(number: usize) -> WorkQueueId {
        Uuid::from_u128(number as u128).into()
    }

    fn queues(priorities: &[i64]) -> Vec<(WorkQueueId, i64)> {
        (0..).map(id).zip(priorities.iter().copied()).collect()
    }

    #[test]
    fn a_gap_is_filled_first() {
        assert_eq!(first_free_priority([]), 1);
        assert_eq!(first_free_priority([1, 2, 3]), 4);
        assert_eq!(first_free_priority([1, 2, 4, 10]), 3);
        assert_eq!(first_free_priority([2]), 1);
    }

    /// Measured: what became of a pool's queues as one of them, the third, was
    /// moved about.
    #[test]
    fn others_make_way_as_in_prefect() {
        let mut now = queues(&[1, 2, 3, 4, 10]);
        for (priority, expected) in [
            (1, [2, 3, 1, 4, 10]),
            (2, [3, 4, 2, 5, 10]),
            (50, [3, 4, 50, 5, 10]),
            (10, [3, 4, 10, 5, 11]),
            (10, [3, 4, 10, 5, 11]),
        ] {
            let mut ordered = now.clone();
            ordered.sort_by_key(|(_, priority)| *priority);
            for (changed, new) in with_distinct_priorities(&ordered, Some((id(2), priority))) {
                for (_, old) in now.iter_mut().filter(|(id, _)| *id == changed) {
                    *old = new;
                }
            }
            assert_eq!(now, queues(&expected));
        }
    }

    #[test]
    fn equal_priorities_are_told_apart() {
        let before = queues(&[1, 1, 2]);
        assert_eq!(
            with_distinct_priorities(&before, None),
            [(id(1), 2), (id(2), 3)]
        );
    }

    proptest! {
        #[test]
        fn priorities_are_distinct_and_keep_their_order(
            mut priorities in prop::collection::vec(1_i64..12, 1..8),
            index in 0_usize..8,
            priority in 1_i64..12,
        ) {
            priorities.sort_unstable();
            let before = queues(&priorities);
            let moved = id(index % before.len());
            let changes = with_distinct_priorities(&before, Some((moved, priority)));
            let mut after: Vec<(i64, WorkQueueId)> = before
                .iter()
                .map(|(id, old)| {
                    let new = changes.iter().find(|(changed, _)| changed == id);
                    (new.map_or(*old, |(_, new)| *new), *id)
                })
                .collect();
            after.sort_unstable();
            prop_assert!(after.windows(2).all(|pair| pair[0].0 < pair[1].0));
            let order = |ids: Vec<WorkQueueId>| {
                ids.into_iter().filter(|id| *id != moved).collect::<Vec<_>>()
            };
            prop_assert_eq!(
                order(after.iter().map(|(_, id)| *id).collect()),
                order(before.iter().map(|(id, _)| *id).collect())
            );
            prop_assert!(after.iter().any(|(new, id)| *id == moved && *new >= priority));
        }
    }
}
