//! The model of a user who plans flows, runs them and follows them.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use prefect_rest::{Client, Field, types};
use regex::Regex;
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use super::super::flow::{
    CREATE_POOL, LIST_POOLS, PLAN, STATUS, SUBMIT, TASK, ids, plan, status, submit, task_keys,
};
use super::super::model::{Answer, Asked, Call, Script, Scripted};
use super::super::watched::Watched;

/// What the user writes.
pub(super) const RUN: &str = "Run a flow that compares the salaries.";
pub(super) const FOLLOW: &str = "Run it in the pool that is paused, too, and tell me how it goes.";
pub(super) const TWO: &str = "Plan two more flows.";
pub(super) const MISTAKES: &str = "Now do all that cannot be done.";

/// The pool that the flow runs in, and one that is paused at first.
pub(super) const POOL: &str = "atlas-pool";
pub(super) const PAUSED_POOL: &str = "paused-pool";

/// The tasks of two flows that are planned at the same time; the words with which they end are the flows' names.
pub(super) const TWO_TASKS: [&str; 2] = [
    "Compare salaries and call the flow first_flow",
    "Compare salaries and call the flow second_flow",
];

/// How long what must come true may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often it is looked whether it has.
const LOOK_INTERVAL: Duration = Duration::from_millis(20);

/// The model of a user who gets what he wants.
pub(super) struct Usual {
    pub(super) prefect: Client,
    /// The planner, which asks the model.
    pub(super) planner: Watched,
    /// How many of a server's questions were answered.
    pub(super) sampled: AtomicUsize,
}

impl Script for Usual {
    async fn answer(&self, asked: &Asked) -> Scripted {
        let prompts = asked.prompts();
        if asked.system().starts_with("You plan Prefect flows") {
            return self.plan_for_planner(&prompts).await;
        }
        let rounds = asked.rounds();
        let last = rounds.last().map(Vec::as_slice).unwrap_or_default();
        match prompts.last().copied().unwrap_or_default() {
            RUN => run(asked, last),
            FOLLOW => self.follow(&rounds, last).await,
            TWO => two(last),
            MISTAKES => mistakes(last),
            other => Err(format!("nobody wrote {other:?}")),
        }
    }
}

impl Usual {
    /// Answers a server's question after a plan.
    async fn plan_for_planner(&self, prompts: &[&str]) -> Scripted {
        let request = prompts.first().copied().unwrap_or_default();
        let request: Value = serde_json::from_str(request).map_err(|error| error.to_string())?;
        let task = request["task"].as_str().unwrap_or_default();
        let flow_name = if TWO_TASKS.contains(&task) {
            // Atlas hands its model one question after the other. Unless the planner has asked both, neither is answered.
            let both = timeout(PATIENCE, self.both_asked()).await;
            both.map_err(|_| format!("{task:?} was asked alone"))?;
            task.rsplit(' ').next().unwrap_or_default()
        } else {
            "salary_comparison"
        };
        let plan = plan(flow_name);
        offers(&request["tools"], &plan)?;
        self.sampled.fetch_add(1, Ordering::Relaxed);
        Ok(Answer::Text(plan.to_string()))
    }

    /// Comes back when the planner has asked about both flows that are planned at the same time.
    async fn both_asked(&self) {
        loop {
            let answers = self.planner.answers();
            let questions = answers.of("sampling/createMessage");
            let about = |task: &str| questions.iter().any(|one| one.to_string().contains(task));
            if TWO_TASKS.into_iter().all(about) {
                return;
            }
            sleep(LOOK_INTERVAL).await;
        }
    }

    /// Submits to a paused pool, asks for the status twice in one turn, and resumes the pool in between.
    async fn follow(&self, rounds: &[Vec<Call>], last: &[Call]) -> Scripted {
        match last {
            [] => Ok(Answer::Calls(vec![submit(
                &plan("salary_comparison"),
                PAUSED_POOL,
            )])),
            [submitted] if submitted.tool == SUBMIT => {
                let submitted = submitted.success()?;
                let status = status(&submitted["flow_run_id"], 2);
                Ok(Answer::Calls(vec![status, Call::of(LIST_POOLS, json!({}))]))
            }
            [asked, pools] => {
                holds("two pools", pools.success()?["work_pool_count"] == 2)?;
                let told = asked.success()?;
                holds("it is not done", told["done"] == false)?;
                let advised = advised(&told["next"])?;
                let again = status(&told["flow_run_id"], advised);
                let made = rounds.iter().flatten();
                holds(
                    "the advised call is another than those that were made",
                    made.clone().all(|call| call.arguments != again.arguments),
                )?;
                let resumed = types::WorkPoolUpdate {
                    is_paused: Field::Value(false),
                    ..types::WorkPoolUpdate::default()
                };
                let resume = self
                    .prefect
                    .update_work_pool()
                    .name(PAUSED_POOL)
                    .body(resumed);
                resume.send().await.map_err(|error| error.to_string())?;
                Ok(Answer::Calls(vec![again]))
            }
            [again] => {
                completed(again)?;
                Ok(Answer::Text("It went well after all.".to_owned()))
            }
            _ => Err(format!("unexpected calls: {last:?}")),
        }
    }
}

/// Plans, with the host's plan where nobody else gives one, submits, and follows to the end: in no more than the four
/// rounds that Atlas allows.
fn run(asked: &Asked, last: &[Call]) -> Scripted {
    let plan = plan("salary_comparison");
    match last {
        [] => {
            let missing = |tool: &&str| !asked.tools().contains(tool);
            let mut missing = [PLAN, SUBMIT, STATUS, CREATE_POOL]
                .into_iter()
                .filter(missing);
            holds("all tools are offered", missing.next().is_none())?;
            let pool = json!({"pool_name": POOL});
            Ok(Answer::Calls(vec![
                Call::of(PLAN, json!({"task": TASK})),
                Call::of(CREATE_POOL, pool),
            ]))
        }
        [planned, rest @ ..] if planned.tool == PLAN => {
            for pool in rest {
                pool.success()?;
            }
            let results = planned.results()?;
            if results["plan_needed"] == true {
                holds(
                    "the brief has the task",
                    results["next_call"]["arguments"]["task"] == TASK,
                )?;
                let format = results["format"].as_str().unwrap_or_default();
                holds("the brief has the format", format.contains("task_key"))?;
                offers(&results["tools"], &plan)?;
                let arguments = json!({"task": TASK, "plan": plan});
                return Ok(Answer::Calls(vec![Call::of(PLAN, arguments)]));
            }
            let results = planned.success()?;
            let definition = &results["flow_definition"];
            holds(
                "the plan is the model's",
                ids(&definition["tasks"]) == ids(&plan["tasks"]),
            )?;
            holds("the plan has steps", !results["steps"].is_null())?;
            let code = results["python_code"].as_str().unwrap_or_default();
            for part in ["@flow(", "employees_select_users", "return results"] {
                holds("the code is whole", code.contains(part))?;
            }
            Ok(Answer::Calls(vec![submit(definition, POOL)]))
        }
        [submitted] if submitted.tool == SUBMIT => {
            let submitted = submitted.success()?;
            holds(
                "a deployment was made",
                submitted["deployment"] == "created",
            )?;
            let wait = advised(&submitted["next"])?;
            Ok(Answer::Calls(vec![status(&submitted["flow_run_id"], wait)]))
        }
        [told] if told.tool == STATUS => {
            let told = completed(told)?;
            Ok(Answer::Text(told["flow_run_id"].to_string()))
        }
        _ => Err(format!("unexpected calls: {last:?}")),
    }
}

/// Plans two flows at the same time.
fn two(last: &[Call]) -> Scripted {
    if last.is_empty() {
        let call = |task: &str| Call::of(PLAN, json!({"task": task}));
        return Ok(Answer::Calls(TWO_TASKS.map(call).into()));
    }
    holds("both calls have results", last.len() == 2)?;
    for (call, task) in last.iter().zip(TWO_TASKS) {
        let results = call.results()?;
        if results["plan_needed"] == true {
            let asked = &results["next_call"]["arguments"]["task"];
            holds("the brief is of its own task", asked == task)?;
        } else {
            let name = &call.success()?["flow_definition"]["flow_name"];
            let name = name.as_str().unwrap_or_default();
            holds("the plan is of its own task", task.ends_with(name))?;
        }
    }
    Ok(Answer::Text("Both are planned.".to_owned()))
}

/// Makes calls that cannot succeed; each tells what is wrong and what to do.
fn mistakes(last: &[Call]) -> Scripted {
    match last {
        [] => Ok(Answer::Calls(vec![
            submit(&plan("salary_comparison"), "no-such-pool"),
            status(&json!("no-such-run"), 0),
            Call::of(PLAN, json!({})),
        ])),
        [submitted, asked, planned] => {
            for (call, words) in [
                (submitted, "There is no work pool \"no-such-pool\""),
                (asked, "flow_run_id is \"no-such-run\", which is no UUID"),
                (planned, "task"),
            ] {
                let error = call.error()?;
                holds(&format!("{error:?} has {words:?}"), error.contains(words))?;
            }
            let names = &submitted.results()?["work_pool_names"];
            holds("the pools are named", *names == json!([POOL, PAUSED_POOL]))?;
            Ok(Answer::Text("None of it can be done.".to_owned()))
        }
        _ => Err(format!("unexpected calls: {last:?}")),
    }
}

/// The run has completed with all tasks of the plan.
fn completed(told: &Call) -> Result<Value, String> {
    let told = told.success()?;
    holds(
        "the run has completed",
        told["done"] == true && told["state_type"] == "COMPLETED",
    )?;
    let tasks = told["tasks"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let all = tasks.iter().all(|task| task["state_type"] == "COMPLETED");
    holds("all tasks have completed", all)?;
    let plan = plan("");
    holds(
        "the tasks are the plan's",
        ids(&told["tasks"]) == ids(&plan["tasks"]),
    )?;
    Ok(told)
}

/// For how long the runner says that the next call is to wait.
fn advised(next: &Value) -> Result<u64, String> {
    let next = next.as_str().unwrap_or_default();
    let wait = Regex::new(r"wait_seconds (\d+)").map_err(|error| error.to_string())?;
    wait.captures(next)
        .and_then(|found| found[1].parse().ok())
        .ok_or_else(|| format!("no wait_seconds in {next:?}"))
}

/// The list of tools has all that the plan calls.
fn offers(tools: &Value, plan: &Value) -> Result<(), String> {
    let tools = tools.as_array().map(Vec::as_slice).unwrap_or_default();
    let offered = |key: &&str| tools.iter().any(|tool| tool["task_key"] == *key);
    match task_keys(plan).into_iter().find(|key| !offered(key)) {
        None => Ok(()),
        Some(missing) => Err(format!("{missing} is not offered")),
    }
}

fn holds(what: &str, true_or_not: bool) -> Result<(), String> {
    if true_or_not {
        return Ok(());
    }
    Err(format!("it does not hold that {what}"))
}
