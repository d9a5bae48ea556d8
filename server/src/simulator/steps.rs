//! What is to happen, and when.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use chrono::{DateTime, Utc};

use crate::domain::ids::{FlowRunId, WorkPoolId};

/// Something that the simulator is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// Ask a pool for its due runs.
    Poll(WorkPoolId),
    /// Ask every pool that has waiting runs.
    Sweep,
    /// Submit a flow run that a pool has handed out.
    Submit(FlowRunId),
    /// Let a flow run start.
    Start(FlowRunId),
    /// Let the task at a position of the plan start.
    StartTask(FlowRunId, usize),
    /// Let the task at a position of the plan complete.
    FinishTask(FlowRunId, usize),
    /// Let a flow run complete.
    Finish(FlowRunId),
    /// Let a flow run that is being cancelled end.
    Cancel(FlowRunId),
}

/// Steps by the time at which they are due. Steps of one time keep the order in
/// which they were added.
#[derive(Debug, Default)]
pub(super) struct Steps {
    heap: BinaryHeap<Reverse<(DateTime<Utc>, u64, Step)>>,
    added: u64,
}

impl Steps {
    /// Adds a step.
    pub(super) fn add(&mut self, due: DateTime<Utc>, step: Step) {
        self.added += 1;
        self.heap.push(Reverse((due, self.added, step)));
    }

    /// When the next step is due.
    pub(super) fn next_due(&self) -> Option<DateTime<Utc>> {
        self.heap.peek().map(|Reverse((due, _, _))| *due)
    }

    /// Takes the next step, if it is due.
    pub(super) fn take_due(&mut self, now: DateTime<Utc>) -> Option<(DateTime<Utc>, Step)> {
        if self.next_due()? > now {
            return None;
        }
        self.heap.pop().map(|Reverse((due, _, step))| (due, step))
    }
}
