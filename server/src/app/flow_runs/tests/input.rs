use std::time::Duration;

use serde_json::json;
use uuid::Uuid;

use crate::app::Error;
use crate::app::fixture::{Fixture, body};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::FlowRunId;

fn send(fixture: &Fixture, run: &FlowRun, key: &str, value: &str) -> Result<(), Error> {
    fixture.clock.advance(Duration::from_secs(1));
    let request = body(json!({"key": key, "value": value}));
    fixture.app.create_flow_run_input(run.id, request)
}

#[test]
fn a_key_is_used_once() {
    let fixture = Fixture::new();
    let run = fixture.any_run();
    send(&fixture, &run, "key", "1").unwrap();
    assert_eq!(
        send(&fixture, &run, "key", "2"),
        Err(Error::AlreadyExists(
            "A flow run input with this key already exists.".to_owned()
        ))
    );
    let value = fixture.app.read_flow_run_input(run.id, "key").unwrap();
    assert_eq!(value, "1");

    fixture.app.delete_flow_run_input(run.id, "key").unwrap();
    let gone = Error::NotFound("Flow run input not found".to_owned());
    let read = fixture.app.read_flow_run_input(run.id, "key");
    assert_eq!(read.unwrap_err(), gone);
    let delete = fixture.app.delete_flow_run_input(run.id, "key");
    assert_eq!(delete.unwrap_err(), gone);
}

/// As a real server did with these keys.
#[test]
fn keys_are_lower_case_letters_digits_and_dashes() {
    let fixture = Fixture::new();
    let run = fixture.any_run();
    for key in ["a", "", "1-2", "-"] {
        send(&fixture, &run, key, "1").unwrap();
    }
    for key in ["A-3", "b_3", "ü", "a b"] {
        let refused = send(&fixture, &run, key, "1");
        assert!(matches!(refused, Err(Error::Internal(_))), "{key}");
    }
}

#[test]
fn nobody_gets_inputs() {
    let fixture = Fixture::new();
    let request = body(json!({"key": "key", "value": "1"}));
    assert_eq!(
        fixture
            .app
            .create_flow_run_input(FlowRunId::new(Uuid::nil()), request),
        Err(Error::NotFound("Flow run not found".to_owned()))
    );
}

#[test]
fn inputs_are_listed_oldest_first() {
    let fixture = Fixture::new();
    let (run, other) = (fixture.any_run(), fixture.any_run());
    for key in ["b-1", "a-2", "a-1"] {
        send(&fixture, &run, key, "1").unwrap();
    }
    send(&fixture, &other, "a-3", "1").unwrap();
    let list = |request| {
        let inputs = fixture.app.filter_flow_run_input(run.id, &body(request));
        inputs.into_iter().map(|one| one.key).collect::<Vec<_>>()
    };
    assert_eq!(list(json!({"prefix": "a"})), ["a-2"]);
    assert_eq!(list(json!({"prefix": "a", "limit": 9})), ["a-2", "a-1"]);
    assert_eq!(list(json!({"prefix": "A", "limit": 9})), ["a-2", "a-1"]);
    assert_eq!(list(json!({"prefix": "_-1", "limit": 9})), ["b-1", "a-1"]);
    assert_eq!(list(json!({"prefix": "", "limit": -1})).len(), 3);
    assert_eq!(list(json!({"prefix": "", "limit": 0})), Vec::<&str>::new());
    let excluding = json!({"prefix": "a", "limit": 9, "exclude_keys": ["a-2"]});
    assert_eq!(list(excluding), ["a-1"]);
}
