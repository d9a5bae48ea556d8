//! Errors as Prefect puts them on the wire.
//!
//! | shape | when |
//! |---|---|
//! | `{"detail": …}` | most of what an operation refuses |
//! | `{"exception_message": "…"}` | an object that orchestration looked for, an internal fault, a busy database |
//! | `{"exception_message", "exception_detail", "request_body"}` | a request that does not fit the document |

use std::fmt::Display;

use http::StatusCode;
use serde::Serialize;
use serde_json::{Value, json};

use crate::Reply;
use crate::schema::{BadRequest, FieldError};

/// What an operation answers when it fails.
#[derive(Debug, Clone, PartialEq)]
pub struct ApiError(Box<Parts>);

/// Behind a box, since an error is the rare case and travels through every call.
#[derive(Debug, Clone, PartialEq)]
struct Parts {
    status: StatusCode,
    /// JSON, written once: an answer to a long request quotes much of it.
    body: String,
    headers: Vec<(&'static str, String)>,
    fault: Option<String>,
}

impl ApiError {
    fn new(status: StatusCode, body: &impl Serialize) -> Self {
        Self(Box::new(Parts {
            status,
            // Nothing that is answered here has keys that are no texts, all that
            // could fail.
            body: serde_json::to_string(body).unwrap_or_default(),
            headers: Vec::new(),
            fault: None,
        }))
    }

    /// `{"detail": …}` with this status.
    pub fn detail(status: StatusCode, detail: impl Into<Value>) -> Self {
        Self::new(status, &json!({ "detail": detail.into() }))
    }

    /// `{"exception_message": …}` with this status.
    pub fn exception(status: StatusCode, message: impl Into<String>) -> Self {
        Self::new(status, &json!({ "exception_message": message.into() }))
    }

    /// 422 for a request that does not fit the document, with every field that is at fault.
    pub fn invalid_request(errors: Vec<FieldError>, request_body: Value) -> Self {
        let refused = BadRequest::Invalid {
            errors,
            request_body,
        };
        refused.into()
    }

    /// 500. The message is for the log; the client is told what Prefect tells it.
    pub fn internal(message: impl Display) -> Self {
        let mut error = Self::exception(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error");
        error.0.fault = Some(message.to_string());
        error
    }

    /// 404 for a path that nothing answers, and for an id that is no UUID.
    pub fn no_route() -> Self {
        Self::detail(StatusCode::NOT_FOUND, "Not Found")
    }

    /// 405 with the methods that the path does have.
    pub fn method_not_allowed(allowed: &[&str]) -> Self {
        Self::detail(StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed")
            .with_header("allow", allowed.join(", "))
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.headers.push((name, value.into()));
        self
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The body, which is JSON.
    pub fn body(&self) -> &str {
        &self.0.body
    }

    /// What went wrong inside, for the log; it is never sent.
    pub fn fault(&self) -> Option<&str> {
        self.0.fault.as_deref()
    }

    /// The error as a response.
    pub fn into_reply(self) -> Reply {
        Reply {
            status: self.0.status,
            content_type: Some("application/json"),
            headers: self.0.headers,
            body: self.0.body.into(),
        }
    }
}

impl From<BadRequest> for ApiError {
    fn from(refused: BadRequest) -> Self {
        let status =
            StatusCode::from_u16(refused.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
        Self::new(status, &refused)
    }
}
