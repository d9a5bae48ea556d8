//! Errors in words.

use reqwest::StatusCode;
use serde_json::Value;

use crate::{Error, types};

/// What every operation can fail with.
pub type ApiError = Error<types::Error>;

/// Says what went wrong, in the words of the server where it has any.
///
/// ```
/// # use prefect_rest::{ApiError, explain};
/// let error = ApiError::InvalidRequest("name is missing".to_owned());
/// assert_eq!(explain(&error), "the request is incomplete: name is missing");
/// ```
pub fn explain(error: &ApiError) -> String {
    match error {
        Error::InvalidRequest(what) => format!("the request is incomplete: {what}"),
        Error::CommunicationError(error) => {
            format!(
                "the server did not answer: {}; check PREFECT_API_URL and that the server runs",
                chain(error)
            )
        }
        Error::InvalidUpgrade(error) | Error::ResponseBodyError(error) => {
            format!("the answer broke off: {}", chain(error))
        }
        Error::ErrorResponse(response) => {
            format!("{}: {}", response.status(), server_words(response))
        }
        Error::InvalidResponsePayload(_, error) => {
            format!(
                "the answer is not what Prefect answers ({error}); check that PREFECT_API_URL is Prefect's API"
            )
        }
        Error::UnexpectedResponse(response) => format!("the server answered {}", response.status()),
        Error::Custom(what) => what.clone(),
    }
}

/// Whether the object that an operation names is not there.
pub fn is_not_found(error: &ApiError) -> bool {
    error.status() == Some(StatusCode::NOT_FOUND)
}

/// Whether an operation is in conflict with what is stored.
pub fn is_conflict(error: &ApiError) -> bool {
    error.status() == Some(StatusCode::CONFLICT)
}

fn server_words(error: &types::Error) -> String {
    let fields: Vec<String> = error
        .exception_detail
        .iter()
        .map(|field| {
            let place: Vec<String> = field.loc.iter().map(plain).collect();
            format!("{}: {}", place.join("."), field.msg)
        })
        .collect();
    if !fields.is_empty() {
        return fields.join("; ");
    }
    match (&error.detail, &error.exception_message) {
        (Some(detail), _) => plain(detail),
        (None, Some(message)) => message.clone(),
        (None, None) => "no reason given".to_owned(),
    }
}

/// JSON as people read it: a text without its quotes.
fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// An error with its causes, which is where reqwest says what happened.
fn chain(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_words = cause.to_string();
        if !words.contains(&cause_words) {
            words = format!("{words}: {cause_words}");
        }
        source = cause.source();
    }
    words
}
