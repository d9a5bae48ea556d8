//! Leases: slots that come back by themselves if their holder goes silent.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::ids::{ConcurrencyLimitId, LeaseId};

/// What kind of object holds a lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeaseHolderType {
    /// A flow run.
    FlowRun,
    /// A task run.
    TaskRun,
    /// A deployment.
    Deployment,
}

/// Who holds a lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeaseHolder {
    /// What kind of object it is.
    #[serde(rename = "type")]
    pub holder_type: LeaseHolderType,
    /// Its id.
    pub id: Uuid,
}

/// The right to hold slots until a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// Names the lease; whoever knows it may renew or end it.
    pub id: LeaseId,
    /// The limits it holds slots of. None if nothing was limited.
    pub limit_ids: Vec<ConcurrencyLimitId>,
    /// How many slots of each.
    pub slots: u64,
    /// Who holds it, if they said so.
    pub holder: Option<LeaseHolder>,
    /// Since when.
    pub created: DateTime<Utc>,
    /// Until when, unless renewed.
    pub expires: DateTime<Utc>,
}

/// The leases there are, by id, by the time they end, by who holds them and by what
/// they are on. Every operation costs the logarithm of their number, for each limit.
#[derive(Clone, Debug, Default)]
pub(super) struct Leases {
    table: BTreeMap<LeaseId, Entry>,
    expiries: BTreeSet<(DateTime<Utc>, LeaseId)>,
    holders: BTreeSet<(Uuid, LeaseId)>,
    limits: BTreeSet<(ConcurrencyLimitId, u64, LeaseId)>,
    /// How many leases were granted so far.
    granted: u64,
}

/// A lease, and how many were granted before it.
#[derive(Clone, Debug)]
struct Entry {
    number: u64,
    lease: Lease,
}

impl Leases {
    /// The lease of an id.
    pub(super) fn get(&self, id: LeaseId) -> Option<&Lease> {
        self.table.get(&id).map(|entry| &entry.lease)
    }

    /// Adds a lease.
    pub(super) fn insert(&mut self, lease: Lease) {
        let number = self.granted;
        self.granted += 1;
        self.expiries.insert((lease.expires, lease.id));
        if let Some(holder) = lease.holder {
            self.holders.insert((holder.id, lease.id));
        }
        for limit in &lease.limit_ids {
            self.limits.insert((*limit, number, lease.id));
        }
        self.table.insert(lease.id, Entry { number, lease });
    }

    /// Takes a lease away.
    pub(super) fn remove(&mut self, id: LeaseId) -> Option<Lease> {
        let Entry { number, lease } = self.table.remove(&id)?;
        self.expiries.remove(&(lease.expires, id));
        if let Some(holder) = lease.holder {
            self.holders.remove(&(holder.id, id));
        }
        for limit in &lease.limit_ids {
            self.limits.remove(&(*limit, number, id));
        }
        Some(lease)
    }

    /// Moves the end of a lease; `false` if there is none.
    pub(super) fn renew(&mut self, id: LeaseId, expires: DateTime<Utc>) -> bool {
        let Some(Entry { lease, .. }) = self.table.get_mut(&id) else {
            return false;
        };
        self.expiries.remove(&(lease.expires, id));
        self.expiries.insert((expires, id));
        lease.expires = expires;
        true
    }

    /// The leases whose time had passed at `now`, soonest first.
    pub(super) fn expired(&self, now: DateTime<Utc>) -> Vec<LeaseId> {
        self.expiries
            .iter()
            .take_while(|(expires, _)| *expires <= now)
            .map(|(_, id)| *id)
            .collect()
    }

    /// When the next lease ends.
    pub(super) fn next_expiry(&self) -> Option<DateTime<Utc>> {
        self.expiries.first().map(|(expires, _)| *expires)
    }

    /// The leases that someone holds.
    pub(super) fn held_by(&self, holder: Uuid) -> impl Iterator<Item = &Lease> {
        let first = (holder, LeaseId::new(Uuid::nil()));
        let last = (holder, LeaseId::new(Uuid::max()));
        self.holders
            .range(first..=last)
            .filter_map(|(_, id)| self.get(*id))
    }

    /// The leases on a limit, oldest first.
    pub(super) fn on(&self, limit: ConcurrencyLimitId) -> impl Iterator<Item = &Lease> {
        let first = (limit, u64::MIN, LeaseId::new(Uuid::nil()));
        let last = (limit, u64::MAX, LeaseId::new(Uuid::max()));
        self.limits
            .range(first..=last)
            .filter_map(|(_, _, id)| self.get(*id))
    }
}
