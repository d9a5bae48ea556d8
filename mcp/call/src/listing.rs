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
                Endpoint::Stdio(command) => {
                    let program = server.secrets.hide_in_message(&command.program);
                    ("stdio", program, None)
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
            let mut kinds = Vec::new();
            add_kinds(schema, property, MOST_STEPS, &mut kinds);
            let kind = match kinds.len() {
                0 => "any".to_owned(),
                1..=MOST_KINDS => kinds.join(" or "),
                _ => format!(
                    "{} …",
                    kinds.get(..MOST_KINDS).unwrap_or_default().join(" or ")
                ),
            };
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

/// How many types and values of a parameter are shown.
const MOST_KINDS: usize = 8;

/// How many references and choices lie between a parameter and what is shown of it; a reference may lead to itself.
const MOST_STEPS: usize = 4;

/// Adds what a parameter may be: its values where they are listed, else its types.
fn add_kinds(root: &Map<String, Value>, property: &Value, steps: usize, kinds: &mut Vec<String>) {
    let mut add = |kind: String| {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    };
    if let Some(value) = property.get("const") {
        return add(value.to_string());
    }
    if let Some(values) = property.get("enum").and_then(Value::as_array) {
        return values.iter().map(Value::to_string).for_each(add);
    }
    match property.get("type") {
        Some(Value::String(kind)) => return add(kind.clone()),
        Some(Value::Array(types)) => {
            let types = types.iter().filter_map(Value::as_str);
            return types.map(str::to_owned).for_each(add);
        }
        _ => {}
    }
    let Some(steps) = steps.checked_sub(1) else {
        return;
    };
    let definition = property
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|reference| reference.strip_prefix("#/"))
        .and_then(|path| path.split_once('/'))
        .and_then(|(definitions, name)| root.get(definitions)?.get(name));
    let choices = ["anyOf", "oneOf", "allOf"]
        .iter()
        .find_map(|key| property.get(key)?.as_array());
    for choice in definition.into_iter().chain(choices.into_iter().flatten()) {
        add_kinds(root, choice, steps, kinds);
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
            "e": {"enum": ["x", 2]},
            "f": {"$ref": "#/$defs/F", "default": "up"},
            "g": {"$ref": "#/$defs/G"},
        }, "$defs": {
            "F": {"oneOf": [{"const": "up"}, {"const": "down"}, {"type": "string", "enum": ["up", "round"]}]},
            "G": {"anyOf": [{"$ref": "#/$defs/G"}, {"type": "null"}]},
        }});
        assert_eq!(
            parameters(schema.as_object().unwrap()),
            [
                "a (string, required): First.",
                "b (integer or null, default 3)",
                "c (array or null, optional)",
                "d (any, optional)",
                "e (\"x\" or 2, optional)",
                "f (\"up\" or \"down\" or \"round\", default \"up\")",
                "g (null, optional)",
            ]
        );
    }

    #[test]
    fn a_schema_without_sense_has_no_parameters() {
        let schema = json!({"properties": [1], "required": "a"});
        assert!(parameters(schema.as_object().unwrap()).is_empty());
    }
}
