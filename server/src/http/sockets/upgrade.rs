//! A connection that becomes a WebSocket: HTTP is over on it, and what follows is bytes.
//!
//! dropshot hands over such a connection as well, but nothing by which it could be told
//! to send at once. A message that follows another would then wait until the client's
//! system has acknowledged the one before, which that puts off for 40 milliseconds.

use dropshot::Body;
use http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use hyper_util::server::conn::auto::upgrade::downcast;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

/// A connection on which HTTP is over.
pub(super) struct Connection {
    pub(super) stream: TcpStream,
    /// What was read of it with the request, and comes after that.
    pub(super) read: Vec<u8>,
}

impl Connection {
    /// Waits until the client has been told. Nothing if it is gone by then.
    pub(super) async fn of(upgrade: OnUpgrade) -> Option<Self> {
        let parts = downcast::<TokioIo<TcpStream>>(upgrade.await.ok()?).ok()?;
        let stream = parts.io.into_inner();
        // Messages that follow one another are gathered before they are written. A system
        // that refuses this delays them, and nothing else.
        let _ = stream.set_nodelay(true);
        Some(Self {
            stream,
            read: parts.read_buf.into(),
        })
    }
}

/// What a client is told whose request for a WebSocket is granted.
pub(super) fn granted(headers: &HeaderMap) -> Response<Body> {
    let key = headers.get(header::SEC_WEBSOCKET_KEY);
    let accept = derive_accept_key(key.map_or(&[], HeaderValue::as_bytes));
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let headers = response.headers_mut();
    headers.insert(header::CONNECTION, HeaderValue::from_static("Upgrade"));
    headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    // It is base 64, of which every character may be in a header.
    if let Ok(accept) = HeaderValue::from_str(&accept) {
        headers.insert(header::SEC_WEBSOCKET_ACCEPT, accept);
    }
    response
}
