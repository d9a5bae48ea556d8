//! Tests of task runs.

use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use super::TaskRunView;
use crate::app::fixture::{Fixture, body};
use crate::app::{Error, OrchestrationResult, Result, SetStateStatus};
use crate::domain::concurrency::{ConcurrencyLimit, tag_limit_name};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::TaskRunId;
use crate::domain::orchestration::Client;
use crate::domain::state::{State, StateType};
use crate::domain::task_run::TaskRun;

impl Fixture {
    /// A flow run that is running, so that its task runs may.
    fn running_flow_run(&self) -> Arc<FlowRun> {
        let flow_id = self.flow("flow");
        let request = body(json!({"flow_id": flow_id}));
        let run = self.app.create_flow_run(request).unwrap().0.flow_run;
        let request = body(json!({"state": {"type": "RUNNING"}}));
        self.app
            .set_flow_run_state(run.id, request, Client::default())
            .unwrap();
        run
    }

    /// Makes a task run as a client does; `more` goes into the body.
    fn create_task_run(&self, key: &str, more: Value) -> Result<(TaskRunView, bool)> {
        let mut request = json!({"task_key": "task", "dynamic_key": key});
        if let (Some(request), Value::Object(more)) = (request.as_object_mut(), more) {
            request.extend(more);
        }
        self.app.create_task_run(body(request))
    }

    fn task_run(&self, key: &str, more: Value) -> Arc<TaskRun> {
        self.create_task_run(key, more).unwrap().0.task_run
    }

    fn propose_to_task_run(&self, id: TaskRunId, state: &Value) -> OrchestrationResult {
        let request = body(json!({"state": state}));
        self.app.set_task_run_state(id, request).unwrap()
    }

    fn current_task_run(&self, id: TaskRunId) -> Arc<TaskRun> {
        self.app.read_task_run(id).unwrap().task_run
    }
}

#[test]
fn a_task_run_is_made_once_for_its_keys() {
    let fixture = Fixture::new();
    let flow_run = fixture.running_flow_run();
    let id = "00000000-0000-4000-8000-000000000001";
    let of_flow_run = |key, more: Value| {
        let mut more = more;
        more["flow_run_id"] = json!(flow_run.id);
        fixture.create_task_run(key, more)
    };
    let (first, created) = of_flow_run("0", json!({"id": id})).unwrap();
    assert!(created);
    assert_eq!(first.task_run.id.to_string(), id);
    assert_eq!(first.task_run.state_type(), Some(StateType::Pending));
    let (again, created) = of_flow_run("0", json!({"name": "other"})).unwrap();
    assert!(!created);
    assert_eq!(again.task_run, first.task_run);

    let taken = of_flow_run("1", json!({"id": id}));
    assert_eq!(taken.unwrap_err(), Error::IntegrityConflict);
    // Outside of a flow run the keys tell runs apart as well.
    assert!(fixture.create_task_run("0", json!({})).unwrap().1);
    assert!(!fixture.create_task_run("0", json!({})).unwrap().1);
    let nobody = json!({"flow_run_id": Uuid::nil()});
    let refused = fixture.create_task_run("0", nobody);
    assert_eq!(refused.unwrap_err(), Error::IntegrityConflict);
}

#[test]
fn labels_come_from_the_flow_run() {
    let fixture = Fixture::new();
    let flow_run = fixture.running_flow_run();
    let more = json!({"flow_run_id": flow_run.id, "labels": {"x": 1.5}});
    let run = fixture.task_run("0", more);
    assert_eq!(
        json!(run.labels),
        json!({
            "prefect.flow.id": flow_run.flow_id, "prefect.flow-run.id": flow_run.id, "x": 1.5,
        })
    );
    let run = fixture.task_run("1", json!({}));
    assert_eq!(json!(run.labels), json!({}));
}

#[test]
fn the_runs_of_a_flow_run_share_labels_that_are_the_same() {
    let fixture = Fixture::new();
    let flow_run = fixture.running_flow_run();
    let run = |key, labels| {
        let more = json!({"flow_run_id": flow_run.id, "labels": labels});
        fixture.task_run(key, more).labels.clone().unwrap()
    };
    let (one, other) = (run("0", json!({})), run("1", json!({})));
    assert!(Arc::ptr_eq(&one, &other));
    let more = run("2", json!({"x": 1.5}));
    assert_eq!((one.get("x"), more.get("x")), (None, Some(&json!(1.5))));
}

#[test]
fn inputs_are_kept_with_their_kind() {
    let fixture = Fixture::new();
    let id = "00000000-0000-4000-8000-000000000001";
    let inputs = json!({
        "a": [
            {"input_type": "task_run", "id": id}, {"input_type": "parameter", "name": "q"},
            {"id": id}, {"input_type": "constant", "type": "int"},
            {"input_type": "flow_run", "id": id}, {"id": id, "input_type": "flow_run"},
        ],
        "b": [],
    });
    let run = fixture.task_run("0", json!({"task_inputs": inputs}));
    let mut expected = inputs;
    expected["a"][2] = json!({"input_type": "task_run", "id": id});
    assert_eq!(json!(run.task_inputs), expected);
}

#[test]
fn nobody_is_not_found() {
    let fixture = Fixture::new();
    let id = TaskRunId::new(Uuid::nil());
    let not_found = |text: &str| Error::NotFound(text.to_owned());
    let app = &fixture.app;
    assert_eq!(
        app.read_task_run(id).unwrap_err(),
        not_found("Task not found")
    );
    assert_eq!(
        app.delete_task_run(id).unwrap_err(),
        not_found("Task not found")
    );
    assert_eq!(
        app.update_task_run(id, body(json!({}))).unwrap_err(),
        not_found("Task run not found")
    );
    let request = body(json!({"state": {"type": "RUNNING"}}));
    assert_eq!(
        app.set_task_run_state(id, request).unwrap_err(),
        Error::Missing(format!("Task run with id {id} not found"))
    );
    assert_eq!(
        app.read_task_run_state(Uuid::nil().into()).unwrap_err(),
        not_found("Flow run state not found")
    );
    assert!(app.read_task_run_states(id).is_empty());
}

#[test]
fn a_task_run_is_renamed() {
    let fixture = Fixture::new();
    let run = fixture.task_run("0", json!({"name": "one"}));
    let rename = |request| {
        fixture.app.update_task_run(run.id, body(request)).unwrap();
        fixture.current_task_run(run.id).name.clone()
    };
    assert_eq!(&*rename(json!({})), "one");
    assert_eq!(&*rename(json!({"name": "two"})), "two");
    assert!(rename(json!({"name": ""})).contains('-'));
}

#[test]
fn a_result_is_found_by_its_cache_key() {
    let fixture = Fixture::new();
    let flow_run = fixture.running_flow_run();
    let of_flow_run = json!({"flow_run_id": flow_run.id});
    let first = fixture.task_run("0", of_flow_run.clone());
    let data = json!({"storage_key": "s"});
    let details = json!({"cache_key": "key"});
    fixture.propose_to_task_run(
        first.id,
        &json!({"type": "COMPLETED", "data": data, "state_details": details}),
    );

    let second = fixture.task_run("1", of_flow_run);
    fixture.clock.advance(Duration::from_secs(1));
    let running = json!({"type": "RUNNING", "state_details": details});
    let result = fixture.propose_to_task_run(second.id, &running);
    assert_eq!(result.status, SetStateStatus::Reject);
    assert_eq!(result.reason(), Some("Retrieved state from cache"));
    let state = result.state.unwrap();
    assert_eq!(
        (state.state_type, &*state.name, &*state.data),
        (StateType::Completed, "Cached", &data)
    );
    assert_eq!(state.details.task_run_id, Some(second.id));
    let artifacts = fixture.app.read();
    assert_eq!(artifacts.artifacts.of_task_run(second.id).count(), 1);
}

#[test]
fn tags_limit_how_many_run() {
    let fixture = Fixture::new();
    fixture
        .app
        .transaction(|tx| {
            let id = tx.random.uuid_v4().into();
            let limit = ConcurrencyLimit::new(id, tag_limit_name("db"), 1, tx.now);
            tx.tables.concurrency_limits.insert(limit).unwrap();
            Ok(())
        })
        .unwrap();
    let flow_run = fixture.running_flow_run();
    let tagged = json!({"flow_run_id": flow_run.id, "tags": ["db"]});
    let [first, second] = ["0", "1"].map(|key| fixture.task_run(key, tagged.clone()));
    let propose = |run: &TaskRun, state: &str| {
        let result = fixture.propose_to_task_run(run.id, &json!({"type": state}));
        result.status
    };
    assert_eq!(propose(&first, "RUNNING"), SetStateStatus::Accept);
    assert_eq!(propose(&second, "RUNNING"), SetStateStatus::Wait);
    assert_eq!(propose(&first, "COMPLETED"), SetStateStatus::Accept);
    assert_eq!(propose(&second, "RUNNING"), SetStateStatus::Accept);
}

fn check(fixture: &Fixture, id: TaskRunId) {
    let tables = fixture.app.read();
    let run = tables.task_runs.get(id).unwrap();
    let history = tables.task_run_states.of_run(id);
    assert_eq!(run.state.as_ref(), history.last());
    let times = history.iter().map(|state| state.timestamp);
    assert!(times.is_sorted(), "{history:?}");
    let ended = run.state.as_deref().is_some_and(State::is_terminal);
    assert_eq!(run.progress.end_time.is_some(), ended, "{run:?}");
    for state in StateType::ALL {
        let expected = usize::from(run.state_type() == Some(state));
        assert_eq!(tables.task_runs.in_state(state).count(), expected);
    }
    for limit in tables.concurrency_limits.iter() {
        let holds = tables.concurrency_limits.leases_held_by(id.uuid()).count();
        assert_eq!(limit.active_slots, holds as u64);
    }
}

proptest! {
    #[test]
    fn any_sequence_of_proposals_keeps_the_books(
        steps in prop::collection::vec(
            (prop::sample::select(StateType::ALL.to_vec()), any::<bool>(), 0_u64..3, any::<bool>()),
            0..30,
        ),
        retries in prop::option::of(0..3),
    ) {
        let fixture = Fixture::new();
        let flow_run = fixture.running_flow_run();
        fixture
            .app
            .transaction(|tx| {
                let id = tx.random.uuid_v4().into();
                let limit = ConcurrencyLimit::new(id, tag_limit_name("db"), 5, tx.now);
                tx.tables.concurrency_limits.insert(limit).unwrap();
                Ok(())
            })
            .unwrap();
        let run = fixture.task_run("0", json!({
            "flow_run_id": flow_run.id, "tags": ["db"], "empirical_policy": {"retries": retries},
        }));
        for (state, force, seconds, cached) in steps {
            fixture.clock.advance(Duration::from_secs(seconds));
            let details = if cached { json!({"cache_key": "key"}) } else { json!({}) };
            let request = json!({
                "state": {"type": state.as_str(), "state_details": details}, "force": force,
            });
            let result = fixture.app.set_task_run_state(run.id, body(request)).unwrap();
            let current = fixture.current_task_run(run.id);
            prop_assert_eq!(
                result.state.map(|state| state.id),
                current.state.as_ref().map(|state| state.id)
            );
            check(&fixture, run.id);
        }
    }
}
