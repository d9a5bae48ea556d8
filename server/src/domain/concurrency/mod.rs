//! Concurrency limits of the v2 API: slots, and leases on them.
//!
//! A *limit* has a name and a number of slots. Whoever wants to do something
//! limited *takes* slots of one or more limits, all of them or none, and *gives
//! them back*. Taken under a *lease* they also come back when the lease
//! *expires*, unless it is *renewed* first:
//!
//! ```text
//!             grant                  release, revoke
//!   (none) ──────────▶  held  ──────────────────────▶ (none)
//!                      │  ▲  │ expire
//!                      └──┘  └───────────────────────▶ (none)
//!                      renew
//! ```
//!
//! Names with a meaning of their own are `tag:{tag}`, which limits task runs with
//! that tag, and `deployment:{id}`, which limits the runs of a deployment. A name
//! that no limit has limits nothing.
//!
//! The structure is plain data: callers hold whatever lock they need around it.

mod error;
mod lease;
mod limit;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::ids::{ConcurrencyLimitId, DeploymentId, LeaseId};
use super::jitter::{DEFAULT_CLAMPING_FACTOR, clamped_poisson_interval};
use super::time::later;
pub use error::{AcquireError, NameTaken, NoAverage};
use lease::Leases;
pub use lease::{Lease, LeaseHolder, LeaseHolderType};
pub use limit::{ConcurrencyLimit, DEFAULT_SLOT_OCCUPANCY_SECONDS};

/// What the names of limits on tags begin with.
const TAG_PREFIX: &str = "tag:";

/// The name of the limit on task runs with a tag.
pub fn tag_limit_name(tag: &str) -> String {
    format!("{TAG_PREFIX}{tag}")
}

/// The tag whose limit has this name, if it is a tag's.
pub fn tag_of_limit_name(name: &str) -> Option<&str> {
    name.strip_prefix(TAG_PREFIX)
}

/// The name of the limit on the runs of a deployment.
pub fn deployment_limit_name(id: DeploymentId) -> String {
    format!("deployment:{id}")
}

/// The longest times that those who found no free slot are told to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotWaits {
    /// For limits on tags.
    pub tag: Duration,
    /// For all others.
    pub other: Duration,
}

impl Default for SlotWaits {
    /// Prefect's own: 10 seconds for tags, 30 for others.
    fn default() -> Self {
        Self {
            tag: Duration::from_secs(10),
            other: Duration::from_secs(30),
        }
    }
}

/// What slots are taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcquireMode {
    /// To be given back.
    Concurrency,
    /// To come free by decay: every limit must have one.
    RateLimit,
}

/// A change to slots and leases that someone decided on and someone else is to
/// make, by [`ConcurrencyLimits::apply`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlotChange {
    /// Take the slots that this lease is on, and grant it.
    Acquire(Lease),
    /// Move the end of a lease.
    Renew {
        /// The lease.
        lease_id: LeaseId,
        /// Until when.
        expires: DateTime<Utc>,
    },
    /// Give back what a lease is on, and end it. If it is gone, give back one slot
    /// of `otherwise`.
    Release {
        /// The lease.
        lease_id: LeaseId,
        /// The limit that the lease was on.
        otherwise: Option<ConcurrencyLimitId>,
    },
    /// Give back one slot that no lease is known for.
    ReleaseSlot {
        /// The limit.
        limit_id: ConcurrencyLimitId,
    },
    /// End a lease and keep its slots taken, for clients that do not renew.
    Revoke {
        /// The lease.
        lease_id: LeaseId,
    },
}

/// All concurrency limits and the leases on them.
///
/// Finding one, by id or by name, costs the logarithm of their number.
#[derive(Clone, Debug, Default)]
pub struct ConcurrencyLimits {
    waits: SlotWaits,
    limits: BTreeMap<ConcurrencyLimitId, ConcurrencyLimit>,
    by_name: BTreeMap<String, ConcurrencyLimitId>,
    leases: Leases,
}

impl ConcurrencyLimits {
    /// No limits yet.
    pub fn new(waits: SlotWaits) -> Self {
        Self {
            waits,
            ..Self::default()
        }
    }

    /// The limit of an id.
    pub fn get(&self, id: ConcurrencyLimitId) -> Option<&ConcurrencyLimit> {
        self.limits.get(&id)
    }

    /// The limit of a name.
    pub fn by_name(&self, name: &str) -> Option<&ConcurrencyLimit> {
        self.get(*self.by_name.get(name)?)
    }

    /// All limits, by name.
    pub fn iter(&self) -> impl Iterator<Item = &ConcurrencyLimit> {
        self.by_name.values().filter_map(|id| self.get(*id))
    }

    /// Adds a limit.
    pub fn insert(&mut self, limit: ConcurrencyLimit) -> Result<(), NameTaken> {
        if self.by_name.contains_key(&limit.name) {
            return Err(NameTaken { name: limit.name });
        }
        self.by_name.insert(limit.name.clone(), limit.id);
        self.limits.insert(limit.id, limit);
        Ok(())
    }

    /// Changes a limit as its owner asks, and marks it as changed `now`. `Ok(None)`
    /// if there is none of that id.
    pub fn update(
        &mut self,
        id: ConcurrencyLimitId,
        now: DateTime<Utc>,
        change: impl FnOnce(&mut ConcurrencyLimit),
    ) -> Result<Option<&ConcurrencyLimit>, NameTaken> {
        let Some(old) = self.limits.get(&id) else {
            return Ok(None);
        };
        let mut new = old.clone();
        change(&mut new);
        new.id = id;
        new.updated = now;
        if new.name != old.name {
            if self.by_name.contains_key(&new.name) {
                return Err(NameTaken { name: new.name });
            }
            self.by_name.remove(&old.name);
            self.by_name.insert(new.name.clone(), id);
        }
        self.limits.insert(id, new);
        Ok(self.limits.get(&id))
    }

    /// Takes a limit away. Leases on it stay, and no longer hold anything of it.
    pub fn remove(&mut self, id: ConcurrencyLimitId) -> Option<ConcurrencyLimit> {
        let limit = self.limits.remove(&id)?;
        self.by_name.remove(&limit.name);
        Some(limit)
    }

    /// The limits that have one of `names`, by name.
    pub fn named(&self, names: &[String]) -> Vec<&ConcurrencyLimit> {
        let mut found: Vec<_> = names.iter().filter_map(|name| self.by_name(name)).collect();
        found.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        found.dedup_by_key(|limit| limit.id);
        found
    }

    /// Takes `slots` of every limit that has one of `names`, or none at all, and
    /// answers those limits as they were, by name. `draw`, an even one from
    /// `0.0..1.0`, spreads the wait that [`AcquireError::Locked`] asks for.
    pub fn acquire(
        &mut self,
        names: &[String],
        slots: u64,
        mode: AcquireMode,
        now: DateTime<Utc>,
        draw: f64,
    ) -> Result<Vec<ConcurrencyLimit>, AcquireError> {
        let found: Vec<ConcurrencyLimit> = self.named(names).into_iter().cloned().collect();
        let active: Vec<&ConcurrencyLimit> = found.iter().filter(|limit| limit.active).collect();
        if active.iter().any(|limit| limit.size() < slots) {
            return Err(AcquireError::MoreThanLimit);
        }
        if mode == AcquireMode::RateLimit {
            let names: Vec<String> = active
                .iter()
                .filter(|limit| limit.slot_decay_per_second <= 0.0)
                .map(|limit| limit.name.clone())
                .collect();
            if !names.is_empty() {
                return Err(AcquireError::NotDecaying { names });
            }
        }
        if active.iter().all(|limit| limit.has_free(slots, now)) {
            for limit in &active {
                self.take(limit.id, slots, now);
            }
            return Ok(found);
        }

        // The wait is for the limit with the most before us, the first of several.
        let average = active
            .iter()
            .rev()
            .max_by(|a, b| a.blocking_slots(slots).total_cmp(&b.blocking_slots(slots)))
            .map_or(0.0, |limit| limit.average_wait_seconds(slots, &self.waits));
        Err(AcquireError::Locked {
            retry_after_seconds: clamped_poisson_interval(average, DEFAULT_CLAMPING_FACTOR, draw),
        })
    }

    /// Takes `slots` of one limit if they are free.
    pub fn take_if_free(&mut self, id: ConcurrencyLimitId, slots: u64, now: DateTime<Utc>) {
        if self.get(id).is_some_and(|limit| limit.has_free(slots, now)) {
            self.take(id, slots, now);
        }
    }

    /// Gives back `slots` of every active limit that has one of `names`, and answers
    /// all limits of those names as they were, by name. An `occupancy`, how long they
    /// were held, moves the averages.
    pub fn release(
        &mut self,
        names: &[String],
        slots: u64,
        occupancy: Option<Duration>,
        now: DateTime<Utc>,
    ) -> Result<Vec<ConcurrencyLimit>, NoAverage> {
        let found: Vec<ConcurrencyLimit> = self.named(names).into_iter().cloned().collect();
        let ids: Vec<_> = found.iter().map(|limit| limit.id).collect();
        self.give_all_back(&ids, slots, occupancy, now)?;
        Ok(found)
    }

    /// The lease of an id.
    pub fn lease(&self, id: LeaseId) -> Option<&Lease> {
        self.leases.get(id)
    }

    /// The leases on a limit that have not run out at `now`, oldest first. Costs the
    /// number of leases on it.
    pub fn leases_on(
        &self,
        id: ConcurrencyLimitId,
        now: DateTime<Utc>,
    ) -> impl Iterator<Item = &Lease> {
        self.leases.on(id).filter(move |lease| lease.expires > now)
    }

    /// Ends the leases on a limit that have not run out, and keeps the slots taken
    /// that they are on, also those of other limits.
    pub fn revoke_leases_on(&mut self, id: ConcurrencyLimitId, now: DateTime<Utc>) {
        let leases: Vec<LeaseId> = self.leases_on(id, now).map(|lease| lease.id).collect();
        for lease in leases {
            self.leases.remove(lease);
        }
    }

    /// The leases that an object holds.
    pub fn leases_held_by(&self, holder: uuid::Uuid) -> impl Iterator<Item = &Lease> {
        self.leases.held_by(holder)
    }

    /// Grants a lease on slots that have been taken.
    pub fn grant(&mut self, lease: Lease) {
        self.leases.insert(lease);
    }

    /// Moves the end of a lease to `duration` from `now`; `false` if it is gone.
    /// One that has passed its end and was not yet expired can still be renewed.
    pub fn renew(&mut self, id: LeaseId, duration: Duration, now: DateTime<Utc>) -> bool {
        self.leases.renew(id, later(now, duration))
    }

    /// Ends a lease and gives its slots back, counting how long they were held;
    /// `Ok(None)` if it is gone. One whose slots cannot be counted stays.
    pub fn end_lease(
        &mut self,
        id: LeaseId,
        now: DateTime<Utc>,
    ) -> Result<Option<Lease>, NoAverage> {
        let Some(lease) = self.leases.get(id).cloned() else {
            return Ok(None);
        };
        let held = (now - lease.created).to_std().ok();
        self.give_all_back(&lease.limit_ids, lease.slots, held, now)?;
        Ok(self.leases.remove(id))
    }

    /// Ends every lease whose time has passed and whose slots can be counted, and
    /// answers them, soonest first. Costs what there is to end.
    pub fn expire(&mut self, now: DateTime<Utc>) -> Vec<Lease> {
        self.leases
            .expired(now)
            .into_iter()
            .filter_map(|id| self.end_lease(id, now).ok().flatten())
            .collect()
    }

    /// When the next lease expires: when to call [`expire`](Self::expire) next.
    pub fn next_expiry(&self) -> Option<DateTime<Utc>> {
        self.leases.next_expiry()
    }

    /// Makes a change that was decided on. Whoever decides must have seen this very
    /// structure, with nothing changed in between.
    pub fn apply(&mut self, change: SlotChange, now: DateTime<Utc>) {
        match change {
            SlotChange::Acquire(lease) => {
                for limit_id in &lease.limit_ids {
                    self.take(*limit_id, lease.slots, now);
                }
                self.leases.insert(lease);
            }
            SlotChange::Renew { lease_id, expires } => {
                self.leases.renew(lease_id, expires);
            }
            SlotChange::Release {
                lease_id,
                otherwise,
            } => match (self.leases.remove(lease_id), otherwise) {
                (Some(lease), _) => {
                    for limit_id in &lease.limit_ids {
                        self.give_back(*limit_id, lease.slots, None, now);
                    }
                }
                (None, Some(limit_id)) => self.give_back(limit_id, 1, None, now),
                (None, None) => {}
            },
            SlotChange::ReleaseSlot { limit_id } => self.give_back(limit_id, 1, None, now),
            SlotChange::Revoke { lease_id } => {
                self.leases.remove(lease_id);
            }
        }
    }

    /// Gives back slots of all these limits, or of none if one cannot count them.
    fn give_all_back(
        &mut self,
        ids: &[ConcurrencyLimitId],
        slots: u64,
        occupancy: Option<Duration>,
        now: DateTime<Utc>,
    ) -> Result<(), NoAverage> {
        let is_counted = occupancy.is_some_and(|held| !held.is_zero());
        let mut limits = ids.iter().filter_map(|id| self.get(*id));
        if is_counted && limits.any(|limit| limit.active && limit.limit == 0) {
            return Err(NoAverage);
        }
        for id in ids {
            self.give_back(*id, slots, occupancy, now);
        }
        Ok(())
    }

    fn take(&mut self, id: ConcurrencyLimitId, slots: u64, now: DateTime<Utc>) {
        if let Some(limit) = self.limits.get_mut(&id) {
            limit.take(slots, now, &self.waits);
        }
    }

    fn give_back(
        &mut self,
        id: ConcurrencyLimitId,
        slots: u64,
        occupancy: Option<Duration>,
        now: DateTime<Utc>,
    ) {
        if let Some(limit) = self.limits.get_mut(&id) {
            limit.give_back(slots, occupancy, now, &self.waits);
        }
    }
}
