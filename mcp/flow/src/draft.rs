//! A plan as a stranger wrote it, read leniently and believed in nothing.
//!
//! Reading never fails. Where a value has the wrong shape, the draft keeps a [`Problem`] and goes on, so that
//! validation can tell everything at once. What is lenient:
//!
//! * `null` is the same as an absent key;
//! * the words that models use for the same thing: `name` for `flow_name`, `arguments` for `parameters`, `server` and
//!   `tool` for `mcp_server` and `mcp_tool`;
//! * `parameters` and `tasks` as JSON text, `depends_on` as one string, a plan wrapped in `flow_definition` or `plan`;
//! * remarks (`description`, `reason`, … on a task) are dropped.
//!
//! Any other unknown key is a problem: dropping a `condition` or a `for_each` would make another plan of it.

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::nearest::nearest;
use crate::problem::{Problem, Problems, child, quote};

/// A plan as it came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DraftFlow {
    /// The flow's name.
    pub flow_name: Given<String>,
    /// What the flow is for.
    pub description: Given<String>,
    /// The tasks that could be read, in the order given.
    pub tasks: Given<Vec<DraftTask>>,
    /// What reading found wrong.
    pub problems: Vec<Problem>,
}

/// A task as it came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DraftTask {
    /// Its place in the list as it came; reading leaves out tasks that are not objects.
    pub index: usize,
    /// The node's own name.
    pub id: Given<String>,
    /// Which tool, as `server_tool`.
    pub task_key: Given<String>,
    /// The tool's server.
    pub mcp_server: Given<String>,
    /// The tool's name on that server.
    pub mcp_tool: Given<String>,
    /// Ids of the tasks that must be done before this one.
    pub depends_on: Given<Vec<String>>,
    /// The tool's arguments.
    pub parameters: Given<Map<String, Value>>,
    /// How often Prefect tries again after a failure.
    pub retries: Given<u32>,
    /// After how many seconds Prefect gives up on one try.
    pub timeout_seconds: Given<u32>,
}

impl DraftTask {
    /// The JSON pointer of this task.
    pub fn pointer(&self) -> String {
        format!("/tasks/{}", self.index)
    }
}

/// A value that somebody may or may not have given.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Given<T> {
    /// The key is absent or null.
    #[default]
    Absent,
    /// Something of the wrong shape was there; the draft holds the problem already.
    Wrong,
    /// The value.
    Value(T),
}

impl<T> Given<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Wrong => None,
        }
    }

    /// Whether nothing was there; false where something wrong was.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl<'de> Deserialize<'de> for DraftFlow {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(|value| Self::read(&value))
    }
}

/// Keys of a plan: the name we use first, then the others that we understand.
const FLOW_KEYS: [&[&str]; 3] = [&["flow_name", "name"], &["description"], &["tasks"]];

/// Keys of a task, likewise.
const TASK_KEYS: [&[&str]; 8] = [
    &["id"],
    &["task_key"],
    &["mcp_server", "server"],
    &["mcp_tool", "tool"],
    &["depends_on"],
    &["parameters", "arguments"],
    &["retries"],
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

impl DraftFlow {
    /// Reads a plan. Costs time linear in its size.
    pub fn read(value: &Value) -> Self {
        let mut reader = Reader::default();
        let plan = unwrap_plan(value);
        let mut draft = if let Some(members) = plan.as_object() {
            reader.flow(members)
        } else {
            reader.problem(
                "",
                format!("a plan is a JSON object, and this is {}", describe(plan)),
                "write {\"flow_name\": …, \"tasks\": […]}",
            );
            Self {
                tasks: Given::Wrong,
                flow_name: Given::Wrong,
                ..Self::default()
            }
        };
        draft.problems = reader.problems;
        draft
    }

    /// Finds the plan in a model's answer: the whole text as JSON, or the first JSON object in it that looks like a
    /// plan, or else the first JSON object.
    ///
    /// # Errors
    /// One problem that says why no JSON object was found.
    pub fn from_text(text: &str) -> Result<Self, Problems> {
        match find_object(text) {
            Ok(value) => Ok(Self::read(&value)),
            Err(reason) => Err(Problems(vec![Problem::new(
                "",
                format!("the text holds no JSON object: {reason}"),
                "answer with the plan as one JSON object and nothing else",
            )])),
        }
    }
}

/// The plan inside a wrapper that models and our own results put around it.
fn unwrap_plan(value: &Value) -> &Value {
    if value.get("tasks").is_some() {
        return value;
    }
    ["flow_definition", "plan", "flow"]
        .into_iter()
        .filter_map(|key| value.get(key))
        .find(|inner| inner.is_object())
        .unwrap_or(value)
}

/// The first JSON object in a text, preferring one that has tasks.
///
/// Looks at each opening brace outside the objects already read, so costs at most text length times braces for text
/// that is no JSON at all; the number of braces that are tried is bounded.
fn find_object(text: &str) -> Result<Value, String> {
    const TRIES: usize = 1_000;
    let mut first: Option<Value> = None;
    let mut reason: Option<String> = None;
    let mut at = 0;
    for _ in 0..TRIES {
        let Some(offset) = text.get(at..).and_then(|rest| rest.find('{')) else {
            break;
        };
        let start = at + offset;
        let rest = text.get(start..).unwrap_or_default();
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        match values.next() {
            Some(Ok(value)) => {
                if unwrap_plan(&value).get("tasks").is_some() {
                    return Ok(value);
                }
                at = start + values.byte_offset().max(1);
                first.get_or_insert(value);
            }
            Some(Err(error)) => {
                reason.get_or_insert_with(|| error.to_string());
                at = start + 1;
            }
            None => break,
        }
    }
    first.ok_or_else(|| reason.unwrap_or_else(|| "it has no opening brace".to_owned()))
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
        let [flow_name, description, tasks] = FLOW_KEYS.map(|names| pick(members, names));
        DraftFlow {
            flow_name: self.string(&flow_name, ""),
            description: self.string(&description, ""),
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
                    .filter_map(|(index, item)| self.task(index, item))
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

    fn task(&mut self, index: usize, value: &Value) -> Option<DraftTask> {
        let pointer = format!("/tasks/{index}");
        let Some(members) = value.as_object() else {
            self.problem(
                &pointer,
                format!("a task is an object, and this is {}", describe(value)),
                "write {\"id\": …, \"task_key\": …, \"parameters\": {…}}",
            );
            return None;
        };
        self.unknown_keys(&pointer, members, &TASK_KEYS, &REMARKS);
        let [
            id,
            task_key,
            server,
            tool,
            depends_on,
            parameters,
            retries,
            timeout,
        ] = TASK_KEYS.map(|names| pick(members, names));
        Some(DraftTask {
            index,
            id: self.string(&id, &pointer),
            task_key: self.string(&task_key, &pointer),
            mcp_server: self.string(&server, &pointer),
            mcp_tool: self.string(&tool, &pointer),
            depends_on: self.strings(&depends_on, &pointer),
            parameters: self.object(&parameters, &pointer),
            retries: self.whole(&retries, &pointer),
            timeout_seconds: self.whole(&timeout, &pointer),
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

    fn object(&mut self, (name, value): &Picked<'_>, parent: &str) -> Given<Map<String, Value>> {
        let parsed = value.map(parsed_text);
        match parsed.as_deref() {
            None | Some(Value::Null) => Given::Absent,
            Some(Value::Object(members)) => Given::Value(members.clone()),
            Some(other) => self.wrong(parent, name, "an object of arguments by name", other),
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
fn parsed_text(value: &Value) -> std::borrow::Cow<'_, Value> {
    if let Value::String(text) = value
        && let Ok(parsed @ (Value::Object(_) | Value::Array(_))) = serde_json::from_str(text)
    {
        return std::borrow::Cow::Owned(parsed);
    }
    std::borrow::Cow::Borrowed(value)
}

/// A value's kind, and the value where it is short.
fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => format!("the boolean {flag}"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the string {}", quote(text)),
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Object(members) => format!("an object of {}", members.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reads_a_plan() {
        let draft = DraftFlow::read(&json!({
            "flow_name": "f", "description": "d",
            "tasks": [{"id": "a", "task_key": "s_t", "mcp_server": "s", "mcp_tool": "t",
                       "depends_on": ["b"], "parameters": {"x": 1}, "retries": 2, "timeout_seconds": 30.0}]
        }));
        assert_eq!(draft.problems, []);
        let tasks = draft.tasks.value().unwrap();
        assert_eq!(tasks[0].depends_on, Given::Value(vec!["b".to_owned()]));
        assert_eq!(tasks[0].retries, Given::Value(2));
        assert_eq!(tasks[0].timeout_seconds, Given::Value(30));
    }

    #[test]
    fn reads_the_words_that_models_use() {
        let draft = DraftFlow::read(&json!({"plan": {
            "name": "f",
            "tasks": [{"server": "s", "tool": "t", "arguments": "{\"x\": 1}", "depends_on": "b",
                       "id": null, "description": "a remark"}]
        }}));
        assert_eq!(draft.problems, []);
        let task = &draft.tasks.value().unwrap()[0];
        assert_eq!(task.id, Given::Absent);
        assert_eq!(task.mcp_tool, Given::Value("t".to_owned()));
        assert_eq!(task.parameters.value().unwrap()["x"], 1);
    }

    #[test]
    fn every_wrong_shape_is_told_and_reading_goes_on() {
        let draft = DraftFlow::read(&json!({
            "flow_name": 5,
            "schedule": "daily",
            "tasks": [
                "not a task",
                {"id": ["a"], "depend_on": ["x"], "depends_on": [1, "b"], "parameters": 7, "retries": 1.5},
                {"task_key": "ok", "timeout_seconds": -1, "for_each": "{{a}}"}
            ]
        }));
        let pointers: Vec<_> = draft.problems.iter().map(|p| p.pointer.as_str()).collect();
        assert_eq!(
            pointers,
            [
                "/schedule",
                "/flow_name",
                "/tasks/0",
                "/tasks/1/depend_on",
                "/tasks/1/id",
                "/tasks/1/depends_on/0",
                "/tasks/1/parameters",
                "/tasks/1/retries",
                "/tasks/2/for_each",
                "/tasks/2/timeout_seconds",
            ]
        );
        assert_eq!(draft.problems[3].fix, "did you mean \"depends_on\"?");
        let tasks = draft.tasks.value().unwrap();
        assert_eq!(
            tasks.iter().map(|task| task.index).collect::<Vec<_>>(),
            [1, 2]
        );
    }

    #[test]
    fn something_else_than_an_object_is_one_problem() {
        for value in [json!(null), json!([]), json!("x"), json!(3)] {
            assert_eq!(DraftFlow::read(&value).problems.len(), 1, "{value}");
        }
    }

    #[test]
    fn finds_the_plan_in_a_models_answer() {
        let plan = r#"{"flow_name": "f", "tasks": []}"#;
        for text in [
            plan.to_owned(),
            format!("```json\n{plan}\n```"),
            format!("Here {{it}} is, like {{\"a\": 1}}:\n{plan}\nEnjoy {{}}!"),
        ] {
            let draft = DraftFlow::from_text(&text).unwrap();
            assert_eq!(draft.flow_name, Given::Value("f".to_owned()), "{text}");
        }
    }

    #[test]
    fn an_answer_without_json_says_why() {
        let problems = DraftFlow::from_text("I cannot do that.").unwrap_err();
        assert!(problems.to_string().contains("no opening brace"));
        let problems = DraftFlow::from_text(r#"{"flow_name": "f", "tasks": ["#).unwrap_err();
        assert!(problems.to_string().contains("EOF"), "{problems}");
        // Costs no more than a bounded number of tries.
        assert!(DraftFlow::from_text(&"{".repeat(1_000_000)).is_err());
    }
}
