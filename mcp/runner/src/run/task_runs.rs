//! The task runs of a flow run, and which task of the plan each of them is.
//!
//! A planned flow gives each task run the id of its task as its name, but Prefect takes that name over only when the
//! task starts. Until then the task run has a made-up name, `<task_key>-<beginning of its dynamic key>`, which says no
//! more than which tool it calls. Since a flow submits its tasks in the order of the plan's graph, task runs that have
//! not started still find their task: by elimination among the tasks that call the same tool, in that order, provided
//! that there are as many of these as of those.

use std::collections::{HashMap, HashSet};

use mcp_flow::{FlowDefinition, FlowTask, TaskGraph};
use prefect_rest::{Client, types};
use serde_json::{Value, json};
use uuid::Uuid;

use super::cut;
use super::outputs::Told;
use crate::failure::Failure;
use crate::filters;
use crate::results::{Facts, seconds, time};

/// How many task runs are asked for at once; the most that Prefect gives.
const PAGE: i64 = 200;

/// The most task runs that are told: as many as a plan may have tasks.
const MAX_TASK_RUNS: usize = mcp_flow::validate::MAX_TASKS;

/// The most bytes of JSON that a state's message takes.
const MAX_MESSAGE_BYTES: usize = 2_000;

/// The task runs of a flow run in the order in which they started, those that have not started last; up to
/// [`MAX_TASK_RUNS`]. Costs one request for each 200.
pub(crate) async fn read(
    client: &Client,
    flow_run_id: Uuid,
) -> Result<Vec<types::TaskRun>, Failure> {
    let mut runs: Vec<types::TaskRun> = Vec::new();
    loop {
        let body = types::ReadTaskRunsBody {
            flow_runs: filters::flow_run(flow_run_id).into(),
            sort: Some(types::TaskRunSort::ExpectedStartTimeAsc),
            limit: Some(PAGE),
            offset: i64::try_from(runs.len()).ok(),
            ..types::ReadTaskRunsBody::default()
        };
        let page = client
            .read_task_runs()
            .body(body)
            .send()
            .await
            .map_err(Failure::prefect("read the task runs"))?
            .into_inner();
        let is_last = i64::try_from(page.len()).is_ok_and(|length| length < PAGE);
        runs.extend(page);
        if is_last || runs.len() >= MAX_TASK_RUNS {
            break;
        }
    }
    runs.sort_by_key(|run| {
        (
            run.start_time.is_none(),
            run.start_time,
            run.expected_start_time,
            run.id,
        )
    });
    Ok(runs)
}

/// The task runs of one flow run, and what each is called: the id of its task where it is known, else its own name.
pub(crate) struct TaskRuns<'a> {
    runs: &'a [types::TaskRun],
    ids: HashMap<Uuid, &'a str>,
    names: HashMap<Uuid, &'a str>,
}

impl<'a> TaskRuns<'a> {
    /// Finds the tasks of `plan` for the task runs, which are in their order.
    pub(crate) fn of(runs: &'a [types::TaskRun], plan: Option<&'a FlowDefinition>) -> Self {
        let ids = plan.map(|plan| planned_ids(runs, plan)).unwrap_or_default();
        let name = |run: &'a types::TaskRun| ids.get(&run.id).copied().unwrap_or(&run.name);
        let names = runs.iter().map(|run| (run.id, name(run))).collect();
        Self { runs, ids, names }
    }

    /// What the task runs are called, by their ids.
    pub(crate) fn names(&self) -> &HashMap<Uuid, &'a str> {
        &self.names
    }

    /// The task run of a task, given its id in the plan, its name or the id of the task run.
    pub(crate) fn find(&self, task: &str) -> Option<&'a types::TaskRun> {
        let by_id = |run: &&types::TaskRun| self.ids.get(&run.id) == Some(&task);
        let by_name = |run: &&types::TaskRun| run.name == task;
        let by_run = |run: &&types::TaskRun| run.id.to_string() == task;
        let mut runs = self.runs.iter();
        runs.clone()
            .find(by_id)
            .or_else(|| runs.clone().find(by_name))
            .or_else(|| runs.find(by_run))
    }

    /// The task run that failed first, and why in Prefect's words.
    pub(crate) fn first_failure(&self) -> Option<(&'a types::TaskRun, &'a str)> {
        let failed = self
            .runs
            .iter()
            .filter_map(|run| Some((run, failure(run)?)));
        failed.min_by_key(|(run, _)| (run.end_time.is_none(), run.end_time))
    }

    /// The task runs as a result tells them, all or this one, with their outputs if these are to be told here.
    pub(crate) fn told(
        &self,
        only: Option<Uuid>,
        outputs: Option<&HashMap<Uuid, Told>>,
    ) -> Vec<Value> {
        self.runs
            .iter()
            .filter(|run| only.is_none_or(|id| run.id == id))
            .map(|run| self.told_one(run, outputs.and_then(|outputs| outputs.get(&run.id))))
            .collect()
    }

    fn told_one(&self, run: &types::TaskRun, output: Option<&Told>) -> Value {
        let mut told = json!({
            "task_run_id": run.id,
            "name": run.name,
            "id": self.ids.get(&run.id),
            "state_type": run.state_type,
            "state_name": run.state_name,
            "run_count": run.run_count,
            "start_time": run.start_time.map(time),
            "end_time": run.end_time.map(time),
            "duration_seconds": run.start_time.map(|_| seconds(run.estimated_run_time)),
            "upstream": upstream(run, &self.names),
        });
        if let Some(message) = failure(run) {
            told["message"] = json!(cut::end(message, MAX_MESSAGE_BYTES));
        }
        if let Some((key, value)) = output.map(Told::fact) {
            told[key] = value;
        }
        told
    }

    /// The outputs by the ids of their tasks: what a planned flow returns.
    pub(crate) fn result(&self, outputs: &HashMap<Uuid, Told>) -> Facts {
        let by_id = self.runs.iter().filter_map(|run| {
            let value = match outputs.get(&run.id)? {
                Told::Whole(value) => value.clone(),
                Told::Cut(cut) => json!({"output_cut": cut}),
            };
            Some(((*self.ids.get(&run.id)?).to_owned(), value))
        });
        by_id.collect()
    }
}

/// Why a task run failed, in Prefect's words.
fn failure(run: &types::TaskRun) -> Option<&str> {
    use types::StateType::{Crashed, Failed};
    let state = run.state.as_ref()?;
    match state.type_ {
        Failed | Crashed => state.message.as_deref(),
        _ => None,
    }
}

/// What the task runs are called whose results a task run took, each once.
fn upstream<'a>(run: &types::TaskRun, names: &HashMap<Uuid, &'a str>) -> Vec<&'a str> {
    let mut seen = HashSet::new();
    run.task_inputs
        .values()
        .flatten()
        .filter_map(|input| match input {
            types::TaskRunTaskInputsValueItem::TaskRunResult(task_run) => Some(task_run.id),
            _ => None,
        })
        .filter(|id| seen.insert(*id))
        .filter_map(|id| names.get(&id).copied())
        .collect()
}

/// The plan's id for each task run that can be told apart; `runs` are in their order.
fn planned_ids<'a>(runs: &[types::TaskRun], plan: &'a FlowDefinition) -> HashMap<Uuid, &'a str> {
    let by_id: HashMap<&str, &FlowTask> =
        plan.tasks().iter().map(|task| (task.id(), task)).collect();
    let mut ids: HashMap<Uuid, &str> = HashMap::new();
    let mut waiting: HashMap<&str, Vec<Uuid>> = HashMap::new();
    for run in runs {
        if let Some(task) = by_id.get(run.name.as_str()) {
            ids.insert(run.id, task.id());
        } else if let Some(task_key) = tool_of_made_up_name(run) {
            waiting.entry(task_key).or_default().push(run.id);
        }
    }
    let started: HashSet<&str> = ids.values().copied().collect();
    let graph = TaskGraph::of(plan);
    let mut missing: HashMap<&str, Vec<&str>> = HashMap::new();
    for task in graph
        .nodes()
        .iter()
        .filter_map(|node| plan.tasks().get(node.place))
        .filter(|task| !started.contains(task.id()))
    {
        missing.entry(task.task_key()).or_default().push(task.id());
    }
    for (task_key, runs) in waiting {
        if let Some(tasks) = missing.get(task_key)
            && tasks.len() == runs.len()
        {
            ids.extend(runs.into_iter().zip(tasks.iter().copied()));
        }
    }
    ids
}

/// The tool that a task run calls whose name Prefect made up.
fn tool_of_made_up_name(run: &types::TaskRun) -> Option<&str> {
    let (task_key, suffix) = run.name.rsplit_once('-')?;
    (!suffix.is_empty() && run.dynamic_key.starts_with(suffix)).then_some(task_key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> FlowDefinition {
        serde_json::from_value(json!({"flow_name": "f", "tasks": [
            {"id": "late", "mcp_server": "s", "mcp_tool": "t", "depends_on": ["early"]},
            {"id": "early", "mcp_server": "s", "mcp_tool": "t"},
            {"id": "other", "mcp_server": "s", "mcp_tool": "u", "depends_on": ["late"]},
        ]}))
        .unwrap()
    }

    /// Task runs of these names, made in this order. A made-up name ends in `-k`.
    fn runs(names: &[&str]) -> Vec<types::TaskRun> {
        (1..)
            .zip(names)
            .map(|(number, name)| {
                serde_json::from_value(json!({
                    "id": Uuid::from_u128(number), "name": name, "flow_run_id": null, "task_key": "k",
                    "dynamic_key": "k-1", "empirical_policy": {}, "tags": [], "task_inputs": {}, "run_count": 0,
                    "flow_run_run_count": 0, "total_run_time": 0.0, "estimated_run_time": 0.0,
                    "estimated_start_time_delta": 0.0,
                }))
                .unwrap()
            })
            .collect()
    }

    fn ids(names: &[&str]) -> Vec<Option<String>> {
        let (runs, plan) = (runs(names), plan());
        let told = TaskRuns::of(&runs, Some(&plan)).told(None, None);
        told.iter()
            .map(|run| run["id"].as_str().map(str::to_owned))
            .collect()
    }

    fn known(ids: &[&str]) -> Vec<Option<String>> {
        ids.iter().map(|id| Some((*id).to_owned())).collect()
    }

    #[test]
    fn a_task_run_that_has_started_has_its_tasks_name() {
        assert_eq!(
            ids(&["other", "early", "late"]),
            known(&["other", "early", "late"])
        );
    }

    #[test]
    fn task_runs_that_wait_find_their_tasks_in_the_graphs_order() {
        assert_eq!(
            ids(&["s_t-k", "s_t-k", "s_u-k"]),
            known(&["early", "late", "other"])
        );
        assert_eq!(
            ids(&["early", "s_t-k", "s_u-k"]),
            known(&["early", "late", "other"])
        );
    }

    #[test]
    fn a_task_run_that_cannot_be_told_apart_has_no_id() {
        assert_eq!(ids(&["s_t-k"]), [None], "one of two");
        assert_eq!(
            ids(&["early", "s_t-k", "s_t-k", "s_t-k"])[1..],
            [None, None, None]
        );
        assert_eq!(ids(&["s_t-x", "s_u-", "stranger"]), [None, None, None]);
    }
}
