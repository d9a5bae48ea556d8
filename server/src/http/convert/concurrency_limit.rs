//! Concurrency limits and leases on them.

use prefect_mock_api::types;

use super::{count, each};
use crate::app::{GrantedLease, TagLimit};
use crate::domain::concurrency::ConcurrencyLimit;

impl From<ConcurrencyLimit> for types::ConcurrencyLimitV2 {
    fn from(limit: ConcurrencyLimit) -> Self {
        Self {
            id: limit.id.uuid(),
            created: Some(limit.created),
            updated: Some(limit.updated),
            active: limit.active,
            name: limit.name,
            limit: limit.limit,
            active_slots: count(limit.active_slots),
            denied_slots: count(limit.denied_slots),
            slot_decay_per_second: limit.slot_decay_per_second,
            avg_slot_occupancy_seconds: limit.avg_slot_occupancy_seconds,
        }
    }
}

impl From<ConcurrencyLimit> for types::GlobalConcurrencyLimitResponse {
    fn from(limit: ConcurrencyLimit) -> Self {
        Self {
            id: limit.id.uuid(),
            created: Some(limit.created),
            updated: Some(limit.updated),
            active: limit.active,
            name: limit.name,
            limit: limit.limit,
            active_slots: count(limit.active_slots),
            slot_decay_per_second: limit.slot_decay_per_second,
        }
    }
}

impl From<ConcurrencyLimit> for types::MinimalConcurrencyLimitResponse {
    fn from(limit: ConcurrencyLimit) -> Self {
        Self {
            id: limit.id.uuid(),
            name: limit.name,
            limit: limit.limit,
        }
    }
}

impl From<GrantedLease> for types::ConcurrencyLimitWithLeaseResponse {
    fn from(lease: GrantedLease) -> Self {
        Self {
            lease_id: lease.lease_id.uuid(),
            limits: each(lease.limits),
        }
    }
}

impl From<TagLimit> for types::ConcurrencyLimit {
    fn from(tag: TagLimit) -> Self {
        Self {
            id: tag.limit.id.uuid(),
            created: Some(tag.limit.created),
            updated: Some(tag.limit.updated),
            tag: tag.tag,
            concurrency_limit: tag.limit.limit,
            active_slots: tag.holders,
        }
    }
}
