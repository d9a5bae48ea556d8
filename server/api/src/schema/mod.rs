//! Checks of what clients send, against `openapi/prefect.json`.
//!
//! Prefect is FastAPI and pydantic 2, and clients read what those answer to a
//! request that does not fit. So requests are checked here as pydantic checks
//! them, in its lax mode: values are coerced where it coerces them, all errors
//! are found at once, and each is answered with its `type`, `loc`, `msg`,
//! `input` and `ctx`. What passes is then what the generated types read.
//!
//! * A **document** is compiled once to a **tree** of **nodes**.
//! * A **check** walks a value and a node side by side and ends in an **edit**,
//!   what to change in the value, or in **field errors**.
//! * A body that passes **as it was sent** is told without any of that, and gets
//!   its type straight from its text.
//! * A **rule** is what Prefect checks in Python, see [`custom`].
//! * A **body** is *single* when its schema is one of Prefect's own, and
//!   *embedded* (a schema named `…Body`) when FastAPI reads it key by key.
//!
//! `testdata/README.md` tells how this was measured.

mod as_sent;
mod bad_request;
mod body;
mod check;
mod compile;
mod custom;
mod document;
mod domain_rules;
mod edit;
mod error;
mod json;
mod prepare;
mod scalar;
#[cfg(test)]
mod tests;
mod text;
mod tree;

pub use bad_request::BadRequest;
pub use document::{Document, Schema};
pub use domain_rules::{DomainRules, NoDomainRules};
pub use error::{FieldError, Loc};
pub use json::first_fault as first_json_fault;

/// A document that requests cannot be checked against.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the document cannot be compiled: {message}")]
pub struct DocumentError {
    message: String,
}

impl DocumentError {
    fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
        }
    }

    fn within(self, operation_id: &str) -> Self {
        Self::new(format!("{operation_id}: {}", self.message))
    }
}
