//! Slots under leases.

use super::{
    Duration, Error, Fixture, Uuid, Value, body, give_back, json, limited, take, taken, update,
};

#[test]
fn a_name_without_a_limit_limits_nothing() {
    let fixture = Fixture::new();
    let lease = take(&fixture, json!({"slots": 7, "names": ["x", "y"]})).unwrap();
    assert!(lease.limits.is_empty());
    assert_ne!(lease.lease_id.uuid(), Uuid::nil());
}

#[test]
fn a_full_limit_locks_until_the_lease_is_given_back() {
    let fixture = limited(&[("a", 1), ("b", 5)]);
    let request = json!({"slots": 1, "names": ["a", "b", "a"]});
    let lease = take(&fixture, request.clone()).unwrap();
    assert_eq!(lease.limits.len(), 2);
    assert!(matches!(
        take(&fixture, request.clone()),
        Err(Error::Locked { retry_after_seconds }) if retry_after_seconds > 0.0
    ));
    assert_eq!((taken(&fixture, "a"), taken(&fixture, "b")), (1, 1));
    for _ in 0..2 {
        give_back(&fixture, &lease).unwrap();
        assert_eq!((taken(&fixture, "a"), taken(&fixture, "b")), (0, 0));
    }
    take(&fixture, request).unwrap();
}

#[test]
fn what_can_never_be_had_is_invalid() {
    let fixture = limited(&[("a", 1)]);
    assert_eq!(
        take(&fixture, json!({"slots": 2, "names": ["a"]})),
        Err(Error::Invalid(
            "Slots requested is greater than the limit".to_owned()
        ))
    );
    let rate = json!({"slots": 1, "names": ["a"], "mode": "rate_limit"});
    assert_eq!(
        take(&fixture, rate),
        Err(Error::Invalid(
            "Only concurrency limits with slot decay can be used for rate limiting. The \
             following limits do not have a decay configured: 'a'"
                .to_owned()
        ))
    );
}

#[test]
fn a_lease_lasts_as_long_as_it_is_renewed() {
    let fixture = limited(&[("a", 1)]);
    let request = json!({"slots": 1, "names": ["a"], "lease_duration": 60});
    let id = take(&fixture, request).unwrap().lease_id;
    let renew = |seconds: Value| {
        fixture
            .app
            .renew_concurrency_lease(id, &body(json!({"lease_duration": seconds})))
    };
    let after = |seconds| {
        fixture.clock.advance(Duration::from_secs(seconds));
        fixture.app.expire_leases().unwrap();
        taken(&fixture, "a")
    };
    assert_eq!(after(59), 1);
    renew(json!(60)).unwrap();
    assert_eq!(after(59), 1);
    fixture
        .app
        .renew_concurrency_lease(id, &body(json!({})))
        .unwrap();
    assert_eq!(after(299), 1);
    assert_eq!(after(1), 0);
    assert_eq!(
        renew(json!(60)),
        Err(Error::Gone(
            "Lease not found - it may have expired or been revoked".to_owned()
        ))
    );
}

#[test]
fn a_lease_on_a_limit_that_lost_its_slots_stays() {
    let fixture = limited(&[("a", 1)]);
    let lease = take(&fixture, json!({"slots": 1, "names": ["a"]})).unwrap();
    fixture.clock.advance(Duration::from_secs(1));
    update(&fixture, "a", json!({"limit": 0})).unwrap();
    assert_eq!(give_back(&fixture, &lease), Err(Error::IntegrityConflict));
    assert_eq!(taken(&fixture, "a"), 1);
    update(&fixture, "a", json!({"limit": 1})).unwrap();
    give_back(&fixture, &lease).unwrap();
    assert_eq!(taken(&fixture, "a"), 0);
}
