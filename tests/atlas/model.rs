//! The language model: a server of `OpenAI`'s chat completions that answers by a script.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Request, Response, header};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// What the model is asked: the conversation so far, and what it may call.
#[derive(Debug)]
pub(super) struct Asked {
    messages: Vec<Value>,
    tools: Vec<Value>,
}

/// What it answers.
#[derive(Debug)]
pub(super) enum Answer {
    /// Words, with which a turn of the conversation ends.
    Text(String),
    /// Calls of tools, to be made at the same time.
    Calls(Vec<Call>),
}

/// A call of a tool, and its result if there is one yet.
#[derive(Debug, Clone)]
pub(super) struct Call {
    pub(super) tool: String,
    pub(super) arguments: Value,
    /// The result, as the host tells it to the model.
    pub(super) told: String,
}

/// The answer of a script, or what is wrong with what it was asked.
pub(super) type Scripted = Result<Answer, String>;

/// What a model says to each question.
pub(super) trait Script: Send + Sync + 'static {
    /// The answer to a question.
    fn answer(&self, asked: &Asked) -> impl Future<Output = Scripted> + Send;
}

/// A running model. It ends when it is dropped.
pub(super) struct ScriptedModel {
    url: String,
    faults: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Call {
    /// A call that is to be made.
    pub(super) fn of(tool: &str, arguments: Value) -> Self {
        Self {
            tool: tool.to_owned(),
            arguments,
            told: String::new(),
        }
    }

    /// The facts under `results`, which is all of an answer that a model sees.
    pub(super) fn results(&self) -> Result<Value, String> {
        let told: Value = serde_json::from_str(&self.told)
            .map_err(|error| format!("{} told no JSON ({error}): {}", self.tool, self.told))?;
        match told {
            Value::Object(mut told) if told.len() == 1 && told.contains_key("results") => {
                Ok(told["results"].take())
            }
            told => Err(format!(
                "{} told more or less than results: {told}",
                self.tool
            )),
        }
    }

    /// The facts of a call that had success.
    pub(super) fn success(&self) -> Result<Value, String> {
        let results = self.results()?;
        if results["success"] == true {
            return Ok(results);
        }
        Err(format!("{} had no success: {results:#}", self.tool))
    }

    /// The error of a call that had none.
    pub(super) fn error(&self) -> Result<String, String> {
        let results = self.results()?;
        match (&results["success"], &results["error"]) {
            (Value::Bool(false), Value::String(error)) => Ok(error.clone()),
            _ => Err(format!("{} told no error: {results:#}", self.tool)),
        }
    }
}

impl Asked {
    /// The names of the tools that it may call.
    pub(super) fn tools(&self) -> Vec<&str> {
        self.tools
            .iter()
            .filter_map(|tool| tool["function"]["name"].as_str())
            .collect()
    }

    /// The system's message.
    pub(super) fn system(&self) -> &str {
        self.messages
            .iter()
            .find(|message| message["role"] == "system")
            .and_then(|message| message["content"].as_str())
            .unwrap_or_default()
    }

    /// The user's messages, oldest first.
    pub(super) fn prompts(&self) -> Vec<&str> {
        self.messages
            .iter()
            .filter(|message| message["role"] == "user")
            .filter_map(|message| message["content"].as_str())
            .collect()
    }

    /// The calls since the last of the user's messages with their results, round by round.
    pub(super) fn rounds(&self) -> Vec<Vec<Call>> {
        let begin = self
            .messages
            .iter()
            .rposition(|message| message["role"] == "user")
            .map_or(0, |last| last + 1);
        let turn = &self.messages[begin..];
        let told = |id: &Value| {
            turn.iter()
                .find(|message| message["tool_call_id"] == *id)
                .and_then(|message| message["content"].as_str())
                .unwrap_or_default()
                .to_owned()
        };
        turn.iter()
            .filter_map(|message| message["tool_calls"].as_array())
            .map(|calls| {
                calls
                    .iter()
                    .map(|call| Call {
                        tool: text(&call["function"]["name"]),
                        arguments: serde_json::from_str(&text(&call["function"]["arguments"]))
                            .unwrap_or_default(),
                        told: told(&call["id"]),
                    })
                    .collect()
            })
            .collect()
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

impl ScriptedModel {
    /// Starts a model on a free port of the loopback interface.
    pub(super) async fn start(script: Arc<impl Script>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .expect("a free port");
        let address = listener.local_addr().expect("a bound port");
        let faults = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&faults);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (script, faults) = (Arc::clone(&script), Arc::clone(&kept));
                tokio::spawn(async move {
                    let service = service_fn(|request| {
                        let (script, faults) = (Arc::clone(&script), Arc::clone(&faults));
                        async move { Ok::<_, Infallible>(respond(request, &*script, &faults).await) }
                    });
                    // A host that goes away is no fault of the model.
                    let _ = http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service)
                        .await;
                });
            }
        });
        Self {
            url: format!("http://{address}/v1"),
            faults,
            task,
        }
    }

    /// The URL below which its operations are.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// Fails when the model was asked something that its script does not go on from.
    pub(super) fn assert_no_faults(&self) {
        let faults = self.faults.lock().expect("no test panics with it");
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

impl Drop for ScriptedModel {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn respond(
    request: Request<Incoming>,
    script: &impl Script,
    faults: &Mutex<Vec<String>>,
) -> Response<Full<Bytes>> {
    let body = match request.into_body().collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) => error.to_string().into(),
    };
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let list = |key: &str| body[key].as_array().cloned().unwrap_or_default();
    let asked = Asked {
        messages: list("messages"),
        tools: list("tools"),
    };
    let answer = script.answer(&asked).await.unwrap_or_else(|fault| {
        faults
            .lock()
            .expect("no test panics with it")
            .push(fault.clone());
        Answer::Text(fault)
    });
    if body["stream"] == true {
        let body = Full::from(streamed(&asked, &answer));
        answered("text/event-stream", body)
    } else {
        answered(
            "application/json",
            Full::from(whole(&asked, &answer).to_string()),
        )
    }
}

fn answered(kind: &'static str, body: Full<Bytes>) -> Response<Full<Bytes>> {
    let mut response = Response::new(body);
    let kind = header::HeaderValue::from_static(kind);
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// An answer in one piece.
fn whole(asked: &Asked, answer: &Answer) -> Value {
    let (message, finish_reason) = message(asked, answer);
    json!({
        "id": "answer", "object": "chat.completion", "created": 0, "model": "scripted",
        "choices": [{"index": 0, "message": message, "finish_reason": finish_reason}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    })
}

/// An answer as server-sent events.
fn streamed(asked: &Asked, answer: &Answer) -> String {
    let (message, finish_reason) = message(asked, answer);
    let event = |delta: Value, finish_reason: Value| {
        let choice = json!({"index": 0, "delta": delta, "finish_reason": finish_reason});
        let chunk = json!({"id": "answer", "object": "chat.completion.chunk", "created": 0, "model": "scripted",
                           "choices": [choice]});
        format!("data: {chunk}\n\n")
    };
    let first = event(message, Value::Null);
    let last = event(json!({}), json!(finish_reason));
    format!("{first}{last}data: [DONE]\n\n")
}

/// The message of an answer, and why it ends there. A call's id is its place in the conversation.
fn message(asked: &Asked, answer: &Answer) -> (Value, &'static str) {
    match answer {
        Answer::Text(text) => (json!({"role": "assistant", "content": text}), "stop"),
        Answer::Calls(calls) => {
            let calls: Vec<Value> = calls
                .iter()
                .enumerate()
                .map(|(index, call)| {
                    json!({
                        "index": index,
                        "id": format!("call_{}_{index}", asked.messages.len()),
                        "type": "function",
                        "function": {"name": call.tool, "arguments": call.arguments.to_string()},
                    })
                })
                .collect();
            let message = json!({"role": "assistant", "content": null, "tool_calls": calls});
            (message, "tool_calls")
        }
    }
}
