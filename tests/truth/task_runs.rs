//! Task runs and their states.

use chrono::TimeDelta;
use prefect_rest::{Client, types};

use super::flow_runs::{now, state};
use super::{flow_runs, flows, ok};

pub(super) async fn call(client: &Client) {
    let flow = flows::make(client, "truth task runs").await;
    let flow_run = flow_runs::make(client, flow.id).await;
    let body = || {
        types::TaskRunCreate::builder()
            .task_key("select_users".to_owned())
            .dynamic_key("0".to_owned())
            .flow_run_id(flow_run.id)
    };
    let run = ok!(client.create_task_run().body(body()));
    assert_eq!(ok!(client.create_task_run().body(body())).id, run.id);
    ok!(client
        .update_task_run()
        .id(run.id)
        .body(types::TaskRunUpdate {
            name: Some("a truthful task".to_owned())
        }));
    assert_eq!(
        ok!(client.read_task_run().id(run.id)).name,
        "a truthful task"
    );
    ok!(client
        .set_task_run_state()
        .id(run.id)
        .body(types::SetTaskRunStateBody::builder().state(state(types::StateType::Running))));
    let history = ok!(client.read_task_run_states().task_run_id(run.id));
    ok!(client.read_task_run_state().id(history[0].id));
    ok!(client
        .read_task_runs()
        .body(types::ReadTaskRunsBody::default()));
    ok!(client
        .paginate_task_runs()
        .body(types::PaginateTaskRunsBody::default()));
    ok!(client
        .count_task_runs()
        .body(types::CountTaskRunsBody::default()));
    ok!(client.task_run_history().body(
        types::TaskRunHistoryBody::builder()
            .history_start(now() - TimeDelta::hours(1))
            .history_end(now())
            .history_interval_seconds(600.0)
    ));
    ok!(client.read_flow_run_graph_v1().id(flow_run.id));
    ok!(client.read_flow_run_graph_v2().id(flow_run.id));
    ok!(client.delete_task_run().id(run.id));
}
