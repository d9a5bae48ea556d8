//! Concurrency limits: global ones, their slots and leases, and those of tags.

use prefect_rest::{Client, types};
use uuid::Uuid;

use super::{ok, refused};

pub(super) async fn call(client: &Client) {
    limits(client).await;
    slots(client).await;
    leases(client).await;
    tags(client).await;
}

async fn make(client: &Client, name: &str, limit: i64) -> types::ConcurrencyLimitV2 {
    ok!(client.create_concurrency_limit_v2().body(
        types::ConcurrencyLimitV2Create::builder()
            .name(name.to_owned())
            .limit(limit)
    ))
}

async fn delete(client: &Client, id_or_name: &str) {
    ok!(client.delete_concurrency_limit_v2().id_or_name(id_or_name));
}

async fn taken(client: &Client, id_or_name: &str) -> i64 {
    let read = client.read_concurrency_limit_v2().id_or_name(id_or_name);
    ok!(read).active_slots
}

async fn limits(client: &Client) {
    let limit = make(client, "truth limit", 2).await;
    let id = limit.id.to_string();
    ok!(client
        .update_concurrency_limit_v2()
        .id_or_name("truth limit")
        .body(types::ConcurrencyLimitV2Update::builder().name("truth renamed".to_owned())));
    let read = ok!(client.read_concurrency_limit_v2().id_or_name(&id));
    assert_eq!(read.name, "truth renamed");
    let all = ok!(client
        .read_concurrency_limits_v2()
        .body(types::ReadConcurrencyLimitsV2Body::default()));
    assert!(all.iter().any(|one| one.id == limit.id));
    delete(client, &id).await;
    let gone = refused!(client.read_concurrency_limit_v2().id_or_name(&id));
    assert_eq!(gone, "404 Not Found: Concurrency Limit not found");
}

async fn slots(client: &Client) {
    make(client, "truth slots", 1).await;
    let names = || vec!["truth slots".to_owned(), "truth-nobody".to_owned()];
    let increment = || {
        client.bulk_increment_active_slots().body(
            types::BulkIncrementActiveSlotsBody::builder()
                .slots(1)
                .names(names()),
        )
    };
    assert_eq!(ok!(increment()).len(), 1);
    // Tried again, this would be locked for as long as the client tries.
    assert_eq!(taken(client, "truth slots").await, 1);
    ok!(client.bulk_decrement_active_slots().body(
        types::BulkDecrementActiveSlotsBody::builder()
            .slots(1)
            .names(names())
            .occupancy_seconds(0.5)
    ));
    assert_eq!(taken(client, "truth slots").await, 0);
    delete(client, "truth slots").await;
}

async fn leases(client: &Client) {
    make(client, "truth leases", 1).await;
    let lease = ok!(client.increment_concurrency_limits_with_lease().body(
        types::IncrementConcurrencyLimitsWithLeaseBody::builder()
            .slots(1)
            .names(vec!["truth leases".to_owned()])
    ));
    assert_eq!(lease.limits.len(), 1);
    let renew = || {
        client
            .renew_concurrency_lease()
            .lease_id(lease.lease_id)
            .body(types::RenewConcurrencyLeaseBody::default())
    };
    ok!(renew());
    ok!(client
        .decrement_concurrency_limits_with_lease()
        .body(types::DecrementConcurrencyLimitsWithLeaseBody::builder().lease_id(lease.lease_id)));
    assert_eq!(taken(client, "truth leases").await, 0);
    let gone = refused!(renew());
    assert_eq!(
        gone,
        "410 Gone: Lease not found - it may have expired or been revoked"
    );
    delete(client, "truth leases").await;
}

async fn tags(client: &Client) {
    let set = |slots| {
        client.create_concurrency_limit().body(
            types::ConcurrencyLimitCreate::builder()
                .tag("truth".to_owned())
                .concurrency_limit(slots),
        )
    };
    let id = ok!(set(1)).id;
    assert_eq!(ok!(set(2)).id, id);
    let holder = Uuid::from_u128(1);
    ok!(client
        .reset_concurrency_limit_by_tag()
        .tag("truth")
        .body(types::ResetConcurrencyLimitByTagBody::builder().slot_override(vec![holder])));
    let read = ok!(client.read_concurrency_limit_by_tag().tag("truth"));
    assert_eq!(
        (read.concurrency_limit, read.active_slots),
        (2, vec![holder])
    );
    assert_eq!(ok!(client.read_concurrency_limit().id(id)).tag, "truth");
    let all = ok!(client
        .read_concurrency_limits()
        .body(types::ReadConcurrencyLimitsBody::default()));
    assert!(all.iter().any(|one| one.id == id));
    ok!(client.delete_concurrency_limit_by_tag().tag("truth"));
    let gone = refused!(client.delete_concurrency_limit().id(id));
    assert_eq!(gone, "404 Not Found: Concurrency limit not found");
}
