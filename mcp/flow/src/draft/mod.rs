//! A plan as a stranger wrote it, read leniently and believed in nothing.
//!
//! Reading never fails. Where a value has the wrong shape, the draft keeps a [`Problem`] and goes on, so that
//! validation can tell everything at once. What is lenient:
//!
//! * `null` is the same as an absent key;
//! * the words that models use for the same thing: `name` for `flow_name`, `arguments` for `parameters`, `server` and
//!   `tool` for `mcp_server` and `mcp_tool`;
//! * `parameters` and `tasks` as JSON text, `depends_on` as one string, a plan wrapped in `flow_definition`, `plan` or a
//!   planner's whole `results`;
//! * a flow's parameter as its default or the name of its type, in place of its schema;
//! * remarks (`description`, `reason`, … on a task) are dropped.
//!
//! Any other unknown key is a problem: dropping a `condition` or a `for_each` would make another plan of it.

mod find;
mod read;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

pub use self::find::find_object;
pub(crate) use self::read::{describe, parsed_text};
use crate::problem::{Problem, Problems};

/// A plan as it came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DraftFlow {
    /// The flow's name.
    pub flow_name: Given<String>,
    /// What the flow is for.
    pub description: Given<String>,
    /// What a run can be told: a schema, or what stands for one, by name.
    pub parameters: Given<Map<String, Value>>,
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
    /// How many seconds Prefect waits before it tries again.
    pub retry_delay_seconds: Given<u32>,
    /// After how many seconds Prefect gives up on one try.
    pub timeout_seconds: Given<u32>,
}

impl DraftTask {
    /// The JSON pointer of this task.
    pub fn pointer(&self) -> String {
        format!("/tasks/{}", self.index)
    }

    /// Reads a task that stands alone. What is wrong with it is told with pointers into it.
    pub(crate) fn read(value: &Value) -> (Option<Self>, Vec<Problem>) {
        read::task(value)
    }

    /// What other tasks call it: its id, or else its task key; nothing where neither is given.
    pub(crate) fn name(&self) -> Option<String> {
        let own = self.id.value().or(self.task_key.value()).cloned();
        own.or_else(|| {
            let (server, tool) = (self.mcp_server.value()?, self.mcp_tool.value()?);
            Some(crate::mapping::natural_key(server, tool))
        })
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

impl DraftFlow {
    /// Reads a plan. Costs time linear in its size.
    pub fn read(value: &Value) -> Self {
        read::flow(find::unwrap_plan(value))
    }

    /// Reads the plan that is somewhere in a model's answer; see [`find_object`].
    ///
    /// # Errors
    /// One problem that says why no JSON object was found.
    pub fn from_text(text: &str) -> Result<Self, Problems> {
        find_object(text).map(|value| Self::read(&value))
    }
}
