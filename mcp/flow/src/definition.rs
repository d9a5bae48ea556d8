//! A plan that validation let through.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::draft::DraftFlow;
use crate::mapping::{TaskMapping, TaskMappings};
use crate::problem::Problems;
use crate::validate::validate;

/// A plan that can be rendered and run: its tasks are tools with acceptable arguments, its ids are unique, and its
/// dependencies have no cycle.
///
/// It is made by [`validate`] only; deserialising goes through it, too, without knowledge of the tools. Serialised, it
/// is the JSON that travels between planner, runner and people, with its keys always in the same order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "DraftFlow")]
pub struct FlowDefinition {
    pub(crate) flow_name: String,
    pub(crate) description: String,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(crate) parameters: Map<String, Value>,
    pub(crate) tasks: Vec<FlowTask>,
}

/// One node of a flow: one call of one tool.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FlowTask {
    pub(crate) id: String,
    pub(crate) task_key: String,
    pub(crate) mcp_server: String,
    pub(crate) mcp_tool: String,
    pub(crate) depends_on: Vec<String>,
    pub(crate) parameters: Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) retries: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) retry_delay_seconds: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timeout_seconds: Option<u32>,
    /// What is known of the tool; nothing where the plan was validated without knowing the tools.
    #[serde(skip)]
    pub(crate) mapping: Option<Arc<TaskMapping>>,
}

impl FlowDefinition {
    /// The flow's name, fit for Prefect.
    pub fn flow_name(&self) -> &str {
        &self.flow_name
    }

    /// What the flow is for; may be empty.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// What a run can be told: a JSON Schema by name, in the plan's order. A parameter whose schema has no `default` has
    /// to be told.
    pub fn parameters(&self) -> &Map<String, Value> {
        &self.parameters
    }

    /// The tasks, in the plan's order; at least one.
    pub fn tasks(&self) -> &[FlowTask] {
        &self.tasks
    }

    /// Validates a draft against the tools that there are.
    ///
    /// # Errors
    /// All the draft's problems.
    pub fn from_draft(draft: DraftFlow, mappings: &TaskMappings) -> Result<Self, Problems> {
        validate(&draft, Some(mappings))
    }
}

impl TryFrom<DraftFlow> for FlowDefinition {
    type Error = Problems;

    /// Validates all that can be validated without knowing the tools: every task must then say its server and tool.
    fn try_from(draft: DraftFlow) -> Result<Self, Problems> {
        validate(&draft, None)
    }
}

impl FlowTask {
    /// The node's own name, unique in the flow.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Which tool, as `server_tool`.
    pub fn task_key(&self) -> &str {
        &self.task_key
    }

    /// The tool's server.
    pub fn mcp_server(&self) -> &str {
        &self.mcp_server
    }

    /// The tool's name on that server.
    pub fn mcp_tool(&self) -> &str {
        &self.mcp_tool
    }

    /// Ids of the tasks that must be done before this one: those that the plan names, then those whose results the
    /// arguments refer to.
    pub fn depends_on(&self) -> &[String] {
        &self.depends_on
    }

    /// The tool's arguments, references included.
    pub fn parameters(&self) -> &Map<String, Value> {
        &self.parameters
    }

    /// How often Prefect tries again after a failure.
    pub fn retries(&self) -> Option<u32> {
        self.retries
    }

    /// How many seconds Prefect waits before each further try; none where the plan does not say.
    pub fn retry_delay_seconds(&self) -> Option<u32> {
        self.retry_delay_seconds
    }

    /// After how many seconds Prefect gives up on one try.
    pub fn timeout_seconds(&self) -> Option<u32> {
        self.timeout_seconds
    }
}
