//! Flow runs.

use prefect_mock_api::{WriteJson, reply, types, write_object};

use super::{Labels, count, labels, seconds};
use crate::app::{FlowRunLogs, FlowRunView};
use crate::domain::created_by::CreatedBy;
use crate::domain::flow_run_input::FlowRunInput;
use crate::domain::ids::{DeploymentId, TaskRunId, WorkQueueId};
use crate::domain::json::JsonObject;

impl From<&CreatedBy> for types::CreatedBy {
    fn from(creator: &CreatedBy) -> Self {
        Self {
            id: creator.id,
            type_: creator.kind.clone(),
            display_value: creator.display_value.clone(),
        }
    }
}

impl WriteJson for CreatedBy {
    fn write_json(&self, json: &mut Vec<u8>) {
        write_object!(json, {
            "display_value": self.display_value,
            "id": self.id,
            "type": self.kind,
        });
    }
}

/// The document has two types for a flow run, which differ in little.
macro_rules! flow_run {
    ($type:ident of $view:ident { $($field:ident: $value:expr,)* }) => {{
        let run = &$view.flow_run;
        let state = run.state.as_deref();
        types::$type {
            id: run.id.uuid(),
            created: Some(run.created),
            updated: Some(run.updated),
            name: run.name.to_string(),
            flow_id: run.flow_id.uuid(),
            state_id: state.map(|state| state.id.uuid()),
            deployment_id: run.deployment_id.map(DeploymentId::uuid),
            deployment_version: run.deployment_version.as_deref().map(str::to_owned),
            work_queue_id: run.work_queue_id.map(WorkQueueId::uuid),
            flow_version: run.flow_version.as_deref().map(str::to_owned),
            parameters: JsonObject::clone(&run.parameters),
            idempotency_key: run.idempotency_key.clone(),
            context: JsonObject::clone(&run.context),
            empirical_policy: (&*run.empirical_policy).into(),
            tags: run.tags.to_vec(),
            parent_task_run_id: run.parent_task_run_id.map(TaskRunId::uuid),
            state_type: state.map(|state| state.state_type.into()),
            state_name: state.map(|state| state.name.to_string()),
            run_count: count(run.progress.run_count),
            expected_start_time: run.progress.expected_start_time,
            next_scheduled_start_time: run.progress.next_scheduled_start_time,
            start_time: run.progress.start_time,
            end_time: run.progress.end_time,
            total_run_time: seconds(run.progress.total_run_time),
            estimated_run_time: seconds(run.progress.estimated_run_time(state, $view.now)),
            estimated_start_time_delta: seconds(
                run.progress.estimated_start_time_delta(state, $view.now),
            ),
            auto_scheduled: run.auto_scheduled,
            infrastructure_document_id: run.infrastructure_document_id,
            infrastructure_pid: run.infrastructure_pid.clone(),
            created_by: run.created_by.as_deref().map(Into::into),
            state: state.map(Into::into),
            job_variables: run.job_variables.as_deref().cloned(),
            $($field: $value,)*
        }
    }};
}

impl From<FlowRunView> for types::FlowRunResponse {
    fn from(view: FlowRunView) -> Self {
        flow_run!(FlowRunResponse of view {
            labels: labels(&view.flow_run.labels, types::FlowRunResponseLabelsValue::String),
            work_queue_name: match &view.work_queue {
                Some(queue) => Some(queue.name.clone()),
                None => view.flow_run.work_queue_name.as_deref().map(str::to_owned),
            },
            work_pool_id: view.work_pool.as_ref().map(|pool| pool.id.uuid()),
            work_pool_name: view.work_pool.as_ref().map(|pool| pool.name.clone()),
        })
    }
}

/// As [`types::FlowRunResponse`] is written, without making one.
impl WriteJson for FlowRunView {
    fn write_json(&self, json: &mut Vec<u8>) {
        let run = &*self.flow_run;
        let state = run.state.as_deref();
        let progress = &run.progress;
        let queue_name = match &self.work_queue {
            Some(queue) => Some(queue.name.as_str()),
            None => run.work_queue_name.as_deref(),
        };
        let lateness = progress.estimated_start_time_delta(state, self.now);
        write_object!(json, {
            "auto_scheduled": run.auto_scheduled,
            "context": *run.context,
            "created": run.created,
            "created_by": run.created_by.as_deref(),
            "deployment_id": run.deployment_id.map(DeploymentId::uuid),
            "deployment_version": run.deployment_version.as_deref(),
            "empirical_policy": *run.empirical_policy,
            "end_time": progress.end_time,
            "estimated_run_time": seconds(progress.estimated_run_time(state, self.now)),
            "estimated_start_time_delta": seconds(lateness),
            "expected_start_time": progress.expected_start_time,
            "flow_id": run.flow_id.uuid(),
            "flow_version": run.flow_version.as_deref(),
            "id": run.id.uuid(),
            "idempotency_key": run.idempotency_key,
            "infrastructure_document_id": run.infrastructure_document_id,
            "infrastructure_pid": run.infrastructure_pid,
            "job_variables": run.job_variables.as_deref(),
            "labels": Labels(&run.labels),
            "name": *run.name,
            "next_scheduled_start_time": progress.next_scheduled_start_time,
            "parameters": *run.parameters,
            "parent_task_run_id": run.parent_task_run_id.map(TaskRunId::uuid),
            "run_count": count(progress.run_count),
            "start_time": progress.start_time,
            "state": state,
            "state_id": state.map(|state| state.id.uuid()),
            "state_name": state.map(|state| &*state.name),
            "state_type": state.map(|state| state.state_type),
            "tags": *run.tags,
            "total_run_time": seconds(progress.total_run_time),
            "updated": run.updated,
            "work_pool_id": self.work_pool.as_ref().map(|pool| pool.id.uuid()),
            "work_pool_name": self.work_pool.as_ref().map(|pool| &pool.name),
            "work_queue_id": run.work_queue_id.map(WorkQueueId::uuid),
            "work_queue_name": queue_name,
        });
    }
}

impl From<FlowRunView> for types::FlowRun {
    fn from(view: FlowRunView) -> Self {
        flow_run!(FlowRun of view {
            labels: Some(labels(&view.flow_run.labels, types::FlowRunLabelsValue::String)),
            work_queue_name: view.flow_run.work_queue_name.as_deref().map(str::to_owned),
        })
    }
}

impl From<FlowRunInput> for types::FlowRunInput {
    fn from(input: FlowRunInput) -> Self {
        Self {
            id: input.id.uuid(),
            created: Some(input.created),
            // Inputs never change.
            updated: Some(input.created),
            flow_run_id: input.flow_run_id.uuid(),
            key: input.key,
            value: input.value,
            sender: input.sender,
        }
    }
}

impl From<FlowRunLogs> for reply::Download {
    fn from(logs: FlowRunLogs) -> Self {
        Self {
            content_type: "text/csv; charset=utf-8",
            file_name: format!("{}-logs.csv", logs.name),
            ascii_file_name: "flow-run-logs.csv",
            contents: logs.csv,
        }
    }
}
