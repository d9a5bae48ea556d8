//! What changed, for the parts of the server that act on it: the simulator and the
//! background services. (What clients watch are [events](crate::domain::event).)

use std::sync::Arc;

use tokio::sync::broadcast;

use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{DeploymentId, FlowRunId, WorkPoolId};
use crate::domain::state::State;

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
    /// A flow run was deleted.
    FlowRunDeleted(FlowRunId),
    /// A deployment was made, changed, paused, resumed or deleted, or its schedules were.
    DeploymentChanged(DeploymentId),
    /// A work pool was made, changed or deleted, or one of its queues was.
    WorkPoolChanged(WorkPoolId),
}

impl Change {
    /// Whether it is a change of a flow run.
    fn is_of_flow_run(&self) -> bool {
        matches!(self, Self::FlowRunState { .. } | Self::FlowRunDeleted(_))
    }
}

/// How many changes a slow subscriber may be behind before it misses some.
const CAPACITY: usize = 4096;

/// Hands every change to every subscriber.
///
/// Flow runs change thousands of times for each change of anything else. Who does not act
/// on them subscribes to the rest, so that they neither wake it nor have it fall behind.
#[derive(Debug)]
pub struct ChangeBus {
    all: broadcast::Sender<Change>,
    but_flow_runs: broadcast::Sender<Change>,
}

impl Default for ChangeBus {
    fn default() -> Self {
        Self {
            all: broadcast::channel(CAPACITY).0,
            but_flow_runs: broadcast::channel(CAPACITY).0,
        }
    }
}

impl ChangeBus {
    /// The changes from now on. A receiver that lags behind is told how many it
    /// missed, and has to look at the store again.
    pub fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.all.subscribe()
    }

    /// The changes of anything but flow runs; otherwise like [`ChangeBus::subscribe`].
    pub fn subscribe_but_flow_runs(&self) -> broadcast::Receiver<Change> {
        self.but_flow_runs.subscribe()
    }

    /// Publishes changes in order. Without a subscriber they are dropped.
    pub fn publish(&self, changes: Vec<Change>) {
        for change in changes {
            // Both only fail when nobody listens.
            if !change.is_of_flow_run() {
                let _ = self.but_flow_runs.send(change.clone());
            }
            let _ = self.all.send(change);
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{CAPACITY, Change, ChangeBus};
    use crate::domain::ids::{DeploymentId, FlowRunId};

    #[test]
    fn flow_runs_do_not_have_others_miss_what_they_wait_for() {
        let bus = ChangeBus::default();
        let (mut all, mut others) = (bus.subscribe(), bus.subscribe_but_flow_runs());
        let deployment = DeploymentId::new(Uuid::from_u128(1));
        bus.publish(vec![Change::DeploymentChanged(deployment)]);
        let run = || Change::FlowRunDeleted(FlowRunId::new(Uuid::from_u128(2)));
        bus.publish((0..=CAPACITY).map(|_| run()).collect());
        assert!(all.try_recv().is_err(), "it has missed the first");
        assert!(matches!(
            others.try_recv(),
            Ok(Change::DeploymentChanged(id)) if id == deployment
        ));
        assert!(others.try_recv().is_err(), "nothing else is for it");
    }
}
