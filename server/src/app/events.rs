//! What happened, for whoever wants to know: the simulator, background services,
//! and subscribers over a socket.

use std::sync::Arc;

use tokio::sync::broadcast;

use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{DeploymentId, FlowRunId, WorkPoolId};
use crate::domain::state::State;
use crate::domain::task_run::TaskRun;

/// Something that happened to an object.
#[derive(Debug, Clone)]
pub enum Event {
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

/// How many events a slow subscriber may be behind before it misses some.
const CAPACITY: usize = 4096;

/// Hands every event to every subscriber.
#[derive(Debug)]
pub struct EventBus {
    sender: broadcast::Sender<Event>,
}

impl Default for EventBus {
    fn default() -> Self {
        Self {
            sender: broadcast::channel(CAPACITY).0,
        }
    }
}

impl EventBus {
    /// The events from now on. A receiver that lags behind is told how many it
    /// missed, and has to look at the store again.
    pub fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.sender.subscribe()
    }

    /// Publishes events in order. Without a subscriber they are dropped.
    pub fn publish(&self, events: Vec<Event>) {
        for event in events {
            // Only fails when nobody listens.
            let _ = self.sender.send(event);
        }
    }
}
