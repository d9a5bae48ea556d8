//! From a draft to a definition: everything that can be wrong with a plan, told at once.
//!
//! | file | what it looks at |
//! |---|---|
//! | `parameters` | the flow's parameters: names, schemas, and that tasks use them |
//! | `names` | the flow's name, node ids and their uniqueness |
//! | `tools` | which tool a task means |
//! | `arguments` | arguments against the tool's input schema |
//! | `references` | references inside arguments, against the plan and against the tool's output schema |
//! | `dependencies` | `depends_on`, and cycles |
//!
//! A value that a reference stands for is unknown until the flow runs. What only that value could break is not a
//! problem here.
//!
//! Without the tools (`mappings` is `None`) the shape of the plan is validated and the rest is believed; that is what a
//! runner does, to which no host tells its tools.

mod arguments;
mod dependencies;
mod names;
mod output;
mod parameters;
mod references;
#[cfg(test)]
mod tests;
mod tools;

use std::collections::HashMap;

pub use self::parameters::MAX_PARAMETERS;
use self::parameters::Parameters;
use crate::definition::{FlowDefinition, FlowTask};
use crate::draft::{DraftFlow, DraftTask, Given};
use crate::mapping::TaskMappings;
use crate::problem::{Problem, Problems};

/// The most tasks that a plan may have. It bounds what validating a stranger's plan can cost.
pub const MAX_TASKS: usize = 1_000;

/// The most often that a task may be tried again.
pub const MAX_RETRIES: u32 = 100;

/// The longest wait before a further try, in seconds: a day.
pub const MAX_RETRY_DELAY_SECONDS: u32 = 24 * 60 * 60;

/// The longest that one try of a task may take, in seconds: a week.
pub const MAX_TIMEOUT_SECONDS: u32 = 7 * 24 * 60 * 60;

/// A task on its way through validation.
struct Node<'a> {
    draft: &'a DraftTask,
    pointer: String,
    /// Its name, also where that name has a problem; empty where nothing names the task.
    id: String,
    tool: Option<tools::Tool>,
    /// Places of the tasks that it needs: named ones first, then referenced ones, each once.
    needs: Vec<usize>,
}

/// Places of tasks in the plan by their ids.
type ById = HashMap<String, usize>;

/// Validates a draft, against the tools where they are known.
///
/// Costs time linear in the size of the plan, times the number of tools for each name that is unknown. Each tool's
/// schema is compiled once, which is most of the work: of a thousand tools and a plan that uses all of them, mapping
/// the tools takes about 6 ms and this 25 ms in a release build on one core.
///
/// # Errors
/// Every problem that there is; never an empty list.
pub fn validate(
    draft: &DraftFlow,
    mappings: Option<&TaskMappings>,
) -> Result<FlowDefinition, Problems> {
    let mut problems = draft.problems.clone();
    let flow_name = names::flow_name(&draft.flow_name, &mut problems);
    let mut parameters = Parameters::read(&draft.parameters, &mut problems);
    let nodes = match &draft.tasks {
        Given::Value(tasks) if tasks.len() <= MAX_TASKS => {
            validate_tasks(tasks, mappings, &mut parameters, &mut problems)
        }
        Given::Value(tasks) => {
            problems.push(Problem::new(
                "/tasks",
                format!(
                    "the plan has {} tasks, and the most is {MAX_TASKS}",
                    tasks.len()
                ),
                "plan fewer tasks, or several flows",
            ));
            Vec::new()
        }
        Given::Absent => {
            problems.push(no_tasks());
            Vec::new()
        }
        Given::Wrong => Vec::new(),
    };
    // A task that something is wrong with may be the one that was to use a parameter.
    if !problems
        .iter()
        .any(|problem| problem.pointer.starts_with("/tasks"))
    {
        problems.extend(parameters.unused());
    }
    if !problems.is_empty() {
        return Err(Problems(problems));
    }
    let ids: Vec<String> = nodes.iter().map(|node| node.id.clone()).collect();
    Ok(FlowDefinition {
        flow_name,
        description: draft.description.value().cloned().unwrap_or_default(),
        parameters: parameters.into_schemas(),
        tasks: nodes
            .into_iter()
            .filter_map(|node| finish(node, &ids))
            .collect(),
    })
}

fn validate_tasks<'a>(
    tasks: &'a [DraftTask],
    mappings: Option<&TaskMappings>,
    parameters: &mut Parameters,
    problems: &mut Vec<Problem>,
) -> Vec<Node<'a>> {
    if tasks.is_empty()
        && !problems
            .iter()
            .any(|problem| problem.pointer.starts_with("/tasks"))
    {
        problems.push(no_tasks());
    }
    let mut nodes: Vec<Node<'a>> = tasks
        .iter()
        .map(|draft| {
            let pointer = draft.pointer();
            let tool = tools::resolve(draft, &pointer, mappings, problems);
            let id = names::id(draft, &pointer, tool.as_ref(), problems);
            check_options(draft, &pointer, problems);
            Node {
                draft,
                pointer,
                id,
                tool,
                needs: Vec::new(),
            }
        })
        .collect();
    let by_id = names::unique(&nodes, problems);
    let mut schemas = arguments::Schemas::default();
    for place in 0..nodes.len() {
        let needs = check_task(&nodes, place, &by_id, &mut schemas, parameters, problems);
        if let Some(node) = nodes.get_mut(place) {
            node.needs = needs;
        }
    }
    dependencies::no_cycles(&nodes, problems);
    nodes
}

/// Checks one task's dependencies and arguments; returns the places of the tasks that it needs.
fn check_task(
    nodes: &[Node<'_>],
    place: usize,
    by_id: &ById,
    schemas: &mut arguments::Schemas,
    parameters: &mut Parameters,
    problems: &mut Vec<Problem>,
) -> Vec<usize> {
    let Some(node) = nodes.get(place) else {
        return Vec::new();
    };
    let mut needs = dependencies::named(node, by_id, problems);
    let (used, arguments) = references::read(nodes, node, by_id, parameters, problems);
    needs.extend(used);
    arguments::no_host_parameters(node, problems);
    if let Some(mapping) = node.tool.as_ref().and_then(|tool| tool.mapping.as_ref())
        && node.draft.parameters != Given::Wrong
    {
        schemas.check(node, mapping, arguments, problems);
    }
    let mut seen = std::collections::HashSet::new();
    needs.retain(|need| *need != place && seen.insert(*need));
    needs
}

fn no_tasks() -> Problem {
    Problem::new(
        "/tasks",
        "the plan has no tasks",
        "add at least one task: {\"task_key\": …, \"parameters\": {…}}",
    )
}

/// Checks what a task asks of Prefect: numbers in their ranges, and a delay only where something is tried again.
fn check_options(draft: &DraftTask, pointer: &str, problems: &mut Vec<Problem>) {
    let options = [
        ("retries", &draft.retries, 0..=MAX_RETRIES),
        (
            "retry_delay_seconds",
            &draft.retry_delay_seconds,
            0..=MAX_RETRY_DELAY_SECONDS,
        ),
        (
            "timeout_seconds",
            &draft.timeout_seconds,
            1..=MAX_TIMEOUT_SECONDS,
        ),
    ];
    for (name, given, range) in options {
        if let Given::Value(number) = given
            && !range.contains(number)
        {
            let (least, most) = (range.start(), range.end());
            problems.push(Problem::new(
                format!("{pointer}/{name}"),
                format!("{name} is {number}, and it has to be from {least} to {most}"),
                format!("use a number from {least} to {most}, or leave {name} out"),
            ));
        }
    }
    let never_again = draft.retries.is_absent() || draft.retries == Given::Value(0);
    if draft.retry_delay_seconds.value().is_some() && never_again {
        problems.push(Problem::new(
            format!("{pointer}/retry_delay_seconds"),
            "the task waits before a further try, but it is tried only once",
            "add retries, or leave retry_delay_seconds out",
        ));
    }
}

/// A node of a plan without problems as a task. It has a tool; the option is what the types cannot say.
fn finish(node: Node<'_>, ids: &[String]) -> Option<FlowTask> {
    let tool = node.tool?;
    Some(FlowTask {
        id: node.id,
        task_key: tool.task_key,
        mcp_server: tool.server,
        mcp_tool: tool.name,
        depends_on: node
            .needs
            .iter()
            .filter_map(|place| ids.get(*place))
            .cloned()
            .collect(),
        parameters: node.draft.parameters.value().cloned().unwrap_or_default(),
        retries: node.draft.retries.value().copied(),
        retry_delay_seconds: node.draft.retry_delay_seconds.value().copied(),
        timeout_seconds: node.draft.timeout_seconds.value().copied(),
        mapping: tool.mapping,
    })
}
