//! Limits of tags.

use super::{
    Error, Fixture, Result, TagLimit, Value, body, give_back, held_by, holders, json, limited,
    reset, take, taken,
};

fn set(fixture: &Fixture, tag: &str, slots: i64) -> Result<(TagLimit, bool)> {
    let request = body(json!({"tag": tag, "concurrency_limit": slots}));
    fixture.app.create_concurrency_limit(&request)
}

fn not_found<T>() -> Result<T> {
    Err(Error::NotFound("Concurrency limit not found".to_owned()))
}

#[test]
fn a_tags_limit_is_a_global_one() {
    let fixture = Fixture::new();
    let (made, created) = set(&fixture, "db", 2).unwrap();
    assert!(created);
    let shown = fixture.app.read_concurrency_limit_v2("tag:db").unwrap();
    assert_eq!((made.limit.id, shown.limit), (shown.id, 2));
    let (changed, created) = set(&fixture, "db", 3).unwrap();
    assert!(!created);
    assert_eq!((changed.limit.id, changed.limit.limit), (made.limit.id, 3));
    let by_id = fixture.app.read_concurrency_limit(made.limit.id);
    assert_eq!(by_id, fixture.app.read_concurrency_limit_by_tag("db"));
}

#[test]
fn a_limit_that_is_no_tags_is_not_found() {
    let fixture = limited(&[("db", 1)]);
    let limit = fixture.app.read_concurrency_limit_v2("db").unwrap();
    assert_eq!(fixture.app.read_concurrency_limit(limit.id), not_found());
    assert_eq!(fixture.app.read_concurrency_limit_by_tag("db"), not_found());
    assert_eq!(reset(&fixture, "db", &[]), not_found());
    assert_eq!(
        fixture.app.delete_concurrency_limit_by_tag("db"),
        not_found()
    );
    fixture.app.delete_concurrency_limit(limit.id).unwrap();
    assert_eq!(fixture.app.delete_concurrency_limit(limit.id), not_found());
}

#[test]
fn what_prefect_fails_at_fails() {
    let fixture = Fixture::new();
    let refused = |tag, slots| matches!(set(&fixture, tag, slots), Err(Error::Internal(_)));
    assert!(refused("a/b", 1));
    let (made, _) = set(&fixture, "a", -1).unwrap();
    assert_eq!(made.limit.limit, -1);
    assert!(refused("a", -1));
    assert!(matches!(
        take(&fixture, json!({"slots": 1, "names": ["tag:a"]})),
        Err(Error::Invalid(_))
    ));
}

#[test]
fn task_runs_hold_slots_by_leases() {
    let fixture = limited(&[("tag:db", 3)]);
    take(&fixture, held_by(&["tag:db"], "task_run", 9)).unwrap();
    take(&fixture, held_by(&["tag:db"], "flow_run", 8)).unwrap();
    let last = take(&fixture, held_by(&["tag:db"], "task_run", 7)).unwrap();
    assert_eq!(holders(&fixture, "db"), [9, 7]);
    assert_eq!(taken(&fixture, "tag:db"), 3);
    give_back(&fixture, &last).unwrap();
    assert_eq!(holders(&fixture, "db"), [9]);
}

#[test]
fn a_reset_changes_the_holders_and_frees_no_slot() {
    let fixture = limited(&[("tag:db", 2), ("tag:other", 1)]);
    let lease = take(&fixture, held_by(&["tag:db", "tag:other"], "task_run", 1)).unwrap();
    reset(&fixture, "db", &[]).unwrap();
    assert_eq!(holders(&fixture, "db"), [0; 0]);
    assert_eq!(holders(&fixture, "other"), [0; 0]);
    give_back(&fixture, &lease).unwrap();
    assert_eq!(
        (taken(&fixture, "tag:db"), taken(&fixture, "tag:other")),
        (1, 1)
    );
    reset(&fixture, "db", &[5, 4, 5]).unwrap();
    assert_eq!(holders(&fixture, "db"), [5, 4, 5]);
    assert_eq!(taken(&fixture, "tag:db"), 2, "no more than there are");
}

#[test]
fn a_deleted_limit_ends_its_leases_and_keeps_other_slots_taken() {
    let fixture = limited(&[("tag:db", 1), ("other", 1)]);
    let lease = take(&fixture, held_by(&["tag:db", "other"], "task_run", 1)).unwrap();
    fixture.app.delete_concurrency_limit_by_tag("db").unwrap();
    assert_eq!(fixture.app.read_concurrency_limit_by_tag("db"), not_found());
    give_back(&fixture, &lease).unwrap();
    assert_eq!(taken(&fixture, "other"), 1);
}

#[test]
fn other_limits_push_those_of_tags_off_the_page() {
    let fixture = limited(&[("a", 1), ("tag:x", 1), ("tag:y", 1)]);
    let list = |request: Value| -> Vec<String> {
        let limits = fixture.app.read_concurrency_limits(&body(request));
        limits.unwrap().into_iter().map(|limit| limit.tag).collect()
    };
    assert_eq!(list(json!({})), ["x", "y"]);
    assert_eq!(list(json!({"limit": 1})), [""; 0]);
    assert_eq!(list(json!({"limit": 2})), ["x"]);
    assert_eq!(list(json!({"limit": 2, "offset": 1})), ["y"]);
}
