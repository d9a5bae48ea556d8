//! A server with something in it, and what can be asked of it.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeZone as _, Utc};
use http::{HeaderMap, HeaderValue, header};
use prefect_mock::app::{App, Settings};
use prefect_mock::clock::ManualClock;
use prefect_mock::http::{PrefectServer, RequestScope, Sockets};
use prefect_mock::random::Random;
use prefect_mock_api::{
    Admission as _, ApiError, Call, Reply, Router, ServerContext as _, dispatch,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

/// How many flow runs there are where pages are read.
pub(crate) const MANY: usize = 10_000;

/// The tag that one in a hundred runs has.
pub(crate) const RARE_TAG: &str = "rare";

/// The time that the clock shows at first.
pub(crate) fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 1, 1, 12, 0, 0).unwrap()
}

/// A request, as its bytes came.
pub(crate) struct Request {
    method: &'static str,
    path: String,
    body: Vec<u8>,
    headers: HeaderMap,
}

impl Request {
    /// A request for a path below `/api`.
    pub(crate) fn new(method: &'static str, path: &str, body: &Value) -> Self {
        let headers = [
            (header::HOST, "127.0.0.1:4220"),
            (header::USER_AGENT, "prefect/3.8.8 (API 0.8.4)"),
            (
                header::HeaderName::from_static("x-prefect-api-version"),
                "0.8.4",
            ),
        ];
        Self {
            method,
            path: path.to_owned(),
            body: if body.is_null() {
                Vec::new()
            } else {
                body.to_string().into_bytes()
            },
            headers: headers
                .into_iter()
                .map(|(name, value)| (name, HeaderValue::from_static(value)))
                .collect(),
        }
    }
}

/// A body of the document.
pub(crate) fn body<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// A server without a socket, and with one deployment.
pub(crate) struct Scene {
    pub(crate) app: Arc<App>,
    clock: ManualClock,
    scope: RequestScope,
    deployment: Uuid,
}

impl Scene {
    /// A server without runs.
    pub(crate) fn new() -> Self {
        let clock = ManualClock::new(noon());
        let app = Arc::new(App::new(
            Arc::new(clock.clone()),
            Arc::new(Random::seeded(1)),
            Settings::default(),
        ));
        let mut scene = Self {
            scope: RequestScope::new(Arc::clone(&app), Sockets::default()),
            app,
            clock,
            deployment: Uuid::nil(),
        };
        scene.create("/work_pools/", &json!({"name": "local", "type": "process"}));
        let flow = scene.create("/flows/", &json!({"name": "report"}));
        scene.deployment = scene.create(
            "/deployments/",
            &json!({
                "flow_id": flow, "name": "daily", "work_pool_name": "local",
                "parameters": {"department": "Engineering"}, "tags": ["reports"],
            }),
        );
        scene
    }

    /// A server with so many runs, in the states that a busy one has: of ten, six have
    /// completed, and one each has failed, runs, is pending and is scheduled.
    pub(crate) fn with_runs(count: usize) -> Self {
        let scene = Self::new();
        for index in 0..count {
            let tags = if index % 100 == 0 {
                vec![RARE_TAG]
            } else {
                Vec::new()
            };
            let run = scene.create_run(&json!({"tags": tags}));
            let states: &[&str] = match index % 10 {
                0..6 => &["RUNNING", "COMPLETED"],
                6 => &["RUNNING", "FAILED"],
                7 => &["RUNNING"],
                8 => &["PENDING"],
                _ => &[],
            };
            for state in states {
                scene.enter(run, state);
            }
        }
        scene
    }

    /// Makes a run of the deployment.
    pub(crate) fn create_run(&self, of: &Value) -> Uuid {
        self.clock.advance(Duration::from_millis(10));
        let made = self
            .app
            .create_flow_run_from_deployment(self.deployment.into(), body(of.clone()));
        made.unwrap().0.flow_run.id.uuid()
    }

    /// Moves a run into a state, by force.
    pub(crate) fn enter(&self, run: Uuid, state: &str) {
        self.clock.advance(Duration::from_millis(10));
        let proposed = body(json!({"state": {"type": state}, "force": true}));
        let client = prefect_mock::domain::orchestration::Client::default();
        self.app
            .set_flow_run_state(run.into(), proposed, client)
            .unwrap();
    }

    /// Where runs of the deployment are made.
    pub(crate) fn create_run_path(&self) -> String {
        format!("/deployments/{}/create_flow_run", self.deployment)
    }

    /// Answers a request as the server does once it has come through the socket.
    pub(crate) fn answer(&self, request: &Request) -> Reply {
        let segments: Vec<&str> = request
            .path
            .split('/')
            .filter(|one| !one.is_empty())
            .collect();
        let route = Router::shared().route(request.method, &segments).unwrap();
        let call = Call {
            info: route.info,
            variables: route.variables,
            query: "",
            content_type: Some("application/json"),
            body: &request.body,
            domain_rules: PrefectServer::DOMAIN_RULES,
        };
        PrefectServer::admit(&self.scope, route.info.operation, &request.headers)
            .and_then(|scope| dispatch::<PrefectServer>(&scope, &call))
            .unwrap_or_else(ApiError::into_reply)
    }

    /// Lets time pass.
    pub(crate) fn wait(&self) {
        self.clock.advance(Duration::from_secs(1));
    }

    fn create(&self, path: &str, object: &Value) -> Uuid {
        let reply = self.answer(&Request::new("POST", path, object));
        assert!(
            reply.status.is_success(),
            "{}",
            String::from_utf8_lossy(&reply.body)
        );
        let made: Value = serde_json::from_slice(&reply.body).unwrap();
        made["id"].as_str().unwrap().parse().unwrap()
    }
}
