//! Limits and their slots, as their users see them.

mod leases;
mod limits;
mod tag_limits;

use std::time::Duration;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::app::fixture::{Fixture, body};
use crate::app::{Error, GrantedLease, Result, TagLimit};
use crate::domain::concurrency::ConcurrencyLimit;

fn limited(limits: &[(&str, i64)]) -> Fixture {
    let fixture = Fixture::new();
    for (name, slots) in limits {
        make(&fixture, json!({"name": name, "limit": slots})).unwrap();
    }
    fixture
}

fn make(fixture: &Fixture, limit: Value) -> Result<Uuid> {
    let made = fixture.app.create_concurrency_limit_v2(body(limit));
    made.map(|limit| limit.id.uuid())
}

fn update(fixture: &Fixture, name: &str, changes: Value) -> Result<()> {
    let changes = body(changes);
    fixture.app.update_concurrency_limit_v2(name, &changes)
}

fn take(fixture: &Fixture, request: Value) -> Result<GrantedLease> {
    fixture
        .app
        .increment_concurrency_limits_with_lease(body(request))
}

fn give_back(fixture: &Fixture, lease: &GrantedLease) -> Result<()> {
    let id = lease.lease_id;
    fixture.app.decrement_concurrency_limits_with_lease(id)
}

fn taken(fixture: &Fixture, name: &str) -> u64 {
    let limit = fixture.app.read_concurrency_limit_v2(name);
    limit.unwrap().active_slots
}

fn holders(fixture: &Fixture, tag: &str) -> Vec<u128> {
    let limit = fixture.app.read_concurrency_limit_by_tag(tag).unwrap();
    limit.holders.iter().map(Uuid::as_u128).collect()
}

fn held_by(names: &[&str], kind: &str, holder: u128) -> Value {
    let holder = json!({"type": kind, "id": Uuid::from_u128(holder)});
    json!({"slots": 1, "names": names, "holder": holder})
}

fn reset(fixture: &Fixture, tag: &str, holders: &[u128]) -> Result<()> {
    let holders: Vec<_> = holders.iter().map(|id| Uuid::from_u128(*id)).collect();
    let request = body(json!({"slot_override": holders}));
    fixture.app.reset_concurrency_limit_by_tag(tag, request)
}
