//! Values as Python literals.
//!
//! A string keeps printable ASCII and the letters and digits of other scripts. Everything else, from quotes and
//! backslashes to line separators, invisible marks and marks that turn the direction of writing, is written as an
//! escape. So a string is always one token on one line, and looks in an editor like what it is.

use std::fmt::Write as _;

use serde_json::Value;

/// A string as a Python literal in double quotes.
pub(super) fn string(text: &str) -> String {
    format!("\"{}\"", escape(text))
}

/// A string as a docstring in triple quotes.
pub(super) fn docstring(text: &str) -> String {
    format!("\"\"\"{}\"\"\"", escape(text))
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            ' '..='~' => escaped.push(c),
            _ if !c.is_ascii() && c.is_alphanumeric() => escaped.push(c),
            _ => {
                let code = u32::from(c);
                // Writing to a String cannot fail.
                let _ = match code {
                    0..=0xFF => write!(escaped, "\\x{code:02x}"),
                    0x100..=0xFFFF => write!(escaped, "\\u{code:04x}"),
                    _ => write!(escaped, "\\U{code:08x}"),
                };
            }
        }
    }
    escaped
}

/// A value that is neither a string, a list nor an object as a Python literal; nothing for those.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some("None".to_owned()),
        Value::Bool(true) => Some("True".to_owned()),
        Value::Bool(false) => Some("False".to_owned()),
        // Every JSON number is a Python number.
        Value::Number(number) => Some(number.to_string()),
        Value::String(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Any value as a Python literal, in one line.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::String(text) => string(text),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(self::value).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(key, member)| format!("{}: {}", string(key), self::value(member)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
        other => scalar(other).unwrap_or_default(),
    }
}
