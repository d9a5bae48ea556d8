//! One call of `plan_prefect_flow`.

use mcp_flow::{FlowDefinition, TaskMappings};
use rmcp::RoleServer;
use rmcp::model::{CallToolResponse, CallToolResult};
use rmcp::service::RequestContext;
use serde_json::Value;
use tokio::time::{Duration, Instant, interval_at, timeout_at};

use crate::arguments::{PlanArguments, json};
use crate::dialogue::{Dialogue, MAX_ROUNDS, Verdict};
use crate::driver::{
    CallState, Driver, DriverError, Endpoint, InputRequest, LaterCall, ModelDriver, PassedIn,
    Reply, Sampling,
};
use crate::progress::Progress;
use crate::prompt::Prompt;
use crate::server::Shared;
use crate::{results, tools};

/// How often a host hears that the model is still thinking.
const WORD_EVERY: Duration = Duration::from_secs(5);

/// How long a driver may go on after the deadline to say that it is over.
const GRACE: Duration = Duration::from_secs(1);

/// What became of a conversation.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// There is a plan that can be used.
    Planned(FlowDefinition),
    /// The model says why the tools cannot do the task.
    Declined(String),
    /// The model has been asked often enough.
    GaveUp,
    /// The time is up.
    TimedOut,
    /// It goes on in a later call.
    InLaterCall(LaterCall),
    /// Nobody could be asked, or answered, and why.
    NobodyLeft(Vec<String>),
}

/// Plans, or tells what is in the way.
pub(crate) async fn plan(
    shared: &Shared,
    arguments: PlanArguments,
    call: CallState,
    context: &RequestContext<RoleServer>,
) -> CallToolResponse {
    let mcp_data = match json(arguments.mcp_data) {
        Ok(mcp_data) => mcp_data.unwrap_or_default(),
        Err(error) => return results::mcp_data_is_no_json(&error).into(),
    };
    let mappings = tools::read(&mcp_data);
    let mut progress = Progress::of(context);
    progress
        .step(format!("Read {} tools", mappings.len()))
        .await;
    let response = if let Some(driver) = PassedIn::of(arguments.plan) {
        let mut dialogue = Dialogue::new(Prompt::default());
        let drivers = vec![Driver::PassedIn(driver)];
        let outcome = converse(drivers, &mut dialogue, &mappings, &mut progress, context).await;
        results::of(outcome, "", &mappings, &dialogue)
    } else {
        match task(arguments.task.as_ref()) {
            _ if mappings.is_empty() => results::no_tools(&mappings).into(),
            Err(result) => (*result).into(),
            Ok(task) => ask_somebody(shared, &task, &mappings, call, &mut progress, context).await,
        }
    };
    progress.end("Done").await;
    response
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

/// Plans with whatever model there is to ask.
async fn ask_somebody(
    shared: &Shared,
    task: &str,
    mappings: &TaskMappings,
    call: CallState,
    progress: &mut Progress,
    context: &RequestContext<RoleServer>,
) -> CallToolResponse {
    let prompt = match Prompt::new(task, mappings, shared.config.max_prompt_bytes) {
        Ok(prompt) => prompt,
        Err(error) => {
            let message =
                "Say in fewer words what the flow is to achieve, and keep data out of it.";
            return results::failed(error.to_string(), message).into();
        }
    };
    let mut dialogue = Dialogue::new(prompt);
    let mut drivers = Vec::new();
    drivers.extend(Sampling::of(context).map(Driver::Sampling));
    match InputRequest::of(context, &shared.states, call, &mut dialogue, mappings) {
        Ok(driver) => drivers.extend(driver.map(Driver::InputRequest)),
        Err(error) => {
            let message = "Call plan_prefect_flow again without requestState and inputResponses, which begins anew.";
            return results::failed(format!("{error}."), message).into();
        }
    }
    if let Some(endpoint) = &shared.config.endpoint {
        drivers.push(Driver::Endpoint(Endpoint::new(
            endpoint,
            &shared.connections,
        )));
    }
    let outcome = converse(drivers, &mut dialogue, mappings, progress, context).await;
    results::of(outcome, task, mappings, &dialogue)
}

/// Asks until there is a plan that can be used, or often or long enough. Where a driver fails, the next goes on.
async fn converse(
    drivers: Vec<Driver<'_>>,
    dialogue: &mut Dialogue,
    mappings: &TaskMappings,
    progress: &mut Progress,
    context: &RequestContext<RoleServer>,
) -> Outcome {
    let mut reasons = Vec::new();
    for mut driver in drivers {
        loop {
            let reply = tokio::select! {
                reply = ask(&mut driver, dialogue, progress) => reply,
                () = context.ct.cancelled() => Err(DriverError::Cancelled),
            };
            let answer = match reply {
                Ok(Reply::Answer(answer)) => answer,
                Ok(Reply::InLaterCall(later)) => return Outcome::InLaterCall(later),
                Err(DriverError::TimedOut) => return Outcome::TimedOut,
                Err(error @ DriverError::Cancelled) => {
                    return Outcome::NobodyLeft(vec![error.to_string()]);
                }
                Err(error @ DriverError::Failed { .. }) => {
                    reasons.push(error.to_string());
                    break;
                }
            };
            match dialogue.answer(answer, mappings) {
                Verdict::Planned(definition) => return Outcome::Planned(definition),
                Verdict::Declined(reason) => return Outcome::Declined(reason),
                Verdict::GaveUp => return Outcome::GaveUp,
                // A plan that came late is still a plan, but nobody is asked again.
                Verdict::Again if Instant::now() >= dialogue.deadline() => {
                    return Outcome::TimedOut;
                }
                Verdict::Again => {}
            }
        }
    }
    Outcome::NobodyLeft(reasons)
}

/// Brings one answer, with word to the host as long as it takes.
async fn ask(
    driver: &mut Driver<'_>,
    dialogue: &Dialogue,
    progress: &mut Progress,
) -> Result<Reply, DriverError> {
    let round = dialogue.rounds() + 1;
    if !matches!(driver, Driver::PassedIn(_)) {
        let message = format!("Asking the model for a plan, round {round} of {MAX_ROUNDS}");
        progress.step(message).await;
    }
    let began = Instant::now();
    let mut word = interval_at(began + WORD_EVERY, WORD_EVERY);
    let mut reply = std::pin::pin!(timeout_at(
        dialogue.deadline() + GRACE,
        driver.ask(dialogue)
    ));
    loop {
        tokio::select! {
            reply = &mut reply => return reply.unwrap_or(Err(DriverError::TimedOut)),
            _ = word.tick() => progress.waiting(began.elapsed()).await,
        }
    }
}
