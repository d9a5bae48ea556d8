//! What the tests of the application share.

use std::sync::Arc;

use chrono::{DateTime, TimeZone as _, Utc};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{App, NewFlowRun, Settings};
use crate::clock::ManualClock;
use crate::domain::deployment::{Deployment, DeploymentStatus};
use crate::domain::flow::Flow;
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{DeploymentId, FlowId, WorkQueueId};
use crate::domain::orchestration::{Client, MINIMAL_FLOW_POLICY};
use crate::domain::state::ProposedState;
use crate::random::Random;

/// When tests begin.
pub(crate) fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 1, 1, 12, 0, 0).unwrap()
}

/// A request body, or any other type of the document.
pub(crate) fn body<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// An application on a clock that tests move, with nothing in it.
pub(crate) struct Fixture {
    pub(crate) app: Arc<App>,
    pub(crate) clock: ManualClock,
}

impl Fixture {
    pub(crate) fn new() -> Self {
        Self::with_settings(Settings::default())
    }

    pub(crate) fn with_settings(settings: Settings) -> Self {
        let clock = ManualClock::new(noon());
        Self {
            app: Arc::new(App::new(
                Arc::new(clock.clone()),
                Arc::new(Random::seeded(1)),
                settings,
            )),
            clock,
        }
    }

    /// Makes a flow of a name, without more.
    pub(crate) fn flow(&self, name: &str) -> FlowId {
        let id = FlowId::new(self.random_id());
        self.app
            .transaction(|tx| {
                tx.tables.flows.put(Flow {
                    id,
                    created: tx.now,
                    updated: tx.now,
                    name: name.to_owned(),
                    tags: Vec::new(),
                    labels: None,
                });
                Ok(())
            })
            .unwrap();
        id
    }

    /// Makes a deployment whose runs wait in a queue, of a flow of its own.
    pub(crate) fn deployment(&self, name: &str, queue: WorkQueueId) -> DeploymentId {
        let flow_id = self.flow(name);
        let id = DeploymentId::new(self.random_id());
        self.app
            .transaction(|tx| {
                tx.tables.deployments.put(Deployment {
                    id,
                    created: tx.now,
                    updated: tx.now,
                    name: name.to_owned(),
                    flow_id,
                    version: None,
                    description: None,
                    paused: false,
                    schedules: Vec::new(),
                    job_variables: serde_json::Map::new(),
                    parameters: serde_json::Map::new(),
                    tags: Vec::new(),
                    labels: None,
                    work_queue_id: Some(queue),
                    work_queue_name: None,
                    last_polled: None,
                    parameter_openapi_schema: None,
                    path: None,
                    pull_steps: None,
                    entrypoint: None,
                    storage_document_id: None,
                    infrastructure_document_id: None,
                    created_by: None,
                    updated_by: None,
                    enforce_parameter_schema: true,
                    concurrency_limit_id: None,
                    concurrency_options: None,
                    status: DeploymentStatus::NotReady,
                });
                Ok(())
            })
            .unwrap();
        id
    }

    /// Makes a run of a deployment that enters a state.
    pub(crate) fn run(&self, deployment: DeploymentId, state: ProposedState) -> Arc<FlowRun> {
        self.app
            .transaction(|tx| {
                let deployment = Arc::clone(tx.tables.deployments.get(deployment).unwrap());
                let (run, _) = tx.create_flow_run(NewFlowRun {
                    deployment_id: Some(deployment.id),
                    work_queue_id: deployment.work_queue_id,
                    work_queue_name: deployment.work_queue_name.clone(),
                    tags: deployment.tags.clone(),
                    state,
                    ..NewFlowRun::of_flow(deployment.flow_id)
                })?;
                Ok(run)
            })
            .unwrap()
    }

    /// Forces a state on a run.
    pub(crate) fn set_state(&self, run: &FlowRun, state: ProposedState) {
        self.app
            .transaction(|tx| {
                tx.set_flow_run_state(run.id, state, &MINIMAL_FLOW_POLICY, Client::default())
            })
            .unwrap();
    }

    fn random_id(&self) -> uuid::Uuid {
        self.app.transaction(|tx| Ok(tx.random.uuid_v4())).unwrap()
    }
}
