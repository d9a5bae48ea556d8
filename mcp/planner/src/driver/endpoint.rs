//! A model of the planner's own: an endpoint that speaks OpenAI's chat completions.
//!
//! A request has the time that the dialogue has left, and its response a bound on its size. The key goes to the endpoint
//! and nowhere else: redirects are not followed, and what the endpoint says is shown without it.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::{Client, Response, StatusCode, redirect};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::OnceCell;
use tokio::time::Instant;

use super::create_message::{MAX_TOKENS, TEMPERATURE};
use super::{DriverError, ModelDriver, Reply};
use crate::config::EndpointConfig;
use crate::dialogue::{Dialogue, Turn};
use crate::prompt;
use crate::text::shorten;

/// How long a connection may take to come about.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The longest response that is read, in bytes.
const MAX_RESPONSE_BYTES: usize = 1024 * 1024;

/// How much of a failed response is shown, in characters.
const SHOWN_CHARS: usize = 300;

/// Whose model it is, for messages.
const WHO: &str = "the model endpoint";

/// The connections to an endpoint, made when it is asked for the first time.
pub(crate) type Connections = OnceCell<Client>;

/// The endpoint, for one call.
pub(crate) struct Endpoint<'a> {
    config: &'a EndpointConfig,
    connections: &'a Connections,
}

impl<'a> Endpoint<'a> {
    /// The way to an endpoint.
    pub(crate) fn new(config: &'a EndpointConfig, connections: &'a Connections) -> Self {
        Self {
            config,
            connections,
        }
    }

    /// One request: its status, and as much of its body as is read.
    async fn post(
        &self,
        body: &Value,
        left: Duration,
    ) -> Result<(StatusCode, Vec<u8>), DriverError> {
        let client = self
            .connections
            .get_or_try_init(async || {
                Client::builder()
                    .connect_timeout(CONNECT_TIMEOUT)
                    .redirect(redirect::Policy::none())
                    .build()
            })
            .await
            .map_err(|error| self.failed(&error.into()))?;
        let mut request = client
            .post(self.config.completions.clone())
            .json(body)
            .timeout(left);
        if let Some(key) = &self.config.api_key {
            let mut bearer = HeaderValue::try_from(format!("Bearer {key}"))
                .map_err(|_| self.failed(&anyhow::anyhow!("its key is no header's value")))?;
            bearer.set_sensitive(true);
            request = request.header(AUTHORIZATION, bearer);
        }
        let response = match request.send().await {
            Ok(response) => response,
            Err(error) if error.is_timeout() && !error.is_connect() => {
                return Err(DriverError::TimedOut);
            }
            // An address may hold a password.
            Err(error) => return Err(self.failed(&error.without_url().into())),
        };
        let status = response.status();
        match read(response).await {
            Ok(body) => Ok((status, body)),
            Err(error) if error.is::<reqwest::Error>() && is_timeout(&error) => {
                Err(DriverError::TimedOut)
            }
            Err(error) => Err(self.failed(&error)),
        }
    }

    /// A failure, told without the key.
    fn failed(&self, error: &anyhow::Error) -> DriverError {
        let why = self.without_key(&format!("{error:#}"));
        DriverError::Failed { who: WHO, why }
    }

    fn refused(&self, status: StatusCode, body: &[u8]) -> DriverError {
        // The key goes before the text is cut, since a part of it is a secret, too.
        let said = self.without_key(&String::from_utf8_lossy(body));
        let said = shorten(&said, SHOWN_CHARS);
        self.failed(&anyhow::anyhow!("it answered {status}: {said}"))
    }

    /// What an endpoint says may hold what it was sent.
    fn without_key(&self, said: &str) -> String {
        match &self.config.api_key {
            Some(key) => said.replace(key.as_str(), "…"),
            None => said.to_owned(),
        }
    }
}

fn is_timeout(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<reqwest::Error>()
        .is_some_and(reqwest::Error::is_timeout)
}

/// A response's body.
async fn read(mut response: Response) -> anyhow::Result<Vec<u8>> {
    let mut body = Vec::new();
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(reqwest::Error::without_url)?
    {
        anyhow::ensure!(
            body.len() + chunk.len() <= MAX_RESPONSE_BYTES,
            "its response is longer than {MAX_RESPONSE_BYTES} bytes"
        );
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

impl ModelDriver for Endpoint<'_> {
    async fn ask(&mut self, dialogue: &Dialogue) -> Result<Reply, DriverError> {
        let left = || dialogue.deadline().duration_since(Instant::now());
        let mut body = request(&self.config.model, dialogue);
        let (mut status, mut said) = self.post(&body, left()).await?;
        if status == StatusCode::BAD_REQUEST && wants_newer_parameters(&said) {
            use_newer_parameters(&mut body);
            (status, said) = self.post(&body, left()).await?;
        }
        if !status.is_success() {
            return Err(self.refused(status, &said));
        }
        match completion(&said) {
            Ok(text) => Ok(Reply::Answer(Value::String(text))),
            Err(error) => Err(self.failed(&error)),
        }
    }
}

/// The conversation as a chat completion.
fn request(model: &str, dialogue: &Dialogue) -> Value {
    let system = json!({"role": "system", "content": prompt::system()});
    let turns = dialogue.turns().into_iter().map(|turn| match turn {
        Turn::Planner(text) => json!({"role": "user", "content": text}),
        Turn::Model(text) => json!({"role": "assistant", "content": text}),
    });
    let messages: Vec<Value> = [system].into_iter().chain(turns).collect();
    json!({
        "model": model,
        "messages": messages,
        "max_tokens": MAX_TOKENS,
        "temperature": TEMPERATURE,
        "stream": false,
    })
}

/// Whether a refusal is that of a model which thinks before it writes: such models know neither of these.
fn wants_newer_parameters(said: &[u8]) -> bool {
    let said = String::from_utf8_lossy(said);
    said.contains("max_tokens") || said.contains("temperature")
}

fn use_newer_parameters(body: &mut Value) {
    if let Value::Object(members) = body {
        members.remove("temperature");
        members.remove("max_tokens");
        members.insert("max_completion_tokens".to_owned(), json!(MAX_TOKENS));
    }
}

/// The text of a completion.
fn completion(body: &[u8]) -> anyhow::Result<String> {
    #[derive(Deserialize)]
    struct Completion {
        choices: Vec<Choice>,
    }
    #[derive(Deserialize)]
    struct Choice {
        message: Message,
    }
    #[derive(Deserialize)]
    struct Message {
        content: Option<Content>,
    }
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Content {
        Text(String),
        Parts(Vec<Part>),
    }
    #[derive(Deserialize)]
    struct Part {
        #[serde(default)]
        text: String,
    }
    let completion: Completion = serde_json::from_slice(body).map_err(|error| {
        anyhow::anyhow!("it answered with something other than a chat completion: {error}")
    })?;
    let content = completion
        .choices
        .into_iter()
        .next()
        .and_then(|choice| choice.message.content);
    Ok(match content {
        Some(Content::Text(text)) => text,
        Some(Content::Parts(parts)) => parts.into_iter().map(|part| part.text).collect(),
        None => String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_completion_is_found_whatever_its_form() {
        for (body, text) in [
            (json!({"choices": [{"message": {"content": "a"}}]}), "a"),
            (
                json!({"choices": [{"message": {"content": [{"type": "text", "text": "a"}, {"text": "b"}]}}]}),
                "ab",
            ),
            (json!({"choices": [{"message": {"content": null}}]}), ""),
            (json!({"choices": []}), ""),
        ] {
            assert_eq!(completion(body.to_string().as_bytes()).unwrap(), text);
        }
        for body in ["", "{}", "[]", "<html>"] {
            assert!(completion(body.as_bytes()).is_err());
        }
    }
}
