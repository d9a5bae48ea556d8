use serde_json::json;

use crate::app::Error;
use crate::app::fixture::{Fixture, body, noon};
use crate::domain::flow::Flow;
use crate::domain::ids::FlowId;
use crate::domain::json::JsonObject;
use crate::domain::state::StateType;

fn label_flow(fixture: &Fixture, id: FlowId, labels: &JsonObject) {
    fixture
        .app
        .transaction(|tx| {
            let flow = tx.tables.flows.get(id).unwrap();
            let flow = Flow {
                labels: Some(labels.clone()),
                ..Flow::clone(flow)
            };
            tx.tables.flows.put(flow);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_run_begins_pending_under_a_name_that_is_made_up() {
    let fixture = Fixture::new();
    let flow_id = fixture.flow("flow");
    let (view, created) = fixture.create(flow_id, json!({})).unwrap();
    let run = view.flow_run;
    assert!(created);
    assert!(run.name.contains('-'));
    assert_eq!(run.state_type(), Some(StateType::Pending));
    assert_eq!(run.created, noon());
    assert_eq!(run.progress.expected_start_time, Some(noon()));
    assert_eq!(run.progress.next_scheduled_start_time, None);
    assert_eq!(json!(run.job_variables), json!({}));
    let state = run.state.as_ref().unwrap();
    assert_eq!(state.details.flow_run_id, Some(run.id));
    assert_eq!(fixture.history(run.id), [StateType::Pending]);

    let (view, _) = fixture.create(flow_id, json!({"name": ""})).unwrap();
    assert_ne!(&*view.flow_run.name, "");
}

#[test]
fn a_given_state_is_entered() {
    let fixture = Fixture::new();
    let flow_id = fixture.flow("flow");
    let state = json!({"type": "SCHEDULED", "name": "Later"});
    let (view, _) = fixture.create(flow_id, json!({"state": state})).unwrap();
    let run = view.flow_run;
    assert_eq!(run.state.as_ref().unwrap().name, "Later");
    assert_eq!(run.progress.next_scheduled_start_time, Some(noon()));
}

#[test]
fn an_idempotency_key_finds_the_run_of_its_flow() {
    let fixture = Fixture::new();
    let (one, other) = (fixture.flow("one"), fixture.flow("other"));
    let create = |flow, key| {
        let (view, created) = fixture
            .create(flow, json!({"idempotency_key": key, "tags": ["t"]}))
            .unwrap();
        (view.flow_run.id, created)
    };
    let (first, created) = create(one, "key");
    assert!(created);
    assert_eq!(create(one, "key"), (first, false));
    assert!(create(one, "another").1);
    assert!(create(other, "key").1);
    assert_eq!(fixture.history(first), [StateType::Pending]);
}

#[test]
fn an_empty_idempotency_key_repeats_nothing() {
    let fixture = Fixture::new();
    let flow_id = fixture.flow("flow");
    let request = json!({"idempotency_key": ""});
    assert!(fixture.create(flow_id, request.clone()).unwrap().1);
    let second = fixture.create(flow_id, request);
    assert_eq!(second.unwrap_err(), Error::IntegrityConflict);
}

#[test]
fn references_have_to_lead_somewhere() {
    let fixture = Fixture::new();
    let flow_id = fixture.flow("flow");
    let nobody = "00000000-0000-4000-8000-000000000000";
    for more in [
        json!({"flow_id": nobody}),
        json!({"parent_task_run_id": nobody}),
        json!({"infrastructure_document_id": nobody}),
    ] {
        let refused = fixture.create(flow_id, more).unwrap_err();
        assert_eq!(refused, Error::IntegrityConflict);
    }
    assert_eq!(fixture.app.read().flow_runs.len(), 0);
    // Prefect does not check this one.
    let run = fixture.create(flow_id, json!({"deployment_id": nobody}));
    assert_eq!(
        run.unwrap().0.flow_run.deployment_id.unwrap().to_string(),
        nobody
    );
}

#[test]
fn a_run_waits_in_the_queue_that_is_asked_for() {
    let fixture = Fixture::new();
    let flow_id = fixture.flow("flow");
    let pool = body(json!({"name": "pool", "type": "process"}));
    let pool = fixture.app.create_work_pool(pool).unwrap().pool;

    let (view, _) = fixture
        .create(flow_id, json!({"work_pool_name": "pool"}))
        .unwrap();
    assert_eq!(view.flow_run.work_queue_id, Some(pool.default_queue_id));
    assert_eq!(view.work_queue.unwrap().name, "default");
    assert_eq!(view.work_pool.unwrap().name, "pool");

    let (view, _) = fixture
        .create(flow_id, json!({"work_queue_name": "gone"}))
        .unwrap();
    assert_eq!(view.flow_run.work_queue_id, None);
    assert_eq!(view.flow_run.work_queue_name.as_deref(), Some("gone"));

    for (more, message) in [
        (
            json!({"work_pool_name": "none"}),
            "Work pool \"none\" not found.",
        ),
        (
            json!({"work_pool_name": "pool", "work_queue_name": "none"}),
            "Work pool queue 'pool/none' not found.",
        ),
    ] {
        let refused = fixture.create(flow_id, more).unwrap_err();
        assert_eq!(refused, Error::NotFound(message.to_owned()));
    }
}

#[test]
fn labels_come_from_the_flow_and_their_own_win() {
    let fixture = Fixture::new();
    let flow_id = fixture.flow("flow");
    let labels = json!({"team": "a", "tier": 1});
    label_flow(&fixture, flow_id, labels.as_object().unwrap());
    let (view, _) = fixture
        .create(flow_id, json!({"labels": {"tier": 2.5}}))
        .unwrap();
    assert_eq!(
        json!(view.flow_run.labels),
        json!({"team": "a", "tier": 2.5, "prefect.flow.id": flow_id})
    );
}

#[test]
fn labels_of_a_deployment_take_the_place_of_the_flows() {
    let fixture = Fixture::new();
    let pool = body(json!({"name": "pool", "type": "process"}));
    let pool = fixture.app.create_work_pool(pool).unwrap().pool;
    let deployment = fixture.deployment("flow", pool.default_queue_id);
    let flow_id = {
        let tables = fixture.app.read();
        tables.deployments.get(deployment).unwrap().flow_id
    };
    label_flow(&fixture, flow_id, json!({"team": "a"}).as_object().unwrap());
    let (view, _) = fixture
        .create(flow_id, json!({"deployment_id": deployment}))
        .unwrap();
    assert_eq!(
        json!(view.flow_run.labels),
        json!({"prefect.flow.id": flow_id, "prefect.deployment.id": deployment})
    );
}

#[test]
fn deprecated_retries_count() {
    let fixture = Fixture::new();
    let flow_id = fixture.flow("flow");
    let policy = json!({"max_retries": 3, "retry_delay_seconds": 5.0});
    let (view, _) = fixture
        .create(flow_id, json!({"empirical_policy": policy}))
        .unwrap();
    let policy = &view.flow_run.empirical_policy;
    assert_eq!((policy.retries, policy.retry_delay), (Some(3), Some(5)));
}
