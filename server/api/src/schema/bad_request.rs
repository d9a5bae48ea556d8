//! What is answered instead of an operation.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use serde_json::Value;
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
}

/// As the body of the answer. Nothing is copied: an error quotes what was sent, so
/// an answer may be many times as long as its request.
impl Serialize for BadRequest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let message = self.to_string();
        let mut answer = serializer.serialize_map(None)?;
        match self {
            Self::Invalid {
                errors,
                request_body,
            } => {
                answer.serialize_entry("exception_message", &message)?;
                answer.serialize_entry("exception_detail", errors)?;
                answer.serialize_entry("request_body", request_body)?;
            }
            _ => answer.serialize_entry("detail", &message)?,
        }
        answer.end()
    }
}
