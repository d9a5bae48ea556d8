//! Patience before the handshake.
//!
//! rmcp ends a server whose client sends a notification or a response before its first request. A host that does so
//! (it cancels something, or answers a server that was here before) is still a host, so such messages are dropped until
//! a session has begun.

use std::future::Future;

use rmcp::RoleServer;
use rmcp::model::{ClientRequest, GetMeta as _, JsonRpcMessage, ProtocolVersion};
use rmcp::service::{RxJsonRpcMessage, TxJsonRpcMessage};
use rmcp::transport::Transport;

/// A transport that hands out nothing but requests until a session has begun.
pub(crate) struct Patient<T> {
    inner: T,
    begun: bool,
}

impl<T> Patient<T> {
    /// Makes `inner` patient.
    pub(crate) fn new(inner: T) -> Self {
        Self {
            inner,
            begun: false,
        }
    }
}

impl<T: Transport<RoleServer>> Transport<RoleServer> for Patient<T> {
    type Error = T::Error;

    fn send(
        &mut self,
        item: TxJsonRpcMessage<RoleServer>,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send + 'static {
        self.inner.send(item)
    }

    async fn receive(&mut self) -> Option<RxJsonRpcMessage<RoleServer>> {
        loop {
            let message = self.inner.receive().await?;
            if let JsonRpcMessage::Request(request) = &message {
                self.begun |= begins_session(&request.request);
                return Some(message);
            }
            if self.begun {
                return Some(message);
            }
        }
    }

    fn close(&mut self) -> impl Future<Output = Result<(), Self::Error>> + Send {
        self.inner.close()
    }
}

/// Whether rmcp takes this request for the first of a session: `initialize`, or, since protocol 2026-07-28, any request
/// that says by itself who sends it.
fn begins_session(request: &ClientRequest) -> bool {
    match request {
        ClientRequest::InitializeRequest(_) => true,
        ClientRequest::PingRequest(_) | ClientRequest::DiscoverRequest(_) => false,
        other => {
            let meta = other.get_meta();
            let version = meta.protocol_version();
            meta.missing_required_keys(&ProtocolVersion::V_2026_07_28)
                .is_empty()
                && version.is_some_and(|version| ProtocolVersion::KNOWN_VERSIONS.contains(&version))
        }
    }
}
