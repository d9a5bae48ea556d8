//! Which tool a task means.

use std::sync::Arc;

use crate::draft::{DraftTask, Given};
use crate::mapping::{TaskMapping, TaskMappings, name_fault, natural_key};
use crate::nearest::suggestion;
use crate::problem::{Problem, quote};

/// The tool that a task means.
pub(super) struct Tool {
    pub(super) task_key: String,
    pub(super) server: String,
    pub(super) name: String,
    /// What is known of it, where the tools are known.
    pub(super) mapping: Option<Arc<TaskMapping>>,
}

impl Tool {
    fn known(mapping: &Arc<TaskMapping>) -> Self {
        Self {
            task_key: mapping.task_key.clone(),
            server: mapping.mcp_server.clone(),
            name: mapping.mcp_tool.clone(),
            mapping: Some(Arc::clone(mapping)),
        }
    }
}

/// Finds the tool of a task, or says why there is none.
pub(super) fn resolve(
    draft: &DraftTask,
    pointer: &str,
    mappings: Option<&TaskMappings>,
    problems: &mut Vec<Problem>,
) -> Option<Tool> {
    if [&draft.task_key, &draft.mcp_server, &draft.mcp_tool]
        .iter()
        .any(|given| **given == Given::Wrong)
    {
        return None;
    }
    let found = match mappings {
        Some(mappings) => among(mappings, draft, pointer),
        None => unknown(draft, pointer),
    };
    found.map_err(|problem| problems.push(problem)).ok()
}

/// Looks a task's tool up among the known ones.
fn among(mappings: &TaskMappings, draft: &DraftTask, pointer: &str) -> Result<Tool, Problem> {
    let server = draft.mcp_server.value();
    let tool = draft.mcp_tool.value();
    let named = match (server, tool) {
        (Some(server), Some(tool)) => mappings.find(server, tool),
        (None, Some(tool)) => mappings.find_tool(tool),
        (_, None) => None,
    };
    let Some(task_key) = draft.task_key.value() else {
        return named.map(Tool::known).ok_or_else(|| match tool {
            Some(tool) => Problem::new(
                pointer,
                format!("there is no single tool {}{}", quote(tool), on(server)),
                suggestion(tool, "task_key", mappings.keys()),
            ),
            None => Problem::new(
                pointer,
                "the task does not say which tool it calls",
                suggestion("", "task_key", mappings.keys()),
            ),
        });
    };
    let Some(keyed) = mappings.get(task_key) else {
        return Err(Problem::new(
            format!("{pointer}/task_key"),
            format!("there is no tool with the task_key {}", quote(task_key)),
            match named {
                Some(named) => format!("the task_key of that tool is {:?}", named.task_key),
                None => suggestion(task_key, "task_key", mappings.keys()),
            },
        ));
    };
    // Where two tools would have the same key, server and tool say which of them is meant.
    if let Some(named) = named
        && *task_key == natural_key(&named.mcp_server, &named.mcp_tool)
    {
        return Ok(Tool::known(named));
    }
    let other_server = server.filter(|server| **server != keyed.mcp_server);
    let other_tool = tool.filter(|tool| !keyed.is_called(tool));
    let (key, given) = match (other_server, other_tool) {
        (None, None) => return Ok(Tool::known(keyed)),
        (Some(server), _) => ("mcp_server", server),
        (None, Some(tool)) => ("mcp_tool", tool),
    };
    Err(Problem::new(
        format!("{pointer}/{key}"),
        format!(
            "{key} {} does not match the task_key {}",
            quote(given),
            quote(task_key)
        ),
        format!(
            "{task_key} is the tool {:?} of the server {:?}; write that, or leave mcp_server and mcp_tool out",
            keyed.mcp_tool, keyed.mcp_server
        ),
    ))
}

/// Takes a task's word for its tool, as far as it does not contradict itself.
fn unknown(draft: &DraftTask, pointer: &str) -> Result<Tool, Problem> {
    let missing = |key: &str| {
        Problem::new(
            pointer,
            format!("the task does not say its {key}"),
            "give mcp_server and mcp_tool, as the planner's flow_definition does",
        )
    };
    let server = draft
        .mcp_server
        .value()
        .ok_or_else(|| missing("mcp_server"))?;
    let tool = draft.mcp_tool.value().ok_or_else(|| missing("mcp_tool"))?;
    for (key, name) in [("mcp_server", server), ("mcp_tool", tool)] {
        if let Some(fault) = name_fault(name) {
            return Err(Problem::new(
                format!("{pointer}/{key}"),
                format!("the name {} {fault}", quote(name)),
                "use the name that the host has for it",
            ));
        }
    }
    let natural = natural_key(server, tool);
    let task_key = draft.task_key.value().unwrap_or(&natural);
    if !is_key_of(task_key, &natural) {
        return Err(Problem::new(
            format!("{pointer}/task_key"),
            format!(
                "the task_key {} does not match the tool {} of the server {}",
                quote(task_key),
                quote(tool),
                quote(server)
            ),
            format!("write {natural:?}"),
        ));
    }
    Ok(Tool {
        task_key: task_key.clone(),
        server: server.clone(),
        name: tool.clone(),
        mapping: None,
    })
}

/// Whether a task key is `server_tool`, or that with the number that tells it from another tool's.
fn is_key_of(task_key: &str, natural: &str) -> bool {
    match task_key.strip_prefix(natural) {
        Some("") => true,
        Some(rest) => rest
            .strip_prefix('_')
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())),
        None => false,
    }
}

fn on(server: Option<&String>) -> String {
    server
        .map(|server| format!(" on the server {}", quote(server)))
        .unwrap_or_default()
}
