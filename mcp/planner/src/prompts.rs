//! The prompt with which a user starts a plan, from a host's menu.

use rmcp::ErrorData;
use rmcp::model::{
    GetPromptRequestParams, GetPromptResult, ListPromptsResult, Prompt, PromptArgument,
    PromptMessage, Role,
};
use serde_json::Value;

/// Plan a flow, and show it before it is run.
const PLAN_FLOW: &str = "plan_flow";

/// What it has to be told.
const TASK: &str = "task";

/// All prompts.
pub(crate) fn list() -> ListPromptsResult {
    let task = PromptArgument::new(TASK)
        .with_description("What the flow is to do, in plain words")
        .with_required(true);
    let description = "Plan a Prefect flow from the tools at hand, and show its steps";
    let prompt = Prompt::new(PLAN_FLOW, Some(description), Some(vec![task]))
        .with_title("Plan a Prefect flow");
    ListPromptsResult::with_all_items(vec![prompt])
}

/// The words of one prompt.
///
/// # Errors
/// There is no such prompt, or it is not told its task.
pub(crate) fn get(request: &GetPromptRequestParams) -> Result<GetPromptResult, ErrorData> {
    if request.name != PLAN_FLOW {
        let message = format!(
            "there is no prompt {:?}; the only one is {PLAN_FLOW:?}",
            request.name
        );
        return Err(ErrorData::invalid_params(message, None));
    }
    let arguments = request.arguments.as_ref();
    let task = arguments.and_then(|arguments| arguments.get(TASK));
    let Some(task) = task
        .and_then(Value::as_str)
        .filter(|task| !task.trim().is_empty())
    else {
        let message = format!("{PLAN_FLOW} needs the argument {TASK:?}: what the flow is to do");
        return Err(ErrorData::invalid_params(message, None));
    };
    let text = format!(
        "Plan a Prefect flow with plan_prefect_flow. Show me its steps and its parameters, and run nothing before I \
         agree. The flow is to do this:\n\n{task}"
    );
    Ok(GetPromptResult::new(vec![PromptMessage::new_text(
        Role::User,
        text,
    )]))
}
