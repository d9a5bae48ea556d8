//! Why an operation refuses.

use prefect_mock_api::schema::FieldError;
use serde_json::Value;
use thiserror::Error;

/// Why an operation refuses what it was asked. The texts are Prefect's: clients
/// show them, and some look for words in them.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Error {
    /// The object that the request names is not there.
    #[error("{0}")]
    NotFound(String),
    /// An object that the operation needed on its way is not there.
    #[error("{0}")]
    Missing(String),
    /// Another object has this name or key.
    #[error("{0}")]
    AlreadyExists(String),
    /// What was sent does not fit what it is meant for, such as parameters and the
    /// schema of their deployment.
    #[error("{0}")]
    Conflict(String),
    /// A reference leads to an object that is not there, or a rule of the data
    /// as a whole is broken.
    #[error(
        "Data integrity conflict. This usually means a unique or foreign key constraint was violated. See server logs for details."
    )]
    IntegrityConflict,
    /// The object may not be made, changed or deleted by a user.
    #[error("{0}")]
    Protected(String),
    /// The request is well formed and makes no sense.
    #[error("{0}")]
    BadRequest(String),
    /// A value is not acceptable.
    #[error("{0}")]
    Invalid(String),
    /// Values of the request body are not acceptable for reasons that its
    /// schema cannot say, such as a cron expression that does not parse.
    #[error("the request body has {} fields that are not acceptable", errors.len())]
    InvalidFields {
        /// What is wrong with each, as pydantic reports it.
        errors: Vec<FieldError>,
        /// The body as it was sent, which Prefect echoes.
        request_body: Value,
    },
    /// No slot is free; the client is to try again after so many seconds.
    #[error("Locked")]
    Locked {
        /// How long to wait before trying again.
        retry_after_seconds: f64,
    },
    /// What the request names was there and is no more.
    #[error("{0}")]
    Gone(String),
    /// Prefect's own server fails at this; so does this one.
    #[error("{0}")]
    Internal(String),
}

/// What an operation gives back.
pub type Result<T> = std::result::Result<T, Error>;
