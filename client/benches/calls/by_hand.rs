//! Calls made by hand.

use std::time::Duration;

use prefect_rest::types;
use reqwest::header::{ACCEPT, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, RequestBuilder};
use serde::de::DeserializeOwned;
use uuid::Uuid;

pub(crate) struct ByHand {
    client: Client,
    api_url: String,
}

impl ByHand {
    /// A client with the settings of the generated one.
    pub(crate) fn new(api_url: String) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(
            HeaderName::from_static("x-prefect-api-version"),
            HeaderValue::from_static("0.8.4"),
        );
        let client = Client::builder()
            .default_headers(headers)
            .user_agent("prefect-rest/0.1.0")
            .timeout(Duration::from_secs(60));
        Self {
            client: client.build().unwrap(),
            api_url,
        }
    }

    pub(crate) async fn read_flow_run(&self, id: Uuid) -> types::FlowRunResponse {
        let url = format!("{}/flow_runs/{id}", self.api_url);
        answer(self.client.get(url)).await
    }

    pub(crate) async fn read_flow_runs(
        &self,
        body: types::ReadFlowRunsBody,
    ) -> Vec<types::FlowRunResponse> {
        let url = format!("{}/flow_runs/filter", self.api_url);
        answer(self.client.post(url).json(&body)).await
    }

    pub(crate) async fn create_flow_run(
        &self,
        deployment: Uuid,
        mut body: types::DeploymentFlowRunCreate,
    ) -> types::FlowRunResponse {
        #[expect(clippy::disallowed_methods, reason = "as the client itself does")]
        let key = Uuid::new_v4();
        body.idempotency_key = key.to_string().into();
        let url = format!("{}/deployments/{deployment}/create_flow_run", self.api_url);
        answer(self.client.post(url).json(&body)).await
    }
}

async fn answer<T: DeserializeOwned>(request: RequestBuilder) -> T {
    let request = request
        .header(ACCEPT, HeaderValue::from_static("application/json"))
        .header(
            HeaderName::from_static("api-version"),
            HeaderValue::from_static("3.8.8"),
        );
    let response = request.send().await.unwrap();
    response.error_for_status().unwrap().json().await.unwrap()
}
