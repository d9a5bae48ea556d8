//! Several sequences of times as one.

use std::iter::Peekable;

use chrono::NaiveDateTime;

use super::MOST_PASSED_OVER;

/// Times in order.
pub(super) type Times = Box<dyn Iterator<Item = NaiveDateTime>>;

/// The times of any of some sequences but not of others, in order, each once.
pub(super) struct Merge {
    included: Vec<Peekable<Times>>,
    excluded: Vec<Peekable<Times>>,
    last: Option<NaiveDateTime>,
    looked_at: usize,
}

impl Merge {
    /// All of `included` but not of `excluded`, each of them in order.
    pub(super) fn new(included: Vec<Times>, excluded: Vec<Times>) -> Self {
        let peekable = |times: Vec<Times>| times.into_iter().map(Iterator::peekable).collect();
        Self {
            included: peekable(included),
            excluded: peekable(excluded),
            last: None,
            looked_at: 0,
        }
    }

    fn is_excluded(&mut self, time: NaiveDateTime) -> bool {
        self.excluded.iter_mut().any(|times| {
            while times.next_if(|excluded| *excluded < time).is_some() {}
            times.peek() == Some(&time)
        })
    }
}

impl Iterator for Merge {
    type Item = NaiveDateTime;

    /// Costs the number of sequences for each time that is looked at. Ends when that
    /// has become too much.
    fn next(&mut self) -> Option<NaiveDateTime> {
        while self.looked_at < MOST_PASSED_OVER {
            self.looked_at += 1;
            let first = self
                .included
                .iter_mut()
                .filter_map(|times| times.peek().copied())
                .min()?;
            for times in &mut self.included {
                times.next_if_eq(&first);
            }
            let is_repeated = self.last.replace(first) == Some(first);
            if !is_repeated && !self.is_excluded(first) {
                return Some(first);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn times(days: &BTreeSet<u64>) -> Times {
        let days: Vec<NaiveDateTime> = days
            .iter()
            .map(|day| NaiveDateTime::default() + chrono::Days::new(*day))
            .collect();
        Box::new(days.into_iter())
    }

    proptest! {
        #[test]
        fn merging_is_union_and_difference(
            a: BTreeSet<u8>, b: BTreeSet<u8>, c: BTreeSet<u8>, d: BTreeSet<u8>,
        ) {
            let wide = |days: BTreeSet<u8>| days.into_iter().map(u64::from).collect::<BTreeSet<_>>();
            let (a, b, c, d) = (wide(a), wide(b), wide(c), wide(d));
            let merged: Vec<_> =
                Merge::new(vec![times(&a), times(&b)], vec![times(&c), times(&d)]).collect();
            let without: BTreeSet<u64> = c.union(&d).copied().collect();
            let expected: BTreeSet<u64> =
                a.union(&b).copied().filter(|day| !without.contains(day)).collect();
            prop_assert_eq!(merged, times(&expected).collect::<Vec<_>>());
        }
    }
}
