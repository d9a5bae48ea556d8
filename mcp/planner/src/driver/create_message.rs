//! The request to the client's model, and its result: the same whether it goes out by itself or inside a result.

#![expect(
    deprecated,
    reason = "MCP deprecates sampling, and clients that have nothing else still use it"
)]

use rmcp::model::{
    CreateMessageRequestParams, CreateMessageResult, RequestMetaObject, SamplingMessage,
    SamplingMessageContentBlock,
};
use serde_json::Value;

use crate::dialogue::{Dialogue, Turn};
use crate::prompt;

/// The longest answer, in tokens. A plan of forty tasks fits; clients refuse a request without a limit.
pub(super) const MAX_TOKENS: u32 = 4_096;

/// How freely the model writes, from 0. Plans are better sober.
pub(super) const TEMPERATURE: f32 = 0.2;

/// Whose model it is, for messages.
pub(super) const WHO: &str = "the client's model";

/// The key under which a host names the call of a tool. A host that has several calls open at once needs it back to
/// know for which of them it is asked.
const TOOL_CALL_ID: &str = "tool_call_id";

/// The conversation as a request.
pub(super) fn params(dialogue: &Dialogue) -> CreateMessageRequestParams {
    let messages = dialogue
        .turns()
        .into_iter()
        .map(|turn| match turn {
            Turn::Planner(text) => SamplingMessage::user_text(text),
            Turn::Model(text) => SamplingMessage::assistant_text(text),
        })
        .collect();
    CreateMessageRequestParams::new(messages, MAX_TOKENS)
        .with_system_prompt(prompt::system())
        .with_temperature(TEMPERATURE)
}

/// What a request says of the call for which it is made, if the host named that call.
pub(super) fn meta(call: &RequestMetaObject) -> Option<RequestMetaObject> {
    call.get(TOOL_CALL_ID).map(|id| {
        let mut meta = RequestMetaObject::new();
        meta.insert(TOOL_CALL_ID.to_owned(), id.clone());
        meta
    })
}

/// The text of a result; anything else in it is left out.
pub(super) fn answer(result: CreateMessageResult) -> Value {
    let blocks = result.message.content.into_vec();
    let texts: Vec<String> = blocks
        .into_iter()
        .filter_map(|block| match block {
            SamplingMessageContentBlock::Text(text) => Some(text.text),
            _ => None,
        })
        .collect();
    Value::String(texts.join("\n"))
}
