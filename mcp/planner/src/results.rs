//! The results of the tools.

use mcp_flow::{FlowDefinition, Problems, TaskMappings, python, render};
use rmcp::model::CallToolResult;
use serde_json::{Map, Value, json};

use crate::dialogue::Rejected;
use crate::prompt::{self, EXAMPLE, FORMAT};
use crate::text::shorten;
use crate::tools::{catalogue, parameters};
use crate::{artifacts, plan::Checked};

/// How many bytes of JSON the list of tools may take in a brief, which a host's model reads among much else.
const MAX_TOOLS_BYTES: usize = 24_000;

/// How much of a tool's own description a mapping tells, and of each argument's, in characters.
const MAPPING_DETAIL: (usize, usize) = (160, 80);

/// A plan that can be used.
pub(crate) fn planned(
    definition: &FlowDefinition,
    mappings: &TaskMappings,
    checked: Checked,
) -> CallToolResult {
    let rendered = render(definition);
    let count = definition.tasks().len();
    let mut message = format!(
        "Planned the flow {:?} with {count} {}. To run it, pass flow_definition unchanged to the Prefect runner's \
         submit_flow.",
        definition.flow_name(),
        if count == 1 { "task" } else { "tasks" },
    );
    if checked == Checked::WithoutTools {
        message.push_str(
            " No tools were given in _mcp_data, so neither the tools nor their arguments could be checked.",
        );
    }
    let results = json!({
        "success": true,
        "flow_definition": definition,
        "task_count": count,
        "available_mappings": mappings.len(),
        "python_code": rendered.source,
        "message": message,
    });
    let (artifacts, display) = artifacts::of(definition, &rendered);
    CallToolResult::structured(
        json!({"results": results, "artifacts": artifacts, "display": display}),
    )
}

/// A plan of the host's that cannot be used. The host has it; what it needs are the problems.
pub(crate) fn refused(problems: &Problems, mappings: &TaskMappings) -> CallToolResult {
    let mut results = failure("The plan that was passed in cannot be used.");
    add_problems(&mut results, problems);
    results.insert("available_mappings".to_owned(), json!(mappings.len()));
    results.insert(
        "message".to_owned(),
        json!("Mend the plan as each problem says, and call plan_prefect_flow again with the whole of it as plan."),
    );
    answer(results)
}

/// A model that gave no plan that can be used, as often as it was asked.
pub(crate) fn gave_up(rejected: &Rejected, rounds: u32) -> CallToolResult {
    let mut results = failure(format!(
        "The model gave no plan that can be used in {rounds} rounds."
    ));
    add_problems(&mut results, &rejected.problems);
    results.insert("draft".to_owned(), rejected.draft.clone());
    results.insert(
        "message".to_owned(),
        json!("Mend the draft as each problem says, and call plan_prefect_flow again with the whole of it as plan."),
    );
    answer(results)
}

/// A model that says that the task cannot be done.
pub(crate) fn declined(reason: &str) -> CallToolResult {
    let mut results = failure(format!(
        "The model finds no plan for this task with these tools: {reason}"
    ));
    results.insert(
        "message".to_owned(),
        json!("Say the task differently, or make the tools available that it needs."),
    );
    answer(results)
}

/// The call itself is wrong.
pub(crate) fn failed(error: impl Into<String>, message: &str) -> CallToolResult {
    let mut results = failure(error);
    results.insert("message".to_owned(), json!(message));
    answer(results)
}

/// There are no tools to plan with.
pub(crate) fn no_tools(mappings: &TaskMappings) -> CallToolResult {
    let mut results = failure("There are no MCP tools to plan with.");
    add_hosts_faults(&mut results, mappings);
    results.insert("available_mappings".to_owned(), json!(0));
    results.insert(
        "message".to_owned(),
        json!(
            "A host that knows _mcp_data fills it in by itself. With another host, pass the tools as _mcp_data: \
             {\"available_servers\": [{\"server_name\": …, \"tools\": [{\"name\", \"description\", \"parameters\"}]}]}; \
             or pass a plan whose tasks say mcp_server and mcp_tool."
        ),
    );
    answer(results)
}

/// All that the host's own model needs to write the plan, because nobody else can.
pub(crate) fn brief(
    task: &str,
    mappings: &TaskMappings,
    why: Option<&str>,
    rejected: Option<&Rejected>,
) -> CallToolResult {
    let mut results = Map::new();
    results.insert("success".to_owned(), json!(false));
    results.insert("plan_needed".to_owned(), json!(true));
    results.insert(
        "message".to_owned(),
        json!(
            "Nothing is planned yet: write the plan yourself. Follow format, use the tools listed here, and call \
             plan_prefect_flow again with the same task and with your plan as plan."
        ),
    );
    if let Some(why) = why {
        results.insert("reason".to_owned(), json!(why));
    }
    results.insert("format".to_owned(), json!(FORMAT));
    results.insert(
        "example".to_owned(),
        serde_json::from_str(EXAMPLE).unwrap_or_default(),
    );
    results.insert("tools".to_owned(), catalogue(mappings, MAX_TOOLS_BYTES));
    results.insert("available_mappings".to_owned(), json!(mappings.len()));
    results.insert(
        "next_call".to_owned(),
        json!({"tool": "plan_prefect_flow", "arguments": {"task": task, "plan": "<your plan, a JSON object>"}}),
    );
    if let Some(rejected) = rejected {
        results.insert("draft".to_owned(), rejected.draft.clone());
        add_problems(&mut results, &rejected.problems);
    }
    answer(results)
}

/// What the host's tools are as Prefect tasks.
pub(crate) fn mappings(mappings: &TaskMappings) -> CallToolResult {
    let (own, argument) = MAPPING_DETAIL;
    let list: Vec<Value> = mappings
        .iter()
        .map(|mapping| {
            let required: Vec<&str> = mapping
                .parameters
                .iter()
                .filter(|p| p.required)
                .map(|p| p.name.as_str())
                .collect();
            json!({
                "task_key": mapping.task_key,
                "name": shorten(&mapping.description, own),
                "mcp_server": mapping.mcp_server,
                "mcp_tool": mapping.mcp_tool,
                "parameters": parameters(mapping, argument),
                "required": required,
                "python_stub": python::task_stub(mapping),
            })
        })
        .collect();
    let mut results = Map::new();
    results.insert("success".to_owned(), json!(true));
    results.insert("total_mappings".to_owned(), json!(list.len()));
    results.insert(
        "message".to_owned(),
        json!(format!("{} MCP tools can be tasks of a flow.", list.len())),
    );
    results.insert("mappings".to_owned(), Value::Array(list));
    add_hosts_faults(&mut results, mappings);
    answer(results)
}

fn failure(error: impl Into<String>) -> Map<String, Value> {
    Map::from_iter([
        ("success".to_owned(), json!(false)),
        ("error".to_owned(), json!(error.into())),
    ])
}

fn add_problems(results: &mut Map<String, Value>, problems: &Problems) {
    results.insert("problem_count".to_owned(), json!(problems.len()));
    results.insert("problems".to_owned(), prompt::told(problems));
}

/// What in `_mcp_data` could not be used.
fn add_hosts_faults(results: &mut Map<String, Value>, mappings: &TaskMappings) {
    if !mappings.servers_without_tools.is_empty() {
        results.insert(
            "servers_without_tools".to_owned(),
            json!(mappings.servers_without_tools),
        );
    }
    if !mappings.problems.is_empty() {
        add_problems(results, &Problems(mappings.problems.clone()));
    }
}

fn answer(results: Map<String, Value>) -> CallToolResult {
    CallToolResult::structured(json!({"results": results}))
}
