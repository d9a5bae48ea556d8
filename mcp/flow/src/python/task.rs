//! The `@task` functions: one for each tool that the flow uses.

use indexmap::IndexMap;

use super::annotation::is_literal;
use super::expression::Writer;
use super::identifier::{Names, characters};
use super::literal::{docstring, string};
use super::{LINE_WIDTH, a_line_each, signature::Signature};
use crate::definition::{FlowDefinition, FlowTask};
use crate::mapping::TaskMapping;

/// The function of one tool.
#[derive(Clone, Debug)]
pub(super) struct TaskFunction {
    pub(super) function: String,
    pub(super) task_key: String,
    server: String,
    tool: String,
    pub(super) signature: Signature,
}

/// The functions of a flow's tools, in the order in which the flow first uses them.
pub(super) fn functions(definition: &FlowDefinition) -> Vec<TaskFunction> {
    let ids: std::collections::HashSet<&str> =
        definition.tasks().iter().map(FlowTask::id).collect();
    let is_task = |id: &str| ids.contains(id);
    let writer = Writer { is_task: &is_task };
    let mut uses: IndexMap<&str, Vec<&FlowTask>> = IndexMap::new();
    for task in definition.tasks() {
        uses.entry(task.task_key()).or_default().push(task);
    }
    let mut names = Names::default();
    // Inside the flow function its arguments hide what has the same name outside.
    for name in definition.parameters().keys() {
        names.take(name);
    }
    uses.values()
        .filter_map(|uses| {
            let first = uses.first()?;
            Some(TaskFunction {
                function: names.take(&function_name(first.task_key())),
                task_key: first.task_key().to_owned(),
                server: first.mcp_server().to_owned(),
                tool: first.mcp_tool().to_owned(),
                signature: signature(uses, first.mapping.as_deref(), &writer),
            })
        })
        .collect()
}

/// The function of a tool, as far as its schema tells.
pub(super) fn stub(mapping: &TaskMapping) -> TaskFunction {
    TaskFunction {
        function: function_name(&mapping.task_key),
        task_key: mapping.task_key.clone(),
        server: mapping.mcp_server.clone(),
        tool: mapping.mcp_tool.clone(),
        signature: Signature::new(declared(mapping)),
    }
}

fn function_name(task_key: &str) -> String {
    format!("task_{}", characters(task_key))
}

fn declared(mapping: &TaskMapping) -> impl Iterator<Item = (String, String, bool)> {
    mapping.parameters.iter().map(|parameter| {
        (
            parameter.name.clone(),
            parameter.annotation.clone(),
            parameter.required,
        )
    })
}

/// The arguments that the tool declares, and those that are given beyond them.
///
/// Where the tool is not known, an argument is required if every task gives it, and has the type of what they give.
fn signature(uses: &[&FlowTask], mapping: Option<&TaskMapping>, writer: &Writer<'_>) -> Signature {
    let mut arguments: IndexMap<String, (String, bool)> = mapping
        .into_iter()
        .flat_map(declared)
        .map(|(name, annotation, required)| (name, (annotation, required)))
        .collect();
    let declared = arguments.len();
    for (name, value) in uses.iter().flat_map(|task| task.parameters()) {
        let annotation = writer.annotation(value);
        match arguments.get_full_mut(name) {
            Some((place, ..)) if place < declared => {}
            Some((_, _, (known, _))) => {
                if known != annotation {
                    "Any".clone_into(known);
                }
            }
            None => {
                let required = mapping.is_none()
                    && uses.iter().all(|task| task.parameters().contains_key(name));
                arguments.insert(name.clone(), (annotation.to_owned(), required));
            }
        }
    }
    Signature::new(
        arguments
            .into_iter()
            .map(|(name, (annotation, required))| (name, annotation, required)),
    )
}

impl TaskFunction {
    /// Whether an annotation names the values that it allows.
    pub(super) fn names_values(&self) -> bool {
        let arguments = self.signature.arguments.iter();
        arguments
            .map(|argument| argument.annotation.as_str())
            .any(is_literal)
    }

    /// The function's source, with a line end after its last line.
    pub(super) fn source(&self) -> String {
        let Self {
            function,
            task_key,
            server,
            tool,
            signature,
        } = self;
        let head = format!("def {function}(");
        let arguments = signature.source(head.len(), LINE_WIDTH);
        let renamed: Vec<String> = signature
            .renamed()
            .map(|argument| {
                format!(
                    "{}: {}",
                    string(&argument.python_name),
                    string(&argument.name)
                )
            })
            .collect();
        let mut call = vec![string(server), string(tool), "locals()".to_owned()];
        if !renamed.is_empty() {
            call.push(format!("{{{}}}", renamed.join(", ")));
        }
        let mut call = format!("    return call_mcp_tool({})", call.join(", "));
        if call.len() > LINE_WIDTH && !renamed.is_empty() {
            let renamed = a_line_each(&renamed, 12);
            call = format!(
                "    return call_mcp_tool(\n        {},\n        {},\n        locals(),\n        {{\n{renamed}        }},\n    )",
                string(server),
                string(tool),
            );
        }
        format!(
            "@task(name={})\n{head}{arguments}):\n    {}\n{call}\n",
            string(task_key),
            docstring(&format!("Calls MCP tool: {task_key}")),
        )
    }
}
