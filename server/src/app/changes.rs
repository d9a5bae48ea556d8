//! What changed, for the parts of the server that act on it: the simulator and the
//! background services. (What clients watch are [events](crate::domain::event).)

use std::sync::Arc;

use tokio::sync::broadcast;

use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{DeploymentId, FlowRunId, WorkPoolId};
use crate::domain::state::State;
use crate::domain::task_run::TaskRun;

/// A change of an object.
#[derive(Debug, Clone)]
pub enum Change {
    /// A flow run entered a state.
    FlowRunState {
        /// The run, in its new state.
        flow_run: Arc<FlowRun>,
        /// The state it was in before.
        initial_state: Option<Arc<State>>,
    },
    /// A task run entered a state.
    TaskRunState {
        /// The run, in its new state.
        task_run: Arc<TaskRun>,
        /// The state it was in before.
        initial_state: Option<Arc<State>>,
    },
    /// A flow run was deleted.
    FlowRunDeleted(FlowRunId),
    /// A deployment was made, changed, paused, resumed or deleted, or its schedules were.
    DeploymentChanged(DeploymentId),
    /// A work pool was made, changed or deleted, or one of its queues was.
    WorkPoolChanged(WorkPoolId),
}

/// How many changes a slow subscriber may be behind before it misses some.
const CAPACITY: usize = 4096;

/// Hands every change to every subscriber.
#[derive(Debug)]
pub struct ChangeBus {
    sender: broadcast::Sender<Change>,
}

impl Default for ChangeBus {
    fn default() -> Self {
        Self {
            sender: broadcast::channel(CAPACITY).0,
        }
    }
}

impl ChangeBus {
    /// The changes from now on. A receiver that lags behind is told how many it
    /// missed, and has to look at the store again.
    pub fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.sender.subscribe()
    }

    /// Publishes changes in order. Without a subscriber they are dropped.
    pub fn publish(&self, changes: Vec<Change>) {
        for change in changes {
            // Only fails when nobody listens.
            let _ = self.sender.send(change);
        }
    }
}
