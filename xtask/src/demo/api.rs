//! What the demonstration reads of Prefect's API, to check for itself what the
//! runner reports.

use anyhow::Context;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Prefect's API at one address.
#[derive(Debug)]
pub(super) struct Api {
    http: reqwest::Client,
    base_url: String,
}

/// A flow run, as far as it is shown.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct FlowRun {
    pub(super) name: String,
    pub(super) state_type: String,
}

/// A state that a run was in.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct State {
    pub(super) name: String,
    pub(super) timestamp: DateTime<Utc>,
}

/// A task run. Flows give each the id of its task in the plan as its name.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct TaskRun {
    pub(super) name: String,
    pub(super) state_type: String,
    pub(super) start_time: Option<DateTime<Utc>>,
    pub(super) end_time: Option<DateTime<Utc>>,
}

impl Api {
    /// The API with this base URL, such as `http://127.0.0.1:4200/api`.
    pub(super) fn new(base_url: &str) -> Self {
        Self {
            http: reqwest::Client::new(),
            base_url: base_url.trim_end_matches('/').to_owned(),
        }
    }

    /// One flow run.
    pub(super) async fn flow_run(&self, id: &str) -> anyhow::Result<FlowRun> {
        self.get(&format!("/flow_runs/{id}"), &[]).await
    }

    /// The states a flow run has been in, oldest first.
    pub(super) async fn flow_run_states(&self, id: &str) -> anyhow::Result<Vec<State>> {
        let mut states: Vec<State> = self
            .get("/flow_run_states/", &[("flow_run_id", id)])
            .await?;
        states.sort_by_key(|state| state.timestamp);
        Ok(states)
    }

    /// The task runs of a flow run, in the order in which they started.
    pub(super) async fn task_runs(&self, flow_run_id: &str) -> anyhow::Result<Vec<TaskRun>> {
        let filter = json!({"flow_runs": {"id": {"any_": [flow_run_id]}}});
        let mut runs: Vec<TaskRun> = self.post("/task_runs/filter", &filter).await?;
        runs.sort_by_key(|run| (run.start_time, run.end_time));
        Ok(runs)
    }

    async fn get<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, &str)],
    ) -> anyhow::Result<T> {
        let url = format!("{}{path}", self.base_url);
        read(self.http.get(&url).query(query), &url).await
    }

    async fn post<T: DeserializeOwned>(&self, path: &str, body: &Value) -> anyhow::Result<T> {
        let url = format!("{}{path}", self.base_url);
        read(self.http.post(&url).json(body), &url).await
    }
}

async fn read<T: DeserializeOwned>(
    request: reqwest::RequestBuilder,
    url: &str,
) -> anyhow::Result<T> {
    let response = request
        .send()
        .await
        .and_then(reqwest::Response::error_for_status)
        .with_context(|| format!("{url} did not answer as it should"))?;
    response
        .json()
        .await
        .with_context(|| format!("{url} answered with something unexpected"))
}
