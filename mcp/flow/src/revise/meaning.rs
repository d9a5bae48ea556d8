//! That an edit of one task does not change what another one means.
//!
//! A task's id may hold dots, and of the ids with which a reference begins the longest is meant. So adding a task
//! `db.rows` would make `{{db.rows.name}}`, which meant a part of `db`'s result, mean a part of the new task's.

use std::collections::HashSet;

use super::apply::Revised;
use crate::draft::DraftFlow;
use crate::problem::{Problem, quote};
use crate::reference;

/// References that no edit brought in, and that mean another task than before.
pub(super) fn changed(before: &DraftFlow, revised: &Revised) -> Vec<Problem> {
    let tasks = before.tasks.value().into_iter().flatten();
    let old: HashSet<String> = tasks.filter_map(crate::draft::DraftTask::name).collect();
    let new: HashSet<String> = revised
        .tasks
        .iter()
        .filter_map(super::apply::RevisedTask::name)
        .collect();
    let mut problems = Vec::new();
    let kept = revised.tasks.iter().enumerate();
    for (place, task) in kept.filter(|(_, task)| task.before.is_some()) {
        for (name, value) in task.draft.parameters.value().into_iter().flatten() {
            let root = crate::problem::child("/parameters", name);
            if task.origin(&root).is_some() {
                continue;
            }
            let mut look = |pointer: &str, text: &str| {
                let (Some(was), Some(is)) = (tasks_of(text, &old), tasks_of(text, &new)) else {
                    return;
                };
                if let Some((was, is)) = was.iter().zip(&is).find(|(was, is)| was != is) {
                    problems.push(Problem::new(
                        format!("/tasks/{place}{pointer}"),
                        format!(
                            "these edits would make a reference to the task {} one to the task {}",
                            quote(was),
                            quote(is)
                        ),
                        "use ids that no reference of another task begins with, or set this argument as well",
                    ));
                }
            };
            reference::walk(value, &root, &mut look, &mut |_, _| {});
        }
    }
    problems
}

/// The tasks that a text refers to, if it can be read.
fn tasks_of(text: &str, ids: &HashSet<String>) -> Option<Vec<String>> {
    if !text.contains("{{") {
        return None;
    }
    let template = reference::parse(text, &|id| ids.contains(id)).ok()?;
    let tasks = template.references();
    Some(
        tasks
            .into_iter()
            .map(|reference| reference.task().unwrap_or(reference::PARAMETERS).to_owned())
            .collect(),
    )
}
