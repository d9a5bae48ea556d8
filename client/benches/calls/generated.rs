//! Calls by the generated client.

use prefect_rest::{Client, Config, types};
use uuid::Uuid;

pub(crate) struct Generated(Client);

impl Generated {
    pub(crate) fn new(api_url: &str) -> Self {
        Self(Client::from_config(&Config::new(api_url).unwrap()).unwrap())
    }

    pub(crate) async fn read_flow_run(&self, id: Uuid) -> types::FlowRunResponse {
        let answer = self.0.read_flow_run().id(id).send().await;
        answer.unwrap().into_inner()
    }

    pub(crate) async fn read_flow_runs(
        &self,
        body: types::ReadFlowRunsBody,
    ) -> Vec<types::FlowRunResponse> {
        let answer = self.0.read_flow_runs().body(body).send().await;
        answer.unwrap().into_inner()
    }

    pub(crate) async fn create_flow_run(
        &self,
        deployment: Uuid,
        body: types::DeploymentFlowRunCreate,
    ) -> types::FlowRunResponse {
        let call = self.0.create_flow_run_from_deployment();
        let answer = call.id(deployment).body(body).send().await;
        answer.unwrap().into_inner()
    }
}
