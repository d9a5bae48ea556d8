use std::time::Duration;

use chrono::TimeDelta;
use serde_json::json;
use uuid::Uuid;

use crate::app::fixture::{Fixture, body, noon};
use crate::app::{Change, Error, NewFlowRun, NewTaskRun, SetStateStatus, StateResponseDetails};
use crate::domain::concurrency::{ConcurrencyLimit, deployment_limit_name};
use crate::domain::deployment::Deployment;
use crate::domain::ids::{DeploymentId, FlowRunId};
use crate::domain::orchestration::Client;
use crate::domain::state::{ProposedState, StateType};

#[test]
fn an_accepted_state_is_entered() {
    let fixture = Fixture::new();
    let run = fixture.any_run();
    fixture.clock.advance(Duration::from_secs(1));
    let result = fixture.propose(run.id, &json!({"type": "RUNNING"}));
    assert_eq!(result.status, SetStateStatus::Accept);
    assert_eq!(result.details, StateResponseDetails::Accept);
    assert!(result.is_new);

    let after = fixture.current(run.id);
    assert_eq!(after.state, result.state);
    assert_eq!(after.updated, noon() + TimeDelta::seconds(1));
    assert_eq!(after.progress.run_count, 1);
    assert_eq!(
        fixture.history(run.id),
        [StateType::Pending, StateType::Running]
    );
}

#[test]
fn a_proposal_that_is_not_accepted_answers_the_state_as_it_stays() {
    let fixture = Fixture::new();
    let run = fixture.any_run();
    let result = fixture.propose(run.id, &json!({"type": "PENDING"}));
    assert_eq!(result.status, SetStateStatus::Abort);
    assert_eq!(
        result.reason(),
        Some("This run is in a PENDING state and cannot transition to a PENDING state.")
    );
    assert!(!result.is_new);
    assert_eq!(result.state, run.state);
    assert_eq!(fixture.current(run.id), run);
}

#[test]
fn force_is_obeyed() {
    let fixture = Fixture::new();
    let run = fixture.any_run();
    let request = body(json!({"state": {"type": "PENDING"}, "force": true}));
    let result = fixture
        .app
        .set_flow_run_state(run.id, request, Client::default());
    assert_eq!(result.unwrap().status, SetStateStatus::Accept);
    assert_eq!(fixture.history(run.id).len(), 2);
}

#[test]
fn nobody_has_no_state() {
    let fixture = Fixture::new();
    let id = FlowRunId::new(Uuid::nil());
    let request = body(json!({"state": {"type": "RUNNING"}}));
    let refused = fixture
        .app
        .set_flow_run_state(id, request, Client::default());
    let message = format!("Flow run with id {id} not found");
    assert_eq!(refused.unwrap_err(), Error::Missing(message));
}

#[test]
fn whoever_listens_is_told() {
    let fixture = Fixture::new();
    let run = fixture.any_run();
    let mut events = fixture.app.changes().subscribe();
    fixture.propose(run.id, &json!({"type": "RUNNING"}));
    let Ok(Change::FlowRunState {
        flow_run,
        initial_state,
    }) = events.try_recv()
    else {
        panic!("a flow run's state is an event");
    };
    assert_eq!(flow_run.state_type(), Some(StateType::Running));
    assert_eq!(initial_state, run.state);
    assert!(events.try_recv().is_err());
}

/// As a real server answered these very requests.
#[test]
fn data_becomes_an_artifact() {
    let fixture = Fixture::new();
    let run = fixture.any_run();
    let unpersisted = json!({"type": "unpersisted", "x": 1});
    let result = fixture.propose(run.id, &json!({"type": "RUNNING", "data": unpersisted}));
    assert_eq!(*result.state.unwrap().data, unpersisted);
    assert_eq!(
        *fixture.current(run.id).state.as_ref().unwrap().data,
        json!(null)
    );

    let data = json!({
        "a": 1, "artifact_key": "kk", "artifact_type": "tt", "artifact_description": "dd",
    });
    let result = fixture.propose(run.id, &json!({"type": "COMPLETED", "data": data}));
    assert_eq!(*result.state.unwrap().data, json!({"a": 1}));
    assert_eq!(
        *fixture.current(run.id).state.as_ref().unwrap().data,
        json!({"a": 1})
    );
    let tables = fixture.app.read();
    let artifacts: Vec<_> = tables.artifacts.iter().collect();
    let [artifact] = artifacts[..] else {
        panic!("one state had data to keep, not {}", artifacts.len());
    };
    assert_eq!(artifact.key.as_deref(), Some("kk"));
    assert_eq!(artifact.kind.as_deref(), Some("tt"));
    assert_eq!(artifact.description.as_deref(), Some("dd"));
    assert_eq!(artifact.data, json!({"a": 1}));
    assert_eq!(artifact.flow_run_id, Some(run.id));
}

#[test]
fn the_task_run_in_place_of_a_subflow_follows_it() {
    let fixture = Fixture::new();
    let parent = fixture.any_run();
    let (task_run, subflow_run) = fixture
        .app
        .transaction(|tx| {
            let new = NewTaskRun::of_task(Some(parent.id), "subflow", "0");
            let (task_run, _) = tx.create_task_run(new)?;
            let (run, _) = tx.create_flow_run(NewFlowRun {
                parent_task_run_id: Some(task_run.id),
                ..NewFlowRun::of_flow(parent.flow_id)
            })?;
            Ok((task_run, run))
        })
        .unwrap();
    fixture.propose(subflow_run.id, &json!({"type": "RUNNING", "message": "hi"}));
    let task_run = fixture.app.read_task_run(task_run.id).unwrap().task_run;
    let state = task_run.state.as_ref().unwrap();
    assert_eq!(state.state_type, StateType::Running);
    assert_eq!(state.message.as_deref(), Some("hi"));
    assert_eq!(state.details.more.child_flow_run_id, Some(subflow_run.id));
    assert_eq!(state.details.task_run_id, Some(task_run.id));
    assert_eq!(state.details.flow_run_id, Some(parent.id));
    let own = fixture.current(subflow_run.id);
    let own = own.state.as_ref().unwrap();
    assert_eq!(own.details.task_run_id, Some(task_run.id));
    assert_ne!(own.id, state.id);
}

/// Limits a deployment to one run at a time.
fn limit_to_one(fixture: &Fixture, id: DeploymentId) {
    fixture
        .app
        .transaction(|tx| {
            let limit_id = tx.random.uuid_v4().into();
            let limit = ConcurrencyLimit::new(limit_id, deployment_limit_name(id), 1, tx.now);
            tx.tables.concurrency_limits.insert(limit).unwrap();
            let deployment = tx.tables.deployments.get(id).unwrap();
            let deployment = Deployment {
                concurrency_limit_id: Some(limit_id),
                ..Deployment::clone(deployment)
            };
            tx.tables.deployments.put(deployment);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_full_deployment_makes_runs_wait() {
    let fixture = Fixture::new();
    let pool = body(json!({"name": "pool", "type": "process"}));
    let pool = fixture.app.create_work_pool(pool).unwrap().pool;
    let deployment = fixture.deployment("flow", pool.default_queue_id);
    limit_to_one(&fixture, deployment);
    let scheduled = || fixture.run(deployment, ProposedState::of(StateType::Scheduled));
    let (first, second) = (scheduled(), scheduled());
    let active = || {
        let tables = fixture.app.read();
        let limits = &tables.concurrency_limits;
        let limit = limits.by_name(&deployment_limit_name(deployment)).unwrap();
        limit.active_slots
    };
    let pending = json!({"type": "PENDING"});

    assert_eq!(
        fixture.propose(first.id, &pending).status,
        SetStateStatus::Accept
    );
    assert_eq!(active(), 1);
    let result = fixture.propose(second.id, &pending);
    assert_eq!(result.status, SetStateStatus::Reject);
    assert_eq!(result.state.unwrap().name, "AwaitingConcurrencySlot");

    fixture.propose(first.id, &json!({"type": "RUNNING"}));
    fixture.propose(first.id, &json!({"type": "COMPLETED"}));
    assert_eq!(active(), 0);
    assert_eq!(
        fixture.propose(second.id, &pending).status,
        SetStateStatus::Accept
    );
    assert_eq!(active(), 1);
    fixture.app.delete_flow_run(second.id).unwrap();
    assert_eq!(active(), 0);
}
