//! Leases: slots that come back by themselves if their holder goes silent.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
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

/// `now` plus `duration`, or the end of time.
pub(crate) fn after(now: DateTime<Utc>, duration: Duration) -> DateTime<Utc> {
    TimeDelta::from_std(duration)
        .ok()
        .and_then(|duration| now.checked_add_signed(duration))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// The leases there are, by id, by the time they end and by who holds them.
/// Every operation costs the logarithm of their number.
#[derive(Clone, Debug, Default)]
pub(super) struct Leases {
    table: BTreeMap<LeaseId, Lease>,
    expiries: BTreeSet<(DateTime<Utc>, LeaseId)>,
    holders: BTreeSet<(Uuid, LeaseId)>,
}

impl Leases {
    /// The lease of an id.
    pub(super) fn get(&self, id: LeaseId) -> Option<&Lease> {
        self.table.get(&id)
    }

    /// Adds a lease.
    pub(super) fn insert(&mut self, lease: Lease) {
        self.expiries.insert((lease.expires, lease.id));
        if let Some(holder) = lease.holder {
            self.holders.insert((holder.id, lease.id));
        }
        self.table.insert(lease.id, lease);
    }

    /// Takes a lease away.
    pub(super) fn remove(&mut self, id: LeaseId) -> Option<Lease> {
        let lease = self.table.remove(&id)?;
        self.expiries.remove(&(lease.expires, id));
        if let Some(holder) = lease.holder {
            self.holders.remove(&(holder.id, id));
        }
        Some(lease)
    }

    /// Moves the end of a lease; `false` if there is none.
    pub(super) fn renew(&mut self, id: LeaseId, expires: DateTime<Utc>) -> bool {
        let Some(lease) = self.table.get_mut(&id) else {
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
            .filter_map(|(_, id)| self.table.get(id))
    }

    /// All leases, by id.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Lease> {
        self.table.values()
    }
}
