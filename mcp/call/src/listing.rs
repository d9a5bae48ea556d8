//! What there is to call, for people and for programs.

use std::fmt::Write as _;

use rmcp::model::Tool;
use serde_json::{Map, Value, json};

use crate::config::{Config, ConfigError, Endpoint};
use crate::connection::{Connection, Start};
use crate::failure::Failure;
use crate::variable;

/// For whom a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// People.
    Text,
    /// Programs: one JSON value.
    Json,
}

/// All servers of a configuration, each with how it is reached, or with why it cannot be used.
pub fn list_servers(config: &Config, listing: Listing) -> String {
    let mut servers = Vec::new();
    let mut text = format!("Servers in {}:\n", config.path().display());
    for name in config.names() {
        let description = config.description(name);
        let (transport, place, problem) = match config.server(name, &variable) {
            Ok(server) => match &server.endpoint {
                Endpoint::Stdio { program, .. } => {
                    ("stdio", server.secrets.hide_in_message(program), None)
                }
                Endpoint::Http { url, .. } => ("http", url.origin().ascii_serialization(), None),
            },
            Err(ConfigError::Server { problem, .. }) => {
                ("", String::new(), Some(problem.to_string()))
            }
            Err(error) => ("", String::new(), Some(error.to_string())),
        };
        let _ = match &problem {
            None => writeln!(text, "  {name}  ({transport}: {place})"),
            Some(problem) => writeln!(text, "  {name}  cannot be used: {problem}"),
        };
        if !description.is_empty() {
            let _ = writeln!(text, "      {}", first_line(description));
        }
        servers.push(match problem {
            None => json!({"name": name, "description": description, "transport": transport, "place": place}),
            Some(problem) => json!({"name": name, "description": description, "problem": problem}),
        });
    }
    match listing {
        Listing::Json => format!("{}\n", Value::Array(servers)),
        Listing::Text if servers.is_empty() => format!("{text}  (none)\n"),
        Listing::Text => text,
    }
}

/// All tools of a server, as people read them or as MCP has them.
///
/// # Errors
/// Fails as [`Failure`] says.
pub async fn list_tools(
    config: &Config,
    server: &str,
    start: &Start,
    listing: Listing,
) -> Result<String, Failure> {
    let server = config.server(server, &variable)?;
    let connection = Connection::open(server, start).await?;
    let tools = match connection.list().await {
        Ok(tools) => tools,
        Err(error) => return Err(connection.lost(error).await),
    };
    let text = match listing {
        Listing::Json => {
            let tools = serde_json::to_value(&tools).unwrap_or_default();
            format!("{}\n", connection.secrets.hide_in_result(tools))
        }
        Listing::Text => connection
            .secrets
            .hide_in_message(&describe(&connection.name, &tools)),
    };
    connection.close().await;
    Ok(text)
}

fn describe(server: &str, tools: &[Tool]) -> String {
    let mut text = format!("Tools of {server}:\n");
    if tools.is_empty() {
        text.push_str("  (none)\n");
    }
    for tool in tools {
        let description = tool.description.as_deref().unwrap_or_default();
        let _ = writeln!(text, "  {}", tool.name);
        if !description.is_empty() {
            let _ = writeln!(text, "      {}", first_line(description));
        }
        for parameter in parameters(&tool.input_schema) {
            let _ = writeln!(text, "      - {parameter}");
        }
    }
    text
}

/// Each parameter of a schema in a line.
fn parameters(schema: &Map<String, Value>) -> Vec<String> {
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let properties = schema.get("properties").and_then(Value::as_object);
    properties
        .into_iter()
        .flatten()
        .map(|(name, property)| {
            let kind = kind(property);
            let need = match (required.contains(&name.as_str()), property.get("default")) {
                (true, _) => "required".to_owned(),
                (false, Some(default)) => format!("default {default}"),
                (false, None) => "optional".to_owned(),
            };
            let about = property.get("description").and_then(Value::as_str);
            let about = about.map(|text| format!(": {}", first_line(text)));
            format!("{name} ({kind}, {need}){}", about.unwrap_or_default())
        })
        .collect()
}

/// The type of a parameter, in a word or two.
fn kind(property: &Value) -> String {
    match property.get("type") {
        Some(Value::String(kind)) => kind.clone(),
        Some(Value::Array(kinds)) => {
            let kinds: Vec<&str> = kinds.iter().filter_map(Value::as_str).collect();
            kinds.join(" or ")
        }
        _ => {
            let choices = ["anyOf", "oneOf"]
                .iter()
                .find_map(|key| property.get(key)?.as_array());
            let kinds: Vec<&str> = choices
                .into_iter()
                .flatten()
                .filter_map(|choice| choice.get("type")?.as_str())
                .collect();
            match kinds.as_slice() {
                [] => "any".to_owned(),
                kinds => kinds.join(" or "),
            }
        }
    }
}

fn first_line(text: &str) -> &str {
    text.trim().lines().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_tell_their_type_and_need() {
        let schema = json!({"type": "object", "required": ["a"], "properties": {
            "a": {"type": "string", "description": "First.\nMore."},
            "b": {"type": ["integer", "null"], "default": 3},
            "c": {"anyOf": [{"type": "array"}, {"type": "null"}]},
            "d": true,
        }});
        assert_eq!(
            parameters(schema.as_object().unwrap()),
            [
                "a (string, required): First.",
                "b (integer or null, default 3)",
                "c (array or null, optional)",
                "d (any, optional)",
            ]
        );
    }

    #[test]
    fn a_schema_without_sense_has_no_parameters() {
        let schema = json!({"properties": [1], "required": "a"});
        assert!(parameters(schema.as_object().unwrap()).is_empty());
    }
}
