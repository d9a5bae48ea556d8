//! `cargo xtask e2e`: from a task in words to results, on three sides.
//!
//! | side | Prefect's API | who runs the flow |
//! |---|---|---|
//! | real | a real Prefect server | a real worker, which calls the real tools |
//! | mock | `prefect-mock` | a real worker, which calls the real tools |
//! | simulated | `prefect-mock` | nobody: the mock tells of a run |
//!
//! Each side goes the way of a host: the planner plans, the runner submits and
//! reports. Everything but the host and its scripted model is a process of its own.
//! The command succeeds only if each side ends with the right figures (simulated:
//! with the plan's task graph), within [`MAX_CALLS`] tool calls.

mod figures;
mod side;
mod summary;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use indicatif::ProgressBar;
use serde_json::{Value, json};

use self::side::{Side, WORK_POOL};
use self::summary::Row;
use crate::binaries::Binaries;
use crate::journey::host::Server;
use crate::journey::model::ScriptedModel;
use crate::journey::{self, plan};
use crate::prefect_env::{PREFECT_VERSION, PrefectEnv};
use crate::{output, workspace};

/// What is started; each of these packages has one program of its own name.
const PACKAGES: [&str; 5] = [
    "prefect-mock",
    "prefect-planner",
    "prefect-runner",
    "mcp-call",
    "mcp-demo",
];

/// The most tool calls that the way from the task to the results may take.
const MAX_CALLS: usize = 4;

/// The longest that one question after the run's state waits, in seconds; also the
/// longest that the runner lets a host wait.
const STATUS_WAIT_SECONDS: u64 = 60;

/// How long a run may take. A worker needs some seconds to pick it up and to start
/// Python.
const RUN_LIMIT: Duration = Duration::from_secs(180);

/// `cargo xtask e2e`.
pub(crate) fn run() -> anyhow::Result<()> {
    let prefect = PrefectEnv::ensure(PREFECT_VERSION)?;
    let binaries = Binaries::build(&PACKAGES)?;
    let logs = workspace::cache_dir().join("e2e");
    if logs.exists() {
        fs::remove_dir_all(&logs).with_context(|| format!("cannot clear {}", logs.display()))?;
    }
    let rows = tokio::runtime::Runtime::new()?.block_on(all_sides(&binaries, &prefect, &logs));
    println!("\n{}", summary::table(&rows));
    let failed: Vec<&Row> = rows.iter().filter(|row| row.outcome.is_err()).collect();
    for row in &failed {
        if let Err(error) = &row.outcome {
            println!("{}: {error:#}", row.side);
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    bail!(
        "{} of {} sides failed; the logs of their servers and workers are in {}",
        failed.len(),
        rows.len(),
        logs.display()
    )
}

async fn all_sides(binaries: &Binaries, prefect: &PrefectEnv, logs: &Path) -> Vec<Row> {
    let mut rows = Vec::new();
    for side in Side::ALL {
        println!("\n── {} ──", side.title());
        let started = Instant::now();
        let journey = Journey {
            side,
            binaries,
            prefect,
            logs: logs.join(side.name()),
            spinner: output::spinner(format!("{}: starting", side.name())),
        };
        let mut calls = 0;
        let outcome = journey.go(&mut calls).await;
        journey.spinner.finish_and_clear();
        match &outcome {
            Ok(message) => println!("  {message}"),
            Err(error) => println!("  failed: {error:#}"),
        }
        rows.push(Row {
            side: side.name(),
            calls,
            took: started.elapsed(),
            outcome,
        });
    }
    rows
}

/// The whole way on one side.
struct Journey<'a> {
    side: Side,
    binaries: &'a Binaries,
    prefect: &'a PrefectEnv,
    /// The folder for what its server and worker write.
    logs: PathBuf,
    spinner: ProgressBar,
}

impl Journey<'_> {
    /// Goes all the way and says how it ended. Counts the tool calls.
    async fn go(&self, calls: &mut usize) -> anyhow::Result<String> {
        fs::create_dir_all(&self.logs)
            .with_context(|| format!("cannot make {}", self.logs.display()))?;
        let model = journey::scripted_model();
        self.step("starting Prefect's API");
        let server = side::Api::start(self.side, self.binaries, self.prefect, &self.logs).await?;
        if self.side.has_worker() {
            self.step("starting a worker");
        }
        let worker = self
            .side
            .start_worker(self.binaries, self.prefect, server.url(), &self.logs)
            .await?;

        self.step("planning");
        let inventories = journey::inventories(self.binaries, &model).await?;
        let planned = journey::plan_flow(self.binaries, &model, inventories).await?;
        *calls += 1;
        let definition = &planned["flow_definition"];

        let binary = self.binaries.path("prefect-runner")?;
        let variables = [("PREFECT_API_URL", server.url())];
        let runner = Server::start("prefect_runner", binary, &[], &variables, &model).await?;
        let status = self.run_flow(&runner, definition, calls).await?;
        runner.stop().await?;

        self.step("checking the results");
        if status["state_type"] != json!("COMPLETED") {
            bail!("the run ended otherwise: {status:#}");
        }
        if *calls > MAX_CALLS {
            bail!("it took {calls} tool calls, and {MAX_CALLS} have to do");
        }
        let found = if self.side.has_worker() {
            let expected = self.expected(&model).await?;
            figures::check_results(&status, &expected)?
        } else {
            figures::check_graph(&status, definition)?
        };
        drop(worker);
        Ok(found)
    }

    /// Submits the flow and follows it to its end.
    async fn run_flow(
        &self,
        runner: &Server,
        definition: &Value,
        calls: &mut usize,
    ) -> anyhow::Result<Value> {
        if !self.side.has_worker() {
            runner
                .call("create_work_pool", json!({"pool_name": WORK_POOL}))
                .await?;
            *calls += 1;
        }
        self.step("submitting");
        let submitted = runner
            .call(
                "submit_flow",
                json!({
                    "flow_definition": definition,
                    "work_pool_name": WORK_POOL,
                    "tags": ["e2e"],
                }),
            )
            .await?;
        *calls += 1;
        let flow_run_id = &submitted["flow_run_id"];
        println!("  Flow run {}.", flow_run_id.as_str().unwrap_or_default());

        let started = Instant::now();
        while started.elapsed() < RUN_LIMIT {
            self.step("waiting for the run");
            let status = runner
                .call(
                    "get_run_status",
                    json!({"flow_run_id": flow_run_id, "wait_seconds": STATUS_WAIT_SECONDS}),
                )
                .await?;
            *calls += 1;
            if status["done"] == json!(true) {
                return Ok(status);
            }
        }
        bail!(
            "the run has not ended within {} seconds",
            RUN_LIMIT.as_secs()
        )
    }

    /// What the tools themselves say, asked without any flow.
    async fn expected(&self, model: &ScriptedModel) -> anyhow::Result<figures::Expected> {
        let binary = self.binaries.path("mcp-demo")?;
        let employees = Server::start("employees", binary, &["employees"], &[], model).await?;
        let mut departments = Vec::new();
        for department in plan::DEPARTMENTS {
            let facts = employees
                .ask("average_salary", json!({"department": department}))
                .await?;
            departments.push(figures::Department::read(department, &facts)?);
        }
        employees.stop().await?;
        figures::Expected::of(departments)
    }

    fn step(&self, what: &str) {
        self.spinner
            .set_message(format!("{}: {what}", self.side.name()));
        if self.spinner.is_hidden() {
            eprintln!("  {what}");
        }
    }
}
