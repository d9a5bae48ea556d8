//! The `@flow` function.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::expression::Writer;
use super::identifier::{Names, characters};
use super::literal::{docstring, string};
use super::parameter::{arguments, values};
use super::task::TaskFunction;
use super::{LINE_WIDTH, a_line_each};
use crate::definition::{FlowDefinition, FlowTask};
use crate::graph::TaskGraph;

/// What the name of a flow function ends with. No name of Python or of the runtime does, so none can be hidden.
const SUFFIX: &str = "_flow";

/// The longest beginning of a flow's name that its function takes over, in characters: it becomes a file name.
const MAX_NAME_CHARS: usize = 100;

/// The name of the flow function: the flow's, as an identifier that ends in `_flow`.
pub(super) fn function_name(definition: &FlowDefinition, tasks: &[TaskFunction]) -> String {
    let mut names = Names::default();
    for task in tasks {
        names.take(&task.function);
    }
    let wish: String = characters(definition.flow_name())
        .chars()
        .take(MAX_NAME_CHARS)
        .collect();
    let wish = wish.trim_matches('_');
    let wish = if wish.starts_with(|c: char| c.is_ascii_alphabetic()) {
        wish.to_owned()
    } else {
        format!("mcp_{wish}").trim_end_matches('_').to_owned()
    };
    let wish = wish.strip_suffix(SUFFIX).unwrap_or(&wish);
    names.take(&format!("{wish}{SUFFIX}"))
}

/// The function's source, with a line end after its last line.
pub(super) fn source(
    definition: &FlowDefinition,
    function: &str,
    functions: &[TaskFunction],
) -> String {
    let ids: HashSet<&str> = definition.tasks().iter().map(FlowTask::id).collect();
    let is_task = |id: &str| ids.contains(id);
    let writer = Writer { is_task: &is_task };
    let graph = TaskGraph::of(definition);
    let tasks: Vec<&FlowTask> = graph
        .nodes()
        .iter()
        .filter_map(|node| definition.tasks().get(node.place))
        .collect();
    let head = format!("def {function}(");
    let arguments = arguments(definition, head.len());
    let mut source = format!(
        "@flow(name={})\n{head}{arguments}):\n",
        string(definition.flow_name())
    );
    if !definition.description().is_empty() {
        let _ = writeln!(source, "    {}", docstring(definition.description()));
    }
    source.push_str(&values(definition));
    source.push_str("    futures = {}\n");
    for task in &tasks {
        if let Some(function) = functions.iter().find(|f| f.task_key == task.task_key()) {
            source.push_str(&submission(task, function, &writer));
        }
    }
    source
        .push_str("    for future in futures.values():\n        future.wait()\n    results = {}\n");
    for task in &tasks {
        let id = string(task.id());
        let _ = writeln!(source, "    results[{id}] = futures[{id}].result()");
    }
    source.push_str("    return results\n");
    source
}

/// The statement that submits one task.
///
/// A cached result would mean that the tool is not called, and tools have effects: `cache_policy=None` turns Prefect's
/// caching off, which otherwise would take two calls with the same arguments for one.
fn submission(task: &FlowTask, function: &TaskFunction, writer: &Writer<'_>) -> String {
    let id = string(task.id());
    let mut options = vec![
        format!("task_run_name={id}"),
        "cache_policy=None".to_owned(),
    ];
    if let Some(retries) = task.retries() {
        options.push(format!("retries={retries}"));
    }
    if let Some(delay) = task.retry_delay_seconds() {
        options.push(format!("retry_delay_seconds={delay}"));
    }
    if let Some(timeout) = task.timeout_seconds() {
        options.push(format!("timeout_seconds={timeout}"));
    }
    let mut source = format!(
        "    futures[{id}] = {}.with_options(\n{}    ).submit(",
        function.function,
        lines(&options, 8)
    );
    let mut referenced = HashSet::new();
    let mut arguments = String::new();
    for (name, value) in task.parameters() {
        let Some(name) = function.signature.python_name(name) else {
            continue;
        };
        let value_source = writer.argument(value, 8, name.len() + 2);
        let _ = writeln!(arguments, "        {name}={value_source},");
        referenced.extend(writer.tasks_in(value));
    }
    // Prefect draws an edge for each future among the arguments; the others must be told.
    let waits: Vec<String> = task
        .depends_on()
        .iter()
        .filter(|id| !referenced.contains(*id))
        .map(|id| format!("futures[{}]", string(id)))
        .collect();
    if !waits.is_empty() {
        let inline = format!("        wait_for=[{}],\n", waits.join(", "));
        if inline.len() <= LINE_WIDTH {
            arguments.push_str(&inline);
        } else {
            let _ = writeln!(
                arguments,
                "        wait_for=[\n{}        ],",
                lines(&waits, 12)
            );
        }
    }
    if !arguments.is_empty() {
        let _ = write!(source, "\n{arguments}    ");
    }
    source.push_str(")\n");
    source
}

/// `items` in one line without a comma at its end, or in a line each where that line would be too long.
fn lines(items: &[String], indent: usize) -> String {
    let pad = " ".repeat(indent);
    let inline = format!("{pad}{}\n", items.join(", "));
    if inline.len() <= LINE_WIDTH {
        return inline;
    }
    a_line_each(items, indent)
}
