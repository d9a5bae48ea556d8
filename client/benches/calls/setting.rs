//! A caller, with a server that answers it.

use prefect_rest::types;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};
use uuid::Uuid;

use crate::by_hand::ByHand;
use crate::generated::Generated;
use crate::server;

/// How many runs are on the page that is read.
const PAGE: usize = 200;

/// How long the parameters are of the run that is created, in bytes.
const PARAMETERS: usize = 400 * 1024;

/// The run, and the deployment, that are asked for.
pub(crate) const ID: Uuid = Uuid::from_u128(0x6f1e_2d3c_0000_4000_8000_0000_0000_0001);

/// Who calls.
pub(crate) enum Caller {
    ByHand(ByHand),
    Generated(Generated),
}

impl Caller {
    pub(crate) fn by_hand(api_url: String) -> Self {
        Self::ByHand(ByHand::new(api_url))
    }

    pub(crate) fn generated(api_url: String) -> Self {
        Self::Generated(Generated::new(&api_url))
    }
}

/// A caller with an open connection, and what it sends next.
pub(crate) struct Setting {
    runtime: Runtime,
    caller: Caller,
    body: Option<types::DeploymentFlowRunCreate>,
}

impl Setting {
    pub(crate) fn to_read_one(caller: fn(String) -> Caller) -> Self {
        let setting = Self::new(caller, &flow_run());
        setting.read_flow_run();
        setting
    }

    pub(crate) fn to_read_page(caller: fn(String) -> Caller) -> Self {
        let setting = Self::new(caller, &vec![flow_run(); PAGE].into());
        assert_eq!(setting.read_flow_runs().len(), PAGE);
        setting
    }

    pub(crate) fn to_create(caller: fn(String) -> Caller) -> Self {
        let mut setting = Self::new(caller, &flow_run());
        setting.body = Some(large_run());
        setting.create_flow_run();
        setting.body = Some(large_run());
        setting
    }

    fn new(caller: fn(String) -> Caller, answer: &Value) -> Self {
        Self {
            // One thread, so that all of a call is counted.
            runtime: Builder::new_current_thread().enable_all().build().unwrap(),
            caller: caller(server::start(answer)),
            body: None,
        }
    }

    pub(crate) fn read_flow_run(&self) -> types::FlowRunResponse {
        self.runtime.block_on(async {
            match &self.caller {
                Caller::ByHand(client) => client.read_flow_run(ID).await,
                Caller::Generated(client) => client.read_flow_run(ID).await,
            }
        })
    }

    pub(crate) fn read_flow_runs(&self) -> Vec<types::FlowRunResponse> {
        let body = types::ReadFlowRunsBody::default();
        self.runtime.block_on(async {
            match &self.caller {
                Caller::ByHand(client) => client.read_flow_runs(body).await,
                Caller::Generated(client) => client.read_flow_runs(body).await,
            }
        })
    }

    pub(crate) fn create_flow_run(&mut self) -> types::FlowRunResponse {
        let body = self.body.take().unwrap();
        self.runtime.block_on(async {
            match &self.caller {
                Caller::ByHand(client) => client.create_flow_run(ID, body).await,
                Caller::Generated(client) => client.create_flow_run(ID, body).await,
            }
        })
    }
}

/// A run to create, with many parameters.
fn large_run() -> types::DeploymentFlowRunCreate {
    let value = "a value as long as many are";
    let count = PARAMETERS / (value.len() + r#""parameter_0000":"","#.len());
    let parameters = (0..count).map(|index| (format!("parameter_{index:04}"), value.into()));
    types::DeploymentFlowRunCreate {
        parameters: Some(parameters.collect()),
        ..types::DeploymentFlowRunCreate::default()
    }
}

/// A flow run as Prefect answers one.
fn flow_run() -> Value {
    json!({
        "id": ID, "created": "2026-01-01T12:00:00.123456Z", "updated": "2026-01-01T12:00:00.123456Z",
        "name": "patient-otter", "flow_id": ID, "state_id": ID, "deployment_id": ID,
        "deployment_version": null, "work_queue_id": ID, "work_queue_name": "default",
        "flow_version": null, "parameters": {"department": "Engineering", "limit": 10},
        "idempotency_key": null, "context": {},
        "empirical_policy": {
            "max_retries": 0, "retry_delay_seconds": 0.0, "retries": null, "retry_delay": null,
            "pause_keys": [], "resuming": false, "retry_type": null
        },
        "tags": ["reports"], "labels": {"prefect.flow.id": ID.to_string()},
        "parent_task_run_id": null, "state_type": "COMPLETED", "state_name": "Completed",
        "run_count": 1, "expected_start_time": "2026-01-01T12:00:00.123456Z",
        "next_scheduled_start_time": null, "start_time": "2026-01-01T12:00:01.123456Z",
        "end_time": "2026-01-01T12:00:02.123456Z", "total_run_time": 1.0,
        "estimated_run_time": 1.0, "estimated_start_time_delta": 1.0, "auto_scheduled": false,
        "infrastructure_document_id": null, "infrastructure_pid": null, "created_by": null,
        "work_pool_id": ID, "work_pool_name": "local",
        "state": {
            "id": ID, "type": "COMPLETED", "name": "Completed",
            "timestamp": "2026-01-01T12:00:02.123456Z", "message": null, "data": null,
            "state_details": {
                "flow_run_id": ID, "task_run_id": null, "child_flow_run_id": null,
                "scheduled_time": null, "cache_key": null, "cache_expiration": null,
                "deferred": null, "untrackable_result": false, "pause_timeout": null,
                "pause_reschedule": false, "pause_key": null, "run_input_keyset": null,
                "refresh_cache": null, "retriable": null, "transition_id": null,
                "task_parameters_id": null, "traceparent": null,
                "deployment_concurrency_lease_id": null
            }
        },
        "job_variables": {}
    })
}
