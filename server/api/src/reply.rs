//! What an operation can answer when it succeeds.
//!
//! dropshot's ready-made responses have one status each, while several
//! operations answer 200 or 201 by what happened. Each type here says just the
//! statuses that its operations declare, so a method cannot answer another.

use bytes::Bytes;
use http::StatusCode;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::{ApiError, Written};

/// A response that is ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: StatusCode,
    /// The media type of the body; `None` where there is no body.
    pub content_type: Option<&'static str>,
    /// Headers that say more than the body, lower case.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Bytes,
}

impl Reply {
    /// A reply with a JSON body.
    ///
    /// # Errors
    ///
    /// Fails with a 500 when `body` has no JSON form, such as a map whose keys
    /// are no strings.
    pub fn json(status: StatusCode, body: impl JsonBody) -> Result<Self, ApiError> {
        Ok(Self {
            status,
            content_type: Some("application/json"),
            headers: Vec::new(),
            body: body.into_json()?,
        })
    }
}

/// A body that is JSON, or can be written as such.
pub trait JsonBody {
    /// The JSON.
    ///
    /// # Errors
    ///
    /// A 500 when there is none.
    fn into_json(self) -> Result<Bytes, ApiError>;
}

impl<T: Serialize> JsonBody for T {
    fn into_json(self) -> Result<Bytes, ApiError> {
        serde_json::to_vec(&self)
            .map(Bytes::from)
            .map_err(|error| ApiError::internal(format!("the answer has no JSON form: {error}")))
    }
}

impl<T> JsonBody for Written<T> {
    fn into_json(self) -> Result<Bytes, ApiError> {
        Ok(Self::into_json(self))
    }
}

impl Reply {
    /// Sends the client elsewhere, with the same method and body.
    pub(crate) fn moved(location: String) -> Self {
        Self {
            status: StatusCode::TEMPORARY_REDIRECT,
            content_type: None,
            headers: vec![("location", location)],
            body: Bytes::new(),
        }
    }
}

/// 200 with a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Done<T>(pub T);

/// 201 with a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Created<T>(pub T);

/// 202 with a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted<T>(pub T);

/// 200 or 201, by what happened.
#[derive(Debug, Clone, PartialEq)]
pub enum DoneOrCreated<T> {
    /// 200: nothing new was made; this is what is there.
    Done(T),
    /// 201: this was made.
    Created(T),
}

/// 204, with nothing to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoContent;

/// 200 with plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text(pub String);

/// What Python's `quote` escapes if nothing else is safe.
const UNSAFE_IN_FILE_NAMES: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'_')
    .remove(b'.')
    .remove(b'-')
    .remove(b'~');

/// 200 with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// The media type, such as `text/csv`.
    pub content_type: &'static str,
    /// The name that a browser should save it under.
    pub file_name: String,
    /// The same for browsers that only read the letters of ASCII.
    pub ascii_file_name: &'static str,
    /// The contents.
    pub contents: Vec<u8>,
}

impl<T: JsonBody> Done<T> {
    pub(crate) fn into_reply(self) -> Result<Reply, ApiError> {
        Reply::json(StatusCode::OK, self.0)
    }
}

impl<T: JsonBody> Created<T> {
    pub(crate) fn into_reply(self) -> Result<Reply, ApiError> {
        Reply::json(StatusCode::CREATED, self.0)
    }
}

impl<T: JsonBody> Accepted<T> {
    pub(crate) fn into_reply(self) -> Result<Reply, ApiError> {
        Reply::json(StatusCode::ACCEPTED, self.0)
    }
}

impl<T: JsonBody> DoneOrCreated<T> {
    pub(crate) fn into_reply(self) -> Result<Reply, ApiError> {
        match self {
            Self::Done(body) => Reply::json(StatusCode::OK, body),
            Self::Created(body) => Reply::json(StatusCode::CREATED, body),
        }
    }
}

impl NoContent {
    #[expect(
        clippy::unnecessary_wraps,
        clippy::unused_self,
        reason = "the dispatch treats all replies alike"
    )]
    pub(crate) fn into_reply(self) -> Result<Reply, ApiError> {
        Ok(Reply {
            status: StatusCode::NO_CONTENT,
            content_type: None,
            headers: Vec::new(),
            body: Bytes::new(),
        })
    }
}

impl Text {
    #[expect(
        clippy::unnecessary_wraps,
        reason = "the dispatch treats all replies alike"
    )]
    pub(crate) fn into_reply(self) -> Result<Reply, ApiError> {
        Ok(Reply {
            status: StatusCode::OK,
            content_type: Some("text/plain; charset=utf-8"),
            headers: Vec::new(),
            body: self.0.into(),
        })
    }
}

impl Download {
    #[expect(
        clippy::unnecessary_wraps,
        reason = "the dispatch treats all replies alike"
    )]
    pub(crate) fn into_reply(self) -> Result<Reply, ApiError> {
        Ok(Reply {
            status: StatusCode::OK,
            content_type: Some(self.content_type),
            headers: vec![(
                "content-disposition",
                format!(
                    "attachment; filename=\"{}\"; filename*=UTF-8''{}",
                    self.ascii_file_name,
                    utf8_percent_encode(&self.file_name, UNSAFE_IN_FILE_NAMES)
                ),
            )],
            body: self.contents.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Download;

    /// Names as a real server encoded them.
    #[test]
    fn a_file_can_have_any_name() {
        for (name, encoded) in [
            ("n-logs.csv", "n-logs.csv"),
            ("a b/ü'.x\"y-logs.csv", "a%20b%2F%C3%BC%27.x%22y-logs.csv"),
            ("a\r\nb~_.csv", "a%0D%0Ab~_.csv"),
        ] {
            let reply = Download {
                content_type: "text/csv",
                file_name: name.to_owned(),
                ascii_file_name: "logs.csv",
                contents: Vec::new(),
            }
            .into_reply()
            .unwrap();
            let expected = format!("attachment; filename=\"logs.csv\"; filename*=UTF-8''{encoded}");
            assert_eq!(reply.headers, [("content-disposition", expected)]);
        }
    }
}
