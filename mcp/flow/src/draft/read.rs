//! Reading a plan from JSON.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{DraftFlow, DraftTask, Given};
use crate::nearest::nearest;
use crate::problem::{Problem, child, quote};

/// Keys of a plan: the name we use first, then the others that we understand.
const FLOW_KEYS: [&[&str]; 4] = [
    &["flow_name", "name"],
    &["description"],
    &["parameters"],
    &["tasks"],
];

/// Keys of a task, likewise.
const TASK_KEYS: [&[&str]; 9] = [
    &["id"],
    &["task_key"],
    &["mcp_server", "server"],
    &["mcp_tool", "tool"],
    &["depends_on"],
    &["parameters", "arguments"],
    &["retries"],
    &["retry_delay_seconds"],
    &["timeout_seconds"],
];

/// Keys whose values are remarks for people.
const REMARKS: [&str; 8] = [
    "description",
    "name",
    "title",
    "comment",
    "comments",
    "reason",
    "rationale",
    "notes",
];

/// Reads a plan that no wrapper is around.
pub(super) fn flow(plan: &Value) -> DraftFlow {
    let mut reader = Reader::default();
    let mut draft = if let Some(members) = plan.as_object() {
        reader.flow(members)
    } else {
        reader.problem(
            "",
            format!("a plan is a JSON object, and this is {}", describe(plan)),
            "write {\"flow_name\": …, \"tasks\": […]}",
        );
        DraftFlow {
            tasks: Given::Wrong,
            flow_name: Given::Wrong,
            ..DraftFlow::default()
        }
    };
    draft.problems = reader.problems;
    draft
}

/// Reads a task that stands alone, with pointers into it.
pub(super) fn task(value: &Value) -> (Option<DraftTask>, Vec<Problem>) {
    let mut reader = Reader::default();
    let task = reader.task(0, "", value);
    (task, reader.problems)
}

/// Reads and collects what is wrong.
#[derive(Default)]
struct Reader {
    problems: Vec<Problem>,
}

impl Reader {
    fn problem(&mut self, pointer: &str, message: impl Into<String>, fix: impl Into<String>) {
        self.problems.push(Problem::new(pointer, message, fix));
    }

    fn flow(&mut self, members: &Map<String, Value>) -> DraftFlow {
        self.unknown_keys("", members, &FLOW_KEYS, &[]);
        let [flow_name, description, parameters, tasks] =
            FLOW_KEYS.map(|names| pick(members, names));
        DraftFlow {
            flow_name: self.string(&flow_name, ""),
            description: self.string(&description, ""),
            parameters: self.object(&parameters, "", "an object of JSON Schemas by name"),
            tasks: self.tasks(&tasks),
            problems: Vec::new(),
        }
    }

    fn tasks(&mut self, (_, value): &Picked<'_>) -> Given<Vec<DraftTask>> {
        let parsed = value.map(parsed_text);
        match parsed.as_deref() {
            None | Some(Value::Null) => Given::Absent,
            Some(Value::Array(items)) => Given::Value(
                items
                    .iter()
                    .enumerate()
                    .filter_map(|(index, item)| self.task(index, &format!("/tasks/{index}"), item))
                    .collect(),
            ),
            Some(other) => {
                let message = format!("tasks is a list, and this is {}", describe(other));
                self.problem(
                    "/tasks",
                    message,
                    "write the tasks as a JSON array of objects",
                );
                Given::Wrong
            }
        }
    }

    fn task(&mut self, index: usize, pointer: &str, value: &Value) -> Option<DraftTask> {
        let Some(members) = value.as_object() else {
            self.problem(
                pointer,
                format!("a task is an object, and this is {}", describe(value)),
                "write {\"id\": …, \"task_key\": …, \"parameters\": {…}}",
            );
            return None;
        };
        self.unknown_keys(pointer, members, &TASK_KEYS, &REMARKS);
        let [
            id,
            task_key,
            server,
            tool,
            depends_on,
            parameters,
            retries,
            retry_delay,
            timeout,
        ] = TASK_KEYS.map(|names| pick(members, names));
        Some(DraftTask {
            index,
            id: self.string(&id, pointer),
            task_key: self.string(&task_key, pointer),
            mcp_server: self.string(&server, pointer),
            mcp_tool: self.string(&tool, pointer),
            depends_on: self.strings(&depends_on, pointer),
            parameters: self.object(&parameters, pointer, "an object of arguments by name"),
            retries: self.whole(&retries, pointer),
            retry_delay_seconds: self.whole(&retry_delay, pointer),
            timeout_seconds: self.whole(&timeout, pointer),
        })
    }

    fn unknown_keys(
        &mut self,
        pointer: &str,
        members: &Map<String, Value>,
        known: &[&[&str]],
        remarks: &[&str],
    ) {
        for key in members.keys() {
            let names = known.iter().copied().flatten().copied();
            if names.clone().any(|name| name == key) || remarks.contains(&key.as_str()) {
                continue;
            }
            let own = known.iter().filter_map(|names| names.first().copied());
            let fix = match nearest(key, own.clone()) {
                Some(guess) => format!("did you mean {guess:?}?"),
                None => format!(
                    "remove it; the keys are {}",
                    own.collect::<Vec<_>>().join(", ")
                ),
            };
            self.problem(
                &child(pointer, key),
                format!("{} means nothing here", quote(key)),
                fix,
            );
        }
    }

    fn string(&mut self, (name, value): &Picked<'_>, parent: &str) -> Given<String> {
        match value {
            None | Some(Value::Null) => Given::Absent,
            Some(Value::String(text)) => Given::Value(text.clone()),
            Some(other) => self.wrong(parent, name, "a string", other),
        }
    }

    fn strings(&mut self, (name, value): &Picked<'_>, parent: &str) -> Given<Vec<String>> {
        match value {
            None | Some(Value::Null) => Given::Absent,
            Some(Value::String(one)) => Given::Value(vec![one.clone()]),
            Some(Value::Array(items)) => {
                let mut strings = Vec::with_capacity(items.len());
                for (index, item) in items.iter().enumerate() {
                    let list = child(parent, name);
                    match item.as_str() {
                        Some(text) => strings.push(text.to_owned()),
                        None => {
                            let _: Given<()> =
                                self.wrong(&list, &index.to_string(), "a task's id", item);
                        }
                    }
                }
                Given::Value(strings)
            }
            Some(other) => self.wrong(parent, name, "a list of task ids", other),
        }
    }

    fn object(
        &mut self,
        (name, value): &Picked<'_>,
        parent: &str,
        what: &str,
    ) -> Given<Map<String, Value>> {
        let parsed = value.map(parsed_text);
        match parsed.as_deref() {
            None | Some(Value::Null) => Given::Absent,
            Some(Value::Object(members)) => Given::Value(members.clone()),
            Some(other) => self.wrong(parent, name, what, other),
        }
    }

    fn whole(&mut self, (name, value): &Picked<'_>, parent: &str) -> Given<u32> {
        let whole = match value {
            None | Some(Value::Null) => return Given::Absent,
            // 3.0 is what some writers of JSON make of 3.
            Some(Value::Number(number)) => number.as_f64().filter(|float| float.fract() == 0.0),
            Some(_) => None,
        };
        match (whole.and_then(whole_u32), value) {
            (Some(whole), _) => Given::Value(whole),
            (None, Some(other)) => self.wrong(parent, name, "a whole number", other),
            (None, None) => Given::Absent,
        }
    }

    fn wrong<T>(&mut self, parent: &str, name: &str, expected: &str, found: &Value) -> Given<T> {
        self.problem(
            &child(parent, name),
            format!("{name} is {expected}, and this is {}", describe(found)),
            format!("write {expected}, or leave {name} out"),
        );
        Given::Wrong
    }
}

/// A float without a fraction as a u32, if it is one.
fn whole_u32(float: f64) -> Option<u32> {
    format!("{float:.0}").parse().ok()
}

/// The name under which a value was found, and the value.
type Picked<'a> = (&'static str, Option<&'a Value>);

/// The first of several names that `members` has a value for.
fn pick<'a>(members: &'a Map<String, Value>, names: &[&'static str]) -> Picked<'a> {
    for name in names {
        if let Some(value) = members.get(*name).filter(|value| !value.is_null()) {
            return (name, Some(value));
        }
    }
    (names.first().copied().unwrap_or_default(), None)
}

/// JSON text that stands where JSON should be, parsed; anything else as it is.
pub(crate) fn parsed_text(value: &Value) -> Cow<'_, Value> {
    if let Value::String(text) = value
        && let Ok(parsed @ (Value::Object(_) | Value::Array(_))) = serde_json::from_str(text)
    {
        return Cow::Owned(parsed);
    }
    Cow::Borrowed(value)
}

/// A value's kind, and the value where it is short.
pub(crate) fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => format!("the boolean {flag}"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the string {}", quote(text)),
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Object(members) => format!("an object of {}", members.len()),
    }
}
