//! What is answered instead of an operation.

use serde_json::{Value, json};
use thiserror::Error;

use super::error::FieldError;

/// A request that no operation gets to see.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum BadRequest {
    /// The body is no text.
    #[error("There was an error parsing the body")]
    Unreadable,
    /// A page of fewer than no items.
    #[error("Invalid limit: must be greater than or equal to 0.")]
    LimitTooSmall,
    /// A page of more items than Prefect gives at once.
    #[error("Invalid limit: must be less than or equal to {0}.")]
    LimitTooLarge(i64),
    /// The body or the query does not fit the document.
    #[error("Invalid request received.")]
    Invalid {
        /// All that is wrong, in pydantic's order.
        errors: Vec<FieldError>,
        /// The body as it was parsed; as text, if it could not be; null for a query.
        request_body: Value,
    },
}

impl BadRequest {
    /// The HTTP status of the answer.
    pub fn status(&self) -> u16 {
        match self {
            Self::Unreadable => 400,
            Self::LimitTooSmall | Self::LimitTooLarge(_) | Self::Invalid { .. } => 422,
        }
    }

    /// The body of the answer.
    pub fn into_answer(self) -> Value {
        let message = self.to_string();
        match self {
            Self::Invalid {
                errors,
                request_body,
            } => json!({
                "exception_message": message,
                "exception_detail": errors,
                "request_body": request_body,
            }),
            _ => json!({ "detail": message }),
        }
    }
}
