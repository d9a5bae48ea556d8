//! Parameters that are written as objects with a `__prefect_kind`.
//!
//! Prefect's dashboard writes special values in this way: to *hydrate* parameters is
//! to put the values in, `[1, 2]` for `{"__prefect_kind": "json", "value": "[1, 2]"}`.
//! It is done before parameters are held against their schema.

mod python_json;

use serde_json::Value;
use thiserror::Error;

use super::json::JsonObject;

/// What marks an object that stands for a value.
const KIND: &str = "__prefect_kind";

/// Why parameters cannot be filled in. The messages are Prefect's.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HydrationError {
    /// An object lacks what its kind needs.
    #[error("Missing '{key}' key in __prefect object")]
    MissingKey {
        /// What is missing.
        key: &'static str,
    },
    /// Text that should be JSON is not.
    #[error("Invalid JSON: {reason}")]
    InvalidJson {
        /// Why not.
        reason: String,
    },
    /// A template that would have to be rendered.
    #[error("Invalid jinja: {reason}")]
    InvalidJinja {
        /// Why not.
        reason: String,
    },
    /// A variable that does not exist.
    #[error("Variable '{name}' not found in workspace.")]
    UnknownVariable {
        /// Its name.
        name: String,
    },
}

/// Fills in parameters: replaces every object with a kind by the value it stands for.
/// There are four kinds:
///
/// | kind | stands for |
/// |---|---|
/// | `none` | its `value` |
/// | `json` | what its `value` says in JSON; nothing at all without one |
/// | `jinja` | its `template`; this server renders none |
/// | `workspace_variable` | the variable `variable_name`; this server has none |
///
/// An object of another kind stands for its `value`, or `null`. Recurses as deep as
/// the parameters do; the parser that made them bounds that.
pub fn hydrate(parameters: &JsonObject) -> Result<Value, HydrationError> {
    let hydrated = hydrate_object(parameters)?;
    Ok(hydrated.unwrap_or_else(|| Value::Object(JsonObject::new())))
}

/// A value filled in; `None` if it stands for nothing at all.
fn hydrate_value(value: &Value) -> Result<Option<Value>, HydrationError> {
    match value {
        Value::Object(members) => hydrate_object(members),
        Value::Array(items) => {
            let items = items
                .iter()
                .filter_map(|item| hydrate_value(item).transpose());
            items.collect::<Result<_, _>>().map(Value::Array).map(Some)
        }
        _ => Ok(Some(value.clone())),
    }
}

fn hydrate_object(members: &JsonObject) -> Result<Option<Value>, HydrationError> {
    let Some(kind) = members.get(KIND) else {
        let mut hydrated = JsonObject::with_capacity(members.len());
        for (name, member) in members {
            if let Some(member) = hydrate_value(member)? {
                hydrated.insert(name.clone(), member);
            }
        }
        return Ok(Some(Value::Object(hydrated)));
    };
    match kind.as_str() {
        Some("none") => match members.get("value") {
            Some(value) => hydrate_value(value),
            None => Err(HydrationError::MissingKey { key: "value" }),
        },
        Some("json") => match inner(members, "value")? {
            Some(Value::String(text)) => parse(&text).map(Some),
            other => Ok(other),
        },
        Some("jinja") => {
            if !members.contains_key("template") {
                return Err(HydrationError::MissingKey { key: "template" });
            }
            match inner(members, "template")? {
                Some(Value::String(template)) => plain(template).map(Some),
                other => Ok(other),
            }
        }
        Some("workspace_variable") => match inner(members, "variable_name")? {
            None => Ok(None),
            Some(name) => Err(HydrationError::UnknownVariable {
                name: name
                    .as_str()
                    .map_or_else(|| name.to_string(), ToOwned::to_owned),
            }),
        },
        _ => Ok(Some(members.get("value").cloned().unwrap_or(Value::Null))),
    }
}

/// What an object has under a key, filled in if it is an object itself.
fn inner(members: &JsonObject, key: &str) -> Result<Option<Value>, HydrationError> {
    match members.get(key) {
        Some(Value::Object(members)) => hydrate_object(members),
        value => Ok(value.cloned()),
    }
}

fn parse(text: &str) -> Result<Value, HydrationError> {
    serde_json::from_str(text).map_err(|error| HydrationError::InvalidJson {
        reason: python_json::explain(text).unwrap_or_else(|| error.to_string()),
    })
}

/// A template without anything to render.
fn plain(template: String) -> Result<Value, HydrationError> {
    if ["{{", "{%", "{#"]
        .iter()
        .any(|mark| template.contains(mark))
    {
        return Err(HydrationError::InvalidJinja {
            reason: "this server renders no templates; send the rendered text".to_owned(),
        });
    }
    Ok(Value::String(template))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::Deserialize;
    use serde_json::json;

    /// Made by calling Prefect 3.8.8's own `hydrate`, with variables and templates
    /// rendered and errors raised. Facts, not expectations of ours: when a test that
    /// reads them fails, the code is wrong.
    const RECORDING: &str = include_str!("hydration/testdata/hydration.json");

    #[derive(Deserialize)]
    struct Case {
        parameters: JsonObject,
        hydrated: Option<Value>,
        error: Option<String>,
    }

    #[test]
    fn hydration_gives_what_prefect_gives() {
        let cases: Vec<Case> = serde_json::from_str(RECORDING).unwrap();
        assert!(cases.len() > 50);
        for case in cases {
            let (ours, error) = match hydrate(&case.parameters) {
                Ok(hydrated) => (Some(hydrated), None),
                Err(error) => (None, Some(error.to_string())),
            };
            let what = json!(case.parameters).to_string();
            assert_eq!((ours, error), (case.hydrated, case.error), "{what}");
        }
    }

    #[test]
    fn templates_with_something_to_render_are_refused() {
        let parameters = json!({"a": {"__prefect_kind": "jinja", "template": "{{ x }}"}});
        let error = hydrate(parameters.as_object().unwrap()).unwrap_err();
        assert!(error.to_string().starts_with("Invalid jinja: "));
    }

    proptest! {
        /// Whatever is no JSON is explained, and whatever is JSON is not. Left out are
        /// exponents and escapes: Python takes some that we cannot hold.
        #[test]
        fn only_what_is_no_json_is_explained(text in "[\\[\\]{}\":,0-9.nul \n-]{0,12}") {
            let is_json = serde_json::from_str::<Value>(&text).is_ok();
            prop_assert_eq!(python_json::explain(&text).is_none(), is_json, "{}", text);
        }

        /// No text makes the reader panic, and no JSON is called none.
        #[test]
        fn json_is_never_explained_away(text in "\\PC{0,20}") {
            let is_json = serde_json::from_str::<Value>(&text).is_ok();
            prop_assert!(!(is_json && python_json::explain(&text).is_some()));
        }
    }
}
