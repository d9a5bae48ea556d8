//! One call of `revise_prefect_flow`.

use mcp_flow::revise::{DraftEdits, Edit, revise as apply};
use mcp_flow::{DraftFlow, TaskMappings};
use rmcp::model::CallToolResult;
use serde_json::Value;

use crate::arguments::{ReviseArguments, json};
use crate::results::{self, Checked};
use crate::text::shorten;
use crate::tools;

/// The longest value that a change tells whole, in characters.
const VALUE_CHARS: usize = 120;

/// Whether the host is to show what came of the edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Run {
    /// The revised plan takes the place of the one that the user sees.
    Real,
    /// Nothing but the results.
    Dry,
}

/// Applies all edits, or tells everything that is wrong with them.
pub(crate) fn revise(arguments: ReviseArguments) -> CallToolResult {
    let mcp_data = match json(arguments.mcp_data) {
        Ok(mcp_data) => mcp_data.unwrap_or_default(),
        Err(error) => return results::mcp_data_is_no_json(&error),
    };
    let run = match arguments.dry_run {
        None | Some(Value::Null | Value::Bool(false)) => Run::Real,
        Some(Value::Bool(true)) => Run::Dry,
        Some(Value::String(text)) if text == "true" => Run::Dry,
        Some(Value::String(text)) if text == "false" => Run::Real,
        Some(_) => {
            let error = "dry_run is neither true nor false.";
            return results::failed(error, "Give it one of the two, or leave it out.");
        }
    };
    let missing = |name: &str| {
        results::failed(
            format!("{name} is missing."),
            "Pass the plan that is to be changed as flow_definition, and the list of changes as edits.",
        )
    };
    let draft = match arguments.flow_definition {
        None | Some(Value::Null) => return missing("flow_definition"),
        Some(Value::String(text)) => match DraftFlow::from_text(&text) {
            Ok(draft) => draft,
            Err(problems) => return results::not_revised(&problems, &tools::read(&mcp_data)),
        },
        Some(plan) => DraftFlow::read(&plan),
    };
    let Some(edits) = arguments.edits.filter(|edits| !edits.is_null()) else {
        return missing("edits");
    };
    let edits = DraftEdits::read(&edits);
    let mappings = tools::read(&mcp_data);
    let (checked, known) = known(&mappings);
    match apply(&draft, &edits, known) {
        Ok(definition) => {
            let changes: Vec<String> = edits.edits.iter().map(|(_, edit)| words(edit)).collect();
            results::revised(&definition, &mappings, checked, &changes, run)
        }
        Err(problems) => results::not_revised(&problems, &mappings),
    }
}

fn known(mappings: &TaskMappings) -> (Checked, Option<&TaskMappings>) {
    if mappings.is_empty() {
        (Checked::WithoutTools, None)
    } else {
        (Checked::WithTools, Some(mappings))
    }
}

/// An edit in plain words.
fn words(edit: &Edit) -> String {
    let short = |value: &Value| shorten(&value.to_string(), VALUE_CHARS);
    match edit {
        Edit::SetArgument {
            id,
            argument,
            value,
        } => format!("{id}: {argument} is now {}", short(value)),
        Edit::RemoveArgument { id, argument } => format!("{id}: {argument} is no longer given"),
        Edit::AddTask { task } => format!("new: {}", short(task)),
        Edit::RemoveTask { id } => format!("{id}: removed"),
        Edit::SetDependsOn { id, depends_on } if depends_on.is_empty() => {
            format!("{id}: waits for nothing but what it refers to")
        }
        Edit::SetDependsOn { id, depends_on } => {
            format!("{id}: waits for {}", depends_on.join(", "))
        }
        Edit::SetParameter { parameter, schema } => {
            format!("parameters.{parameter} is now {}", short(schema))
        }
        Edit::RemoveParameter { parameter } => format!("parameters.{parameter}: removed"),
    }
}
