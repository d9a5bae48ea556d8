//! How far each simulated run has come.

use std::sync::Arc;

use super::plan::Plan;
use super::steps::Step;
use crate::domain::ids::TaskRunId;

/// A run between its start and its end.
#[derive(Debug)]
pub(super) struct Simulated {
    plan: Arc<Plan>,
    task_runs: Vec<TaskRunId>,
    /// For each task, how many of those that it depends on have not completed.
    waiting_for: Vec<usize>,
    unfinished: usize,
    /// What was due while the run stood still.
    held: Vec<Step>,
}

impl Simulated {
    /// A run that has just started, with a task run for each task of its plan.
    pub(super) fn new(plan: Arc<Plan>, task_runs: Vec<TaskRunId>) -> Self {
        Self {
            waiting_for: plan.tasks.iter().map(|task| task.upstream.len()).collect(),
            unfinished: plan.tasks.len(),
            plan,
            task_runs,
            held: Vec::new(),
        }
    }

    /// The task run at a position of the plan.
    pub(super) fn task_run(&self, position: usize) -> Option<TaskRunId> {
        self.task_runs.get(position).copied()
    }

    /// Every task run.
    pub(super) fn task_runs(&self) -> &[TaskRunId] {
        &self.task_runs
    }

    /// Keeps a step for when the run goes on.
    pub(super) fn hold(&mut self, step: Step) {
        self.held.push(step);
    }

    /// Takes the steps that were kept.
    pub(super) fn take_held(&mut self) -> Vec<Step> {
        std::mem::take(&mut self.held)
    }

    /// The positions of the tasks that depend on nothing.
    pub(super) fn roots(&self) -> Vec<usize> {
        (0..self.waiting_for.len())
            .filter(|position| self.is_ready(*position))
            .collect()
    }

    /// Notes that a task has completed; the positions of those that can start
    /// now. Costs a walk over the plan.
    pub(super) fn complete(&mut self, position: usize) -> Vec<usize> {
        self.unfinished = self.unfinished.saturating_sub(1);
        let mut ready = Vec::new();
        for (downstream, task) in self.plan.tasks.iter().enumerate() {
            if task.upstream.binary_search(&position).is_ok()
                && let Some(waiting_for) = self.waiting_for.get_mut(downstream)
            {
                *waiting_for = waiting_for.saturating_sub(1);
                if *waiting_for == 0 {
                    ready.push(downstream);
                }
            }
        }
        ready
    }

    /// Whether all that a task depends on has completed.
    pub(super) fn is_ready(&self, position: usize) -> bool {
        self.waiting_for.get(position) == Some(&0)
    }

    /// Whether every task has completed.
    pub(super) fn is_finished(&self) -> bool {
        self.unfinished == 0
    }
}
