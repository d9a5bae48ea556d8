//! One call of `plan_prefect_flow`.

use mcp_flow::{DraftFlow, FlowDefinition, Problems, TaskMappings};
use rmcp::RoleServer;
use rmcp::model::CallToolResult;
use rmcp::service::RequestContext;
use serde_json::Value;

use crate::arguments::{PlanArguments, json};
use crate::dialogue::{Dialogue, MAX_ROUNDS, Verdict};
use crate::driver::{ModelDriver, Sampling};
use crate::progress::Progress;
use crate::{results, tools};

/// What a plan was held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Checked {
    /// The host's tools.
    WithTools,
    /// Nothing but the plan itself: the host told no tools.
    WithoutTools,
}

/// Plans, or tells what is in the way.
pub(crate) async fn plan(
    arguments: PlanArguments,
    context: &RequestContext<RoleServer>,
) -> CallToolResult {
    let mcp_data = match json(arguments.mcp_data) {
        Ok(mcp_data) => mcp_data.unwrap_or_default(),
        Err(error) => {
            return results::failed(
                format!("_mcp_data is no JSON: {error}"),
                "Pass _mcp_data as a JSON object, or leave it to the host.",
            );
        }
    };
    let mappings = tools::read(&mcp_data);
    let mut progress = Progress::of(context);
    progress
        .step(format!("Read {} tools", mappings.len()))
        .await;
    let result = match given(arguments.plan) {
        Some(draft) => check_given(draft, &mappings),
        None if mappings.is_empty() => results::no_tools(&mappings),
        None => match task(arguments.task.as_ref()) {
            Ok(task) => match Sampling::of(context) {
                Some(driver) => converse(&driver, &task, &mappings, &mut progress).await,
                None => results::brief(&task, &mappings, None, None),
            },
            Err(result) => *result,
        },
    };
    progress.end("Done").await;
    result
}

/// The task in words.
fn task(task: Option<&Value>) -> Result<String, Box<CallToolResult>> {
    match task {
        Some(Value::String(task)) if !task.trim().is_empty() => Ok(task.trim().to_owned()),
        _ => Err(Box::new(results::failed(
            "task is missing.",
            "Say in task, as text, what the flow is to achieve.",
        ))),
    }
}

/// The plan that the host passed in, if it did: as JSON, or as text with JSON in it.
fn given(plan: Option<Value>) -> Option<Result<DraftFlow, Problems>> {
    match plan {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) if text.trim().is_empty() => None,
        Some(Value::String(text)) => Some(DraftFlow::from_text(&text)),
        Some(value) => Some(Ok(DraftFlow::read(&value))),
    }
}

fn check_given(draft: Result<DraftFlow, Problems>, mappings: &TaskMappings) -> CallToolResult {
    let (checked, definition) = if mappings.is_empty() {
        (
            Checked::WithoutTools,
            draft.and_then(FlowDefinition::try_from),
        )
    } else {
        let definition = draft.and_then(|draft| FlowDefinition::from_draft(draft, mappings));
        (Checked::WithTools, definition)
    };
    match definition {
        Ok(definition) => results::planned(&definition, mappings, checked),
        Err(problems) => results::refused(&problems, mappings),
    }
}

/// Asks a model until it has given a plan that can be used, or often enough.
async fn converse(
    driver: &impl ModelDriver,
    task: &str,
    mappings: &TaskMappings,
    progress: &mut Progress,
) -> CallToolResult {
    let mut dialogue = Dialogue::new(task, mappings);
    loop {
        let round = dialogue.rounds() + 1;
        progress
            .step(format!(
                "Asking the model for a plan, round {round} of {MAX_ROUNDS}"
            ))
            .await;
        let answer = match driver.ask(dialogue.turns()).await {
            Ok(answer) => answer,
            // The host's own model can do what its sampling could not.
            Err(error) => {
                let why = error.to_string();
                return results::brief(task, mappings, Some(&why), dialogue.rejected());
            }
        };
        match dialogue.answer(answer, mappings) {
            Verdict::Planned(definition) => {
                return results::planned(&definition, mappings, Checked::WithTools);
            }
            Verdict::Declined(reason) => return results::declined(&reason),
            Verdict::Again => {}
            Verdict::GaveUp => break,
        }
    }
    match dialogue.rejected() {
        Some(rejected) => results::gave_up(rejected, dialogue.rounds()),
        None => results::brief(task, mappings, None, None),
    }
}
