use super::*;
use chrono::{TimeDelta, TimeZone as _};
use proptest::prelude::*;
use uuid::Uuid;

fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 1, 1, 12, 0, 0).unwrap()
}

fn limit_id(number: u128) -> ConcurrencyLimitId {
    Uuid::from_u128(number).into()
}

/// Limits named `a`, `b`, … with these numbers of slots.
fn limits(slots: &[i64]) -> ConcurrencyLimits {
    let mut limits = ConcurrencyLimits::default();
    for (number, slots) in (0_u8..).zip(slots) {
        let name = char::from(b'a' + number).to_string();
        let limit = ConcurrencyLimit::new(limit_id(number.into()), name, *slots, noon());
        limits.insert(limit).unwrap();
    }
    limits
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}

fn taken(limits: &ConcurrencyLimits, name: &str, now: DateTime<Utc>) -> u64 {
    limits.by_name(name).unwrap().active_slots_at(now)
}

fn acquire(
    limits: &mut ConcurrencyLimits,
    wanted: &[&str],
    slots: u64,
) -> Result<(), AcquireError> {
    limits
        .acquire(&names(wanted), slots, AcquireMode::Concurrency, noon(), 0.5)
        .map(|_| ())
}

fn lease(id: u128, limit: u128, slots: u64, expires: DateTime<Utc>) -> Lease {
    Lease {
        id: Uuid::from_u128(id).into(),
        limit_ids: vec![limit_id(limit)],
        slots,
        holder: Some(LeaseHolder {
            holder_type: LeaseHolderType::TaskRun,
            id: Uuid::from_u128(id + 100),
        }),
        created: noon(),
        expires,
    }
}

#[test]
fn slots_are_taken_from_all_limits_or_none() {
    let mut limits = limits(&[2, 1]);
    acquire(&mut limits, &["a", "b"], 1).unwrap();
    assert!(matches!(
        acquire(&mut limits, &["a", "b"], 1),
        Err(AcquireError::Locked { .. })
    ));
    assert_eq!(taken(&limits, "a", noon()), 1);
    assert_eq!(taken(&limits, "b", noon()), 1);
    acquire(&mut limits, &["a"], 1).unwrap();
}

#[test]
fn a_name_without_a_limit_limits_nothing() {
    let mut limits = limits(&[]);
    let found = limits
        .acquire(
            &names(&["nobody"]),
            1_000,
            AcquireMode::Concurrency,
            noon(),
            0.5,
        )
        .unwrap();
    assert_eq!(found, []);
}

#[test]
fn an_inactive_limit_neither_limits_nor_counts() {
    let mut limits = limits(&[0]);
    limits
        .update(limit_id(0), noon(), |limit| limit.active = false)
        .unwrap();
    acquire(&mut limits, &["a"], 3).unwrap();
    assert_eq!(taken(&limits, "a", noon()), 0);
}

#[test]
fn a_name_given_twice_is_taken_once() {
    let mut limits = limits(&[2]);
    acquire(&mut limits, &["a", "a"], 1).unwrap();
    assert_eq!(taken(&limits, "a", noon()), 1);
    limits
        .release(&names(&["a", "a"]), 1, None, noon())
        .unwrap();
    assert_eq!(taken(&limits, "a", noon()), 0);
}

#[test]
fn more_than_a_limit_has_is_refused_for_good() {
    let mut limits = limits(&[2]);
    let error = acquire(&mut limits, &["a"], 3).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Slots requested is greater than the limit"
    );
}

#[test]
fn only_decaying_limits_limit_a_rate() {
    let mut limits = limits(&[2, 2]);
    let error = limits
        .acquire(&names(&["a", "b"]), 1, AcquireMode::RateLimit, noon(), 0.5)
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "Only concurrency limits with slot decay can be used for rate limiting. \
         The following limits do not have a decay configured: 'a,b'"
    );
}

#[test]
fn slots_decay() {
    let mut limits = limits(&[10]);
    limits
        .update(limit_id(0), noon(), |limit| {
            limit.slot_decay_per_second = 2.0;
        })
        .unwrap();
    limits
        .acquire(&names(&["a"]), 10, AcquireMode::RateLimit, noon(), 0.5)
        .unwrap();
    let later = |seconds| noon() + TimeDelta::milliseconds(seconds);
    assert_eq!(taken(&limits, "a", later(400)), 10);
    assert_eq!(taken(&limits, "a", later(500)), 9);
    assert_eq!(taken(&limits, "a", later(2_000)), 6);
    assert_eq!(taken(&limits, "a", later(60_000)), 0);
    assert_eq!(taken(&limits, "a", noon() - TimeDelta::hours(1)), 10);
}

#[test]
fn the_wait_is_as_long_as_slots_are_held_by_those_before() {
    let mut limits = limits(&[1]);
    acquire(&mut limits, &["a"], 1).unwrap();
    let mut wait = |denied_slots| {
        limits
            .update(limit_id(0), noon(), |limit| {
                limit.denied_slots = denied_slots;
            })
            .unwrap();
        match acquire(&mut limits, &["a"], 1) {
            Err(AcquireError::Locked {
                retry_after_seconds,
            }) => retry_after_seconds,
            other => panic!("{other:?}"),
        }
    };
    // Occupancy is two seconds at first.
    let (first, again, third) = (wait(0), wait(0), wait(2));
    assert!((1.0..3.0).contains(&first), "{first}");
    assert!((first - again).abs() < 1e-9, "being turned away counted");
    assert!((3.0..9.0).contains(&third), "{third}");
    assert!(wait(1_000) <= 30.0 * 1.3);
}

#[test]
fn a_limit_that_lost_its_slots_cannot_take_back_what_was_held_of_it() {
    let mut limits = limits(&[1, 5]);
    acquire(&mut limits, &["a", "b"], 1).unwrap();
    let mut both = lease(1, 0, 1, noon() + TimeDelta::minutes(1));
    both.limit_ids.push(limit_id(1));
    limits.grant(both);
    limits
        .update(limit_id(0), noon(), |limit| limit.limit = 0)
        .unwrap();
    let later = noon() + TimeDelta::seconds(1);
    let id = Uuid::from_u128(1).into();
    assert_eq!(limits.end_lease(id, later), Err(NoAverage));
    assert_eq!(limits.expire(noon() + TimeDelta::minutes(2)), []);
    assert_eq!(
        (taken(&limits, "a", later), taken(&limits, "b", later)),
        (1, 1)
    );
    limits.release(&names(&["a"]), 1, None, later).unwrap();
    assert_eq!(taken(&limits, "a", later), 0);
}

#[test]
fn occupancy_moves_the_average() {
    let mut limits = limits(&[1]);
    acquire(&mut limits, &["a"], 1).unwrap();
    limits
        .release(&names(&["a"]), 1, Some(Duration::from_secs(10)), noon())
        .unwrap();
    let average = limits.by_name("a").unwrap().avg_slot_occupancy_seconds;
    assert!((average - 6.0).abs() < 1e-9, "{average}");
}

#[test]
fn giving_back_more_than_was_taken_leaves_none_taken() {
    let mut limits = limits(&[3]);
    acquire(&mut limits, &["a"], 2).unwrap();
    limits.release(&names(&["a"]), 5, None, noon()).unwrap();
    assert_eq!(taken(&limits, "a", noon()), 0);
}

#[test]
fn names_are_unique() {
    let mut limits = limits(&[1, 1]);
    let again = ConcurrencyLimit::new(limit_id(9), "a", 1, noon());
    assert!(limits.insert(again).is_err());
    assert!(
        limits
            .update(limit_id(1), noon(), |limit| limit.name = "a".into())
            .is_err()
    );
    limits
        .update(limit_id(1), noon(), |limit| limit.name = "c".into())
        .unwrap();
    assert!(limits.by_name("b").is_none());
    assert_eq!(limits.by_name("c").unwrap().id, limit_id(1));
    limits.remove(limit_id(1));
    assert!(limits.by_name("c").is_none());
}

#[test]
fn a_lease_gives_its_slots_back_when_it_expires() {
    let mut limits = limits(&[3]);
    let minute = |minutes| noon() + TimeDelta::minutes(minutes);
    limits.apply(SlotChange::Acquire(lease(1, 0, 2, minute(1))), noon());
    limits.apply(SlotChange::Acquire(lease(2, 0, 1, minute(2))), noon());
    assert_eq!(taken(&limits, "a", noon()), 3);
    assert_eq!(limits.next_expiry(), Some(minute(1)));

    assert!(limits.renew(Uuid::from_u128(1).into(), Duration::from_secs(180), noon()));
    assert_eq!(limits.expire(minute(1)), []);
    assert_eq!(limits.expire(minute(2)).len(), 1);
    assert_eq!(taken(&limits, "a", minute(2)), 2);
    assert_eq!(limits.expire(minute(3)).len(), 1);
    assert_eq!(taken(&limits, "a", minute(3)), 0);
    assert!(!limits.renew(Uuid::from_u128(1).into(), Duration::ZERO, minute(3)));
    assert_eq!(limits.next_expiry(), None);
}

#[test]
fn leases_are_found_by_their_holder_and_by_their_limit() {
    let mut limits = limits(&[3]);
    let minute = |minutes| noon() + TimeDelta::minutes(minutes);
    for (id, end) in [(3, 3), (1, 1), (2, 2)] {
        limits.apply(SlotChange::Acquire(lease(id, 0, 1, minute(end))), noon());
    }
    assert_eq!(limits.leases_held_by(Uuid::from_u128(101)).count(), 1);
    assert_eq!(limits.leases_held_by(Uuid::from_u128(999)).count(), 0);
    let on = |limits: &ConcurrencyLimits, now| -> Vec<u128> {
        let leases = limits.leases_on(limit_id(0), now);
        leases.map(|lease| lease.id.uuid().as_u128()).collect()
    };
    assert_eq!(on(&limits, noon()), [3, 1, 2]);
    assert_eq!(on(&limits, minute(1)), [3, 2]);
    limits.revoke_leases_on(limit_id(0), minute(2));
    assert_eq!(
        on(&limits, noon()),
        [1, 2],
        "only those that had not run out"
    );
    assert_eq!(taken(&limits, "a", noon()), 3);
}

#[test]
fn a_release_of_a_lease_that_is_gone_falls_back_to_the_limit() {
    let mut limits = limits(&[3]);
    acquire(&mut limits, &["a"], 2).unwrap();
    let release = |otherwise| SlotChange::Release {
        lease_id: Uuid::from_u128(1).into(),
        otherwise,
    };
    limits.apply(release(None), noon());
    assert_eq!(taken(&limits, "a", noon()), 2);
    limits.apply(release(Some(limit_id(0))), noon());
    assert_eq!(taken(&limits, "a", noon()), 1);
}

#[test]
fn a_revoked_lease_keeps_its_slots_taken() {
    let mut limits = limits(&[3]);
    limits.apply(SlotChange::Acquire(lease(1, 0, 2, noon())), noon());
    limits.apply(
        SlotChange::Revoke {
            lease_id: Uuid::from_u128(1).into(),
        },
        noon(),
    );
    assert_eq!(taken(&limits, "a", noon()), 2);
    assert_eq!(limits.lease(Uuid::from_u128(1).into()), None);
}

/// What a property test does to one limit.
#[derive(Clone, Debug)]
enum Step {
    Acquire(u64),
    Release(u64),
    Lease(u128, u64),
    EndLease(u128),
    Expire(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (1_u64..4).prop_map(Step::Acquire),
        (1_u64..4).prop_map(Step::Release),
        (0_u128..5, 1_u64..3).prop_map(|(id, slots)| Step::Lease(id, slots)),
        (0_u128..5).prop_map(Step::EndLease),
        (0_i64..100).prop_map(Step::Expire),
    ]
}

proptest! {
    /// However slots are asked for, no more are taken than there are.
    #[test]
    fn a_limit_is_never_exceeded(size in 0_i64..6, steps in prop::collection::vec(step(), 0..60)) {
        let mut limits = limits(&[size]);
        for step in steps {
            match step {
                Step::Acquire(slots) => drop(acquire(&mut limits, &["a"], slots)),
                Step::Release(slots) => {
                    limits.release(&names(&["a"]), slots, None, noon()).unwrap();
                }
                Step::Lease(id, slots) => {
                    if limits.lease(Uuid::from_u128(id).into()).is_none()
                        && acquire(&mut limits, &["a"], slots).is_ok()
                    {
                        let expires = noon() + TimeDelta::seconds(i64::try_from(id).unwrap() * 20);
                        limits.grant(lease(id, 0, slots, expires));
                    }
                }
                Step::EndLease(id) => {
                    limits.end_lease(Uuid::from_u128(id).into(), noon()).unwrap();
                }
                Step::Expire(seconds) => {
                    limits.expire(noon() + TimeDelta::seconds(seconds));
                    // Time stands still for everything else.
                    limits.update(limit_id(0), noon(), |_| ()).unwrap();
                }
            }
            prop_assert!(taken(&limits, "a", noon()) <= u64::try_from(size).unwrap());
        }
    }
}
