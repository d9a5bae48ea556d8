//! One concurrency limit and its counters.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::SlotWaits;
use crate::domain::ids::ConcurrencyLimitId;

/// What a new limit assumes about how long a slot is held, in seconds.
pub const DEFAULT_SLOT_OCCUPANCY_SECONDS: f64 = 2.0;

/// The shortest occupancy that is counted, in seconds; keeps rates finite.
const LEAST_SLOT_OCCUPANCY_SECONDS: f64 = 0.1;

/// The average occupancy moves as if over this many samples per slot.
const OCCUPANCY_SAMPLES_PER_SLOT: f64 = 2.0;

/// A counted number of slots under a name.
///
/// With a decay, taken slots come free by themselves: the limit is then a rate
/// limit. `active_slots` and `denied_slots` are as of `updated`; ask
/// [`active_slots_at`](Self::active_slots_at) for what they are later.
#[derive(Clone, Debug, PartialEq)]
pub struct ConcurrencyLimit {
    /// Names the limit.
    pub id: ConcurrencyLimitId,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it was last changed, which taking and giving back slots does too.
    pub updated: DateTime<Utc>,
    /// What slots are asked for by. Unique.
    pub name: String,
    /// A limit that is not active limits nothing, and counts nothing.
    pub active: bool,
    /// How many slots there are. Below zero, which only limits of tags can be, there
    /// are none.
    pub limit: i64,
    /// How many are taken.
    pub active_slots: u64,
    /// How many are waited for besides: what waits are made longer by. Whoever makes
    /// or changes the limit says so; being turned away is not counted, since on
    /// Prefect the failure that tells so undoes the count.
    pub denied_slots: u64,
    /// How many taken slots come free by themselves each second.
    pub slot_decay_per_second: f64,
    /// How long slots were held lately, on average.
    pub avg_slot_occupancy_seconds: f64,
}

impl ConcurrencyLimit {
    /// An active limit of `limit` slots, none of them taken, without decay.
    pub fn new(
        id: ConcurrencyLimitId,
        name: impl Into<String>,
        limit: i64,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            created: now,
            updated: now,
            name: name.into(),
            active: true,
            limit,
            active_slots: 0,
            denied_slots: 0,
            slot_decay_per_second: 0.0,
            avg_slot_occupancy_seconds: DEFAULT_SLOT_OCCUPANCY_SECONDS,
        }
    }

    /// How many slots are taken at `now`, after decay.
    pub fn active_slots_at(&self, now: DateTime<Utc>) -> u64 {
        decayed(self.active_slots, self.slot_decay_per_second, self.age(now))
    }

    /// The limit as it is shown: with the slots that are taken at `now`.
    #[must_use]
    pub fn decayed(&self, now: DateTime<Utc>) -> Self {
        Self {
            active_slots: self.active_slots_at(now),
            ..self.clone()
        }
    }

    /// How many slots were denied and are still counted at `now`. Without a decay
    /// of its own a limit forgets one denial per occupancy.
    pub fn denied_slots_at(&self, now: DateTime<Utc>, waits: &SlotWaits) -> u64 {
        let rate = if self.slot_decay_per_second > 0.0 {
            self.slot_decay_per_second
        } else {
            let occupancy = self
                .avg_slot_occupancy_seconds
                .min(self.longest_wait(waits).as_secs_f64())
                .max(LEAST_SLOT_OCCUPANCY_SECONDS);
            1.0 / occupancy
        };
        decayed(self.denied_slots, rate, self.age(now))
    }

    /// The longest wait for a slot of this limit: limits on tags have their own.
    pub fn longest_wait(&self, waits: &SlotWaits) -> Duration {
        if self.name.starts_with(super::TAG_PREFIX) {
            waits.tag
        } else {
            waits.other
        }
    }

    /// How many slots there are to take.
    pub fn size(&self) -> u64 {
        u64::try_from(self.limit).unwrap_or(0)
    }

    /// Whether `slots` more could be taken at `now`. Never from a limit that is
    /// not active.
    pub fn has_free(&self, slots: u64, now: DateTime<Utc>) -> bool {
        self.active
            && self
                .active_slots_at(now)
                .checked_add(slots)
                .is_some_and(|taken| taken <= self.size())
    }

    /// Takes `slots`, whether or not they are free: callers ask first.
    pub(super) fn take(&mut self, slots: u64, now: DateTime<Utc>, waits: &SlotWaits) {
        self.denied_slots = self.denied_slots_at(now, waits);
        self.active_slots = self.active_slots_at(now).saturating_add(slots);
        self.updated = now;
    }

    /// Gives `slots` back, at most as many as are taken. An `occupancy`, how long
    /// they were held, moves the average. Does nothing if the limit is not active.
    pub(super) fn give_back(
        &mut self,
        slots: u64,
        occupancy: Option<Duration>,
        now: DateTime<Utc>,
        waits: &SlotWaits,
    ) {
        if !self.active {
            return;
        }
        self.denied_slots = self.denied_slots_at(now, waits);
        self.active_slots = self.active_slots_at(now).saturating_sub(slots);
        self.updated = now;
        if let Some(occupancy) = occupancy
            && !occupancy.is_zero()
            && self.limit > 0
            && slots > 0
        {
            let sample =
                (occupancy.as_secs_f64() / as_f64(slots)).max(LEAST_SLOT_OCCUPANCY_SECONDS);
            let samples = as_f64(self.size()) * OCCUPANCY_SAMPLES_PER_SLOT;
            self.avg_slot_occupancy_seconds += (sample - self.avg_slot_occupancy_seconds) / samples;
        }
    }

    /// How long one who asks for `slots` in vain should wait on average, in
    /// seconds.
    pub(super) fn average_wait_seconds(&self, slots: u64, waits: &SlotWaits) -> f64 {
        let blocking = self.blocking_slots(slots);
        if self.slot_decay_per_second > 0.0 {
            return blocking / self.slot_decay_per_second;
        }
        let longest = self.longest_wait(waits).as_secs_f64();
        let per_slot = self.avg_slot_occupancy_seconds.min(longest);
        (per_slot * blocking).min(longest)
    }

    /// How much stands before one who asks for `slots` in vain: what picks the
    /// limit to wait for when there are several.
    pub(super) fn blocking_slots(&self, slots: u64) -> f64 {
        let asked = as_f64(slots.saturating_add(self.denied_slots));
        if self.slot_decay_per_second > 0.0 {
            asked
        } else {
            asked / as_f64(self.size())
        }
    }

    /// The share of slots that are taken as of the last change.
    pub(crate) fn contention(&self) -> f64 {
        as_f64(self.active_slots) / as_f64(self.size())
    }

    /// Seconds since the last change; zero if the clock went back.
    fn age(&self, now: DateTime<Utc>) -> f64 {
        (now - self.updated)
            .to_std()
            .unwrap_or_default()
            .as_secs_f64()
    }
}

/// `slots` less what decays in `seconds` at `rate` per second, in whole slots.
fn decayed(slots: u64, rate: f64, seconds: f64) -> u64 {
    let gone = (rate * seconds).floor().max(0.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "not negative, and the cast stops at the largest count"
    )]
    slots.saturating_sub(gone as u64)
}

/// A count as a factor.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of slots are far below 2^52, and a rounded one does no harm"
)]
fn as_f64(count: u64) -> f64 {
    count as f64
}
