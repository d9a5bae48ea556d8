//! A plan, and what is to come of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};

/// Stands in a case for a long text: `{"$repeat": ["ab", 3]}` is `"ababab"`.
const REPEAT: &str = "$repeat";

/// A golden plan.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    /// The plan, as a planner writes it.
    pub(super) plan: Value,
    /// The flow parameters that the run is given.
    #[serde(default)]
    pub(super) given: Map<String, Value>,
    /// What is to come of it.
    pub(super) expected: Expected,
}

/// What is to come of a plan.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expected {
    /// The type of the run's last state.
    pub(super) state: String,
    /// Its tasks, by their ids.
    pub(super) tasks: BTreeMap<String, ExpectedTask>,
}

/// What is to come of a task.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectedTask {
    /// The type of its last state.
    pub(super) state: String,
    /// What its tool answered.
    pub(super) output: Option<Value>,
    /// Words of why it failed.
    pub(super) error: Option<String>,
    /// Whether its output is too large to be kept whole.
    #[serde(default)]
    pub(super) cut: bool,
    /// How often it was tried.
    #[serde(default = "once")]
    pub(super) run_count: u64,
}

fn once() -> u64 {
    1
}

impl Case {
    /// All cases, by name.
    pub(super) fn all() -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("plans/cases");
        let mut paths: Vec<_> = fs::read_dir(folder)
            .expect("the folder of cases")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        paths.sort();
        paths.iter().map(|path| Self::read(path)).collect()
    }

    /// A plan of which nothing is expected.
    pub(super) fn plain(plan: Value) -> Self {
        Self {
            plan,
            given: Map::new(),
            expected: Expected {
                state: String::new(),
                tasks: BTreeMap::new(),
            },
        }
    }

    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).expect("a case");
        let mut value = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        expand(&mut value);
        serde_json::from_value(value).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The name of its flow.
    pub(super) fn name(&self) -> &str {
        self.plan["flow_name"].as_str().expect("a plan has a name")
    }
}

/// Writes out what a case says in short.
fn expand(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(expand),
        Value::Object(members) => {
            if let Some(Value::Array(repeat)) = members.get(REPEAT) {
                let text = repeat[0].as_str().expect("a text to repeat");
                let times = repeat[1].as_u64().expect("how often to repeat it");
                *value = text
                    .repeat(usize::try_from(times).expect("not so often"))
                    .into();
                return;
            }
            members.values_mut().for_each(expand);
        }
        _ => {}
    }
}
