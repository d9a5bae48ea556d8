//! The plan of a flow, as far as it has to be known to simulate it.
//!
//! `prefect-runner` puts the flow definition, as JSON text, into a label of the
//! deployment. Labels are real Prefect's, which keeps this one like any other.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

/// The label of a deployment that holds its plan.
pub const PLAN_LABEL: &str = "prefect-runner.plan";

/// The tasks of a flow, each after all that it depends on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// The tasks.
    pub tasks: Vec<PlannedTask>,
}

/// One task of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedTask {
    /// The node in the plan; names the task run.
    pub id: String,
    /// Which task it runs.
    pub task_key: String,
    /// The positions of the tasks that it depends on, ascending.
    pub upstream: Vec<usize>,
}

#[derive(Deserialize)]
struct Label {
    tasks: Vec<LabelTask>,
}

#[derive(Deserialize)]
struct LabelTask {
    id: String,
    task_key: String,
    #[serde(default)]
    depends_on: Vec<String>,
}

impl Plan {
    /// Reads the text of a label. `None` if it is no plan, or cannot be followed: what
    /// is in a label is anybody's.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().and_then(Self::ordered)
    }

    /// Puts the tasks in an order in which each follows what it depends on.
    /// `None` if there is no such order, or a task depends on one that is not
    /// there, or two have one id. Costs the square of the number of tasks at
    /// worst, and near its number for a plan that is in order.
    fn ordered(label: Label) -> Option<Self> {
        let ids: BTreeSet<&str> = label.tasks.iter().map(|task| task.id.as_str()).collect();
        let is_whole = label
            .tasks
            .iter()
            .all(|task| task.depends_on.iter().all(|id| ids.contains(id.as_str())));
        if ids.len() != label.tasks.len() || !is_whole {
            return None;
        }
        let mut plan = Self::default();
        let mut positions: BTreeMap<String, usize> = BTreeMap::new();
        let mut waiting = label.tasks;
        while !waiting.is_empty() {
            let before = waiting.len();
            waiting.retain(|task| {
                let upstream: Option<BTreeSet<usize>> = task
                    .depends_on
                    .iter()
                    .map(|id| positions.get(id).copied())
                    .collect();
                let Some(upstream) = upstream else {
                    return true;
                };
                positions.insert(task.id.clone(), plan.tasks.len());
                plan.tasks.push(PlannedTask {
                    id: task.id.clone(),
                    task_key: task.task_key.clone(),
                    upstream: upstream.into_iter().collect(),
                });
                false
            });
            if waiting.len() == before {
                return None;
            }
        }
        Some(plan)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Plan;

    fn ordered(tasks: Value) -> Option<Vec<(String, Vec<usize>)>> {
        // Whatever else is in a plan does not matter here.
        let parameters = json!({"who": {"type": "string"}});
        let label = json!({"flow_name": "f", "parameters": parameters, "tasks": tasks});
        let label = serde_json::from_value(label).unwrap();
        let plan = Plan::ordered(label)?;
        Some(
            plan.tasks
                .into_iter()
                .map(|task| (task.id, task.upstream))
                .collect(),
        )
    }

    #[test]
    fn tasks_follow_what_they_depend_on() {
        let tasks = json!([
            {"id": "c", "task_key": "t", "depends_on": ["a", "b"]},
            {"id": "b", "task_key": "t", "depends_on": ["a"]},
            {"id": "a", "task_key": "t"},
        ]);
        let expected = [("a", vec![]), ("b", vec![0]), ("c", vec![0, 1])];
        assert_eq!(
            ordered(tasks).unwrap(),
            expected.map(|(id, upstream)| (id.to_owned(), upstream))
        );
    }

    #[test]
    fn a_plan_that_cannot_be_followed_is_none() {
        for tasks in [
            json!([{"id": "a", "task_key": "t", "depends_on": ["a"]}]),
            json!([{"id": "a", "task_key": "t", "depends_on": ["gone"]}]),
            json!([{"id": "a", "task_key": "t"}, {"id": "a", "task_key": "t"}]),
        ] {
            assert_eq!(ordered(tasks), None);
        }
    }
}
