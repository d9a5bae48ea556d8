//! The limits of tags, as Prefect's older operations see them: a number, and the
//! task runs that hold slots.
//!
//! Such a limit is a global one whose name is made of the tag, and a task run holds a
//! slot of it by a lease. The two ways of counting can part: ending a lease here keeps
//! its slot taken, as it does on Prefect.

use std::time::Duration;

use chrono::{DateTime, Utc};
use prefect_mock_api::types;
use uuid::Uuid;

use crate::app::{App, Error, Result, Transaction, limit, offset};
use crate::domain::concurrency::{
    ConcurrencyLimit, ConcurrencyLimits, Lease, LeaseHolder, LeaseHolderType, tag_limit_name,
    tag_of_limit_name,
};
use crate::domain::ids::{ConcurrencyLimitId, LeaseId};
use crate::domain::time::later;

/// How long the leases last that a reset grants, whose holders renew none: a hundred
/// years.
const LEASE_DURATION: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

/// What the name of a global limit may not have in it. Prefect makes a limit of any
/// tag, and then fails to read the name of one that has these.
const BANNED_IN_NAMES: [char; 5] = ['/', '%', '&', '>', '<'];

/// The limit of a tag.
#[derive(Debug, Clone, PartialEq)]
pub struct TagLimit {
    /// The tag.
    pub tag: String,
    /// The global limit that it is.
    pub limit: ConcurrencyLimit,
    /// The task runs that hold slots of it, longest first.
    pub holders: Vec<Uuid>,
}

impl TagLimit {
    /// A limit as that of a tag, if it is one. Costs the number of leases on it.
    fn of(
        limits: &ConcurrencyLimits,
        limit: &ConcurrencyLimit,
        now: DateTime<Utc>,
    ) -> Option<Self> {
        let tag = tag_of_limit_name(&limit.name)?;
        let holders = limits
            .leases_on(limit.id, now)
            .filter_map(|lease| lease.holder)
            .filter(|holder| holder.holder_type == LeaseHolderType::TaskRun);
        Some(Self {
            tag: tag.to_owned(),
            limit: limit.clone(),
            holders: holders.map(|holder| holder.id).collect(),
        })
    }
}

impl App {
    /// Limits the task runs of a tag, or changes their limit; and whether the limit
    /// was made just now.
    ///
    /// # Errors
    ///
    /// `Internal` where Prefect fails too: the tag has a character that no name of a
    /// limit may have, or a limit that is there is to have less than no slots.
    pub fn create_concurrency_limit(
        &self,
        body: &types::ConcurrencyLimitCreate,
    ) -> Result<(TagLimit, bool)> {
        let name = tag_limit_name(&body.tag);
        let slots = body.concurrency_limit;
        self.transaction(|tx| {
            let known = tx.tables.concurrency_limits.by_name(&name);
            let known = known.map(|limit| limit.id);
            match known {
                Some(_) if slots < 0 => return Err(refused(&name, slots)),
                Some(id) => tx.change_limit_of_id(id, |limit| limit.limit = slots)?,
                None if name.contains(BANNED_IN_NAMES) => return Err(refused(&name, slots)),
                None => {
                    let id = tx.random.uuid_v4().into();
                    tx.add_limit(ConcurrencyLimit::new(id, name, slots, tx.now))?;
                }
            }
            let limits = &tx.tables.concurrency_limits;
            let limit = find_tag(limits, &body.tag)?;
            let limit = TagLimit::of(limits, limit, tx.now).ok_or_else(not_found)?;
            Ok((limit, known.is_none()))
        })
    }

    /// The limit of a tag by its id.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is none, or it is no tag's.
    pub fn read_concurrency_limit(&self, id: ConcurrencyLimitId) -> Result<TagLimit> {
        let now = self.clock().now();
        let tables = self.read();
        let limits = &tables.concurrency_limits;
        let limit = limits.get(id);
        limit
            .and_then(|limit| TagLimit::of(limits, limit, now))
            .ok_or_else(not_found)
    }

    /// The limit of a tag.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is none.
    pub fn read_concurrency_limit_by_tag(&self, tag: &str) -> Result<TagLimit> {
        let now = self.clock().now();
        let tables = self.read();
        let limits = &tables.concurrency_limits;
        TagLimit::of(limits, find_tag(limits, tag)?, now).ok_or_else(not_found)
    }

    /// The limits of tags, by tag. As on Prefect, those that are no tag's count
    /// towards the first ones that are looked at, so they can push the others out.
    /// Costs what is left out and answered.
    ///
    /// # Errors
    ///
    /// `Invalid` if the limit is out of bounds.
    pub fn read_concurrency_limits(
        &self,
        body: &types::ReadConcurrencyLimitsBody,
    ) -> Result<Vec<TagLimit>> {
        let limit = limit(body.limit)?;
        let offset = offset(body.offset);
        let now = self.clock().now();
        let tables = self.read();
        let limits = &tables.concurrency_limits;
        let looked_at = limits.iter().take(limit.saturating_add(offset));
        let found = looked_at.filter_map(|limit| TagLimit::of(limits, limit, now));
        Ok(found.skip(offset).take(limit).collect())
    }

    /// Says which task runs hold the slots of a tag's limit: these and no others. A
    /// slot is taken for each as long as one is free; slots that were taken before
    /// stay taken.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no such limit.
    pub fn reset_concurrency_limit_by_tag(
        &self,
        tag: &str,
        body: types::ResetConcurrencyLimitByTagBody,
    ) -> Result<()> {
        self.transaction(|tx| {
            let limits = &mut tx.tables.concurrency_limits;
            let id = find_tag(limits, tag)?.id;
            limits.revoke_leases_on(id, tx.now);
            for task_run in body.slot_override.into_value().unwrap_or_default() {
                limits.take_if_free(id, 1, tx.now);
                limits.grant(Lease {
                    id: LeaseId::new(tx.random.uuid_v4()),
                    limit_ids: vec![id],
                    slots: 1,
                    holder: Some(LeaseHolder {
                        holder_type: LeaseHolderType::TaskRun,
                        id: task_run,
                    }),
                    created: tx.now,
                    expires: later(tx.now, LEASE_DURATION),
                });
            }
            Ok(())
        })
    }

    /// Deletes a limit by its id, also one that is no tag's, and ends the leases on it.
    /// What else they are on stays taken.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no such limit.
    pub fn delete_concurrency_limit(&self, id: ConcurrencyLimitId) -> Result<()> {
        self.transaction(|tx| tx.delete_with_leases(id))
    }

    /// Deletes the limit of a tag, and ends the leases on it. What else they are on
    /// stays taken.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no such limit.
    pub fn delete_concurrency_limit_by_tag(&self, tag: &str) -> Result<()> {
        self.transaction(|tx| {
            let id = find_tag(&tx.tables.concurrency_limits, tag)?.id;
            tx.delete_with_leases(id)
        })
    }
}

impl Transaction<'_> {
    fn delete_with_leases(&mut self, id: ConcurrencyLimitId) -> Result<()> {
        let limits = &mut self.tables.concurrency_limits;
        limits.revoke_leases_on(id, self.now);
        if self.remove_limit(id) {
            Ok(())
        } else {
            Err(not_found())
        }
    }
}

fn find_tag<'a>(limits: &'a ConcurrencyLimits, tag: &str) -> Result<&'a ConcurrencyLimit> {
    let limit = limits.by_name(&tag_limit_name(tag));
    limit.ok_or_else(not_found)
}

fn not_found() -> Error {
    Error::NotFound("Concurrency limit not found".to_owned())
}

fn refused(name: &str, slots: i64) -> Error {
    Error::Internal(format!(
        "a concurrency limit named {name:?} cannot have {slots} slots; Prefect fails at it too"
    ))
}
