//! The prompt with which a user has a plan run, from a host's menu.

use rmcp::ErrorData;
use rmcp::model::{
    GetPromptRequestParams, GetPromptResult, ListPromptsResult, Prompt, PromptArgument,
    PromptMessage, Role,
};
use serde_json::Value;

/// Run the plan that was made, and report.
const RUN_FLOW: &str = "run_flow";

/// Where to run it.
const WORK_POOL: &str = "work_pool_name";

/// All prompts.
pub(crate) fn list() -> ListPromptsResult {
    let pool = PromptArgument::new(WORK_POOL)
        .with_description("The work pool to run it in; left out, one that has a worker")
        .with_required(false);
    let description = "Run the Prefect flow that was planned last, and report what came of it";
    let prompt = Prompt::new(RUN_FLOW, Some(description), Some(vec![pool]))
        .with_title("Run the planned flow");
    ListPromptsResult::with_all_items(vec![prompt])
}

/// The words of one prompt.
///
/// # Errors
/// There is no such prompt.
pub(crate) fn get(request: &GetPromptRequestParams) -> Result<GetPromptResult, ErrorData> {
    if request.name != RUN_FLOW {
        let message = format!(
            "there is no prompt {:?}; the only one is {RUN_FLOW:?}",
            request.name
        );
        return Err(ErrorData::invalid_params(message, None));
    }
    let arguments = request.arguments.as_ref();
    let pool = arguments.and_then(|arguments| arguments.get(WORK_POOL));
    let pool = match pool
        .and_then(Value::as_str)
        .filter(|name| !name.trim().is_empty())
    {
        Some(name) => format!("in the work pool {name:?}"),
        None => "in a work pool that list_work_pools tells is READY".to_owned(),
    };
    let text = format!(
        "Run the flow_definition that was planned last with submit_flow, {pool}. Follow it with get_run_status until it \
         is done, and tell me its results, or which task failed and why."
    );
    Ok(GetPromptResult::new(vec![PromptMessage::new_text(
        Role::User,
        text,
    )]))
}
