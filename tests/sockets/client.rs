//! A client of a socket that says what it is told to.

use std::time::Duration;

use futures::{SinkExt as _, StreamExt as _};
use http::HeaderValue;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// How long anything may take that is sure to come.
const PATIENCE: Duration = Duration::from_secs(30);

/// An open socket.
pub(crate) struct Client(pub(super) WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Client {
    /// Opens a socket at a path of an API, with a subprotocol or without one.
    pub(super) async fn open(
        api_url: &str,
        path: &str,
        subprotocol: Option<&'static str>,
    ) -> Result<Self, Error> {
        let url = format!("{}{path}", api_url.replacen("http", "ws", 1));
        let mut request = url.into_client_request()?;
        if let Some(subprotocol) = subprotocol {
            request.headers_mut().insert(
                "sec-websocket-protocol",
                HeaderValue::from_static(subprotocol),
            );
        }
        connect_async(request).await.map(|(stream, _)| Self(stream))
    }

    /// Opens a socket and introduces itself.
    pub(super) async fn authenticated(api_url: &str, path: &str) -> Self {
        let mut client = Self::open(api_url, path, Some("prefect"))
            .await
            .expect("a socket");
        client.say(&json!({"type": "auth", "token": null})).await;
        assert_eq!(client.hear().await, json!({"type": "auth_success"}));
        client
    }

    /// Opens a socket, introduces itself, and asks for what matches a filter.
    pub(super) async fn watching(api_url: &str, path: &str, asked: &Value) -> Self {
        let mut client = Self::authenticated(api_url, path).await;
        let mut message = json!({"type": "filter"});
        for (key, value) in asked.as_object().expect("an object") {
            message[key] = value.clone();
        }
        client.say(&message).await;
        client
    }

    pub(super) async fn say(&mut self, message: &Value) {
        self.send(Message::text(message.to_string())).await;
    }

    pub(super) async fn send(&mut self, message: Message) {
        self.0.send(message).await.expect("an open socket");
    }

    /// Waits until everything that was sent has been dealt with.
    pub(super) async fn checkpoint(&mut self) {
        self.send(Message::Ping("checkpoint".into())).await;
        loop {
            if let Message::Pong(_) = self.next().await.expect("an open socket") {
                return;
            }
        }
    }

    /// The next frame.
    pub(super) async fn hear(&mut self) -> Value {
        let frame = tokio::time::timeout(PATIENCE, self.frame());
        frame.await.expect("a frame comes in time")
    }

    async fn frame(&mut self) -> Value {
        loop {
            match self.next().await {
                Ok(Message::Text(text)) => return serde_json::from_str(&text).expect("JSON"),
                Ok(Message::Ping(_) | Message::Pong(_)) => {}
                other => panic!("a frame was to come, and not {other:?}"),
            }
        }
    }

    /// The close frame, if that is what comes next.
    pub(super) async fn hear_close(&mut self) -> (u16, String) {
        loop {
            match self.next().await {
                Ok(Message::Close(Some(CloseFrame { code, reason }))) => {
                    return (code.into(), reason.to_string());
                }
                Ok(Message::Ping(_) | Message::Pong(_)) => {}
                other => panic!("a close was to come, and not {other:?}"),
            }
        }
    }

    /// Whatever comes next.
    pub(super) async fn next(&mut self) -> Result<Message, Error> {
        tokio::time::timeout(PATIENCE, self.0.next())
            .await
            .expect("something comes in time")
            .unwrap_or(Err(Error::ConnectionClosed))
    }
}

/// Sends a request that has to succeed, and gives the answer's body.
pub(super) async fn ask(method: reqwest::Method, url: &str, body: &Value) -> Value {
    // Real Prefect on SQLite is busy now and then.
    for _ in 0..20 {
        let request = reqwest::Client::new()
            .request(method.clone(), url)
            .json(body);
        let answer = request.send().await.expect("an answer");
        if answer.status() == 503 {
            continue;
        }
        assert!(answer.status().is_success(), "{method} {url}: {answer:?}");
        return answer.json().await.unwrap_or(Value::Null);
    }
    panic!("{method} {url}: the server stays busy");
}

/// An event that occurred now.
pub(super) fn event(name: &str, resource: &str) -> Value {
    json!({
        "id": uuid(),
        "occurred": chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now()),
        "event": name,
        "resource": {"prefect.resource.id": resource},
        "payload": {"greeting": "hello"},
    })
}

#[expect(clippy::disallowed_methods, reason = "a client's ids are its own")]
pub(super) fn uuid() -> uuid::Uuid {
    uuid::Uuid::new_v4()
}

/// Bounds of time that let what comes in from now on pass.
pub(super) fn now_on() -> Value {
    let now = chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now());
    let (minute, year) = (chrono::TimeDelta::minutes(1), chrono::TimeDelta::days(365));
    json!({"since": now - minute, "until": now + year})
}
