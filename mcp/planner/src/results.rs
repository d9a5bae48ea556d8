//! The results of the tools.

use mcp_flow::{FlowDefinition, Problems, TaskMappings, python, render};
use rmcp::model::{CallToolResponse, CallToolResult};
use serde_json::{Map, Value, json};

use crate::dialogue::{Dialogue, MAX_TIME, Rejected};
use crate::driver::LaterCall;
use crate::plan::Outcome;
use crate::prompt::{self, EXAMPLE, FORMAT};
use crate::revise::Run;
use crate::text::shorten;
use crate::tools::{LeftOut, catalogue, parameters};
use crate::{artifacts, steps};

/// How many bytes of JSON the list of tools may take in a brief, which a host's model reads among much else.
const MAX_TOOLS_BYTES: usize = 24_000;

/// How much of a tool's own description a mapping tells, and of each argument's, in characters.
const MAPPING_DETAIL: (usize, usize) = (160, 80);

/// How many of the tools that were left out are named.
const MAX_LEFT_OUT: usize = 50;

/// What a plan was held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Checked {
    /// The host's tools.
    WithTools,
    /// Nothing but the plan itself: the host told no tools.
    WithoutTools,
}

/// What became of a conversation about `task`.
pub(crate) fn of(
    outcome: Outcome,
    task: &str,
    mappings: &TaskMappings,
    dialogue: &Dialogue,
) -> CallToolResponse {
    let rejected = dialogue.rejected();
    match (outcome, rejected) {
        (Outcome::Planned(definition), _) => {
            planned(&definition, mappings, &dialogue.prompt().left_out).into()
        }
        (Outcome::Declined(reason), _) => declined(&reason, &dialogue.prompt().left_out).into(),
        (Outcome::InLaterCall(LaterCall::InputRequired(required)), _) => required.into(),
        (Outcome::InLaterCall(LaterCall::MendedPlan) | Outcome::GaveUp, None) => {
            brief(task, mappings, &[], None).into()
        }
        (Outcome::InLaterCall(LaterCall::MendedPlan), Some(rejected)) => {
            refused(&rejected.problems, mappings).into()
        }
        (Outcome::GaveUp, Some(rejected)) => {
            let bound = format!("in {} rounds", dialogue.rounds());
            gave_up(rejected, &bound, &dialogue.prompt().left_out).into()
        }
        (Outcome::TimedOut, Some(rejected)) => {
            let bound = format!("within {} seconds", MAX_TIME.as_secs());
            gave_up(rejected, &bound, &dialogue.prompt().left_out).into()
        }
        (Outcome::TimedOut, None) => {
            let why = format!(
                "the model did not answer within {} seconds",
                MAX_TIME.as_secs()
            );
            brief(task, mappings, &[why], None).into()
        }
        (Outcome::NobodyLeft(reasons), _) => brief(task, mappings, &reasons, rejected).into(),
    }
}

/// A plan that can be used.
fn planned(
    definition: &FlowDefinition,
    mappings: &TaskMappings,
    left_out: &LeftOut,
) -> CallToolResult {
    let checked = if mappings.is_empty() {
        Checked::WithoutTools
    } else {
        Checked::WithTools
    };
    let (mut results, shown) = flow("Planned", definition, mappings, checked);
    add_left_out(&mut results, left_out);
    with_shown(results, shown)
}

/// A plan to which edits were applied. A dry run has the same results; it only has nothing shown.
pub(crate) fn revised(
    definition: &FlowDefinition,
    mappings: &TaskMappings,
    checked: Checked,
    changes: &[String],
    run: Run,
) -> CallToolResult {
    let (mut results, shown) = flow("Revised", definition, mappings, checked);
    results.insert("changes".to_owned(), json!(changes));
    match run {
        Run::Real => with_shown(results, shown),
        Run::Dry => answer(results),
    }
}

/// The results about a flow that can be used, and what a host with a canvas shows beside them.
fn flow(
    verb: &str,
    definition: &FlowDefinition,
    mappings: &TaskMappings,
    checked: Checked,
) -> (Map<String, Value>, (Value, Value)) {
    let rendered = render(definition);
    let count = definition.tasks().len();
    let mut message = format!(
        "{verb} the flow {:?} with {count} {}. To run it, pass flow_definition unchanged to the Prefect runner's \
         submit_flow.",
        definition.flow_name(),
        if count == 1 { "task" } else { "tasks" },
    );
    if checked == Checked::WithoutTools {
        message.push_str(
            " No tools were given in _mcp_data, so neither the tools nor their arguments could be checked.",
        );
    }
    let parameters = steps::parameters(definition);
    if !parameters.is_empty() {
        message.push_str(" What a run is told, pass as parameters, values by name.");
    }
    let mut results = Map::from_iter([
        ("success".to_owned(), json!(true)),
        ("message".to_owned(), json!(message)),
    ]);
    if !parameters.is_empty() {
        results.insert("parameters".to_owned(), json!(parameters));
    }
    results.extend([
        ("steps".to_owned(), json!(steps::of(definition))),
        ("flow_definition".to_owned(), json!(definition)),
        ("task_count".to_owned(), json!(count)),
        ("available_mappings".to_owned(), json!(mappings.len())),
        ("python_code".to_owned(), json!(rendered.source)),
    ]);
    (results, artifacts::of(definition, &rendered))
}

fn with_shown(results: Map<String, Value>, (artifacts, display): (Value, Value)) -> CallToolResult {
    CallToolResult::structured(
        json!({"results": results, "artifacts": artifacts, "display": display}),
    )
}

/// Edits that cannot be applied as one.
pub(crate) fn not_revised(problems: &Problems, mappings: &TaskMappings) -> CallToolResult {
    let mut results = failure("Nothing was changed: the edits and the plan do not go together.");
    add_problems(&mut results, problems);
    results.insert("available_mappings".to_owned(), json!(mappings.len()));
    results.insert(
        "message".to_owned(),
        json!(
            "Mend the edits as each problem says (pointers that begin with /edits are into the edits, others into the \
             plan), and call revise_prefect_flow again with the same flow_definition and all edits."
        ),
    );
    answer(results)
}

/// A plan of the host's that cannot be used. The host has it; what it needs are the problems.
fn refused(problems: &Problems, mappings: &TaskMappings) -> CallToolResult {
    let mut results = failure("The plan that was passed in cannot be used.");
    add_problems(&mut results, problems);
    results.insert("available_mappings".to_owned(), json!(mappings.len()));
    results.insert(
        "message".to_owned(),
        json!("Mend the plan as each problem says, and call plan_prefect_flow again with the whole of it as plan."),
    );
    answer(results)
}

/// A model that gave no plan that can be used, as often or as long as it may be asked.
fn gave_up(rejected: &Rejected, bound: &str, left_out: &LeftOut) -> CallToolResult {
    let mut results = failure(format!("The model gave no plan that can be used {bound}."));
    add_problems(&mut results, &rejected.problems);
    results.insert("draft".to_owned(), rejected.draft.clone());
    add_left_out(&mut results, left_out);
    results.insert(
        "message".to_owned(),
        json!("Mend the draft as each problem says, and call plan_prefect_flow again with the whole of it as plan."),
    );
    answer(results)
}

/// A model that says that the task cannot be done.
fn declined(reason: &str, left_out: &LeftOut) -> CallToolResult {
    let mut results = failure(format!(
        "The model finds no plan for this task with these tools: {reason}"
    ));
    add_left_out(&mut results, left_out);
    results.insert(
        "message".to_owned(),
        json!("Say the task differently, or make the tools available that it needs."),
    );
    answer(results)
}

/// `_mcp_data` cannot be read.
pub(crate) fn mcp_data_is_no_json(error: &serde_json::Error) -> CallToolResult {
    failed(
        format!("_mcp_data is no JSON: {error}"),
        "Pass _mcp_data as a JSON object, or leave it to the host.",
    )
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
fn brief(
    task: &str,
    mappings: &TaskMappings,
    reasons: &[String],
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
    if !reasons.is_empty() {
        results.insert("reason".to_owned(), json!(reasons.join("; ")));
    }
    results.insert("format".to_owned(), json!(FORMAT));
    results.insert(
        "example".to_owned(),
        serde_json::from_str(EXAMPLE).unwrap_or_default(),
    );
    let tools = catalogue(task, mappings, MAX_TOOLS_BYTES);
    results.insert("tools".to_owned(), tools.list);
    add_left_out(&mut results, &tools.left_out);
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

/// Which tools the model was not told, because there are too many.
fn add_left_out(results: &mut Map<String, Value>, left_out: &LeftOut) {
    if left_out.keys.is_empty() {
        return;
    }
    let named: Vec<&String> = left_out.keys.iter().take(MAX_LEFT_OUT).collect();
    results.insert(
        "tools_left_out".to_owned(),
        json!({
            "count": left_out.keys.len(),
            "task_keys": named,
            "note": "There are more tools than can be told at once; these seemed least relevant to the task, the most \
                     relevant of them first. A plan may use them all the same; list_task_mappings shows them.",
        }),
    );
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
