//! Limits, and slots without leases.

use super::{
    ConcurrencyLimit, Duration, Error, Fixture, Result, Uuid, Value, body, give_back, json,
    limited, make, take, taken, update,
};

fn increment(fixture: &Fixture, request: Value) -> Result<Vec<String>> {
    let taken = fixture.app.bulk_increment_active_slots(&body(request))?;
    Ok(names(taken))
}

fn decrement(fixture: &Fixture, request: Value) -> Result<Vec<String>> {
    let given = fixture.app.bulk_decrement_active_slots(body(request))?;
    Ok(names(given))
}

fn names(limits: Vec<ConcurrencyLimit>) -> Vec<String> {
    limits.into_iter().map(|limit| limit.name).collect()
}

fn not_found<T>() -> Result<T> {
    Err(Error::NotFound("Concurrency Limit not found".to_owned()))
}

#[test]
fn a_limit_is_found_by_its_id_and_by_its_name() {
    let fixture = Fixture::new();
    let id = make(
        &fixture,
        json!({"name": "a", "limit": 3, "active_slots": 1}),
    )
    .unwrap();
    let by_name = fixture.app.read_concurrency_limit_v2("a").unwrap();
    for id in [id.to_string(), id.simple().to_string()] {
        assert_eq!(
            fixture.app.read_concurrency_limit_v2(&id).as_ref(),
            Ok(&by_name)
        );
    }
    assert_eq!((by_name.limit, by_name.active_slots), (3, 1));
    for nothing in ["b", &Uuid::nil().to_string()] {
        assert_eq!(fixture.app.read_concurrency_limit_v2(nothing), not_found());
    }
}

#[test]
fn a_name_that_could_be_an_id_is_not_found_by_it() {
    let name = Uuid::nil().to_string();
    let fixture = limited(&[(&name, 1)]);
    assert_eq!(fixture.app.read_concurrency_limit_v2(&name), not_found());
}

#[test]
fn names_stay_unique() {
    let fixture = limited(&[("a", 1), ("b", 1)]);
    let again = make(&fixture, json!({"name": "a", "limit": 1}));
    assert_eq!(again, Err(Error::IntegrityConflict));
    let renamed = update(&fixture, "b", json!({"name": "a"}));
    assert_eq!(renamed, Err(Error::IntegrityConflict));
    update(&fixture, "b", json!({"name": "c"})).unwrap();
    assert_eq!(update(&fixture, "b", json!({})), not_found());
    fixture.app.delete_concurrency_limit_v2("a").unwrap();
    assert_eq!(fixture.app.delete_concurrency_limit_v2("a"), not_found());
    update(&fixture, "c", json!({"name": "a"})).unwrap();
}

#[test]
fn nothing_of_a_limit_can_be_nothing() {
    let fixture = limited(&[("a", 1)]);
    for key in [
        "name",
        "limit",
        "active",
        "active_slots",
        "denied_slots",
        "slot_decay_per_second",
    ] {
        let changed = update(&fixture, "a", json!({ key: null }));
        assert_eq!(changed, Err(Error::IntegrityConflict), "{key}");
    }
}

#[test]
fn a_change_begins_the_decay_anew() {
    let fixture = Fixture::new();
    let rate = json!({"name": "a", "limit": 9, "active_slots": 9, "slot_decay_per_second": 1.0});
    make(&fixture, rate).unwrap();
    fixture.clock.advance(Duration::from_secs(5));
    assert_eq!(taken(&fixture, "a"), 4);
    update(&fixture, "a", json!({})).unwrap();
    assert_eq!(taken(&fixture, "a"), 9);
}

#[test]
fn limits_are_listed_by_name() {
    let fixture = limited(&[("b", 1), ("c", 1), ("a", 1)]);
    let list = |request: Value| {
        let limits = fixture.app.read_concurrency_limits_v2(&body(request));
        names(limits.unwrap())
    };
    assert_eq!(list(json!({})), ["a", "b", "c"]);
    assert_eq!(list(json!({"offset": 1, "limit": 1})), ["b"]);
}

#[test]
fn slots_are_taken_and_given_back_by_name() {
    let fixture = limited(&[("b", 2), ("a", 1)]);
    let both = json!({"slots": 1, "names": ["b", "nobody", "a", "b"]});
    assert_eq!(increment(&fixture, both.clone()).unwrap(), ["a", "b"]);
    assert!(matches!(
        increment(&fixture, both.clone()),
        Err(Error::Locked { .. })
    ));
    assert_eq!((taken(&fixture, "a"), taken(&fixture, "b")), (1, 1));
    assert_eq!(decrement(&fixture, both).unwrap(), ["a", "b"]);
    assert_eq!((taken(&fixture, "a"), taken(&fixture, "b")), (0, 0));
}

#[test]
fn a_limit_that_is_asked_for_is_not_made() {
    let fixture = Fixture::new();
    let request = json!({"slots": 1, "names": ["a"], "create_if_missing": true});
    assert_eq!(increment(&fixture, request.clone()).unwrap(), [""; 0]);
    assert_eq!(decrement(&fixture, request).unwrap(), [""; 0]);
    assert_eq!(fixture.app.read_concurrency_limit_v2("a"), not_found());
}

#[test]
fn an_inactive_limit_neither_gives_nor_takes() {
    let fixture = Fixture::new();
    let off = json!({"name": "a", "limit": 1, "active": false, "active_slots": 1});
    make(&fixture, off).unwrap();
    assert_eq!(
        increment(&fixture, json!({"slots": 9, "names": ["a"]})).unwrap(),
        ["a"]
    );
    assert_eq!(
        decrement(&fixture, json!({"slots": 1, "names": ["a"]})).unwrap(),
        ["a"]
    );
    assert_eq!(taken(&fixture, "a"), 1);
}

#[test]
fn how_long_slots_were_held_is_not_averaged_over_none() {
    let fixture = limited(&[("a", 0)]);
    let request = |held: Value| json!({"slots": 1, "names": ["a"], "occupancy_seconds": held});
    assert_eq!(
        decrement(&fixture, request(json!(2.0))),
        Err(Error::IntegrityConflict)
    );
    assert_eq!(decrement(&fixture, request(json!(null))).unwrap(), ["a"]);
}

#[test]
fn a_deleted_limit_leaves_the_others_of_a_lease_held() {
    let fixture = limited(&[("a", 1), ("b", 1)]);
    let lease = take(&fixture, json!({"slots": 1, "names": ["a", "b"]})).unwrap();
    fixture.app.delete_concurrency_limit_v2("a").unwrap();
    assert_eq!(taken(&fixture, "b"), 1);
    give_back(&fixture, &lease).unwrap();
    assert_eq!(taken(&fixture, "b"), 0);
}
