//! The body of a request: read within bounds, and told about when it is no message.

use std::convert::Infallible;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, StatusCode};
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::body::Body;
use rmcp::model::{ErrorData, JsonRpcError};
use serde::de::IgnoredAny;
use tokio::time::timeout;

use super::BODY_TIMEOUT;
use crate::MAX_MESSAGE_BYTES;

/// What is answered.
pub(super) type Answer = Response<BoxBody<Bytes, Infallible>>;

/// The whole body, or the answer to one that is too long, too slow or broken off.
pub(super) async fn read<B>(body: B) -> Result<Bytes, Answer>
where
    B: Body<Error: Into<Box<dyn std::error::Error + Send + Sync>>>,
{
    match timeout(
        BODY_TIMEOUT,
        Limited::new(body, MAX_MESSAGE_BYTES).collect(),
    )
    .await
    {
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(text(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("a message may have at most {MAX_MESSAGE_BYTES} bytes; send a shorter one"),
        )),
        Ok(Err(_)) => Err(text(
            StatusCode::BAD_REQUEST,
            "the body could not be read to its end; send it again".to_owned(),
        )),
        Err(_) => Err(text(
            StatusCode::REQUEST_TIMEOUT,
            format!(
                "the body did not come within {} seconds; send it again",
                BODY_TIMEOUT.as_secs()
            ),
        )),
    }
}

/// The answer to a body that is no message of MCP, in JSON-RPC's own words.
pub(super) fn unreadable(body: &[u8]) -> Answer {
    let is_json = serde_json::from_slice::<IgnoredAny>(body).is_ok();
    let error = if is_json {
        ErrorData::invalid_request(
            "the body is no message of MCP; send one JSON-RPC 2.0 request, notification or response",
            None,
        )
    } else {
        ErrorData::parse_error("the body is no JSON; send one JSON-RPC 2.0 message", None)
    };
    // The model's own serialization cannot fail; an empty body would still have the right status.
    let error = serde_json::to_vec(&JsonRpcError::new(None, error)).unwrap_or_default();
    let mut answer = Response::new(Full::new(Bytes::from(error)).boxed());
    *answer.status_mut() = StatusCode::BAD_REQUEST;
    let json = HeaderValue::from_static("application/json");
    answer.headers_mut().insert(CONTENT_TYPE, json);
    answer
}

/// A plain answer.
pub(super) fn text(status: StatusCode, text: String) -> Answer {
    let mut answer = Response::new(Full::new(Bytes::from(text)).boxed());
    *answer.status_mut() = status;
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    answer.headers_mut().insert(CONTENT_TYPE, plain);
    answer
}
