//! Tables out of JSON.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::domain::artifact::{Artifact, ArtifactCollection};
use crate::domain::created_by::CreatedBy;
use crate::domain::deployment::{Deployment, DeploymentStatus};
use crate::domain::flow::Flow;
use crate::domain::flow_run::FlowRun;
use crate::domain::log::Log;
use crate::domain::run::{FlowRunPolicy, RunProgress, TaskRunPolicy};
use crate::domain::state::{ProposedState, State, StateType};
use crate::domain::task_run::TaskRun;
use crate::domain::work_pool::{
    StorageConfiguration, WorkPool, WorkQueue, WorkQueueStatus, Worker, WorkerStatus,
};
use crate::store::Tables;

/// The tables, with the labels of what is in them.
pub(in super::super) struct Population {
    pub(in super::super) tables: Tables,
    ids: BTreeMap<String, String>,
    labels: BTreeMap<String, String>,
}

/// One object of any kind; it has the properties of its kind.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Row {
    label: String,
    id: Uuid,
    created: DateTime<Utc>,
    updated: DateTime<Utc>,
    name: String,
    tags: Vec<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    work_pool_id: Uuid,
    priority: i64,
    last_heartbeat_time: DateTime<Utc>,
    status: String,
    flow_id: Uuid,
    paused: bool,
    work_queue_id: Option<Uuid>,
    work_queue_name: Option<String>,
    state_type: Option<StateType>,
    state_name: Option<String>,
    expected_start_time: Option<DateTime<Utc>>,
    next_scheduled_start_time: Option<DateTime<Utc>>,
    start_time: Option<DateTime<Utc>>,
    end_time: Option<DateTime<Utc>>,
    deployment_id: Option<Uuid>,
    flow_version: Option<String>,
    idempotency_key: Option<String>,
    parent_task_run_id: Option<Uuid>,
    created_by: Option<CreatedBy>,
    auto_scheduled: bool,
    flow_run_id: Option<Uuid>,
    task_run_id: Option<Uuid>,
    task_key: String,
    dynamic_key: String,
    level: i64,
    message: String,
    timestamp: DateTime<Utc>,
    key: Option<String>,
    description: Option<String>,
    data: Value,
    latest_id: Uuid,
}

impl Population {
    /// What the Prefect server held.
    pub(in super::super) fn load() -> Self {
        let text = include_str!("../testdata/population.json");
        Self::of(serde_json::from_str(text).unwrap())
    }

    /// Objects by kind, such as `flow_runs`.
    pub(in super::super) fn of(objects: Value) -> Self {
        let kinds: BTreeMap<String, Vec<Row>> = serde_json::from_value(objects).unwrap();
        let mut population = Self {
            tables: Tables::default(),
            ids: BTreeMap::new(),
            labels: BTreeMap::new(),
        };
        for (kind, rows) in kinds {
            for row in rows {
                let id = row.id.to_string();
                population
                    .ids
                    .insert(format!("@{kind}/{}", row.label), id.clone());
                population.labels.insert(id, row.label.clone());
                put(&mut population.tables, &kind, row);
            }
        }
        population
    }

    /// A body with ids in the place of labels.
    pub(in super::super) fn resolve(&self, body: &Value) -> Value {
        match body {
            Value::String(text) if text.starts_with('@') => self.ids[text].clone().into(),
            Value::Array(values) => values.iter().map(|one| self.resolve(one)).collect(),
            Value::Object(values) => values
                .iter()
                .map(|(key, value)| (key.clone(), self.resolve(value)))
                .collect(),
            other => other.clone(),
        }
    }

    /// The labels of ids.
    pub(super) fn labels(&self, ids: &[String]) -> Value {
        ids.iter().map(|id| self.labels[id].clone()).collect()
    }
}

fn put(tables: &mut Tables, kind: &str, row: Row) {
    let state = row.state();
    let progress = row.progress();
    let Row {
        id,
        created,
        updated,
        name,
        tags,
        flow_id,
        flow_run_id,
        task_run_id,
        data,
        description,
        key,
        ..
    } = row;
    let flow_run = flow_run_id.map(Into::into);
    let task_run = task_run_id.map(Into::into);
    match kind {
        "flows" => {
            tables.flows.put(Flow {
                id: id.into(),
                created,
                updated,
                name,
                tags,
                labels: None,
            });
        }
        "work_pools" => {
            tables.work_pools.put(WorkPool {
                last_status_event: None,
                id: id.into(),
                created,
                updated,
                name,
                description: None,
                pool_type: row.kind.unwrap(),
                base_job_template: Map::new().into(),
                is_paused: false,
                concurrency_limit: None,
                storage_configuration: StorageConfiguration::default(),
                default_queue_id: Uuid::nil().into(),
                status: None,
            });
        }
        "work_queues" => {
            tables.work_queues.put(WorkQueue {
                id: id.into(),
                created,
                updated,
                name,
                description: String::new(),
                is_paused: false,
                concurrency_limit: None,
                priority: row.priority,
                work_pool_id: row.work_pool_id.into(),
                filter: None,
                last_polled: None,
                status: WorkQueueStatus::NotReady,
            });
        }
        "workers" => {
            tables.workers.put(Worker {
                id: id.into(),
                created,
                updated,
                name,
                work_pool_id: row.work_pool_id.into(),
                last_heartbeat_time: row.last_heartbeat_time,
                heartbeat_interval_seconds: None,
                status: match row.status.as_str() {
                    "ONLINE" => WorkerStatus::Online,
                    _ => WorkerStatus::Offline,
                },
            });
        }
        "deployments" => {
            tables.deployments.put(Deployment {
                id: id.into(),
                created,
                updated,
                name,
                flow_id: flow_id.into(),
                version: None,
                description: None,
                paused: row.paused,
                schedules: Vec::new(),
                job_variables: Map::new(),
                parameters: Map::new(),
                tags,
                labels: None,
                work_queue_id: row.work_queue_id.map(Into::into),
                work_queue_name: row.work_queue_name,
                last_polled: None,
                parameter_openapi_schema: None,
                path: None,
                pull_steps: None,
                entrypoint: None,
                storage_document_id: None,
                infrastructure_document_id: None,
                created_by: None,
                updated_by: None,
                enforce_parameter_schema: false,
                concurrency_limit_id: None,
                concurrency_options: None,
                status: DeploymentStatus::NotReady,
            });
        }
        "flow_runs" => {
            tables.flow_runs.put(FlowRun {
                id: id.into(),
                created,
                updated,
                name: name.into(),
                flow_id: flow_id.into(),
                state,
                deployment_id: row.deployment_id.map(Into::into),
                deployment_version: None,
                work_queue_id: row.work_queue_id.map(Into::into),
                work_queue_name: row.work_queue_name.map(Into::into),
                flow_version: row.flow_version.map(Into::into),
                parameters: Map::new().into(),
                idempotency_key: row.idempotency_key,
                context: Map::new().into(),
                empirical_policy: FlowRunPolicy::default().into(),
                tags: tags.into(),
                labels: Map::new().into(),
                created_by: row.created_by.map(Into::into),
                auto_scheduled: row.auto_scheduled,
                parent_task_run_id: row.parent_task_run_id.map(Into::into),
                infrastructure_document_id: None,
                infrastructure_pid: None,
                job_variables: None,
                progress,
            });
        }
        "task_runs" => {
            tables.task_runs.put(TaskRun {
                id: id.into(),
                created,
                updated,
                name: name.into(),
                flow_run_id: flow_run,
                task_key: row.task_key,
                dynamic_key: row.dynamic_key,
                cache_key: None,
                cache_expiration: None,
                task_version: None,
                empirical_policy: TaskRunPolicy::default(),
                tags,
                labels: None,
                state,
                task_inputs: Arc::default(),
                flow_run_run_count: 0,
                progress,
            });
        }
        "logs" => {
            tables.logs.push(Log {
                id: id.into(),
                created,
                name,
                level: row.level,
                message: row.message,
                timestamp: row.timestamp,
                flow_run_id: flow_run,
                task_run_id: task_run,
            });
        }
        "artifacts" => {
            tables.artifacts.put(Artifact {
                id: id.into(),
                created,
                updated,
                key,
                kind: row.kind,
                description,
                data,
                metadata: None,
                flow_run_id: flow_run,
                task_run_id: task_run,
            });
        }
        "artifact_collections" => {
            tables.artifact_collections.put(ArtifactCollection {
                id: id.into(),
                latest_id: row.latest_id.into(),
                created,
                updated,
                key: key.unwrap(),
                kind: row.kind,
                description,
                data,
                metadata: None,
                flow_run_id: flow_run,
                task_run_id: task_run,
            });
        }
        other => unreachable!("no such kind: {other}"),
    }
}

impl Row {
    fn state(&self) -> Option<Arc<State>> {
        let proposed = ProposedState {
            name: self.state_name.clone(),
            ..ProposedState::of(self.state_type?)
        };
        Some(Arc::new(
            proposed.into_state(Uuid::nil().into(), self.created),
        ))
    }

    fn progress(&self) -> RunProgress {
        RunProgress {
            expected_start_time: self.expected_start_time,
            next_scheduled_start_time: self.next_scheduled_start_time,
            start_time: self.start_time,
            end_time: self.end_time,
            ..RunProgress::default()
        }
    }
}
