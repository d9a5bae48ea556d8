//! An order of runs that can be walked past what nobody looks for.
//!
//! The runs lie in *blocks* of some hundred, each with a [summary](RunSummary) of what is
//! in it. States and times go together in practice, such as scheduled runs with times to
//! come, so whoever looks for others passes over whole blocks.
//!
//! ```text
//! blocks    [ 09:00 … 09:40 | 09:40 … 10:10 | 10:11 … 12:00 ]
//! states      completed 512   completed 380   scheduled 290
//!                             running 12
//! ```
//!
//! Putting in and taking out cost two binary searches, and moving the half of a block.
//! When a block is full it is parted, which makes place for some hundred more.

use std::ops::{Bound, RangeBounds};

use super::run_orders::RunKeys;
use super::run_summary::{RunSummary, Sought};

/// How many entries a block has at most. In tests there are many blocks of few.
const MOST: usize = if cfg!(test) { 6 } else { 512 };

/// Ids of runs, ordered by a key and, among equals, by themselves.
#[derive(Debug)]
pub(super) struct Order<K, Id> {
    /// None is empty.
    blocks: Vec<Block<K, Id>>,
}

#[derive(Debug)]
struct Block<K, Id> {
    entries: Vec<(K, Id)>,
    summary: RunSummary,
}

impl<K, Id> Default for Order<K, Id> {
    fn default() -> Self {
        Self { blocks: Vec::new() }
    }
}

impl<K: Ord, Id: Ord + Copy> Block<K, Id> {
    fn of(entry: (K, Id), run: RunKeys<'_>) -> Self {
        let mut block = Self {
            entries: Vec::new(),
            summary: RunSummary::default(),
        };
        block.insert(entry, run);
        block
    }

    fn insert(&mut self, entry: (K, Id), run: RunKeys<'_>) {
        let place = self.entries.partition_point(|one| *one < entry);
        self.entries.insert(place, entry);
        self.summary.add(run);
    }

    /// Takes the upper half out.
    fn part<'r>(&mut self, keys_of: &impl Fn(Id) -> Option<RunKeys<'r>>) -> Self {
        let upper = self.entries.split_off(self.entries.len() / 2);
        let summary = |entries: &[(K, Id)]| {
            let mut summary = RunSummary::default();
            for run in entries.iter().filter_map(|(_, id)| keys_of(*id)) {
                summary.add(run);
            }
            summary
        };
        self.summary = summary(&self.entries);
        Self {
            summary: summary(&upper),
            entries: upper,
        }
    }

    /// The entries that are in a range.
    fn within(&self, range: &impl RangeBounds<(K, Id)>) -> &[(K, Id)] {
        let start = match range.start_bound() {
            Bound::Unbounded => 0,
            Bound::Included(first) => self.entries.partition_point(|one| one < first),
            Bound::Excluded(first) => self.entries.partition_point(|one| one <= first),
        };
        let end = match range.end_bound() {
            Bound::Unbounded => self.entries.len(),
            Bound::Included(last) => self.entries.partition_point(|one| one <= last),
            Bound::Excluded(last) => self.entries.partition_point(|one| one < last),
        };
        self.entries.get(start..end).unwrap_or_default()
    }
}

impl<K: Ord, Id: Ord + Copy> Order<K, Id> {
    /// Moves a run from where it was to where it is; `None` is nowhere. `key` tells by
    /// what it is ordered, and `keys_of` what is known of others.
    pub(super) fn shift<'r>(
        &mut self,
        id: Id,
        before: Option<RunKeys<'r>>,
        after: Option<RunKeys<'r>>,
        key: impl Fn(RunKeys<'r>) -> K,
        keys_of: &impl Fn(Id) -> Option<RunKeys<'r>>,
    ) {
        let [from, to] = [before, after].map(|run| run.map(|run| ((key(run), id), run)));
        match (from, to) {
            (Some((from, before)), Some((to, after))) if from == to => {
                if before.summarised() != after.summarised() {
                    let number = place(&self.blocks, &to);
                    if let Some(block) = self.blocks.get_mut(number) {
                        block.summary.remove(before);
                        block.summary.add(after);
                    }
                }
            }
            (from, to) => {
                if let Some((from, before)) = from {
                    self.remove(&from, before);
                }
                if let Some((to, after)) = to {
                    self.insert(to, after, keys_of);
                }
            }
        }
    }

    fn insert<'r>(
        &mut self,
        entry: (K, Id),
        run: RunKeys<'r>,
        keys_of: &impl Fn(Id) -> Option<RunKeys<'r>>,
    ) {
        let number = place(&self.blocks, &entry);
        let is_last = number + 1 == self.blocks.len();
        let Some(block) = self.blocks.get_mut(number) else {
            return self.blocks.push(Block::of(entry, run));
        };
        if block.entries.len() < MOST {
            return block.insert(entry, run);
        }
        // Times mostly ascend, so blocks that end with the latest one stay full.
        if is_last && block.entries.last().is_some_and(|last| *last < entry) {
            return self.blocks.push(Block::of(entry, run));
        }
        let mut upper = block.part(keys_of);
        if upper.entries.first().is_some_and(|first| *first < entry) {
            upper.insert(entry, run);
        } else {
            block.insert(entry, run);
        }
        self.blocks.insert(number + 1, upper);
    }

    fn remove(&mut self, entry: &(K, Id), run: RunKeys<'_>) {
        let number = place(&self.blocks, entry);
        let Some(block) = self.blocks.get_mut(number) else {
            return;
        };
        let Ok(place) = block.entries.binary_search(entry) else {
            return;
        };
        block.entries.remove(place);
        block.summary.remove(run);
        let len = block.entries.len();
        if len == 0 {
            self.take_out(number);
        } else if len <= MOST / 4 {
            self.join(number);
            self.join(number.saturating_sub(1));
        }
    }

    /// Joins a block and the next, if they are small.
    fn join(&mut self, number: usize) {
        if let Some([one, next]) = self.blocks.get(number..number + 2)
            && one.entries.len() + next.entries.len() <= MOST / 2
        {
            let next = self.take_out(number + 1);
            let one = &mut self.blocks[number];
            one.entries.extend(next.entries);
            one.summary.merge(&next.summary);
        }
    }

    fn take_out(&mut self, number: usize) -> Block<K, Id> {
        let block = self.blocks.remove(number);
        if self.blocks.len() < self.blocks.capacity() / 4 {
            self.blocks.shrink_to(self.blocks.len() * 2);
        }
        block
    }

    /// The entries in a range, without blocks in which nothing is that is looked for.
    pub(super) fn range(
        &self,
        range: impl RangeBounds<(K, Id)>,
        sought: Sought,
    ) -> impl DoubleEndedIterator<Item = &(K, Id)> {
        let first = match range.start_bound() {
            Bound::Unbounded => 0,
            Bound::Included(entry) | Bound::Excluded(entry) => place(&self.blocks, entry),
        };
        let behind = match range.end_bound() {
            Bound::Unbounded => self.blocks.len(),
            Bound::Included(entry) | Bound::Excluded(entry) => place(&self.blocks, entry) + 1,
        };
        let blocks = self.blocks.get(first..behind.min(self.blocks.len()));
        let blocks = blocks.unwrap_or_default().iter();
        blocks
            .filter(move |block| sought.may_be_in(&block.summary))
            .flat_map(move |block| block.within(&range))
    }
}

/// The number of the block in which an entry is, or would be.
fn place<K: Ord, Id: Ord>(blocks: &[Block<K, Id>], entry: &(K, Id)) -> usize {
    let behind = blocks.partition_point(|block| block.entries.first() <= Some(entry));
    behind.saturating_sub(1)
}

#[cfg(test)]
mod tests;
