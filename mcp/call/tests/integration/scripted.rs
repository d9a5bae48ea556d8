//! Servers on standard input and output that say what a test wants, as shell scripts.
//!
//! A script answers by line, and so relies on the ids that the client gives: `initialize` is request 0, and each
//! further request has the next number.

use serde_json::{Value, json};

/// A script that begins a session and then does `rest`, whose first line to read is the first request after that.
pub(crate) fn session(rest: &str) -> String {
    let initialized = json!({"jsonrpc": "2.0", "id": 0, "result": {
        "protocolVersion": "2025-11-25", "capabilities": {"tools": {}},
        "serverInfo": {"name": "scripted", "version": "1"},
    }});
    format!(
        "{}\n{}\nread -r notification\n{rest}\n",
        answer_to_request(),
        say(&initialized)
    )
}

/// A script that answers the first call with `result`.
pub(crate) fn server(result: &Value) -> String {
    session(&[answer_to_request(), say(&response(1, result))].join("\n"))
}

/// A line of a script that waits for a request.
pub(crate) fn answer_to_request() -> String {
    "read -r request || exit 0".to_owned()
}

/// A line of a script that writes `message`.
pub(crate) fn say(message: &Value) -> String {
    let text = message.to_string();
    format!("printf '%s\\n' '{}'", text.replace('\'', r"'\''"))
}

/// The answer to request `id`.
pub(crate) fn response(id: u32, result: &Value) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "result": result})
}

/// The answer to request `id` where it failed.
pub(crate) fn error(id: u32, code: i32, message: &str) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}})
}

/// The answer to `tools/list`.
pub(crate) fn tools(id: u32, names: &[&str]) -> Value {
    let tools: Vec<Value> = names
        .iter()
        .map(|name| json!({"name": name, "inputSchema": {"type": "object"}}))
        .collect();
    response(id, &json!({"tools": tools}))
}

/// A configuration with the server `s`, which is this script.
pub(crate) fn config(script: &str) -> Value {
    json!({"s": {"command": ["sh", "-c", script]}})
}
