//! What passes is what the generated types read.

use serde_json::Value;

use super::{Measured, rows};
use crate::schema::{Document, DomainRules};
use crate::types;

macro_rules! types {
    ($($id:literal => $type:ty,)*) => {
        /// Reads a checked body or query into the type that its operation is given.
        pub(super) fn read(id: &str, checked: Value) -> Option<Result<(), serde_json::Error>> {
            match id {
                $($id => Some(serde_json::from_value::<$type>(checked).map(drop)),)*
                _ => None,
            }
        }

        /// What is read from a body that passes as it was sent, and what is read once it
        /// was checked.
        pub(super) fn read_both_ways(
            id: &str,
            text: &str,
            rules: &dyn DomainRules,
        ) -> Option<(String, String)> {
            let document = Document::shared();
            match id {
                $($id => {
                    let as_sent: $type = document.body_as_sent(id, None, text.as_bytes(), rules)?;
                    let checked = document.check_body(id, None, text.as_bytes(), rules);
                    let checked = checked.map(serde_json::from_value::<$type>);
                    Some((format!("Ok(Ok({as_sent:?}))"), format!("{checked:?}")))
                })*
                _ => panic!("{id} has no type here"),
            }
        }
    };
}

types! {
    "average_flow_run_lateness" => types::AverageFlowRunLatenessBody,
    "bulk_create_flow_runs_from_deployment" => Vec<types::DeploymentFlowRunCreate>,
    "bulk_delete_deployments" => types::BulkDeleteDeploymentsBody,
    "bulk_delete_flow_runs" => types::BulkDeleteFlowRunsBody,
    "bulk_delete_flows" => types::BulkDeleteFlowsBody,
    "bulk_set_flow_run_state" => types::BulkSetFlowRunStateBody,
    "count_artifacts" => types::CountArtifactsBody,
    "count_deployments" => types::CountDeploymentsBody,
    "count_flow_runs" => types::CountFlowRunsBody,
    "count_flows" => types::CountFlowsBody,
    "count_latest_artifacts" => types::CountLatestArtifactsBody,
    "count_task_runs" => types::CountTaskRunsBody,
    "count_work_pools" => types::CountWorkPoolsBody,
    "create_artifact" => types::ArtifactCreate,
    "create_csrf_token" => crate::CreateCsrfTokenQuery,
    "create_deployment" => types::DeploymentCreate,
    "create_deployment_schedules" => Vec<types::DeploymentScheduleCreate>,
    "create_flow" => types::FlowCreate,
    "create_flow_run" => types::FlowRunCreate,
    "create_flow_run_from_deployment" => types::DeploymentFlowRunCreate,
    "create_flow_run_input" => types::CreateFlowRunInputBody,
    "create_logs" => Vec<types::LogCreate>,
    "create_task_run" => types::TaskRunCreate,
    "create_work_pool" => types::WorkPoolCreate,
    "create_work_pool_queue" => types::WorkQueueCreate,
    "create_work_queue" => types::WorkQueueCreate,
    "decrement_concurrency_limits_with_lease" => types::DecrementConcurrencyLimitsWithLeaseBody,
    "filter_flow_run_input" => types::FilterFlowRunInputBody,
    "flow_run_history" => types::FlowRunHistoryBody,
    "get_scheduled_flow_runs" => types::GetScheduledFlowRunsBody,
    "get_scheduled_flow_runs_for_deployments" => types::GetScheduledFlowRunsForDeploymentsBody,
    "increment_concurrency_limits_with_lease" => types::IncrementConcurrencyLimitsWithLeaseBody,
    "paginate_deployments" => types::PaginateDeploymentsBody,
    "paginate_flow_runs" => types::PaginateFlowRunsBody,
    "paginate_flows" => types::PaginateFlowsBody,
    "paginate_task_runs" => types::PaginateTaskRunsBody,
    "read_artifacts" => types::ReadArtifactsBody,
    "read_deployments" => types::ReadDeploymentsBody,
    "read_flow_run_graph_v2" => crate::ReadFlowRunGraphV2Query,
    "read_flow_run_states" => crate::ReadFlowRunStatesQuery,
    "read_flow_runs" => types::ReadFlowRunsBody,
    "read_flows" => types::ReadFlowsBody,
    "read_latest_artifacts" => types::ReadLatestArtifactsBody,
    "read_logs" => types::ReadLogsBody,
    "read_task_run_states" => crate::ReadTaskRunStatesQuery,
    "read_task_runs" => types::ReadTaskRunsBody,
    "read_work_pool_concurrency_status" => types::ReadWorkPoolConcurrencyStatusBody,
    "read_work_pool_queues" => types::ReadWorkPoolQueuesBody,
    "read_work_pools" => types::ReadWorkPoolsBody,
    "read_work_queue_concurrency_status" => types::ReadWorkQueueConcurrencyStatusBody,
    "read_work_queue_runs" => types::ReadWorkQueueRunsBody,
    "read_work_queues" => types::ReadWorkQueuesBody,
    "read_workers" => types::ReadWorkersBody,
    "renew_concurrency_lease" => types::RenewConcurrencyLeaseBody,
    "resume_flow_run" => types::ResumeFlowRunBody,
    "schedule_deployment" => types::ScheduleDeploymentBody,
    "set_flow_run_state" => types::SetFlowRunStateBody,
    "set_task_run_state" => types::SetTaskRunStateBody,
    "task_run_history" => types::TaskRunHistoryBody,
    "update_artifact" => types::ArtifactUpdate,
    "update_deployment" => types::DeploymentUpdate,
    "update_deployment_schedule" => types::DeploymentScheduleUpdate,
    "update_flow" => types::FlowUpdate,
    "update_flow_run" => types::FlowRunUpdate,
    "update_flow_run_labels" => serde_json::Map<String, Value>,
    "update_task_run" => types::TaskRunUpdate,
    "update_work_pool" => types::WorkPoolUpdate,
    "update_work_pool_queue" => types::WorkQueueUpdate,
    "update_work_queue" => types::WorkQueueUpdate,
    "worker_heartbeat" => types::WorkerHeartbeatBody,
}

#[test]
fn what_passes_has_the_type_of_its_operation() {
    let rows = rows();
    let rules = Measured::of(&rows);
    let mut passed = 0;
    for row in &rows {
        if let Ok(checked) = row.check(Document::shared(), &rules) {
            let text = checked.to_string();
            match read(&row.operation, checked) {
                Some(Ok(())) => passed += 1,
                other => panic!("{}: {text} is read as {other:?}", row.operation),
            }
        }
    }
    assert!(passed > 200, "{passed}");
}
