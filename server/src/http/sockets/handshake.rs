//! From an HTTP request to a socket whose client is known.
//!
//! First HTTP: the request has to ask for a WebSocket in the right form. Then, for a
//! client that offers the subprotocol `prefect`, an exchange of two messages:
//!
//! ```text
//! client                                     server
//!   │ ── GET … Sec-WebSocket-Protocol: prefect ▶ │
//!   │ ◀─ 101, Sec-WebSocket-Protocol: prefect ── │
//!   │ ── {"type": "auth", "token": …} ─────────▶ │   any token will do
//!   │ ◀─ {"type": "auth_success"} ────────────── │
//! ```
//!
//! Older clients offer none, and begin at once with what they came for.

use dropshot::Body;
use http::{HeaderMap, HeaderValue, Response, StatusCode, header};

use super::frames;
use super::socket::{Close, Ended, Socket};

/// The subprotocol of Prefect's clients.
const SUBPROTOCOL: HeaderValue = HeaderValue::from_static("prefect");

/// The length of a key of 16 bytes in base 64.
const KEY_LENGTH: usize = 24;

/// Whether the client speaks the subprotocol of Prefect's clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// It does, and introduces itself.
    Prefect,
    /// It does not, and begins with what it came for.
    Legacy,
}

impl Dialect {
    /// Reads it from a request.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let offered = headers.get_all(header::SEC_WEBSOCKET_PROTOCOL);
        let speaks_prefect = offered
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .any(|protocol| protocol.trim() == SUBPROTOCOL);
        if speaks_prefect {
            Self::Prefect
        } else {
            Self::Legacy
        }
    }

    /// Tells the client that its dialect is understood.
    pub(super) fn accept(self, response: &mut Response<Body>) {
        if self == Self::Prefect {
            let headers = response.headers_mut();
            headers.insert(header::SEC_WEBSOCKET_PROTOCOL, SUBPROTOCOL);
        }
    }
}

/// What is wrong with a request for a WebSocket, as the server that Prefect runs on
/// answers it.
pub(super) fn malformed(headers: &HeaderMap) -> Option<Response<Body>> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let fault = match (
        text(header::SEC_WEBSOCKET_KEY),
        text(header::SEC_WEBSOCKET_VERSION),
    ) {
        (None, _) => "missing Sec-WebSocket-Key header".to_owned(),
        (Some(key), _) if key.len() != KEY_LENGTH => {
            format!("invalid Sec-WebSocket-Key header: {key}")
        }
        (_, None) => "missing Sec-WebSocket-Version header".to_owned(),
        (_, Some("13")) => return None,
        (_, Some(version)) => format!("invalid Sec-WebSocket-Version header: {version}"),
    };
    let text = format!("Failed to open a WebSocket connection: {fault}.\n");
    Some(refusal(StatusCode::BAD_REQUEST, text))
}

/// The answer where no socket is: 403, which to Prefect's clients means that it is
/// not worth trying again.
pub(super) fn no_socket() -> Response<Body> {
    refusal(StatusCode::FORBIDDEN, String::new())
}

fn refusal(status: StatusCode, text: String) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

/// Exchanges the introductions. A client that sends anything else first, or nothing
/// for too long, is refused with `reason`.
pub(super) async fn authenticate(
    socket: &mut Socket,
    dialect: Dialect,
    reason: &'static str,
) -> Result<(), Ended> {
    if dialect == Dialect::Legacy {
        return Ok(());
    }
    let refused = || Close::policy(reason);
    let text = socket.introduction(refused).await?;
    if !frames::is_auth(&text) {
        return Err(refused().into());
    }
    socket.send(frames::auth_success()).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(headers: &[(&'static str, &str)]) -> HeaderMap {
        headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn the_subprotocol_is_one_of_those_offered() {
        let dialect = |offered| Dialect::of(&headers(&[("sec-websocket-protocol", offered)]));
        assert_eq!(dialect("prefect"), Dialect::Prefect);
        assert_eq!(dialect("other, prefect"), Dialect::Prefect);
        assert_eq!(dialect("other"), Dialect::Legacy);
        assert_eq!(Dialect::of(&HeaderMap::new()), Dialect::Legacy);
    }

    #[test]
    fn requests_have_to_be_well_formed() {
        let key = ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");
        let version = ("sec-websocket-version", "13");
        assert!(malformed(&headers(&[key, version])).is_none());
        for faulty in [
            vec![key],
            vec![version],
            vec![("sec-websocket-key", "abc"), version],
            vec![key, ("sec-websocket-version", "8")],
        ] {
            let response = malformed(&headers(&faulty)).unwrap();
            assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{faulty:?}");
        }
    }
}
