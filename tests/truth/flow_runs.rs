//! Flow runs, their states, inputs, graphs and logs.

use chrono::{DateTime, TimeDelta, Utc};
use prefect_rest::{Client, types};
use serde_json::json;
use uuid::Uuid;

use super::{flows, ok};

pub(super) async fn call(client: &Client) {
    let flow = flows::make(client, "truth flow runs").await;
    let run = make(client, flow.id).await;
    crud(client, run.id).await;
    states(client, run.id).await;
    inputs(client, run.id).await;
    logs(client, run.id).await;
    ok!(client.read_flow_run_graph_v1().id(run.id));
    ok!(client.read_flow_run_graph_v2().id(run.id));
    queries(client).await;
    bulk(client, flow.id).await;
    ok!(client.delete_flow_run().id(run.id));
    ok!(client.delete_flow().id(flow.id));
}

/// Makes a run of a flow without a deployment.
pub(super) async fn make(client: &Client, flow_id: Uuid) -> types::FlowRunResponse {
    ok!(client.create_flow_run().body(
        types::FlowRunCreate::builder()
            .flow_id(flow_id)
            .tags(vec!["truth".to_owned()])
    ))
}

/// A state of a type, as someone proposes it.
pub(super) fn state(state_type: types::StateType) -> types::StateCreate {
    types::StateCreate::builder()
        .type_(state_type)
        .try_into()
        .expect("a state")
}

async fn propose(
    client: &Client,
    id: Uuid,
    state: types::StateCreate,
) -> types::OrchestrationResult {
    ok!(client
        .set_flow_run_state()
        .id(id)
        .body(types::SetFlowRunStateBody::builder().state(state)))
}

async fn crud(client: &Client, id: Uuid) {
    ok!(client
        .update_flow_run()
        .id(id)
        .body(types::FlowRunUpdate::builder().name("a truthful run".to_owned())));
    ok!(client.update_flow_run_labels().id(id).body(
        json!({"team": "truth"})
            .as_object()
            .cloned()
            .expect("an object")
    ));
    let read = ok!(client.read_flow_run().id(id));
    assert_eq!(read.name, "a truthful run");
    assert_eq!(
        read.labels.get("team"),
        Some(&json!("truth"))
            .and_then(|one| serde_json::from_value(one.clone()).ok())
            .as_ref()
    );
}

async fn states(client: &Client, id: Uuid) {
    let running = propose(client, id, state(types::StateType::Running)).await;
    assert_eq!(running.status, types::SetStateStatus::Accept);
    let paused: types::StateCreate = types::StateCreate::builder()
        .type_(types::StateType::Paused)
        .name("Suspended".to_owned())
        .try_into()
        .expect("a state");
    propose(client, id, paused).await;
    ok!(client
        .resume_flow_run()
        .id(id)
        .body(types::ResumeFlowRunBody::default()));
    let history = ok!(client.read_flow_run_states().flow_run_id(id));
    assert!(history.len() >= 2);
    ok!(client.read_flow_run_state().id(history[0].id));
}

async fn inputs(client: &Client, id: Uuid) {
    ok!(client.create_flow_run_input().id(id).body(
        types::CreateFlowRunInputBody::builder()
            .key("answer-1".to_owned())
            .value("42".to_owned())
    ));
    ok!(client.read_flow_run_input().id(id).key("answer-1"));
    let found = ok!(client
        .filter_flow_run_input()
        .id(id)
        .body(types::FilterFlowRunInputBody::builder().prefix("answer".to_owned())));
    assert_eq!(found.len(), 1);
    ok!(client.delete_flow_run_input().id(id).key("answer-1"));
}

async fn logs(client: &Client, id: Uuid) {
    let line: types::LogCreate = types::LogCreate::builder()
        .name("prefect.flow_runs".to_owned())
        .level(20)
        .message("hello, \"log\"".to_owned())
        .timestamp(now())
        .flow_run_id(id)
        .try_into()
        .expect("a line");
    ok!(client.create_logs().body(vec![line]));
    let filter = types::LogFilter::builder().flow_run_id(types::LogFilterFlowRunId {
        any: vec![id].into(),
    });
    let filter: types::LogFilter = filter.try_into().expect("a filter");
    let lines = ok!(client
        .read_logs()
        .body(types::ReadLogsBody::builder().logs(filter)));
    assert_eq!(lines.len(), 1);
    ok!(client.download_logs().id(id));
}

async fn queries(client: &Client) {
    ok!(client
        .read_flow_runs()
        .body(types::ReadFlowRunsBody::default()));
    ok!(client
        .paginate_flow_runs()
        .body(types::PaginateFlowRunsBody::default()));
    ok!(client
        .count_flow_runs()
        .body(types::CountFlowRunsBody::default()));
    ok!(client
        .average_flow_run_lateness()
        .body(types::AverageFlowRunLatenessBody::default()));
    ok!(client.flow_run_history().body(
        types::FlowRunHistoryBody::builder()
            .history_start(now() - TimeDelta::hours(1))
            .history_end(now())
            .history_interval_seconds(600.0)
    ));
}

async fn bulk(client: &Client, flow_id: Uuid) {
    let run = make(client, flow_id).await;
    let filter = || -> types::FlowRunFilter {
        types::FlowRunFilter::builder()
            .id(types::FlowRunFilterId {
                any: vec![run.id].into(),
                ..Default::default()
            })
            .try_into()
            .expect("a filter")
    };
    ok!(client.bulk_set_flow_run_state().body(
        types::BulkSetFlowRunStateBody::builder()
            .flow_runs(filter())
            .state(state(types::StateType::Running))
    ));
    ok!(client
        .bulk_delete_flow_runs()
        .body(types::BulkDeleteFlowRunsBody::builder().flow_runs(filter())));
}

/// The time as the servers have it.
pub(super) fn now() -> DateTime<Utc> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the servers go by the wall clock"
    )]
    Utc::now()
}
