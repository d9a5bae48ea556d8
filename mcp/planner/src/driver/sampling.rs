//! The client's own model, asked by MCP sampling (`sampling/createMessage`).
//!
//! MCP 2026-07-28 forbids requests from a server to its client, so this way exists only in sessions of older versions,
//! and there only where the client has said that it can.

#![expect(
    deprecated,
    reason = "MCP deprecates sampling, and clients that have nothing else still use it"
)]

use std::time::Duration;

use rmcp::RoleServer;
use rmcp::model::{
    ClientResult, CreateMessageRequest, CreateMessageRequestParams, CreateMessageResult,
    ProtocolVersion, RequestMetaObject, SamplingMessage, SamplingMessageContentBlock,
    ServerRequest,
};
use rmcp::service::{PeerRequestOptions, RequestContext, ServiceError};

use super::{DriverError, ModelDriver};
use crate::dialogue::Turn;
use crate::prompt;

/// The longest answer, in tokens. A plan of forty tasks fits; clients refuse a request without a limit.
const MAX_TOKENS: u32 = 4_096;

/// How freely the model writes, from 0. Plans are better sober.
const TEMPERATURE: f32 = 0.2;

/// How long one answer may take. Hosts give up on the whole call long before; this bounds what a client that never
/// answers can hold on to.
const MAX_WAIT: Duration = Duration::from_secs(300);

/// The key under which a host names the call of a tool. A host that has several calls open at once needs it back to
/// know for which of them it is asked.
const TOOL_CALL_ID: &str = "tool_call_id";

/// The client of one call.
pub(crate) struct Sampling<'a> {
    context: &'a RequestContext<RoleServer>,
}

impl<'a> Sampling<'a> {
    /// The way to the client's model, where there is one.
    pub(crate) fn of(context: &'a RequestContext<RoleServer>) -> Option<Self> {
        let version = context.protocol_version()?;
        let client = context.peer.peer_info()?;
        let can = version < ProtocolVersion::V_2026_07_28 && client.capabilities.sampling.is_some();
        can.then_some(Self { context })
    }

    fn options(&self) -> PeerRequestOptions {
        let options = PeerRequestOptions::with_timeout(MAX_WAIT);
        match self.context.meta.get(TOOL_CALL_ID) {
            None => options,
            Some(id) => {
                let mut meta = RequestMetaObject::new();
                meta.insert(TOOL_CALL_ID.to_owned(), id.clone());
                options.with_meta(meta)
            }
        }
    }
}

impl ModelDriver for Sampling<'_> {
    async fn ask(&self, turns: &[Turn]) -> Result<String, DriverError> {
        let messages = turns
            .iter()
            .map(|turn| match turn {
                Turn::Planner(text) => SamplingMessage::user_text(text),
                Turn::Model(text) => SamplingMessage::assistant_text(text),
            })
            .collect();
        let params = CreateMessageRequestParams::new(messages, MAX_TOKENS)
            .with_system_prompt(prompt::system())
            .with_temperature(TEMPERATURE);
        let request = ServerRequest::CreateMessageRequest(CreateMessageRequest::new(params));
        let answer = async {
            let sent = self
                .context
                .peer
                .send_cancellable_request(request, self.options())
                .await?;
            sent.await_response().await
        };
        let answer = tokio::select! {
            answer = answer => answer,
            () = self.context.ct.cancelled() => return Err(DriverError::Cancelled),
        };
        match answer {
            Ok(ClientResult::CreateMessageResult(result)) => Ok(text(*result)),
            Ok(_) => Err(DriverError::Failed(
                "it answered with something else".to_owned(),
            )),
            Err(ServiceError::McpError(error)) => {
                Err(DriverError::Failed(error.message.into_owned()))
            }
            Err(ServiceError::Timeout { timeout }) => Err(DriverError::TimedOut(timeout)),
            Err(ServiceError::Cancelled { .. }) => Err(DriverError::Cancelled),
            Err(error) => Err(DriverError::Failed(error.to_string())),
        }
    }
}

/// The text of an answer; anything else in it is left out.
fn text(result: CreateMessageResult) -> String {
    let blocks = result.message.content.into_vec();
    let texts: Vec<String> = blocks
        .into_iter()
        .filter_map(|block| match block {
            SamplingMessageContentBlock::Text(text) => Some(text.text),
            _ => None,
        })
        .collect();
    texts.join("\n")
}
