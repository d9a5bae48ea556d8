//! Recording task runs from events, which is how engines write them.
//!
//! An engine runs its tasks without asking for states. It tells of each state by an
//! event named `prefect.task-run.…` with `prefect.orchestration: client` on its
//! resource, and with the run and the state in its payload:
//!
//! * The event's id and time are those of the state.
//! * The payload's `task_run` has what is known of the run. What it leaves out stays
//!   as it is, or is as by default in a run that is new.
//! * Events may come twice and in any order: every state gets into the history, at its
//!   time, but the run only follows one that is later than the state it is in.
//! * Within a flow run, task key and dynamic key name the run before its id does: a
//!   run that has them keeps its id, and the state is filed under that.
//!
//! No rule of orchestration is asked, no slot is taken, and no result is cached.
//! Where Prefect's database refuses the row, as for a flow run that is not there or for
//! a second state at the same time, nothing is written, and whoever sent the event is
//! not told.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use indexmap::IndexMap;
use prefect_mock_api::{Field, types};
use serde::Deserialize;
use uuid::Uuid;

use super::create::{NewTaskRun, task_inputs};
use crate::app::Transaction;
use crate::domain::event::{Event, RESOURCE_ROLE, Resource, resource_id};
use crate::domain::ids::{FlowRunId, StateId, TaskRunId};
use crate::domain::json::JsonObject;
use crate::domain::run::RunProgress;
use crate::domain::state::{ProposedState, State};
use crate::domain::task_run::TaskRun;
use crate::store::Tables;

/// The label of events from which task runs are recorded, and its value there.
const ORCHESTRATION: (&str, &str) = ("prefect.orchestration", "client");

/// What an event says of a task run. A field that is absent says nothing.
#[derive(Debug, Deserialize)]
struct TaskRunPayload {
    id: Option<Uuid>,
    #[serde(default)]
    flow_run_id: Field<Uuid>,
    #[serde(default)]
    name: Field<String>,
    task_key: String,
    dynamic_key: String,
    #[serde(default)]
    cache_key: Field<String>,
    #[serde(default)]
    cache_expiration: Field<DateTime<Utc>>,
    #[serde(default)]
    task_version: Field<String>,
    empirical_policy: Option<types::TaskRunPolicy>,
    tags: Option<Vec<String>>,
    #[serde(default)]
    labels: Field<JsonObject>,
    task_inputs: Option<IndexMap<String, Vec<types::TaskRunCreateTaskInputsValueItem>>>,
    run_count: Option<u64>,
    flow_run_run_count: Option<u64>,
    #[serde(default)]
    expected_start_time: Field<DateTime<Utc>>,
    #[serde(default)]
    next_scheduled_start_time: Field<DateTime<Utc>>,
    #[serde(default)]
    start_time: Field<DateTime<Utc>>,
    #[serde(default)]
    end_time: Field<DateTime<Utc>>,
    total_run_time: Option<f64>,
}

/// The state in an event, which may say its own id and time.
#[derive(Debug, Deserialize)]
struct StatePayload {
    id: Option<Uuid>,
    timestamp: Option<DateTime<Utc>>,
    #[serde(flatten)]
    state: types::StateCreate,
}

/// A task run as an event has it.
struct Recorded {
    id: TaskRunId,
    flow_run_id: Option<FlowRunId>,
    state: State,
    payload: TaskRunPayload,
}

impl Recorded {
    /// Reads an event; `None` if it is not one of these, or does not make sense.
    fn read(event: &Event) -> Option<Self> {
        let (label, client) = ORCHESTRATION;
        let is_recorded = event.event.starts_with("prefect.task-run")
            && event.resource.get(label).is_some_and(|by| by == client);
        if !is_recorded {
            return None;
        }
        let id = object_id(&event.resource, "prefect.task-run.")?;
        let in_flow_run = |one: &&Resource| {
            one.get(RESOURCE_ROLE)
                .is_some_and(|role| role == "flow-run")
        };
        let flow_run = match event.related.iter().find(in_flow_run) {
            Some(one) => Some(object_id(one, "prefect.flow-run.")?),
            None => None,
        };
        let payload: TaskRunPayload = read(&event.payload, "task_run")?;
        let state: StatePayload = read(&event.payload, "validated_state")?;
        let state_id = state.id.unwrap_or_else(|| event.id.uuid());
        let timestamp = state.timestamp.unwrap_or(event.occurred);
        let mut proposed = ProposedState::from(state.state);
        proposed.details.flow_run_id = flow_run.map(FlowRunId::new);
        let flow_run_id = match payload.flow_run_id {
            Field::Absent => flow_run,
            Field::Null => None,
            Field::Value(id) => Some(id),
        };
        Some(Self {
            id: payload.id.unwrap_or(id).into(),
            flow_run_id: flow_run_id.map(FlowRunId::new),
            state: proposed.into_state(StateId::new(state_id), timestamp),
            payload,
        })
    }
}

impl Transaction<'_> {
    /// Writes what an event says of a task run. Any other event does nothing.
    pub(in crate::app) fn record_task_run(&mut self, event: &Event) {
        let Some(recorded) = Recorded::read(event) else {
            return;
        };
        let Recorded {
            id,
            flow_run_id,
            mut state,
            payload,
        } = recorded;
        if flow_run_id.is_some_and(|id| self.tables.flow_runs.get(id).is_none()) {
            return;
        }
        let runs = &self.tables.task_runs;
        let known = flow_run_id
            .and_then(|_| runs.by_natural_key(flow_run_id, &payload.task_key, &payload.dynamic_key))
            .or_else(|| runs.get(id))
            .cloned();
        let id = known.as_ref().map_or(id, |run| run.id);
        if self.tables.has_other_state_at(id, &state) {
            return;
        }
        state.details.task_run_id = Some(id);
        let state = Arc::new(state);

        let initial_state = known.as_ref().and_then(|run| run.state.clone());
        let is_later = match (&known, &initial_state) {
            (None, _) => true,
            (Some(_), Some(initial)) => initial.timestamp < state.timestamp,
            // What a run without a state is compared with is not there.
            (Some(_), None) => false,
        };
        if is_later {
            let run = match known {
                Some(run) => TaskRun::clone(&run),
                None => self.unrecorded(id),
            };
            self.tables.task_runs.put(TaskRun {
                flow_run_id,
                state: Some(Arc::clone(&state)),
                updated: self.now,
                ..self.with_payload(run, payload)
            });
        }
        if self.tables.task_run_states.get(state.id).is_none() {
            self.tables.task_run_states.push(id, &state);
        }
    }

    /// A run of which nothing is known.
    fn unrecorded(&self, id: TaskRunId) -> TaskRun {
        let new = NewTaskRun::of_task(None, String::new(), String::new());
        TaskRun {
            id,
            created: self.now,
            updated: self.now,
            name: self.random.run_name().into(),
            flow_run_id: None,
            task_key: new.task_key,
            dynamic_key: new.dynamic_key,
            cache_key: None,
            cache_expiration: None,
            task_version: None,
            empirical_policy: new.empirical_policy,
            tags: Vec::new(),
            labels: None,
            state: None,
            task_inputs: Arc::default(),
            flow_run_run_count: 0,
            progress: RunProgress::default(),
        }
    }

    fn with_payload(&self, run: TaskRun, payload: TaskRunPayload) -> TaskRun {
        let mut progress = run.progress;
        set(
            &mut progress.expected_start_time,
            payload.expected_start_time,
        );
        set(
            &mut progress.next_scheduled_start_time,
            payload.next_scheduled_start_time,
        );
        set(&mut progress.start_time, payload.start_time);
        set(&mut progress.end_time, payload.end_time);
        progress.run_count = payload.run_count.unwrap_or(progress.run_count);
        if let Some(seconds) = payload.total_run_time {
            progress.total_run_time = span(seconds);
        }
        let mut run = TaskRun {
            name: match payload.name {
                Field::Absent => run.name,
                Field::Value(name) if !name.is_empty() => name.into(),
                Field::Null | Field::Value(_) => self.random.run_name().into(),
            },
            task_key: payload.task_key,
            dynamic_key: payload.dynamic_key,
            empirical_policy: payload
                .empirical_policy
                .map_or(run.empirical_policy, Into::into),
            tags: payload.tags.unwrap_or(run.tags),
            task_inputs: payload
                .task_inputs
                .map_or(run.task_inputs, |inputs| task_inputs(inputs).into()),
            flow_run_run_count: payload.flow_run_run_count.unwrap_or(run.flow_run_run_count),
            progress,
            ..run
        };
        set(&mut run.cache_key, payload.cache_key);
        set(&mut run.cache_expiration, payload.cache_expiration);
        set(&mut run.task_version, payload.task_version);
        match payload.labels {
            Field::Absent => {}
            Field::Null => run.labels = None,
            Field::Value(labels) => run.labels = Some(labels.into()),
        }
        run
    }
}

impl Tables {
    /// Whether a task run was in another state at the time of one: it can only be in
    /// one at a time.
    fn has_other_state_at(&self, id: TaskRunId, state: &State) -> bool {
        let states = self.task_run_states.of_run(id);
        states
            .binary_search_by_key(&state.timestamp, |one| one.timestamp)
            .ok()
            .and_then(|place| states.get(place))
            .is_some_and(|one| one.id != state.id)
    }
}

/// A part of a payload, if it is there and makes sense.
fn read<'a, T: Deserialize<'a>>(payload: &'a JsonObject, key: &str) -> Option<T> {
    T::deserialize(payload.get(key)?).ok()
}

/// The id of a resource of a kind.
fn object_id(resource: &Resource, kind: &str) -> Option<Uuid> {
    resource_id(resource).strip_prefix(kind)?.parse().ok()
}

fn set<T>(field: &mut Option<T>, said: Field<T>) {
    match said {
        Field::Absent => {}
        Field::Null => *field = None,
        Field::Value(value) => *field = Some(value),
    }
}

/// A span of time to the microsecond; one that is out of all bounds is none.
fn span(seconds: f64) -> TimeDelta {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a float that is too large becomes the largest integer, which is bounded"
    )]
    let microseconds = (seconds * 1e6).round() as i64;
    TimeDelta::microseconds(microseconds)
}
