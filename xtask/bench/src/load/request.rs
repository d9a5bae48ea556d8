//! Prepared requests.

use bytes::Bytes;
use serde_json::Value;

/// What every path of the API begins with.
const API: &str = "/api";

/// A request, ready to be sent.
#[derive(Debug, Clone)]
pub(crate) struct Request(Bytes);

impl Request {
    /// A request to the API; paths begin behind `/api`.
    pub(crate) fn new(method: &str, path: &str, body: Option<&Value>) -> Self {
        Self::bare(method, &format!("{API}{path}"), body)
    }

    /// A request to any path.
    pub(crate) fn bare(method: &str, path: &str, body: Option<&Value>) -> Self {
        let body = body.filter(|body| !body.is_null());
        Self::raw(
            method,
            path,
            body.map(Value::to_string).unwrap_or_default().as_bytes(),
        )
    }

    /// A request with any body.
    pub(crate) fn raw(method: &str, path: &str, body: &[u8]) -> Self {
        let mut bytes = format!("{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n").into_bytes();
        if method != "GET" {
            let head = format!(
                "content-type: application/json\r\ncontent-length: {}\r\n",
                body.len()
            );
            bytes.extend_from_slice(head.as_bytes());
        }
        bytes.extend_from_slice(b"\r\n");
        bytes.extend_from_slice(body);
        Self(bytes.into())
    }

    /// What is sent.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Request;

    #[test]
    fn requests_are_whole() {
        let request = Request::new("POST", "/flow_runs/count", Some(&json!({})));
        assert_eq!(
            std::str::from_utf8(request.bytes()).unwrap(),
            "POST /api/flow_runs/count HTTP/1.1\r\nhost: 127.0.0.1\r\n\
             content-type: application/json\r\ncontent-length: 2\r\n\r\n{}"
        );
        let request = Request::bare("GET", "/bare", None);
        assert_eq!(
            std::str::from_utf8(request.bytes()).unwrap(),
            "GET /bare HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n"
        );
    }
}
