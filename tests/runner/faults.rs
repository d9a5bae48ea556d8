//! A proxy on whose way things go wrong.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::host::ATTEMPT;

/// How many requests go wrong.
const CHANCE: f64 = 0.3;

/// How long a slow answer takes: longer than anybody waits for it.
const SLOW: Duration = Duration::from_millis(1_500);

/// What goes wrong.
#[derive(Clone, Copy)]
enum Fault {
    /// The server says that it is busy.
    Busy,
    /// The connection is reset before the server has heard of the request.
    ResetBefore,
    /// The connection is reset after the server has done what was asked.
    ResetAfter,
    /// The server does what was asked, and takes too long to say so.
    Slow,
}

/// The proxy. It ends when it is dropped.
pub(crate) struct Faulty {
    url: String,
    task: JoinHandle<()>,
}

/// Whether keys of idempotency pass the proxy.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keys {
    Pass,
    Stripped,
}

struct Forward {
    target: String,
    http: reqwest::Client,
    random: Mutex<StdRng>,
    keys: Keys,
}

impl Faulty {
    /// Starts in front of a server, given the URL of its API.
    pub(crate) async fn in_front_of(api_url: &str, keys: Keys) -> Self {
        assert!(SLOW > ATTEMPT);
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let forward = Arc::new(Forward {
            target: api_url.trim_end_matches("/api").to_owned(),
            http: reqwest::Client::new(),
            random: Mutex::new(StdRng::seed_from_u64(1)),
            keys,
        });
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // What is closed without an answer is reset.
                stream.set_zero_linger().unwrap();
                let forward = Arc::clone(&forward);
                tokio::spawn(async move {
                    let service = service_fn(move |request| {
                        let forward = Arc::clone(&forward);
                        async move { forward.handle(request).await }
                    });
                    let served =
                        http1::Builder::new().serve_connection(TokioIo::new(stream), service);
                    // It fails where a connection is to be reset.
                    let _ = served.await;
                });
            }
        });
        Self {
            url: format!("http://{address}/api"),
            task,
        }
    }

    /// The URL of the API through the proxy.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Faulty {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Forward {
    fn draw(&self) -> Option<Fault> {
        let mut random = self.random.lock().unwrap();
        random
            .random_bool(CHANCE)
            .then(|| match random.random_range(0..4) {
                0 => Fault::Busy,
                1 => Fault::ResetBefore,
                2 => Fault::ResetAfter,
                _ => Fault::Slow,
            })
    }

    async fn handle(&self, request: Request<Incoming>) -> anyhow::Result<Response<Full<Bytes>>> {
        match self.draw() {
            None => self.pass_on(request).await,
            Some(Fault::Busy) => {
                request.into_body().collect().await?;
                let body = r#"{"exception_message": "Service Unavailable"}"#;
                Ok(Response::builder()
                    .status(StatusCode::SERVICE_UNAVAILABLE)
                    .header(header::CONTENT_TYPE, "application/json")
                    .body(Full::from(body))?)
            }
            Some(Fault::ResetBefore) => anyhow::bail!("reset before"),
            Some(Fault::ResetAfter) => {
                self.pass_on(request).await?;
                anyhow::bail!("reset after")
            }
            Some(Fault::Slow) => {
                let answer = self.pass_on(request).await;
                tokio::time::sleep(SLOW).await;
                answer
            }
        }
    }

    async fn pass_on(&self, request: Request<Incoming>) -> anyhow::Result<Response<Full<Bytes>>> {
        let (mut parts, body) = request.into_parts();
        let mut body = body.collect().await?.to_bytes();
        if self.keys == Keys::Stripped && parts.uri.path().ends_with("/create_flow_run") {
            let mut run: Value = serde_json::from_slice(&body)?;
            assert!(run["idempotency_key"].take().is_string());
            body = run.to_string().into();
        }
        let path = parts.uri.path_and_query().map_or("/", |one| one.as_str());
        parts.headers.remove(header::HOST);
        parts.headers.remove(header::CONTENT_LENGTH);
        // A client that has given up may not keep the server from acting.
        let request = self
            .http
            .request(parts.method, format!("{}{path}", self.target))
            .headers(parts.headers)
            .body(body);
        let answer = tokio::spawn(request.send()).await??;
        let mut response = Response::builder().status(answer.status());
        for (name, value) in answer.headers() {
            if name != header::TRANSFER_ENCODING {
                response = response.header(name, value);
            }
        }
        Ok(response.body(Full::new(answer.bytes().await?))?)
    }
}
