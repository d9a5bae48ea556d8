//! How the outcome of a tool becomes its MCP result.

use std::fmt::Display;

use rmcp::model::{CallToolResult, ContentBlock};
use serde::Serialize;

/// Turns what a tool found, or why it could not, into the result of the call.
///
/// Facts become structured content and one text block with the same JSON. An
/// error becomes a tool error with its message as the text: the model reads it
/// and can call again with better arguments.
pub(crate) fn tool_result<T: Serialize, E: Display>(outcome: Result<T, E>) -> CallToolResult {
    let facts = match outcome {
        Ok(facts) => facts,
        Err(error) => return CallToolResult::error(vec![ContentBlock::text(error.to_string())]),
    };
    match serde_json::to_value(facts) {
        Ok(json) => CallToolResult::structured(json),
        Err(error) => CallToolResult::error(vec![ContentBlock::text(format!(
            "the result cannot be written as JSON: {error}"
        ))]),
    }
}
