use std::time::Duration;

use serde_json::{Map, json};
use uuid::Uuid;

use crate::app::Error;
use crate::app::fixture::{Fixture, body, noon};
use crate::domain::ids::FlowRunId;

#[test]
fn what_the_body_names_is_changed() {
    let fixture = Fixture::new();
    let run = fixture.any_run();
    fixture.clock.advance(Duration::from_secs(1));
    let request = json!({
        "tags": ["q"], "parameters": {"z": 1}, "infrastructure_pid": "pid",
        "flow_version": "v", "name": "new", "empirical_policy": {"retries": 2},
        "job_variables": null,
    });
    fixture.app.update_flow_run(run.id, body(request)).unwrap();
    let after = fixture.current(run.id);
    assert_eq!(&*after.name, "new");
    assert_eq!(after.tags[..], ["q"]);
    assert_eq!(json!(after.parameters), json!({"z": 1}));
    assert_eq!(after.infrastructure_pid.as_deref(), Some("pid"));
    assert_eq!(after.flow_version.as_deref(), Some("v"));
    assert_eq!(after.empirical_policy.retries, Some(2));
    assert_ne!(after.updated, noon());

    fixture
        .app
        .update_flow_run(run.id, body(json!({"infrastructure_pid": null})))
        .unwrap();
    let cleared = fixture.current(run.id);
    assert_eq!(cleared.infrastructure_pid, None);
    assert_eq!(&*cleared.name, "new");
    assert_eq!(cleared.flow_version.as_deref(), Some("v"));
}

#[test]
fn no_name_is_a_made_up_one() {
    let fixture = Fixture::new();
    let run = fixture.any_run();
    for name in [json!(null), json!("")] {
        let before = fixture.current(run.id).name.clone();
        let request = body(json!({ "name": name }));
        fixture.app.update_flow_run(run.id, request).unwrap();
        let after = fixture.current(run.id).name.clone();
        assert_ne!(after, before);
        assert!(after.contains('-'), "{after}");
    }
}

#[test]
fn job_variables_are_set_before_a_run_starts() {
    let fixture = Fixture::new();
    let run = fixture.any_run();
    let request = || body(json!({"job_variables": {"x": 1}}));
    let update = |id| fixture.app.update_flow_run(id, request());
    assert_eq!(
        update(run.id),
        Err(Error::BadRequest(
            "Job variables for a flow run in state PENDING cannot be updated".to_owned()
        ))
    );
    let scheduled = json!({"state": {"type": "SCHEDULED"}});
    let flow_id = run.flow_id;
    let run = fixture.create(flow_id, scheduled.clone()).unwrap().0;
    assert_eq!(
        update(run.flow_run.id),
        Err(Error::BadRequest(
            "A deployment for the flow run could not be found".to_owned()
        ))
    );

    let pool = body(json!({"name": "pool", "type": "process"}));
    let pool = fixture.app.create_work_pool(pool).unwrap().pool;
    let deployment = fixture.deployment("deployed", pool.default_queue_id);
    let mut more = scheduled;
    more["deployment_id"] = json!(deployment);
    let run = fixture.create(flow_id, more).unwrap().0.flow_run;
    update(run.id).unwrap();
    let after = fixture.current(run.id);
    assert_eq!(json!(after.job_variables), json!({"x": 1}));
}

#[test]
fn nobody_is_not_changed() {
    let fixture = Fixture::new();
    let id = FlowRunId::new(Uuid::nil());
    for request in [
        json!({}),
        json!({"name": "x"}),
        json!({"job_variables": {}}),
    ] {
        assert_eq!(
            fixture.app.update_flow_run(id, body(request)),
            Err(Error::NotFound("Flow run not found".to_owned()))
        );
    }
    assert_eq!(
        fixture.app.update_flow_run_labels(id, Map::new()),
        Err(Error::Missing(format!("Flow run with id {id} not found")))
    );
}

#[test]
fn labels_are_added() {
    let fixture = Fixture::new();
    let run = fixture.any_run();
    let add = |labels: serde_json::Value| {
        let labels = labels.as_object().unwrap().clone();
        fixture.app.update_flow_run_labels(run.id, labels)
    };
    add(json!({"a": 1, "b": "x"})).unwrap();
    add(json!({"a": true})).unwrap();
    let expected = json!({"prefect.flow.id": run.flow_id, "a": true, "b": "x"});
    assert_eq!(json!(fixture.current(run.id).labels), expected);
    for nested in [
        json!({"c": null}),
        json!({"c": []}),
        json!({"d": 1, "c": {}}),
    ] {
        assert!(matches!(add(nested), Err(Error::Invalid(_))));
    }
    assert_eq!(json!(fixture.current(run.id).labels), expected);
}
