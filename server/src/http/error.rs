//! From what an operation refuses to what Prefect answers.

use http::StatusCode;
use prefect_mock_api::ApiError;

use crate::app::Error;

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        let message = error.to_string();
        match error {
            Error::NotFound(_) => Self::detail(StatusCode::NOT_FOUND, message),
            Error::Missing(_) => Self::exception(StatusCode::NOT_FOUND, message),
            Error::AlreadyExists(_) | Error::Conflict(_) | Error::IntegrityConflict => {
                Self::detail(StatusCode::CONFLICT, message)
            }
            Error::Protected(_) => Self::detail(StatusCode::FORBIDDEN, message),
            Error::BadRequest(_) => Self::detail(StatusCode::BAD_REQUEST, message),
            Error::Invalid(_) => Self::detail(StatusCode::UNPROCESSABLE_ENTITY, message),
            Error::InvalidFields {
                errors,
                request_body,
            } => Self::invalid_request(errors, request_body),
            Error::Locked {
                retry_after_seconds,
            } => Self::detail(StatusCode::LOCKED, message)
                .with_header("retry-after", retry_after_seconds.to_string()),
            Error::Gone(_) => Self::detail(StatusCode::GONE, message),
            Error::Internal(_) => Self::internal(message),
        }
    }
}
