//! What this client answers when a server asks it for something: that nobody is there who could help.

use rmcp::ClientHandler;
use rmcp::model::{
    ClientCapabilities, ClientConfig, CreateMessageRequestParams, CreateMessageResult,
    ElicitRequestParams, ElicitResult, ErrorCode, ErrorData, Implementation, ProtocolVersion,
};
use rmcp::service::{RequestContext, RoleClient};

/// A client with no model and no user.
#[derive(Debug, Clone, Copy)]
pub(super) struct Client;

impl ClientHandler for Client {
    fn get_info(&self) -> ClientConfig {
        let this = Implementation::new("mcp-call", env!("CARGO_PKG_VERSION"));
        ClientConfig::new(ClientCapabilities::default(), this)
            .with_protocol_version(ProtocolVersion::LATEST_WITH_INITIALIZE)
    }

    async fn create_message(
        &self,
        _params: CreateMessageRequestParams,
        _context: RequestContext<RoleClient>,
    ) -> Result<CreateMessageResult, ErrorData> {
        Err(unsupported("sampling", "there is no model here"))
    }

    async fn create_elicitation(
        &self,
        _request: ElicitRequestParams,
        _context: RequestContext<RoleClient>,
    ) -> Result<ElicitResult, ErrorData> {
        Err(unsupported("elicitation", "nobody is here to answer"))
    }
}

fn unsupported(what: &str, why: &str) -> ErrorData {
    let message = format!("mcp-call does not support {what}: {why}");
    ErrorData::new(ErrorCode::METHOD_NOT_FOUND, message, None)
}
