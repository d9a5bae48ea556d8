use serde_json::json;
use uuid::Uuid;

use crate::app::fixture::{Fixture, body};
use crate::app::{Change, Error, NewFlowRun, NewTaskRun};
use crate::domain::ids::FlowRunId;
use crate::domain::log::Log;

/// As was seen on a real server.
#[test]
fn a_run_goes_with_all_but_its_artifacts_and_subflows() {
    let fixture = Fixture::new();
    let run = fixture.any_run();
    let (task_run, subflow_run) = fixture
        .app
        .transaction(|tx| {
            let (task_run, _) =
                tx.create_task_run(NewTaskRun::of_task(Some(run.id), "task", "0"))?;
            let (subflow_run, _) = tx.create_flow_run(NewFlowRun {
                parent_task_run_id: Some(task_run.id),
                ..NewFlowRun::of_flow(run.flow_id)
            })?;
            tx.tables.logs.push(Log {
                id: tx.random.uuid_v7(tx.now).into(),
                created: tx.now,
                name: "test".to_owned(),
                level: 20,
                message: "hello".to_owned(),
                timestamp: tx.now,
                flow_run_id: Some(run.id),
                task_run_id: None,
            });
            Ok((task_run, subflow_run))
        })
        .unwrap();
    let data = json!({"type": "COMPLETED", "data": {"a": 1}});
    fixture.propose(run.id, &data);
    let input = body(json!({"key": "k", "value": "1"}));
    fixture.app.create_flow_run_input(run.id, input).unwrap();

    let mut events = fixture.app.changes().subscribe();
    fixture.app.delete_flow_run(run.id).unwrap();

    assert!(matches!(
        events.try_recv(),
        Ok(Change::FlowRunDeleted(id)) if id == run.id
    ));
    assert!(fixture.app.read_flow_run(run.id).is_err());
    assert!(fixture.app.read_task_run(task_run.id).is_err());
    assert_eq!(fixture.history(run.id), []);
    assert!(fixture.app.read_task_run_states(task_run.id).is_empty());
    assert_eq!(
        fixture.current(subflow_run.id).parent_task_run_id,
        None,
        "the subflow run stays"
    );
    let tables = fixture.app.read();
    assert!(tables.flow_run_inputs.is_empty());
    assert_eq!(tables.logs.iter().count(), 0);
    assert_eq!(tables.artifacts.of_flow_run(run.id).count(), 1);
}

#[test]
fn what_is_not_there_is_not_deleted() {
    let fixture = Fixture::new();
    assert_eq!(
        fixture.app.delete_flow_run(FlowRunId::new(Uuid::nil())),
        Err(Error::NotFound("Flow run not found".to_owned()))
    );
}

#[test]
fn a_key_is_free_again() {
    let fixture = Fixture::new();
    let flow_id = fixture.flow("flow");
    let request = json!({"idempotency_key": "key"});
    let (first, _) = fixture.create(flow_id, request.clone()).unwrap();
    fixture.app.delete_flow_run(first.flow_run.id).unwrap();
    assert!(fixture.create(flow_id, request).unwrap().1);
}
