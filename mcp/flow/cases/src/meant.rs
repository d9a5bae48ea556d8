//! What an argument means, and what it is worth once the tasks before it are done.
//!
//! This is the reference interpreter that generated code is compared with. It knows the rules of references from
//! `mcp_flow::reference`'s documentation, and shares no code with it.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

/// An argument, or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub enum Meant {
    /// Itself; neither a list nor an object.
    Scalar(Value),
    /// A list.
    List(Vec<Meant>),
    /// An object.
    Object(Vec<(String, Meant)>),
    /// A part of a task's result.
    Reference(String, Vec<Step>),
    /// A part of what a run has for a parameter of the flow.
    Parameter(String, Vec<Step>),
    /// Texts and references, one after the other; at least one reference, and never two texts in a row.
    Text(Vec<Meant>),
}

/// One step into a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A member of an object; a number stands for an item of a list as well.
    Key(String),
    /// An item of a list; negative ones count from the end.
    Item(i64),
}

/// A part that a result of a task, or the value of a parameter, lacks.
#[derive(Clone, Debug, PartialEq)]
pub struct Missing {
    /// What lacks it: `task 'id': its result`.
    pub whole: String,
    /// The steps that could be taken.
    pub taken: Vec<Step>,
    /// The step that could not.
    pub step: Step,
    /// What is there instead.
    pub found: Value,
}

impl Meant {
    /// As a plan writes it.
    pub fn to_plan(&self) -> Value {
        match self {
            Self::Scalar(Value::String(text)) => json!(quoted(text)),
            Self::Scalar(value) => value.clone(),
            Self::List(items) => items.iter().map(Self::to_plan).collect(),
            Self::Object(members) => {
                let members = members.iter();
                Value::Object(
                    members
                        .map(|(key, member)| (key.clone(), member.to_plan()))
                        .collect(),
                )
            }
            Self::Reference(task, path) => json!(reference(task, path)),
            Self::Parameter(name, path) => {
                let name = Step::Key(name.clone());
                let path: Vec<Step> = std::iter::once(name).chain(path.iter().cloned()).collect();
                json!(reference("parameters", &path))
            }
            Self::Text(parts) => {
                let mut text = String::new();
                for part in parts {
                    match part.to_plan() {
                        Value::String(part) => text.push_str(&part),
                        other => text.push_str(&other.to_string()),
                    }
                }
                json!(text)
            }
        }
    }

    /// In a form that `checker.py` compares with what it finds in Python source.
    pub fn to_check(&self) -> Value {
        match self {
            Self::Scalar(value) => json!(["scalar", value]),
            Self::List(items) => {
                json!(["list", items.iter().map(Self::to_check).collect::<Value>()])
            }
            Self::Object(members) => {
                let members = members
                    .iter()
                    .map(|(key, member)| json!([key, member.to_check()]));
                json!(["object", members.collect::<Value>()])
            }
            Self::Reference(name, path) | Self::Parameter(name, path) => {
                let kind = match self {
                    Self::Parameter(..) => "parameter",
                    _ => "reference",
                };
                json!([
                    kind,
                    name,
                    path.iter().map(Step::to_json).collect::<Value>()
                ])
            }
            Self::Text(parts) => {
                json!(["text", parts.iter().map(Self::to_check).collect::<Value>()])
            }
        }
    }

    /// What it is worth, given the results of the tasks before and the values of the flow's parameters.
    ///
    /// # Errors
    /// The first part that a result or a value lacks.
    pub fn evaluate(
        &self,
        results: &HashMap<String, Value>,
        parameters: &Map<String, Value>,
    ) -> Result<Value, Box<Missing>> {
        Ok(match self {
            Self::Scalar(value) => value.clone(),
            Self::List(items) => {
                let items = items.iter();
                let items: Result<Vec<Value>, _> = items
                    .map(|item| item.evaluate(results, parameters))
                    .collect();
                Value::Array(items?)
            }
            Self::Object(members) => {
                let mut object = Map::new();
                for (key, member) in members {
                    object.insert(key.clone(), member.evaluate(results, parameters)?);
                }
                Value::Object(object)
            }
            Self::Reference(task, path) => {
                let whole = format!("task '{task}': its result");
                part(whole, results.get(task).unwrap_or(&Value::Null), path)?
            }
            Self::Parameter(name, path) => {
                let whole = format!("parameter '{name}': its value");
                part(whole, parameters.get(name).unwrap_or(&Value::Null), path)?
            }
            Self::Text(parts) => {
                let mut text = String::new();
                for part in parts {
                    match part.evaluate(results, parameters)? {
                        Value::String(part) => text.push_str(&part),
                        other => text.push_str(&python_json(&other)),
                    }
                }
                Value::String(text)
            }
        })
    }

    /// The tasks that it refers to.
    pub fn tasks(&self) -> Vec<&str> {
        match self {
            Self::Scalar(_) | Self::Parameter(..) => Vec::new(),
            Self::List(parts) | Self::Text(parts) => parts.iter().flat_map(Self::tasks).collect(),
            Self::Object(members) => members
                .iter()
                .flat_map(|(_, member)| member.tasks())
                .collect(),
            Self::Reference(task, _) => vec![task],
        }
    }
}

impl Step {
    fn to_json(&self) -> Value {
        match self {
            Self::Key(key) => json!(key),
            Self::Item(place) => json!(place),
        }
    }
}

/// The part of a value that a path leads to.
fn part(whole: String, result: &Value, path: &[Step]) -> Result<Value, Box<Missing>> {
    let mut here = result;
    for (taken, step) in path.iter().enumerate() {
        let next = match (here, step) {
            (Value::Object(members), Step::Key(key)) => members.get(key),
            (Value::Array(items), Step::Item(place)) => item(items, *place),
            (Value::Array(items), Step::Key(key)) => {
                key.parse().ok().and_then(|place| item(items, place))
            }
            _ => None,
        };
        let Some(next) = next else {
            return Err(Box::new(Missing {
                whole,
                taken: path.iter().take(taken).cloned().collect(),
                step: step.clone(),
                found: here.clone(),
            }));
        };
        here = next;
    }
    Ok(here.clone())
}

fn item(items: &[Value], place: i64) -> Option<&Value> {
    let from_end = || {
        items
            .len()
            .checked_sub(usize::try_from(place.unsigned_abs()).ok()?)
    };
    items.get(if place < 0 {
        from_end()?
    } else {
        usize::try_from(place).ok()?
    })
}

/// A text in which braces mean braces.
fn quoted(text: &str) -> String {
    if text.contains("{{") || text.ends_with('{') || text.starts_with('{') {
        format!("{{{{{}}}}}", json!(text))
    } else {
        text.to_owned()
    }
}

/// A reference in its longest form, which can be read in one way only.
fn reference(task: &str, path: &[Step]) -> String {
    let mut text = format!("{{{{{task}");
    for step in path {
        let step = match step {
            Step::Key(key) => json!(key).to_string().replace('}', "\\u007d"),
            Step::Item(place) => place.to_string(),
        };
        // Writing to a String cannot fail.
        let _ = write!(text, "[{step}]");
    }
    text.push_str("}}");
    text
}

/// JSON as Python's `json.dumps(value, ensure_ascii=False)` writes it; floats as Rust does.
pub fn python_json(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(python_json).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(key, member)| format!("{}: {}", json!(key), python_json(member)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
        other => other.to_string(),
    }
}
