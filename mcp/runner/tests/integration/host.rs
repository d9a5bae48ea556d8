//! A host: a client in this process.

use std::borrow::Cow;

use prefect_runner::Runner;
use rmcp::model::{CallToolRequestParams, JsonObject};
use rmcp::service::RunningService;
use rmcp::{RoleClient, ServiceExt as _};
use serde_json::Value;

const PIPE_BYTES: usize = 64 * 1024;

pub(crate) type Session = RunningService<RoleClient, ()>;

/// A session with a runner in this process.
pub(crate) async fn connect(runner: Runner) -> Session {
    let (near, far) = tokio::io::duplex(PIPE_BYTES);
    let (read, write) = tokio::io::split(far);
    tokio::spawn(mcp_server::serve(runner, read, write));
    ().serve(near).await.unwrap()
}

/// The results of a call, whose structured content and one text block say the same, and nothing else.
pub(crate) async fn call(
    session: &Session,
    tool: impl Into<Cow<'static, str>>,
    arguments: Value,
) -> Value {
    let arguments: JsonObject = serde_json::from_value(arguments).unwrap();
    let params = CallToolRequestParams::new(tool).with_arguments(arguments);
    let result = session.call_tool(params).await.unwrap();
    assert_ne!(result.is_error, Some(true));
    let mut structured = result.structured_content.unwrap();
    let [block] = result.content.as_slice() else {
        panic!("not one block: {:?}", result.content);
    };
    let text: Value = serde_json::from_str(&block.as_text().unwrap().text).unwrap();
    assert_eq!(text, structured);
    assert_eq!(structured.as_object().unwrap().len(), 1);
    structured["results"].take()
}
