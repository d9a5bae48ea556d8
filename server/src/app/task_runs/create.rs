//! Making task runs.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use indexmap::IndexMap;
use prefect_mock_api::types;
use serde_json::{Value, json};

use super::TaskRunView;
use crate::app::from_body::json_object;
use crate::app::{App, Error, Result, Transaction};
use crate::domain::ids::{FlowRunId, TaskRunId};
use crate::domain::json::JsonObject;
use crate::domain::orchestration::MINIMAL_TASK_POLICY;
use crate::domain::run::{RunProgress, TaskRunPolicy};
use crate::domain::state::{ProposedState, StateType};
use crate::domain::task_run::TaskRun;
use crate::store::Tables;

/// A task run that is to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct NewTaskRun {
    /// Names the run, if whoever makes it has named it already.
    pub id: Option<TaskRunId>,
    /// Its name; one is made up if there is none.
    pub name: Option<String>,
    /// The state to begin in.
    pub state: ProposedState,
    /// The flow run it belongs to.
    pub flow_run_id: Option<FlowRunId>,
    /// Which task it runs.
    pub task_key: String,
    /// Tells apart the runs of one task in one flow run.
    pub dynamic_key: String,
    /// The key under which its result may be found again.
    pub cache_key: Option<String>,
    /// Until when that result holds.
    pub cache_expiration: Option<DateTime<Utc>>,
    /// The task's own version.
    pub task_version: Option<String>,
    /// How it is retried.
    pub empirical_policy: TaskRunPolicy,
    /// Tags.
    pub tags: Vec<String>,
    /// Labels besides those that the server adds.
    pub labels: JsonObject,
    /// For each parameter, what it depends on: a list of objects with `input_type`.
    pub task_inputs: JsonObject,
}

impl NewTaskRun {
    /// A run of a task that begins in a `PENDING` state and has nothing else.
    pub fn of_task(
        flow_run_id: Option<FlowRunId>,
        task_key: impl Into<String>,
        dynamic_key: impl Into<String>,
    ) -> Self {
        Self {
            id: None,
            name: None,
            state: ProposedState::of(StateType::Pending),
            flow_run_id,
            task_key: task_key.into(),
            dynamic_key: dynamic_key.into(),
            cache_key: None,
            cache_expiration: None,
            task_version: None,
            empirical_policy: TaskRunPolicy::default(),
            tags: Vec::new(),
            labels: JsonObject::new(),
            task_inputs: JsonObject::new(),
        }
    }
}

impl App {
    /// Makes a task run, or finds the one of its task and dynamic key, which `false`
    /// tells apart. Without a state it begins in a `PENDING` one.
    ///
    /// # Errors
    ///
    /// Those of [`Transaction::create_task_run`].
    pub fn create_task_run(&self, body: types::TaskRunCreate) -> Result<(TaskRunView, bool)> {
        self.transaction(|tx| {
            let (task_run, created) = tx.create_task_run(body.into())?;
            let now = tx.now;
            Ok((TaskRunView { task_run, now }, created))
        })
    }
}

impl From<types::TaskRunCreate> for NewTaskRun {
    fn from(body: types::TaskRunCreate) -> Self {
        let flow_run_id = body.flow_run_id.into_value().map(FlowRunId::new);
        let new = Self::of_task(flow_run_id, body.task_key, body.dynamic_key);
        Self {
            id: body.id.into_value().map(TaskRunId::new),
            name: body.name,
            state: body.state.into_value().map_or(new.state, Into::into),
            cache_key: body.cache_key.into_value(),
            cache_expiration: body.cache_expiration.into_value(),
            task_version: body.task_version.into_value(),
            empirical_policy: body.empirical_policy.map(Into::into).unwrap_or_default(),
            tags: body.tags.unwrap_or_default(),
            labels: body
                .labels
                .into_value()
                .map(json_object)
                .unwrap_or_default(),
            task_inputs: body.task_inputs.map(task_inputs).unwrap_or_default(),
            ..new
        }
    }
}

/// The inputs of each parameter.
pub(super) fn task_inputs(
    body: IndexMap<String, Vec<types::TaskRunCreateTaskInputsValueItem>>,
) -> JsonObject {
    body.into_iter()
        .map(|(parameter, inputs)| {
            let inputs = inputs.into_iter().map(task_input).collect();
            (parameter, Value::Array(inputs))
        })
        .collect()
}

/// An input with its kind.
fn task_input(body: types::TaskRunCreateTaskInputsValueItem) -> Value {
    use types::TaskRunCreateTaskInputsValueItem as Input;
    match body {
        Input::TaskRunResult(run) => json!({"input_type": "task_run", "id": run.id}),
        Input::FlowRunResult(run) => json!({"input_type": "flow_run", "id": run.id}),
        Input::Parameter(parameter) => {
            json!({"input_type": "parameter", "name": parameter.name})
        }
        Input::Constant(constant) => json!({"input_type": "constant", "type": constant.type_}),
    }
}

impl Transaction<'_> {
    /// Makes a task run and lets it enter its first state, by force. If its flow run
    /// has a run of that task under that dynamic key, that run is the answer, and is
    /// told apart by `false`.
    ///
    /// Its labels are those of its flow run, the id of that, and its own, which win.
    ///
    /// # Errors
    ///
    /// `IntegrityConflict` if the flow run is not there, or the id is taken.
    pub fn create_task_run(&mut self, new: NewTaskRun) -> Result<(Arc<TaskRun>, bool)> {
        let known =
            self.tables
                .task_runs
                .by_natural_key(new.flow_run_id, &new.task_key, &new.dynamic_key);
        if let Some(run) = known {
            return Ok((Arc::clone(run), false));
        }
        let id = new
            .id
            .unwrap_or_else(|| TaskRunId::new(self.random.uuid_v4()));
        let has_flow_run = new
            .flow_run_id
            .is_none_or(|id| self.tables.flow_runs.get(id).is_some());
        if !has_flow_run || self.tables.task_runs.get(id).is_some() {
            return Err(Error::IntegrityConflict);
        }
        let labels = self.tables.labels_of_task_run(&new);
        self.tables.task_runs.put(TaskRun {
            id,
            created: self.now,
            updated: self.now,
            name: new
                .name
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| self.random.run_name())
                .into(),
            flow_run_id: new.flow_run_id,
            task_key: new.task_key,
            dynamic_key: new.dynamic_key,
            cache_key: new.cache_key,
            cache_expiration: new.cache_expiration,
            task_version: new.task_version,
            empirical_policy: new.empirical_policy,
            tags: new.tags,
            labels: Some(self.tables.shared_labels(new.flow_run_id, labels)),
            state: None,
            task_inputs: new.task_inputs.into(),
            flow_run_run_count: 0,
            progress: RunProgress::default(),
        });
        self.set_task_run_state(id, new.state, &MINIMAL_TASK_POLICY)?;
        Ok((Arc::clone(self.tables.require_task_run(id)?), true))
    }
}

impl Tables {
    /// Labels, shared with another run of the same flow run if they are the same, as
    /// they mostly are.
    fn shared_labels(&self, flow_run: Option<FlowRunId>, labels: JsonObject) -> Arc<JsonObject> {
        let other = flow_run.and_then(|id| self.task_runs.of_flow_run(id).next());
        other
            .and_then(|other| other.labels.as_ref())
            .filter(|known| ***known == labels)
            .map_or_else(|| labels.into(), Arc::clone)
    }

    fn labels_of_task_run(&self, new: &NewTaskRun) -> JsonObject {
        let mut labels = JsonObject::new();
        if let Some(id) = new.flow_run_id {
            if let Some(flow_run) = self.flow_runs.get(id) {
                labels.clone_from(&flow_run.labels);
            }
            labels.insert(
                "prefect.flow-run.id".to_owned(),
                Value::String(id.to_string()),
            );
        }
        labels.extend(new.labels.clone());
        labels
    }
}
