//! A plan as a Python module that Prefect runs.
//!
//! Every name, description and value in a plan comes from strangers, so there are two ways only for their words into
//! the source: `literal`, which writes a value as a Python literal, and `identifier`, which makes a name of ASCII
//! letters, digits and underscores that clashes with nothing. No other text of theirs is ever put into it.
//!
//! The module consists of
//!
//! 1. the runtime (`runtime.py` of this folder, always the same): `call_mcp_tool`, which runs `mcp-call -- SERVER TOOL`
//!    with the arguments as JSON on stdin, reads the result as JSON from stdout and keeps it as an artifact; and
//!    `Reference`, `Parameter` and `Text`, which find parts of results and of the run's parameters when a task starts;
//! 2. one `@task` function for each tool that the plan uses;
//! 3. the `@flow` function, whose arguments are the flow's parameters. It submits each task as soon as the tasks before it are submitted; Prefect starts a task
//!    when the futures among its arguments and in `wait_for` are done, so whatever can run in parallel does. It waits
//!    for all of them before it looks at any result, so one failure does not cut off independent work.
//!
//! Rendering is deterministic: the same definition gives the same bytes.

pub(crate) mod annotation;
mod expression;
mod flow;
mod identifier;
mod literal;
mod parameter;
mod signature;
mod task;
#[cfg(test)]
mod tests;

pub(crate) use self::parameter::name_fault as parameter_name_fault;
use self::task::TaskFunction;
use crate::definition::FlowDefinition;
use crate::mapping::TaskMapping;

/// The part of the module that is always the same.
const RUNTIME: &str = include_str!("runtime.py");

/// Lines of the module are kept shorter than this where breaking them is possible.
const LINE_WIDTH: usize = 88;

/// A Python module that runs a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderedFlow {
    /// The source, in UTF-8.
    pub source: String,
    /// The name of the flow function in it; ASCII letters, digits and underscores.
    pub function: String,
}

impl RenderedFlow {
    /// What to call the module's file.
    pub fn file_name(&self) -> String {
        format!("{}.py", self.function)
    }
}

/// Renders a plan.
///
/// Costs time linear in the size of the plan; where arguments are nested, times their depth.
pub fn render(definition: &FlowDefinition) -> RenderedFlow {
    let tasks = task::functions(definition);
    let function = flow::function_name(definition, &tasks);
    let mut source = runtime(
        tasks.iter().any(TaskFunction::names_values) || parameter::names_values(definition),
    );
    for task in &tasks {
        source.push_str("\n\n");
        source.push_str(&task.source());
    }
    source.push_str("\n\n");
    source.push_str(&flow::source(definition, &function, &tasks));
    source.push_str("\n\nif __name__ == \"__main__\":\n    ");
    source.push_str(&function);
    source.push_str("()\n");
    RenderedFlow { source, function }
}

/// The runtime, with the one import that not every module needs.
fn runtime(with_literal: bool) -> String {
    if with_literal {
        RUNTIME.replacen("import Any\n", "import Any, Literal\n", 1)
    } else {
        RUNTIME.to_owned()
    }
}

/// `items` in a line each, with a comma after each.
fn a_line_each(items: &[String], indent: usize) -> String {
    let pad = " ".repeat(indent);
    let lines: Vec<String> = items.iter().map(|item| format!("{pad}{item},\n")).collect();
    lines.concat()
}

/// The task function of one tool, as a plan that gives all its arguments would have it.
pub fn task_stub(mapping: &TaskMapping) -> String {
    task::stub(mapping).source()
}
