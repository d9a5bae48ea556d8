use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::app::Error;
use crate::app::fixture::{Fixture, body, noon};
use crate::domain::ids::{FlowRunId, LogId, TaskRunId};
use crate::domain::log::Log;

#[test]
fn runs_are_listed_and_paged() {
    let fixture = Fixture::new();
    let flow_id = fixture.flow("flow");
    for name in ["c", "a", "d", "b"] {
        fixture.create(flow_id, json!({"name": name})).unwrap();
    }
    let names = |request: Value| -> Vec<String> {
        let runs = fixture.app.read_flow_runs(&body(request)).unwrap();
        runs.iter()
            .map(|run| run.flow_run.name.to_string())
            .collect()
    };
    assert_eq!(
        names(json!({"sort": "NAME_DESC", "offset": 1, "limit": 2})),
        ["c", "b"]
    );
    assert_eq!(names(json!({})).len(), 4);
    let too_many = fixture.app.read_flow_runs(&body(json!({"limit": 201})));
    assert!(matches!(too_many, Err(Error::Invalid(_))));

    let request = json!({"sort": "NAME_ASC", "limit": 3, "page": 2});
    let page = fixture.app.paginate_flow_runs(&body(request)).unwrap();
    assert_eq!((page.count, page.pages, page.page), (4, 2, 2));
    assert_eq!(&*page.results[0].flow_run.name, "d");
    assert_eq!(page.results.len(), 1);

    let filter = json!({"flow_runs": {"name": {"any_": ["a", "b", "x"]}}});
    assert_eq!(fixture.app.count_flow_runs(&body(filter)), 2);
    assert_eq!(fixture.app.count_flow_runs(&body(json!({}))), 4);
}

#[test]
fn lateness_is_averaged_over_what_matches() {
    let fixture = Fixture::new();
    let flow_id = fixture.flow("flow");
    let lateness = |request| fixture.app.average_flow_run_lateness(&body(request));
    assert_eq!(lateness(json!({})), None);

    let at = |seconds| noon() + TimeDelta::seconds(seconds);
    let schedule = |seconds: i64| {
        let details = json!({"scheduled_time": at(seconds)});
        let state = json!({"type": "SCHEDULED", "state_details": details});
        let (view, _) = fixture.create(flow_id, json!({"state": state})).unwrap();
        view.flow_run.id
    };
    let waiting = schedule(0);
    let started = schedule(4);
    schedule(100);
    fixture.clock.advance(Duration::from_secs(6));
    fixture.propose(started, &json!({"type": "RUNNING"}));
    fixture.clock.advance(Duration::from_secs(4));
    // Ten seconds, two seconds, and none.
    assert_eq!(lateness(json!({})), Some(4.0));
    let one = json!({"flow_runs": {"id": {"any_": [waiting]}}});
    assert_eq!(lateness(one), Some(10.0));
}

#[test]
fn states_are_found_by_their_id_and_by_their_run() {
    let fixture = Fixture::new();
    let run = fixture.any_run();
    fixture.propose(run.id, &json!({"type": "RUNNING"}));
    let states = fixture.app.read_flow_run_states(run.id);
    assert_eq!(states.len(), 2);
    for state in states {
        assert_eq!(fixture.app.read_flow_run_state(state.id), Ok(state));
    }
    assert_eq!(
        fixture.app.read_flow_run_state(Uuid::nil().into()),
        Err(Error::NotFound("Flow run state not found".to_owned()))
    );
    let nobody = FlowRunId::new(Uuid::nil());
    assert!(fixture.app.read_flow_run_states(nobody).is_empty());
}

/// Byte by byte what a real server answered for these lines.
#[test]
fn logs_are_csv_as_python_writes_it() {
    let fixture = Fixture::new();
    let run = fixture.any_run();
    let task_run_id = TaskRunId::new(Uuid::from_u128(9));
    let lines = [
        ("2026-01-01T00:00:00.5Z", "hello, \"w\"\nline", None),
        ("2026-01-01T00:00:00Z", "plain", Some(task_run_id)),
        ("2026-01-01T00:00:01.000001+02:00", " spaced ", None),
    ];
    fixture
        .app
        .transaction(|tx| {
            for (number, (timestamp, message, task_run_id)) in lines.into_iter().enumerate() {
                tx.tables.logs.push(Log {
                    id: LogId::new(Uuid::from_u128(number as u128)),
                    created: tx.now,
                    name: "x".to_owned(),
                    level: 20,
                    message: message.to_owned(),
                    timestamp: timestamp.parse::<DateTime<Utc>>().unwrap(),
                    flow_run_id: Some(run.id),
                    task_run_id,
                });
            }
            Ok(())
        })
        .unwrap();
    let logs = fixture.app.download_logs(run.id).unwrap();
    assert_eq!(logs.name, *run.name);
    let id = run.id;
    assert_eq!(
        String::from_utf8(logs.csv).unwrap(),
        format!(
            "timestamp,level,flow_run_id,task_run_id,message\r\n\
             2025-12-31 22:00:01.000001+00:00,20,{id},, spaced \r\n\
             2026-01-01 00:00:00+00:00,20,{id},{task_run_id},plain\r\n\
             2026-01-01 00:00:00.500000+00:00,20,{id},,\"hello, \"\"w\"\"\nline\"\r\n"
        )
    );
    let nobody = fixture.app.download_logs(FlowRunId::new(Uuid::nil()));
    assert_eq!(
        nobody,
        Err(Error::NotFound("Flow run not found".to_owned()))
    );
}
