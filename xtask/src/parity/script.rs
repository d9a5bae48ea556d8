//! The small language that the scripts are written in.
//!
//! A script is a list of steps, each of them one request. What an answer gave may
//! be kept under a name and put into later paths and bodies as `{name}`:
//!
//! ```ignore
//! let mut script = Script::new("flows");
//! script.post("/flows/", json!({"name": "flows-1"})).keep("flow", "/id");
//! script.get("/flows/{flow}");
//! script.post("/flows/filter", json!({"flows": {"id": {"any_": ["{flow}"]}}}));
//! ```
//!
//! Names that a script gives are its own (they begin with the script's), and times
//! that it fixes are years away, so that what scripts and background services do
//! is told apart. The same script is run on both servers, each with its own ids.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::{Captures, Regex};
use serde_json::Value;

/// An id that nothing has.
pub(super) const UNKNOWN: &str = "6f1e2d3c-0000-4000-8000-00000000dead";

/// A list of requests about one subject.
#[derive(Debug)]
pub(super) struct Script {
    pub(super) name: &'static str,
    pub(super) steps: Vec<Step>,
}

/// One request.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) method: &'static str,
    pub(super) path: String,
    pub(super) body: Body,
    pub(super) headers: Vec<(&'static str, &'static str)>,
    /// Names, and where in the answer what they stand for is (a JSON pointer).
    pub(super) kept: Vec<(String, &'static str)>,
    /// Where in the answer something has to be, and what, before the answer counts.
    pub(super) until: Option<(&'static str, Value)>,
    /// Whether the answer is how long something took.
    pub(super) is_duration: bool,
    /// The arrays (JSON pointers) whose order Prefect leaves open.
    pub(super) any_order: Vec<&'static str>,
}

/// What a request carries.
#[derive(Debug, Clone)]
pub(super) enum Body {
    Nothing,
    Json(Value),
    Text {
        content_type: Option<&'static str>,
        text: String,
    },
}

impl Script {
    /// A script without steps.
    pub(super) fn new(name: &'static str) -> Self {
        Self {
            name,
            steps: Vec::new(),
        }
    }

    /// Adds a GET.
    pub(super) fn get(&mut self, path: impl Into<String>) -> &mut Step {
        self.send("GET", path)
    }

    /// Adds a DELETE.
    pub(super) fn delete(&mut self, path: impl Into<String>) -> &mut Step {
        self.send("DELETE", path)
    }

    /// Adds a POST of JSON.
    pub(super) fn post(&mut self, path: impl Into<String>, body: Value) -> &mut Step {
        self.send("POST", path).json(body)
    }

    /// Adds a PATCH of JSON.
    pub(super) fn patch(&mut self, path: impl Into<String>, body: Value) -> &mut Step {
        self.send("PATCH", path).json(body)
    }

    /// Adds a request without a body.
    pub(super) fn send(&mut self, method: &'static str, path: impl Into<String>) -> &mut Step {
        self.steps.push(Step {
            method,
            path: path.into(),
            body: Body::Nothing,
            headers: Vec::new(),
            kept: Vec::new(),
            until: None,
            is_duration: false,
            any_order: Vec::new(),
        });
        let last = self.steps.len() - 1;
        &mut self.steps[last]
    }
}

impl Step {
    /// Carries JSON.
    pub(super) fn json(&mut self, body: Value) -> &mut Self {
        self.body = Body::Json(body);
        self
    }

    /// Carries text, under this content type or none.
    pub(super) fn text(
        &mut self,
        content_type: Option<&'static str>,
        text: impl Into<String>,
    ) -> &mut Self {
        self.body = Body::Text {
            content_type,
            text: text.into(),
        };
        self
    }

    /// Sends a header.
    pub(super) fn header(&mut self, name: &'static str, value: &'static str) -> &mut Self {
        self.headers.push((name, value));
        self
    }

    /// Keeps a part of the answer under a name.
    pub(super) fn keep(&mut self, name: impl Into<String>, pointer: &'static str) -> &mut Self {
        self.kept.push((name.into(), pointer));
        self
    }

    /// Asks again until a part of the answer is just so: what Prefect does in the
    /// background takes it a moment.
    pub(super) fn until(&mut self, pointer: &'static str, value: Value) -> &mut Self {
        self.until = Some((pointer, value));
        self
    }

    /// Compares the answer as a duration, which depends on how fast a server is.
    pub(super) fn duration(&mut self) -> &mut Self {
        self.is_duration = true;
        self
    }

    /// Compares an array of the answer without its order.
    pub(super) fn any_order(&mut self, pointer: &'static str) -> &mut Self {
        self.any_order.push(pointer);
        self
    }
}

/// What a run of a script has kept so far.
#[derive(Debug, Default)]
pub(super) struct Kept {
    values: BTreeMap<String, Value>,
}

/// A name in braces.
static PLACEHOLDER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\{([a-z0-9_]+)\}").ok());

impl Kept {
    /// Keeps a value under a name.
    pub(super) fn insert(&mut self, name: &str, value: Value) {
        self.values.insert(name.to_owned(), value);
    }

    /// A text with what its placeholders stand for; those that stand for nothing
    /// stay as they are.
    pub(super) fn fill(&self, text: &str) -> String {
        let Some(placeholder) = PLACEHOLDER.as_ref() else {
            return text.to_owned();
        };
        let filled = placeholder.replace_all(text, |found: &Captures<'_>| {
            match self.values.get(&found[1]) {
                Some(Value::String(text)) => text.clone(),
                Some(value) => value.to_string(),
                None => found[0].to_owned(),
            }
        });
        filled.into_owned()
    }

    /// JSON with what its placeholders stand for. A string that is nothing but one
    /// becomes the value itself.
    pub(super) fn fill_json(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => {
                let name = text
                    .strip_prefix('{')
                    .and_then(|text| text.strip_suffix('}'));
                let whole = name.and_then(|name| self.values.get(name));
                whole
                    .cloned()
                    .unwrap_or_else(|| Value::String(self.fill(text)))
            }
            Value::Array(items) => items.iter().map(|item| self.fill_json(item)).collect(),
            Value::Object(members) => members
                .iter()
                .map(|(key, value)| (self.fill(key), self.fill_json(value)))
                .collect(),
            other => other.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn placeholders_become_what_they_stand_for() {
        let mut kept = Kept::default();
        kept.insert("flow", json!("abc"));
        kept.insert("count", json!(3));
        assert_eq!(kept.fill("/flows/{flow}/{count}"), "/flows/abc/3");
        assert_eq!(kept.fill("{{ flow }} {other}"), "{{ flow }} {other}");
        assert_eq!(
            kept.fill_json(&json!({"{flow}": ["{count}", "x {count}", "{other}", 1]})),
            json!({"abc": [3, "x 3", "{other}", 1]})
        );
    }

    #[test]
    fn steps_are_in_the_order_in_which_they_are_written() {
        let mut script = Script::new("s");
        script.post("/a", json!({})).keep("a", "/id");
        script.get("/a/{a}");
        script.patch("/b", json!(1));
        script.delete("/b");
        let methods: Vec<_> = script.steps.iter().map(|step| step.method).collect();
        assert_eq!(methods, ["POST", "GET", "PATCH", "DELETE"]);
    }
}
