//! One edit, and reading a list of them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::MAX_EDITS;
use crate::draft::{describe, parsed_text};
use crate::nearest::{nearest, suggestion};
use crate::problem::{Problem, child, quote};

/// One change of a plan; see the [module](super) for what each kind means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
pub enum Edit {
    /// Gives an argument a value, whether or not it had one.
    SetArgument {
        /// The task's id.
        id: String,
        /// The argument's name, as the tool has it.
        argument: String,
        /// Its new value, references included.
        value: Value,
    },
    /// Takes an argument away, so that the tool's own default holds.
    RemoveArgument {
        /// The task's id.
        id: String,
        /// The argument's name, as the tool has it.
        argument: String,
    },
    /// Adds a task at the end of the plan.
    AddTask {
        /// The task, as a plan has it.
        task: Value,
    },
    /// Takes a task out of the plan.
    RemoveTask {
        /// The task's id.
        id: String,
    },
    /// Says anew which tasks a task waits for.
    SetDependsOn {
        /// The task's id.
        id: String,
        /// Ids of the tasks that must be done before, beside those that its arguments refer to.
        depends_on: Vec<String>,
    },
    /// Gives a parameter of the flow a schema, whether or not there was one.
    SetParameter {
        /// The parameter's name.
        parameter: String,
        /// Its new schema, as a plan has it.
        schema: Value,
    },
    /// Takes a parameter of the flow away.
    RemoveParameter {
        /// The parameter's name.
        parameter: String,
    },
}

/// Edits as a stranger wrote them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DraftEdits {
    /// Those that could be read, each with its place in the list.
    pub edits: Vec<(usize, Edit)>,
    /// What is wrong with the others, with pointers that begin with `/edits`.
    pub problems: Vec<Problem>,
}

/// What each kind of edit is called: the name we use first, then those that we understand.
const OPS: [&[&str]; 7] = [
    &["set_argument"],
    &["remove_argument"],
    &["add_task"],
    &["remove_task"],
    &["set_depends_on", "rewire", "re_wire"],
    &["set_parameter"],
    &["remove_parameter"],
];

/// The last two of [`OPS`] and, for models that call a task's arguments its parameters, what is meant where an edit
/// names a task.
const OF_A_TASK: [(usize, usize); 2] = [(5, 0), (6, 1)];

/// Words for the keys of an edit, likewise.
const ID: [&str; 3] = ["id", "task_id", "task"];
const ARGUMENT: [&str; 3] = ["argument", "parameter", "name"];
const PARAMETER: [&str; 2] = ["parameter", "name"];

impl DraftEdits {
    /// Reads a list of edits, leniently: as JSON or as JSON text, a single edit without its list, a list inside
    /// `edits`. Costs time linear in its size.
    pub fn read(value: &Value) -> Self {
        let mut this = Self::default();
        let parsed = parsed_text(value);
        let value = parsed.get("edits").map_or(parsed.clone(), parsed_text);
        match value.as_ref() {
            Value::Array(items) if items.len() > MAX_EDITS => this.problem(
                "/edits",
                format!(
                    "there are {} edits, and the most is {MAX_EDITS}",
                    items.len()
                ),
                "make fewer edits, or plan anew",
            ),
            Value::Array(items) if items.is_empty() => {
                this.problem("/edits", "there are no edits", "give at least one");
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    this.read_one(index, item);
                }
            }
            one @ Value::Object(_) => this.read_one(0, one),
            other => this.problem(
                "/edits",
                format!("the edits are a list, and this is {}", describe(other)),
                "write [{\"op\": \"set_argument\", \"id\": …, \"argument\": …, \"value\": …}]",
            ),
        }
        this
    }

    fn problem(
        &mut self,
        pointer: impl Into<String>,
        message: impl Into<String>,
        fix: impl Into<String>,
    ) {
        self.problems.push(Problem::new(pointer, message, fix));
    }

    fn read_one(&mut self, index: usize, item: &Value) {
        let pointer = format!("/edits/{index}");
        let parsed = parsed_text(item);
        let Some(members) = parsed.as_object() else {
            self.problem(
                pointer,
                format!("an edit is an object, and this is {}", describe(item)),
                "write {\"op\": …} with the keys that this op takes",
            );
            return;
        };
        let op = members.get("op").and_then(Value::as_str);
        let names = OPS.iter().filter_map(|names| names.first().copied());
        let Some(place) = op.and_then(|op| OPS.iter().position(|names| names.contains(&op))) else {
            let (at, message) = match (op, members.get("op")) {
                (Some(op), _) => (
                    child(&pointer, "op"),
                    format!("there is no op {}", quote(op)),
                ),
                (None, Some(other)) => (
                    child(&pointer, "op"),
                    format!("op is a string, and this is {}", describe(other)),
                ),
                (None, None) => (pointer, "the edit does not say its op".to_owned()),
            };
            self.problem(at, message, suggestion(op.unwrap_or_default(), "op", names));
            return;
        };
        let names_a_task = ID.iter().any(|key| members.contains_key(*key));
        let place = OF_A_TASK
            .iter()
            .find(|(of_the_flow, _)| names_a_task && *of_the_flow == place)
            .map_or(place, |(_, of_a_task)| *of_a_task);
        let mut keys = Keys {
            members,
            pointer: &pointer,
            known: vec!["op"],
            problems: Vec::new(),
        };
        let edit = match place {
            0 => keys.id().zip(keys.argument()).zip(keys.value("value")).map(
                |((id, argument), value)| Edit::SetArgument {
                    id,
                    argument,
                    value,
                },
            ),
            1 => keys
                .id()
                .zip(keys.argument())
                .map(|(id, argument)| Edit::RemoveArgument { id, argument }),
            2 => keys.value("task").map(|task| Edit::AddTask {
                task: parsed_text(&task).into_owned(),
            }),
            3 => keys.id().map(|id| Edit::RemoveTask { id }),
            4 => keys
                .id()
                .zip(keys.ids("depends_on"))
                .map(|(id, depends_on)| Edit::SetDependsOn { id, depends_on }),
            5 => keys
                .parameter()
                .zip(keys.value("schema"))
                .map(|(parameter, schema)| Edit::SetParameter { parameter, schema }),
            _ => keys
                .parameter()
                .map(|parameter| Edit::RemoveParameter { parameter }),
        };
        keys.no_others();
        if keys.problems.is_empty() {
            self.edits.extend(edit.map(|edit| (index, edit)));
        }
        self.problems.extend(keys.problems);
    }
}

/// The keys of one edit.
struct Keys<'a> {
    members: &'a Map<String, Value>,
    pointer: &'a str,
    /// Those that this kind of edit takes.
    known: Vec<&'static str>,
    problems: Vec<Problem>,
}

impl Keys<'_> {
    // Each of these reads its key whatever became of the others, so that all that is wrong with an edit is told.

    fn id(&mut self) -> Option<String> {
        self.text(&ID, "the id of a task of the plan")
    }

    fn argument(&mut self) -> Option<String> {
        self.text(&ARGUMENT, "the name of an argument")
    }

    fn parameter(&mut self) -> Option<String> {
        self.text(&PARAMETER, "the name of a parameter of the flow")
    }

    fn text(&mut self, names: &[&'static str], what: &str) -> Option<String> {
        self.known.extend(names);
        let own = names.first().copied().unwrap_or_default();
        let (name, value) = names
            .iter()
            .find_map(|name| Some((*name, self.members.get(*name)?)))
            .unwrap_or((own, &Value::Null));
        match value {
            Value::String(text) => return Some(text.clone()),
            Value::Null => self.missing(own, what),
            other => self.wrong(&child(self.pointer, name), name, what, other),
        }
        None
    }

    fn value(&mut self, name: &'static str) -> Option<Value> {
        self.known.push(name);
        let value = self.members.get(name);
        if value.is_none() {
            let what = match name {
                "task" => "a task",
                "schema" => "a JSON Schema",
                _ => "the new value",
            };
            self.missing(name, what);
        }
        value.cloned()
    }

    fn ids(&mut self, name: &'static str) -> Option<Vec<String>> {
        self.known.push(name);
        let at = child(self.pointer, name);
        let what = "a list of task ids";
        match self.members.get(name) {
            None => self.missing(name, what),
            Some(Value::String(one)) => return Some(vec![one.clone()]),
            Some(Value::Array(items)) => {
                let mut ids = Vec::with_capacity(items.len());
                for (index, item) in items.iter().enumerate() {
                    match item.as_str() {
                        Some(id) => ids.push(id.to_owned()),
                        None => {
                            self.wrong(&child(&at, &index.to_string()), name, "a task's id", item);
                        }
                    }
                }
                return Some(ids);
            }
            Some(other) => self.wrong(&at, name, what, other),
        }
        None
    }

    fn missing(&mut self, name: &str, what: &str) {
        self.problems.push(Problem::new(
            self.pointer,
            format!("{} is missing", quote(name)),
            format!("add {name:?}: {what}"),
        ));
    }

    fn wrong(&mut self, pointer: &str, name: &str, what: &str, found: &Value) {
        self.problems.push(Problem::new(
            pointer,
            format!("{name} holds {what}, and this is {}", describe(found)),
            format!("write {what}"),
        ));
    }

    fn no_others(&mut self) {
        for key in self.members.keys() {
            if self.known.contains(&key.as_str()) {
                continue;
            }
            let fix = match nearest(key, self.known.iter().copied()) {
                Some(guess) => format!("did you mean {guess:?}?"),
                None => "remove it".to_owned(),
            };
            self.problems.push(Problem::new(
                child(self.pointer, key),
                format!("{} means nothing in this edit", quote(key)),
                fix,
            ));
        }
    }
}
