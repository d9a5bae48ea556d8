//! What a tool's result is for a program that goes on with it.

use rmcp::model::{CallToolResult, ContentBlock};
use serde_json::Value;

/// The result of a call as one JSON value.
///
/// 1. Its structured content, if it has any.
/// 2. Else its only block: of a text that is a JSON object or array, that; of another text, the text; of a block of
///    another kind (an image, a resource), the block as MCP has it.
/// 3. Of several blocks, the list of what each of them would be alone: SDKs send a list as one block for each item.
/// 4. Null where there is nothing.
pub(crate) fn value_of(result: CallToolResult) -> Value {
    if let Some(structured) = result.structured_content {
        return structured;
    }
    let mut values: Vec<Value> = result.content.into_iter().map(block).collect();
    match values.len() {
        0 => Value::Null,
        1 => values.swap_remove(0),
        _ => Value::Array(values),
    }
}

/// What an error result says: its texts, else its structured content.
pub(crate) fn error_text(result: &CallToolResult) -> String {
    let texts: Vec<&str> = result
        .content
        .iter()
        .filter_map(|block| block.as_text().map(|text| text.text.trim()))
        .filter(|text| !text.is_empty())
        .collect();
    match &result.structured_content {
        _ if !texts.is_empty() => texts.join("\n"),
        Some(structured) => structured.to_string(),
        None => "(it does not say why)".to_owned(),
    }
}

fn block(block: ContentBlock) -> Value {
    if let ContentBlock::Text(text) = block {
        return json_of(&text.text).unwrap_or(Value::String(text.text));
    }
    serde_json::to_value(block).unwrap_or_default()
}

/// The object or array that a text is. A number or a word in quotes stays the text that it was.
fn json_of(text: &str) -> Option<Value> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    serde_json::from_str(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn value(result: Value) -> Value {
        value_of(serde_json::from_value(result).unwrap())
    }

    #[test]
    fn structured_content_goes_first() {
        let text = json!({"type": "text", "text": "[1]"});
        let structured = json!({"content": [text], "structuredContent": {"result": 1}});
        assert_eq!(value(structured), json!({"result": 1}));
        assert_eq!(
            value(json!({"content": [text], "structuredContent": null})),
            json!(null)
        );
    }

    #[test]
    fn a_text_is_its_json_or_itself() {
        let of = |text: &str| value(json!({"content": [{"type": "text", "text": text}]}));
        assert_eq!(of(" {\"a\": 1}\n"), json!({"a": 1}));
        assert_eq!(of("[1, 2]"), json!([1, 2]));
        for text in ["7", "\"quoted\"", "null", "{not json}", "", "plain"] {
            assert_eq!(of(text), json!(text));
        }
    }

    #[test]
    fn several_blocks_are_a_list() {
        let image = json!({"type": "image", "data": "AA==", "mimeType": "image/png"});
        let blocks = json!({"content": [{"type": "text", "text": "{\"a\":1}"},
                                        {"type": "text", "text": "b"}, image]});
        assert_eq!(value(blocks), json!([{"a": 1}, "b", image]));
        assert_eq!(value(json!({"content": [image]})), image);
        assert_eq!(value(json!({"content": []})), json!(null));
    }

    #[test]
    fn an_error_says_its_texts() {
        let of = |result: Value| error_text(&serde_json::from_value(result).unwrap());
        let text = |text| json!({"type": "text", "text": text});
        assert_eq!(
            of(json!({"isError": true, "content": [text("a\n"), text("b")]})),
            "a\nb"
        );
        assert_eq!(
            of(json!({"isError": true, "content": [], "structuredContent": {"e": 1}})),
            "{\"e\":1}"
        );
        assert_eq!(
            of(json!({"isError": true, "content": []})),
            "(it does not say why)"
        );
    }
}
