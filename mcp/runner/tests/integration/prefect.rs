//! A scripted Prefect server.

use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use prefect_rest::{Client, Config, Credentials, RetryPolicy};
use prefect_runner::Runner;
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

use crate::host::{Session, connect};
use crate::objects::{DEPLOYMENT, deployment, flow, flow_run, id, with, work_pool, worker};

/// A server that answers what it has been told to.
pub(crate) struct Prefect {
    server: MockServer,
}

/// A request as a test looks at it.
#[derive(Debug, PartialEq)]
pub(crate) struct Asked {
    /// Method and path, the latter without `/api`.
    pub(crate) what: String,
    /// The body, or null.
    pub(crate) body: Value,
}

impl Prefect {
    /// A server that knows nothing but that it needs no CSRF tokens.
    pub(crate) async fn start() -> Self {
        Self::start_at(TcpListener::bind("127.0.0.1:0").unwrap()).await
    }

    /// Such a server at this address.
    pub(crate) async fn start_at(listener: TcpListener) -> Self {
        let server = MockServer::builder().listener(listener).start().await;
        let prefect = Self { server };
        let disabled = json!({"detail": "CSRF protection is disabled."});
        prefect.on("GET", "/csrf-token", 422, disabled).await;
        prefect
    }

    /// A server with the work pool `pool`, which keeps one deployment, and starts runs of it.
    pub(crate) async fn with_pool() -> Self {
        let prefect = Self::start().await;
        prefect.polled_pool("pool").await;
        prefect
            .on("POST", "/flows/", 201, flow("data analysis"))
            .await;
        prefect.keep_deployment(None).await;
        let create_run = format!("/deployments/{}/create_flow_run", id(DEPLOYMENT));
        let run = flow_run("SCHEDULED", "Scheduled");
        prefect.on("POST", &create_run, 201, run).await;
        prefect
    }

    /// Has a work pool of this name with a worker online.
    pub(crate) async fn polled_pool(&self, name: &str) {
        self.on("GET", &format!("/work_pools/{name}"), 200, work_pool(name))
            .await;
        self.workers(name, json!([worker()])).await;
    }

    /// Has these workers of a work pool online.
    pub(crate) async fn workers(&self, pool: &str, workers: Value) {
        let route = format!("/work_pools/{pool}/workers/filter");
        self.on("POST", &route, 200, workers).await;
    }

    /// Answers a request with this status and body.
    pub(crate) async fn on(&self, verb: &str, route: &str, status: u16, body: Value) {
        self.respond(
            verb,
            route,
            ResponseTemplate::new(status).set_body_json(body),
        )
        .await;
    }

    /// Answers the next request of this kind, and only that one, with this status and body.
    pub(crate) async fn once(&self, verb: &str, route: &str, status: u16, body: Value) {
        Mock::given(method(verb))
            .and(path(format!("/api{route}")))
            .respond_with(ResponseTemplate::new(status).set_body_json(body))
            .up_to_n_times(1)
            .with_priority(1)
            .mount(&self.server)
            .await;
    }

    /// Answers a request in whatever way.
    pub(crate) async fn respond(&self, verb: &str, route: &str, how: impl Respond + 'static) {
        Mock::given(method(verb))
            .and(path(format!("/api{route}")))
            .respond_with(how)
            .mount(&self.server)
            .await;
    }

    /// Keeps a deployment as Prefect does: an upsert changes what it says, and replaces the schedules.
    pub(crate) async fn keep_deployment(&self, existing: Option<Value>) {
        let kept = Arc::new(Mutex::new(existing));
        let written = Arc::clone(&kept);
        self.respond(
            "GET",
            "/deployments/name/data%20analysis/default",
            move |_: &Request| match &*kept.lock().unwrap() {
                Some(deployment) => ResponseTemplate::new(200).set_body_json(deployment),
                None => ResponseTemplate::new(404)
                    .set_body_json(json!({"detail": "Deployment not found"})),
            },
        )
        .await;
        self.respond("POST", "/deployments/", move |request: &Request| {
            let body: Value = request.body_json().unwrap();
            let mut kept = written.lock().unwrap();
            let status = if kept.is_some() { 200 } else { 201 };
            let mut stored = with(kept.take().unwrap_or_else(deployment), &body);
            if body.get("schedules").is_none() {
                stored["schedules"] = json!([]);
            }
            *kept = Some(stored.clone());
            ResponseTemplate::new(status).set_body_json(stored)
        })
        .await;
    }

    /// What was asked of the API, but for CSRF tokens.
    pub(crate) async fn asked(&self) -> Vec<Asked> {
        self.server
            .received_requests()
            .await
            .unwrap()
            .into_iter()
            .filter_map(|request| {
                let path = request.url.path().strip_prefix("/api")?;
                (path != "/csrf-token").then(|| Asked {
                    what: format!("{} {path}", request.method),
                    body: serde_json::from_slice(&request.body).unwrap_or_default(),
                })
            })
            .collect()
    }

    /// The requests that could have changed something.
    pub(crate) async fn written(&self) -> Vec<Asked> {
        let mut asked = self.asked().await;
        asked.retain(|asked| {
            !asked.what.starts_with("GET")
                && !asked.what.ends_with("/filter")
                && !asked.what.ends_with("/count")
        });
        asked
    }

    /// Has a dashboard from now on.
    pub(crate) async fn serve_dashboard(&self) {
        let settings = json!({"api_url": format!("{}/api", self.uri())});
        Mock::given(method("GET"))
            .and(path("/ui-settings"))
            .respond_with(ResponseTemplate::new(200).set_body_json(settings))
            .mount(&self.server)
            .await;
    }

    /// Where it is, without `/api`.
    pub(crate) fn uri(&self) -> String {
        self.server.uri()
    }

    pub(crate) fn config(&self) -> Config {
        Config::new(&self.server.uri())
            .unwrap()
            .with_retry(RetryPolicy::none())
    }

    /// A session with a runner in front of this server, which never asks twice.
    pub(crate) async fn session(&self) -> Session {
        connect(self.runner()).await
    }

    /// A runner in front of this server, which never asks twice.
    pub(crate) fn runner(&self) -> Runner {
        Runner::new(Client::from_config(&self.config()))
    }

    /// Such a session whose runner asks twice, and soon.
    pub(crate) async fn session_that_retries(&self) -> Session {
        let retry = RetryPolicy {
            max_retries: 1,
            first_wait: Duration::from_millis(1),
            longest_wait: Duration::from_millis(1),
            ..RetryPolicy::default()
        };
        let config = self.config().with_retry(retry);
        connect(Runner::new(Client::from_config(&config))).await
    }

    /// Such a session whose runner has a secret to keep.
    pub(crate) async fn session_with_key(&self, key: &str) -> Session {
        let credentials = Credentials::ApiKey(key.to_owned());
        let config = self.config().with_credentials(credentials);
        connect(Runner::new(Client::from_config(&config))).await
    }
}
