//! Task runs.

use indexmap::IndexMap;
use prefect_mock_api::types;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{count, labels, seconds};
use crate::app::TaskRunView;
use crate::domain::ids::FlowRunId;
use crate::domain::json::JsonObject;

/// The document has two types for a task run, one of which leaves much out.
macro_rules! task_run {
    ($type:ident of $view:ident { $($field:ident: $value:expr,)* }) => {{
        let run = &$view.task_run;
        let state = run.state.as_deref();
        types::$type {
            id: run.id.uuid(),
            created: Some(run.created),
            updated: Some(run.updated),
            name: run.name.to_string(),
            flow_run_id: run.flow_run_id.map(FlowRunId::uuid),
            task_key: run.task_key.clone(),
            task_version: run.task_version.clone(),
            empirical_policy: (&run.empirical_policy).into(),
            tags: run.tags.clone(),
            state_id: state.map(|state| state.id.uuid()),
            task_inputs: task_inputs(&run.task_inputs),
            start_time: run.progress.start_time,
            end_time: run.progress.end_time,
            total_run_time: seconds(run.progress.total_run_time),
            estimated_run_time: seconds(run.progress.estimated_run_time(state, $view.now)),
            estimated_start_time_delta: seconds(
                run.progress.estimated_start_time_delta(state, $view.now),
            ),
            state: state.map(Into::into),
            $($field: $value,)*
        }
    }};
}

impl From<TaskRunView> for types::TaskRun {
    fn from(view: TaskRunView) -> Self {
        let run = &view.task_run;
        let state = run.state.as_deref();
        task_run!(TaskRun of view {
            dynamic_key: run.dynamic_key.clone(),
            cache_key: run.cache_key.clone(),
            cache_expiration: run.cache_expiration,
            labels: run
                .labels
                .as_ref()
                .map(|stored| labels(stored, types::TaskRunLabelsValue::String)),
            state_type: state.map(|state| state.state_type.into()),
            state_name: state.map(|state| state.name.to_string()),
            run_count: count(run.progress.run_count),
            flow_run_run_count: count(run.flow_run_run_count),
            expected_start_time: run.progress.expected_start_time,
            next_scheduled_start_time: run.progress.next_scheduled_start_time,
        })
    }
}

impl From<TaskRunView> for types::TaskRunResponse {
    fn from(view: TaskRunView) -> Self {
        task_run!(TaskRunResponse of view {})
    }
}

/// Inputs, of which each response has a type of its own.
fn task_inputs<T: DeserializeOwned>(inputs: &JsonObject) -> IndexMap<String, Vec<T>> {
    inputs
        .iter()
        .map(|(parameter, inputs)| {
            let inputs = inputs.as_array().map_or(&[][..], Vec::as_slice);
            let typed = inputs
                .iter()
                .filter_map(|input: &Value| T::deserialize(input).ok())
                .collect();
            (parameter.clone(), typed)
        })
        .collect()
}
