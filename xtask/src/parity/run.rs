//! Running scripts on one server.

use std::collections::BTreeMap;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use indicatif::ProgressBar;
use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use reqwest::{Method, StatusCode};
use serde_json::Value;

use super::script::{Body, Kept, Script, Step};

/// The headers that clients of Prefect look at.
const COMPARED_HEADERS: [&str; 8] = [
    "allow",
    "content-disposition",
    "content-encoding",
    "content-type",
    "location",
    "prefect-maintenance",
    "retry-after",
    "www-authenticate",
];

/// What stands for the server's own address in its answers, alone and before a path
/// of the API.
const SERVER: &str = "<server>";
const SERVER_API: &str = "<server>/api";

/// How long one request may take. Prefect takes tens of milliseconds.
const REQUEST_LIMIT: Duration = Duration::from_secs(30);

/// How often a request is sent that the server is too busy for. Real Prefect on
/// SQLite is that now and then, for a moment.
const ATTEMPTS: u32 = 12;

/// The wait before the second attempt; each later one is this much longer.
const FIRST_WAIT: Duration = Duration::from_millis(100);

/// How often a step with a condition is asked again, and the pause between.
const CONDITION_ATTEMPTS: u32 = 150;
const CONDITION_PAUSE: Duration = Duration::from_millis(200);

/// What a server answered to one request.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: BTreeMap<String, String>,
    pub(super) body: Payload,
}

/// The body of an answer.
#[derive(Debug, Clone)]
pub(super) enum Payload {
    Json(Value),
    Text(String),
}

/// One request as it was sent, and its answer.
#[derive(Debug, Clone)]
pub(super) struct Exchange {
    pub(super) method: &'static str,
    /// The path as it was sent.
    pub(super) path: String,
    /// The body as it was sent, for a reader.
    pub(super) body: Option<String>,
    pub(super) answer: Answer,
    /// When the request was sent.
    pub(super) sent: DateTime<Utc>,
    /// When the answer was there.
    pub(super) answered: DateTime<Utc>,
}

/// One script as one server went through it.
#[derive(Debug)]
pub(super) struct Conversation {
    pub(super) exchanges: Vec<Exchange>,
}

/// A server that scripts are run on.
#[derive(Debug)]
pub(super) struct Side {
    name: &'static str,
    api_url: String,
    http: reqwest::Client,
}

impl Side {
    /// The server with this base URL, under the name by which errors call it.
    pub(super) fn new(name: &'static str, api_url: &str) -> anyhow::Result<Self> {
        let http = reqwest::Client::builder()
            .redirect(Policy::none())
            .timeout(REQUEST_LIMIT)
            .build()
            .context("cannot make an HTTP client")?;
        Ok(Self {
            name,
            api_url: api_url.trim_end_matches('/').to_owned(),
            http,
        })
    }

    /// Runs scripts one after the other.
    pub(super) async fn run(
        &self,
        scripts: &[Script],
        progress: &ProgressBar,
    ) -> anyhow::Result<Vec<Conversation>> {
        let mut conversations = Vec::new();
        for script in scripts {
            progress.set_message(format!("{}: {}", self.name, script.name));
            let started = Instant::now();
            let mut kept = Kept::default();
            let mut exchanges = Vec::new();
            for (number, step) in script.steps.iter().enumerate() {
                let exchange = self.take(step, &mut kept).await.with_context(|| {
                    let (method, path) = (step.method, &step.path);
                    let script = script.name;
                    format!(
                        "{}, request {number} of {script}: {method} {path}",
                        self.name
                    )
                })?;
                exchanges.push(exchange);
                progress.inc(1);
            }
            if progress.is_hidden() {
                let (count, seconds) = (script.steps.len(), started.elapsed().as_secs_f64());
                eprintln!(
                    "  {}: {}, {count} requests in {seconds:.1} s",
                    self.name, script.name
                );
            }
            conversations.push(Conversation { exchanges });
        }
        progress.finish_and_clear();
        Ok(conversations)
    }

    /// Takes one step, as often as its condition asks for.
    async fn take(&self, step: &Step, kept: &mut Kept) -> anyhow::Result<Exchange> {
        let mut attempt = 1;
        let exchange = loop {
            let exchange = self.send(step, kept).await?;
            let fulfilled = step.until.as_ref().is_none_or(|(pointer, value)| {
                matches!(&exchange.answer.body, Payload::Json(body)
                    if body.pointer(pointer) == Some(&kept.fill_json(value)))
            });
            // A condition that never comes true shows up in the comparison.
            if fulfilled || attempt == CONDITION_ATTEMPTS || exchange.answer.status >= 400 {
                break exchange;
            }
            attempt += 1;
            tokio::time::sleep(CONDITION_PAUSE).await;
        };
        if let Payload::Json(body) = &exchange.answer.body {
            for (name, pointer) in &step.kept {
                if let Some(value) = body.pointer(pointer) {
                    kept.insert(name, value.clone());
                }
            }
        }
        Ok(exchange)
    }

    /// Sends a request until the server is not too busy for it.
    async fn send(&self, step: &Step, kept: &Kept) -> anyhow::Result<Exchange> {
        let filled = kept.fill(&step.path);
        // An answer may name a whole URL.
        let path = filled
            .strip_prefix(SERVER_API)
            .unwrap_or(&filled)
            .to_owned();
        let url = format!("{}{path}", self.api_url);
        let (content_type, body) = match &step.body {
            Body::Nothing => (None, None),
            Body::Json(value) => {
                let text = kept.fill_json(value).to_string();
                (Some("application/json"), Some(text))
            }
            Body::Text { content_type, text } => (*content_type, Some(kept.fill(text))),
        };
        let mut wait = FIRST_WAIT;
        for attempt in 1..=ATTEMPTS {
            let mut request = self
                .http
                .request(Method::from_bytes(step.method.as_bytes())?, &url);
            if let Some(content_type) = content_type {
                request = request.header(CONTENT_TYPE, content_type);
            }
            for (name, value) in &step.headers {
                request = request.header(*name, *value);
            }
            if let Some(body) = &body {
                request = request.body(body.clone());
            }
            let sent = now();
            match self.answer(request).await {
                Ok(answer) if !is_busy(&answer) => {
                    return Ok(Exchange {
                        method: step.method,
                        path,
                        body,
                        answer,
                        sent,
                        answered: now(),
                    });
                }
                Ok(_) if attempt < ATTEMPTS => {}
                Ok(answer) => bail!("the server stays busy: {}", answer.status),
                Err(error) if attempt < ATTEMPTS && !error.is_timeout() => {}
                Err(error) => return Err(error).context("the server does not answer"),
            }
            tokio::time::sleep(wait).await;
            wait += FIRST_WAIT;
        }
        bail!("the server stays busy")
    }

    async fn answer(&self, request: reqwest::RequestBuilder) -> reqwest::Result<Answer> {
        let response = request.send().await?;
        let status = response.status().as_u16();
        let origin = self.api_url.trim_end_matches("/api");
        let headers = COMPARED_HEADERS
            .iter()
            .filter_map(|name| {
                let value = response.headers().get(*name)?;
                let value = String::from_utf8_lossy(value.as_bytes());
                Some(((*name).to_owned(), value.replace(origin, SERVER)))
            })
            .collect();
        let text = response.text().await?.replace(origin, SERVER);
        let body = match serde_json::from_str(&text) {
            Ok(value) => Payload::Json(value),
            Err(_) => Payload::Text(text),
        };
        Ok(Answer {
            status,
            headers,
            body,
        })
    }
}

/// Whether the server asks to be asked again: what locks its database did not let
/// it in.
fn is_busy(answer: &Answer) -> bool {
    answer.status == StatusCode::SERVICE_UNAVAILABLE.as_u16()
}

fn now() -> DateTime<Utc> {
    SystemTime::now().into()
}
