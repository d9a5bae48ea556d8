//! The client's own model, asked by MCP sampling (`sampling/createMessage`).
//!
//! MCP 2026-07-28 forbids requests from a server to its client, so this way exists only in sessions of older versions,
//! and there only where the client has said that it can.

#![expect(
    deprecated,
    reason = "MCP deprecates sampling, and clients that have nothing else still use it"
)]

use rmcp::RoleServer;
use rmcp::model::{ClientResult, CreateMessageRequest, ProtocolVersion, ServerRequest};
use rmcp::service::{PeerRequestOptions, RequestContext, ServiceError};
use tokio::time::Instant;

use super::create_message::{self, WHO};
use super::{DriverError, ModelDriver, Reply};
use crate::dialogue::Dialogue;

/// The client of one call.
pub(crate) struct Sampling<'a> {
    context: &'a RequestContext<RoleServer>,
}

impl<'a> Sampling<'a> {
    /// The way to the client's model, where there is one.
    pub(crate) fn of(context: &'a RequestContext<RoleServer>) -> Option<Self> {
        let version = context.protocol_version()?;
        let can = version < ProtocolVersion::V_2026_07_28
            && context.client_capabilities()?.sampling.is_some();
        can.then_some(Self { context })
    }
}

impl ModelDriver for Sampling<'_> {
    async fn ask(&mut self, dialogue: &Dialogue) -> Result<Reply, DriverError> {
        // When this time is up, rmcp tells the client that nobody waits any more.
        let left = dialogue.deadline().duration_since(Instant::now());
        let mut options = PeerRequestOptions::with_timeout(left);
        if let Some(meta) = create_message::meta(&self.context.meta) {
            options = options.with_meta(meta);
        }
        let request = CreateMessageRequest::new(create_message::params(dialogue));
        let request = ServerRequest::CreateMessageRequest(request);
        let peer = &self.context.peer;
        let failed = |why: String| Err(DriverError::Failed { who: WHO, why });
        let answer = async {
            let sent = peer.send_cancellable_request(request, options).await?;
            sent.await_response().await
        };
        match answer.await {
            Ok(ClientResult::CreateMessageResult(result)) => {
                Ok(Reply::Answer(create_message::answer(*result)))
            }
            Ok(_) => failed("it answered with something else".to_owned()),
            Err(ServiceError::McpError(error)) => failed(error.message.into_owned()),
            Err(ServiceError::Timeout { .. }) => Err(DriverError::TimedOut),
            Err(ServiceError::Cancelled { .. }) => Err(DriverError::Cancelled),
            Err(error) => failed(error.to_string()),
        }
    }
}
