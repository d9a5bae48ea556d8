//! A real server on the network, of rmcp, in the ways that such servers are set up.

use std::time::Duration;

use hyper::server::conn::http1::Builder;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ErrorData, ServerCapabilities,
    ServerConfig,
};
use rmcp::service::{RequestContext, RoleServer};
use rmcp::transport::streamable_http_server::session::local::LocalSessionManager;
use rmcp::transport::{StreamableHttpServerConfig, StreamableHttpService};
use rmcp::{ServerHandler, model::ContentBlock};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::program::Program;

/// A server with a tool that gives back its arguments, and one that never does.
#[derive(Clone)]
struct Echo;

impl ServerHandler for Echo {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let arguments = Value::Object(request.arguments.unwrap_or_default());
        Ok(match &*request.name {
            "echo" => CallToolResult::structured(arguments).into(),
            "hang" => std::future::pending().await,
            _ => CallToolResult::error(vec![ContentBlock::text("no such tool")]).into(),
        })
    }
}

/// Serves [`Echo`] until the test ends, and gives its URL.
pub(crate) async fn serve(config: StreamableHttpServerConfig) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/mcp", listener.local_addr().unwrap());
    let service =
        StreamableHttpService::new(|| Ok(Echo), LocalSessionManager::default().into(), config);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let service = TowerToHyperService::new(service.clone());
            tokio::spawn(async move {
                let connection = Builder::new();
                let _ = connection
                    .serve_connection(TokioIo::new(stream), service)
                    .await;
            });
        }
    });
    url
}

fn ways() -> [StreamableHttpServerConfig; 3] {
    let sessions = StreamableHttpServerConfig::default();
    let mut stateless = StreamableHttpServerConfig::default();
    stateless.legacy_session_mode = false;
    let mut json = stateless.clone();
    json.json_response = true;
    [sessions, stateless, json]
}

#[tokio::test]
async fn a_tool_is_called_in_every_way() {
    for config in ways() {
        let url = serve(config).await;
        let program = Program::new(&json!({"mcpServers": {"s": {"type": "http", "url": url}}}));
        let arguments = json!({"text": "ü\n\"".repeat(1000), "n": 1.5});
        let ended = program.call("s", "echo", &arguments).await;
        assert_eq!(ended.result(), arguments);
    }
}

#[tokio::test]
async fn a_time_limit_holds_on_the_network() {
    let url = serve(StreamableHttpServerConfig::default()).await;
    let program = Program::new(&json!({"s": {"url": url}}));
    let limited = program.run(&["--timeout", "0.5", "s", "hang"], "");
    let ended = tokio::time::timeout(Duration::from_secs(20), limited)
        .await
        .unwrap();
    ended.failed(7, &["\"hang\"", "within 0.5 seconds"]);
}
