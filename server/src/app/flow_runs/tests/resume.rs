//! Resumptions, as a real server answered them.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::app::fixture::{Fixture, body, noon};
use crate::app::{Error, OrchestrationResult, Result, SetStateStatus, StateResponseDetails};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::FlowRunId;
use crate::domain::orchestration::Client;
use crate::domain::state::{ProposedState, StateType};

impl Fixture {
    fn resume(&self, id: FlowRunId, request: Value) -> Result<OrchestrationResult> {
        self.app
            .resume_flow_run(id, body(request), Client::default())
    }

    /// A paused run whose state has these details.
    fn paused(&self, details: &Value) -> Arc<FlowRun> {
        let run = self.any_run();
        self.propose(run.id, &json!({"type": "RUNNING"}));
        let paused = json!({"type": "PAUSED", "state_details": details});
        let result = self.propose(run.id, &paused);
        assert_eq!(result.status, SetStateStatus::Accept);
        run
    }

    /// A paused run that waits for input that fits a schema.
    fn waiting(&self, schema: &str) -> Arc<FlowRun> {
        let keyset = json!({"schema": "ks", "response": "kr"});
        let run = self.paused(&json!({"run_input_keyset": keyset}));
        let input = body(json!({"key": "ks", "value": schema}));
        self.app.create_flow_run_input(run.id, input).unwrap();
        run
    }
}

const SCHEMA: &str = r#"{
    "type": "object", "required": ["x"],
    "properties": {"x": {"type": "integer"}, "y": {"type": "string", "default": "d"}}
}"#;

#[test]
fn a_paused_run_runs_again_once() {
    let fixture = Fixture::new();
    let run = fixture.paused(&json!({}));
    let result = fixture.resume(run.id, json!({})).unwrap();
    assert_eq!(result.status, SetStateStatus::Accept);
    assert_eq!(result.state.unwrap().state_type, StateType::Running);
    assert!(result.is_new);

    let again = fixture.resume(run.id, json!({})).unwrap();
    let expected = OrchestrationResult::abort("Cannot resume a flow run that is not paused.");
    assert_eq!(again, expected);
    assert_eq!(again.state, None);
}

#[test]
fn a_suspended_run_is_scheduled() {
    let fixture = Fixture::new();
    let pool = body(json!({"name": "pool", "type": "process"}));
    let pool = fixture.app.create_work_pool(pool).unwrap().pool;
    let deployment = fixture.deployment("flow", pool.default_queue_id);
    let run = fixture.run(deployment, ProposedState::of(StateType::Running));
    let details = json!({"pause_reschedule": true});
    fixture.propose(run.id, &json!({"type": "PAUSED", "state_details": details}));
    fixture.clock.advance(Duration::from_secs(1));
    let state = fixture.resume(run.id, json!({})).unwrap().state.unwrap();
    assert_eq!(
        (state.state_type, &*state.name),
        (StateType::Scheduled, "Resuming")
    );
    let due = noon() + TimeDelta::seconds(1);
    assert_eq!(state.details.scheduled_time, Some(due));
}

#[test]
fn a_pause_that_has_timed_out_fails_the_run() {
    let fixture = Fixture::new();
    let run = fixture.paused(&json!({"pause_timeout": noon() - TimeDelta::seconds(1)}));
    let result = fixture.resume(run.id, json!({})).unwrap();
    assert_eq!(result.status, SetStateStatus::Reject);
    assert_eq!(
        result.reason(),
        Some("The flow run pause has timed out and can no longer resume.")
    );
    let state = result.state.unwrap();
    assert_eq!(
        (state.state_type, state.message.as_deref()),
        (
            StateType::Failed,
            Some("The flow was running and never resumed.")
        )
    );
}

#[test]
fn input_has_to_fit() {
    let fixture = Fixture::new();
    let circular =
        r##"{"properties": {"x": {"$ref": "#/$defs/A"}}, "$defs": {"A": {"$ref": "#/$defs/A"}}}"##;
    let json_of = |text: &str| json!({"x": {"__prefect_kind": "json", "value": text}});
    for (schema, input, reason) in [
        (
            SCHEMA,
            json!({"x": "no"}),
            "Reason: Validation failed for field 'x'. Failure reason: 'no' is not of type \
             'integer'",
        ),
        (
            SCHEMA,
            json!(null),
            "Reason: Validation failed. Failure reason: 'x' is a required property",
        ),
        (
            SCHEMA,
            json_of("{"),
            "Error hydrating run input: Invalid JSON: Expecting property name enclosed in double \
             quotes: line 1 column 2 (char 1)",
        ),
        ("nope", json!({}), "Run input schema is not valid JSON."),
        (
            circular,
            json!({"x": 1}),
            "Invalid schema: Unable to validate schema with circular references.",
        ),
    ] {
        let run = fixture.waiting(schema);
        let before = fixture.current(run.id);
        let request = json!({"run_input": input});
        let result = fixture.resume(run.id, request).unwrap();
        assert_eq!(result.status, SetStateStatus::Reject);
        let reason = reason.to_owned();
        assert_eq!(result.details, StateResponseDetails::Abort { reason });
        assert_eq!(result.state, before.state);
        assert!(!result.is_new);
        assert_eq!(fixture.current(run.id), before);
    }
}

#[test]
fn a_run_without_a_schema_cannot_be_answered() {
    let fixture = Fixture::new();
    let keyset = json!({"schema": "ks", "response": "kr"});
    let run = fixture.paused(&json!({"run_input_keyset": keyset}));
    let result = fixture.resume(run.id, json!({})).unwrap();
    assert_eq!(result.reason(), Some("Run input schema not found."));
}

#[test]
fn input_that_fits_is_stored() {
    let fixture = Fixture::new();
    let answered = |input: Value| {
        let run = fixture.waiting(SCHEMA);
        let result = fixture.resume(run.id, json!({ "run_input": input }));
        assert_eq!(result.unwrap().status, SetStateStatus::Accept);
        fixture.app.read_flow_run_input(run.id, "kr").unwrap()
    };
    assert_eq!(answered(json!({"x": 3, "z": 9})), r#"{"x":3,"z":9}"#);
    let hydrated = json!({"x": {"__prefect_kind": "json", "value": "4"}});
    assert_eq!(answered(hydrated), r#"{"x":4}"#);

    let run = fixture.waiting("{}");
    fixture.resume(run.id, json!({})).unwrap();
    let stored = fixture.app.read_flow_run_input(run.id, "kr");
    assert!(stored.is_err(), "no input is not stored");
}

#[test]
fn a_run_is_answered_once() {
    let fixture = Fixture::new();
    let run = fixture.waiting(SCHEMA);
    let earlier = body(json!({"key": "kr", "value": "1"}));
    fixture.app.create_flow_run_input(run.id, earlier).unwrap();
    let before = fixture.current(run.id);
    let result = fixture.resume(run.id, json!({"run_input": {"x": 3}}));
    assert_eq!(result.unwrap_err(), Error::IntegrityConflict);
    assert_eq!(fixture.current(run.id), before);
}

#[test]
fn what_makes_no_sense_is_a_fault() {
    let fixture = Fixture::new();
    for schema in ["[1]", r#"{"type": "nonsense"}"#] {
        let run = fixture.waiting(schema);
        let result = fixture.resume(run.id, json!({"run_input": {"x": 1}}));
        assert!(matches!(result, Err(Error::Internal(_))), "{schema}");
    }
    let nobody = FlowRunId::new(uuid::Uuid::nil());
    let result = fixture.resume(nobody, json!({}));
    assert!(matches!(result, Err(Error::Internal(_))));
}
