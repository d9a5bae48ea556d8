//! `cargo xtask demo`: the whole way from a task to a completed run.
//!
//! ```text
//!   scripted model ◄─ sampling ─┐
//!                               │
//!   mcp-demo ×3 ─ tools/list ─► host (this) ── plan_prefect_flow ──► prefect-planner
//!                               │
//!                               └── create_work_pool, submit_flow, ─► prefect-runner ─► prefect-mock
//!                                   get_run_status
//! ```
//!
//! Every box but the host is a process of its own, and everything between them
//! goes over MCP or HTTP, as it would with a real host. Only the language model
//! is scripted. The mock moves the run through its states and calls no tool.
//!
//! The command succeeds only if the run completed with one task run for each
//! task of the plan, in the order the plan asks for.

mod api;
mod picture;
mod verdict;

use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use serde_json::{Value, json};

use self::api::Api;
use self::verdict::Plan;
use crate::binaries::Binaries;
use crate::journey::host::Server;
use crate::journey::model::ScriptedModel;
use crate::journey::{self, plan};
use crate::mock::Mock;
use crate::output;

/// What is started; each of these packages has one program of its own name.
const PACKAGES: [&str; 4] = [
    "prefect-mock",
    "prefect-planner",
    "prefect-runner",
    "mcp-demo",
];

/// The work pool that the run goes through.
const WORK_POOL: &str = "demo-pool";

/// How long one question after the run's state waits for its end.
const STATUS_WAIT_SECONDS: u64 = 5;

/// How long the whole run may take.
const RUN_LIMIT: Duration = Duration::from_secs(120);

/// `cargo xtask demo`.
pub(crate) fn run() -> anyhow::Result<()> {
    let binaries = Binaries::build(&PACKAGES)?;
    tokio::runtime::Runtime::new()?.block_on(demonstrate(&binaries))
}

async fn demonstrate(binaries: &Binaries) -> anyhow::Result<()> {
    heading("Starting the mock");
    let mock = Mock::start(binaries.path("prefect-mock")?, &[]).await?;
    println!("  Prefect's API is at {}", mock.api_url());

    let model = journey::scripted_model();

    heading("Asking three MCP servers for their tools");
    let inventories = journey::inventories(binaries, &model).await?;
    for (server, tools) in journey::tool_names(&inventories) {
        println!("  {server}: {}", tools.join(", "));
    }

    heading("Planning");
    println!("  {}", plan::TASK);
    let planned = journey::plan_flow(binaries, &model, inventories).await?;
    let definition = &planned["flow_definition"];
    let plan: Plan = serde_json::from_value(definition.clone())
        .context("the planner's flow_definition is not a plan")?;
    println!(
        "  The planner asked the model {} time(s).",
        model.times_asked()
    );

    heading("The flow in Python");
    println!("{}", python_of(&planned)?);

    heading("Running");
    let api = Api::new(mock.api_url());
    let flow_run_id = run_flow(binaries, &model, &mock, definition).await?;

    heading(&format!("The task graph of {}", plan.flow_name));
    print!("{}", picture::graph(&plan));

    let flow_run = api.flow_run(&flow_run_id).await?;
    let states = api.flow_run_states(&flow_run_id).await?;
    let task_runs = api.task_runs(&flow_run_id).await?;
    heading(&format!("The timeline of {}", flow_run.name));
    print!("{}", picture::timeline(&states, &task_runs));

    let problems = verdict::problems(&plan, &flow_run, &task_runs);
    if !problems.is_empty() {
        bail!(
            "the run departed from its plan:\n  {}",
            problems.join("\n  ")
        );
    }
    println!(
        "\n{}: {} task runs for {} tasks, each after the tasks it depends on.",
        flow_run.state_type,
        task_runs.len(),
        plan.tasks.len()
    );
    Ok(())
}

/// Submits the flow through the runner, follows it to its end, and gives the
/// id of its run.
async fn run_flow(
    binaries: &Binaries,
    model: &ScriptedModel,
    mock: &Mock,
    definition: &Value,
) -> anyhow::Result<String> {
    let binary = binaries.path("prefect-runner")?;
    let variables = [("PREFECT_API_URL", mock.api_url())];
    let runner = Server::start("prefect_runner", binary, &[], &variables, model).await?;
    runner
        .call(
            "create_work_pool",
            json!({"pool_name": WORK_POOL, "description": "For the demonstration"}),
        )
        .await?;
    let submitted = runner
        .call(
            "submit_flow",
            json!({
                "flow_definition": definition,
                "work_pool_name": WORK_POOL,
                "deployment_name": "demo",
                "tags": ["demo"],
            }),
        )
        .await?;
    let flow_run_id = submitted["flow_run_id"]
        .as_str()
        .context("submit_flow gave no flow_run_id")?
        .to_owned();
    println!("  Submitted as flow run {flow_run_id}.");

    let ended = follow(&runner, &flow_run_id).await;
    runner.stop().await?;
    ended.map(|()| flow_run_id)
}

/// Waits until a run is in a state that it does not leave by itself.
async fn follow(runner: &Server, flow_run_id: &str) -> anyhow::Result<()> {
    let spinner = output::spinner("Waiting for the run".to_owned());
    let started = Instant::now();
    while started.elapsed() < RUN_LIMIT {
        let status = runner
            .call(
                "get_run_status",
                json!({"flow_run_id": flow_run_id, "wait_seconds": STATUS_WAIT_SECONDS}),
            )
            .await?;
        let state_type = status["state_type"].as_str().unwrap_or_default();
        spinner.set_message(format!("Waiting for the run: {state_type}"));
        if matches!(state_type, "COMPLETED" | "FAILED" | "CANCELLED" | "CRASHED") {
            spinner.finish_and_clear();
            println!("  The runner reports {state_type}.");
            return Ok(());
        }
    }
    bail!(
        "the run {flow_run_id} has not ended within {} seconds",
        RUN_LIMIT.as_secs()
    )
}

/// The Python source in the planner's results.
fn python_of(planned: &Value) -> anyhow::Result<&str> {
    planned["python_code"]
        .as_str()
        .context("the planner gave no Python")
}

fn heading(title: &str) {
    println!("\n── {title} ──");
}
