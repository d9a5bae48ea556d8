//! What is done with a request before rmcp gets it, and with its answer after.

use std::sync::Arc;

use bytes::Bytes;
use http::header::{ALLOW, AUTHORIZATION, CONNECTION, CONTENT_TYPE, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use rmcp::ServerHandler;
use rmcp::transport::streamable_http_server::StreamableHttpService;
use tokio::sync::Semaphore;

use super::PATH;
use super::config::TOKEN_VARIABLE;
use super::message::{self, Answer, text};
use super::sessions::Sessions;
use super::token::{Knows, Token};

/// A server's answers to requests.
pub(super) struct Service<H> {
    mcp: StreamableHttpService<H, Sessions>,
    token: Option<Token>,
    /// A permit is out for each call that is not answered to its end.
    calls: Arc<Semaphore>,
}

impl<H: ServerHandler> Service<H> {
    pub(super) fn new(
        mcp: StreamableHttpService<H, Sessions>,
        token: Option<Token>,
        calls: Arc<Semaphore>,
    ) -> Self {
        Self { mcp, token, calls }
    }

    /// The answer to a request.
    pub(super) async fn answer(&self, mut request: Request<Incoming>) -> Answer {
        if request.uri().path() != PATH {
            let told = format!("MCP is served at {PATH}, and nothing at this path");
            return unread(text(StatusCode::NOT_FOUND, told));
        }
        if let Some(refusal) = self.refusal(request.headers()) {
            return unread(refusal);
        }
        // It has done its duty, and no tool may pass it on.
        request.headers_mut().remove(AUTHORIZATION);
        match *request.method() {
            Method::POST => self.call(request).await,
            Method::GET => self.mcp.handle(request).await,
            Method::DELETE => {
                let mut answer = self.mcp.handle(request).await;
                // The session has ended by now, which rmcp calls accepted and the reference client a failure.
                if answer.status() == StatusCode::ACCEPTED {
                    *answer.status_mut() = StatusCode::NO_CONTENT;
                }
                answer
            }
            _ => {
                let mut refusal = text(
                    StatusCode::METHOD_NOT_ALLOWED,
                    "only GET, POST and DELETE mean anything here".to_owned(),
                );
                let allowed = HeaderValue::from_static("GET, POST, DELETE");
                refusal.headers_mut().insert(ALLOW, allowed);
                unread(refusal)
            }
        }
    }

    /// The answer to a request that does not know the token, where there is one.
    fn refusal(&self, headers: &HeaderMap) -> Option<Answer> {
        let challenge = match self.token.as_ref()?.is_known_by(headers) {
            Knows::Token => return None,
            Knows::AnotherToken => r#"Bearer realm="mcp", error="invalid_token""#,
            Knows::Nothing => r#"Bearer realm="mcp""#,
        };
        let told = format!(
            "this server asks for its token; send the value of its {TOKEN_VARIABLE} as `Authorization: Bearer …`"
        );
        let mut refusal = text(StatusCode::UNAUTHORIZED, told);
        let challenge = HeaderValue::from_static(challenge);
        refusal.headers_mut().insert(WWW_AUTHENTICATE, challenge);
        Some(refusal)
    }

    /// The answer to a message. It counts as open until the last byte of it is sent.
    async fn call(&self, request: Request<Incoming>) -> Answer {
        // There are as many permits as connections, each with one request at a time, so this never waits.
        let open = self.calls.clone().acquire_owned().await;
        let (parts, body) = request.into_parts();
        let body = match message::read(body).await {
            Ok(body) => body,
            Err(refusal) => return unread(refusal),
        };
        let is_json = is_json(&parts.headers);
        let message = Request::from_parts(parts, Full::new(body.clone()));
        let answer = self.mcp.handle(message).await;
        // rmcp says of a body that it cannot read what HTTP says of one that is no JSON by its header.
        if is_json && answer.status() == StatusCode::UNSUPPORTED_MEDIA_TYPE {
            return message::unreadable(&body);
        }
        answer.map(|body| {
            body.map_frame(move |frame: hyper::body::Frame<Bytes>| {
                let _still_open = &open;
                frame
            })
            .boxed()
        })
    }
}

/// An answer to a request whose body was not read to its end. The rest of it is in the way of another request, so the
/// client is told to make a new connection.
fn unread(mut answer: Answer) -> Answer {
    let close = HeaderValue::from_static("close");
    answer.headers_mut().insert(CONNECTION, close);
    answer
}

/// Whether a body is JSON by its header.
fn is_json(headers: &HeaderMap) -> bool {
    let named = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let essence = named.and_then(|kind| kind.split(';').next());
    essence.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}
