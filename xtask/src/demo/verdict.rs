//! Whether a run did what its plan says.

use std::collections::HashMap;

use serde::Deserialize;

use super::api::{FlowRun, TaskRun};

/// The state of a run that went well.
const COMPLETED: &str = "COMPLETED";

/// A plan as the planner returned it, as far as the run is judged by it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Plan {
    pub(super) flow_name: String,
    pub(super) tasks: Vec<PlannedTask>,
}

/// A task of the plan.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct PlannedTask {
    pub(super) id: String,
    pub(super) task_key: String,
    pub(super) depends_on: Vec<String>,
}

/// Everything in which a run departs from its plan; nothing if it completed
/// with one completed task run for each task, each of which began after those
/// it depends on had ended.
pub(super) fn problems(plan: &Plan, flow_run: &FlowRun, task_runs: &[TaskRun]) -> Vec<String> {
    let mut problems = Vec::new();
    if flow_run.state_type != COMPLETED {
        problems.push(format!(
            "the flow run is {}, not {COMPLETED}",
            flow_run.state_type
        ));
    }
    let mut by_name: HashMap<&str, Vec<&TaskRun>> = HashMap::new();
    for run in task_runs {
        by_name.entry(&run.name).or_default().push(run);
    }
    for task in &plan.tasks {
        let runs = by_name.remove(task.id.as_str()).unwrap_or_default();
        match runs.as_slice() {
            [run] if run.state_type == COMPLETED => {}
            [run] => problems.push(format!("task {} is {}", task.id, run.state_type)),
            runs => problems.push(format!("task {} has {} task runs", task.id, runs.len())),
        }
    }
    let strangers = by_name.into_keys();
    problems.extend(strangers.map(|name| format!("task run {name} is of no task of the plan")));
    problems.extend(order_problems(plan, task_runs));
    problems
}

fn order_problems<'a>(
    plan: &'a Plan,
    task_runs: &'a [TaskRun],
) -> impl Iterator<Item = String> + 'a {
    let run_of = |id: &str| task_runs.iter().find(|run| run.name == id);
    let edges = plan
        .tasks
        .iter()
        .flat_map(|task| task.depends_on.iter().map(|earlier| (earlier, &task.id)));
    edges.filter_map(move |(earlier, later)| {
        let ended = run_of(earlier)?.end_time?;
        let began = run_of(later)?.start_time?;
        (began < ended).then(|| format!("task {later} began before {earlier} had ended"))
    })
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use serde_json::json;

    use super::*;

    fn plan() -> Plan {
        serde_json::from_value(json!({"flow_name": "f", "tasks": [
            {"id": "a", "task_key": "s_t", "depends_on": []},
            {"id": "b", "task_key": "s_t", "depends_on": ["a"]},
        ]}))
        .unwrap()
    }

    fn flow_run(state_type: &str) -> FlowRun {
        FlowRun {
            name: "run".to_owned(),
            state_type: state_type.to_owned(),
        }
    }

    fn task_run(name: &str, start: i64, end: i64) -> TaskRun {
        TaskRun {
            name: name.to_owned(),
            state_type: COMPLETED.to_owned(),
            start_time: DateTime::from_timestamp(start, 0),
            end_time: DateTime::from_timestamp(end, 0),
        }
    }

    #[test]
    fn a_run_in_order_has_no_problem() {
        let runs = [task_run("a", 0, 1), task_run("b", 1, 2)];
        assert_eq!(
            problems(&plan(), &flow_run(COMPLETED), &runs),
            [""; 0].map(String::from)
        );
    }

    #[test]
    fn every_departure_is_named() {
        let mut failed = task_run("b", 1, 2);
        failed.state_type = "FAILED".to_owned();
        let cases = [
            (
                vec![task_run("a", 0, 1)],
                COMPLETED,
                "task b has 0 task runs",
            ),
            (
                vec![
                    task_run("a", 0, 1),
                    task_run("a", 0, 1),
                    task_run("b", 1, 2),
                ],
                COMPLETED,
                "task a has 2 task runs",
            ),
            (
                vec![task_run("a", 0, 1), failed],
                COMPLETED,
                "task b is FAILED",
            ),
            (
                vec![task_run("a", 0, 2), task_run("b", 1, 3)],
                COMPLETED,
                "task b began before a had ended",
            ),
            (
                vec![
                    task_run("a", 0, 1),
                    task_run("b", 1, 2),
                    task_run("c", 2, 3),
                ],
                COMPLETED,
                "task run c is of no task of the plan",
            ),
            (
                vec![task_run("a", 0, 1), task_run("b", 1, 2)],
                "CRASHED",
                "the flow run is CRASHED, not COMPLETED",
            ),
        ];
        for (runs, state_type, expected) in cases {
            assert_eq!(
                problems(&plan(), &flow_run(state_type), &runs),
                [expected.to_owned()]
            );
        }
    }
}
