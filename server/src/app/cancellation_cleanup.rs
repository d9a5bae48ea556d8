//! What is to end together with a flow run that was cancelled.
//!
//! A run whose process is gone cannot cancel its own tasks and subflows, nor
//! itself. So the server does, sooner or later: task runs and subflow runs of a
//! `CANCELLED` run, and runs that have been `CANCELLING` for too long, of which a
//! worker is told that their infrastructure may still be there.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;

use super::{App, Result, SetStateStatus, Transaction};
use crate::domain::flow_run::FlowRun;
use crate::domain::orchestration::{CORE_FLOW_POLICY, Client, MINIMAL_TASK_POLICY};
use crate::domain::state::{ProposedState, StateType};
use crate::store::Tables;

/// How often to look for what is left over: Prefect's default for
/// `PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_LOOP_SECONDS`.
pub const CANCELLATION_CLEANUP_INTERVAL: Duration = Duration::from_secs(20);

/// How long a run may be `CANCELLING`: Prefect's default for
/// `PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_CANCELLING_TIMEOUT_SECONDS`.
const CANCELLING_TIMEOUT: TimeDelta = TimeDelta::seconds(300);

/// For how long after its end the task runs of a cancelled run are looked at.
const LOOK_BACK: TimeDelta = TimeDelta::days(1);

/// Why tasks and subflows are cancelled.
const PARENT_CANCELLED: &str = "The parent flow run was cancelled.";

impl App {
    /// Cancels what was left over by cancelled runs. Looks at all cancelled runs,
    /// and at all subflow runs that have not ended.
    pub fn clean_up_cancelled_runs(&self) -> Result<()> {
        self.transaction(|tx| {
            tx.cancel_overdue_runs()?;
            tx.cancel_subflow_runs()?;
            tx.cancel_child_task_runs()
        })
    }
}

impl Transaction<'_> {
    fn cancel_overdue_runs(&mut self) -> Result<()> {
        let since = self.now - CANCELLING_TIMEOUT;
        let cancelling = self.tables.flow_runs.in_state(StateType::Cancelling);
        let overdue: Vec<_> = cancelling
            .filter(|run| {
                run.state
                    .as_ref()
                    .is_some_and(|state| state.timestamp <= since)
            })
            .map(|run| run.id)
            .collect();
        for id in overdue {
            let cancelled = ProposedState::of(StateType::Cancelled).with_message(
                "Flow run cancellation timed out; marked this flow run as Cancelled.",
            );
            let result =
                self.set_flow_run_state(id, cancelled, &CORE_FLOW_POLICY, Client::default())?;
            let run = self.tables.flow_runs.get(id).cloned();
            if let Some(run) = run.filter(|_| result.status == SetStateStatus::Accept) {
                self.leave_to_cleanup(&run);
            }
        }
        Ok(())
    }

    /// A subflow that a worker runs is asked to end; another has ended already.
    fn cancel_subflow_runs(&mut self) -> Result<()> {
        let orphans: Vec<_> = StateType::ALL
            .into_iter()
            .filter(|state| !state.is_terminal())
            .flat_map(|state| self.tables.flow_runs.in_state(state))
            .filter(|run| self.tables.is_cancelled_from_above(run))
            .cloned()
            .collect();
        for run in orphans {
            let wanted = match run.deployment_id {
                Some(_) if run.state_type() == Some(StateType::Cancelling) => continue,
                Some(_) => StateType::Cancelling,
                None => StateType::Cancelled,
            };
            let state = ProposedState::of(wanted).with_message(PARENT_CANCELLED);
            self.set_flow_run_state(run.id, state, &CORE_FLOW_POLICY, Client::default())?;
        }
        Ok(())
    }

    fn cancel_child_task_runs(&mut self) -> Result<()> {
        let since = self.now - LOOK_BACK;
        let children: Vec<_> = self
            .tables
            .flow_runs
            .in_state(StateType::Cancelled)
            .filter(|run| run.progress.end_time.is_some_and(|time| time >= since))
            .flat_map(|run| self.tables.task_runs.of_flow_run(run.id))
            .filter(|run| run.state_type().is_some_and(|state| !state.is_terminal()))
            .map(|run| run.id)
            .collect();
        for id in children {
            let state = ProposedState::of(StateType::Cancelled).with_message(PARENT_CANCELLED);
            self.set_task_run_state(id, state, &MINIMAL_TASK_POLICY)?;
        }
        Ok(())
    }
}

impl Tables {
    /// Whether a run is that of a subflow whose parent run was cancelled, or is
    /// not there any more.
    fn is_cancelled_from_above(&self, run: &FlowRun) -> bool {
        let parent_task_run = run.parent_task_run_id.and_then(|id| self.task_runs.get(id));
        let Some(parent_id) = parent_task_run.and_then(|task_run| task_run.flow_run_id) else {
            return false;
        };
        let parent: Option<&Arc<FlowRun>> = self.flow_runs.get(parent_id);
        parent
            .and_then(|parent| parent.state_type())
            .is_none_or(|state| state == StateType::Cancelled)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use serde_json::json;

    use super::PARENT_CANCELLED;
    use crate::app::fixture::{Fixture, body};
    use crate::app::{NewFlowRun, NewTaskRun};
    use crate::domain::cleanup::{CleanupOperation, CleanupOutcome, CleanupWorker};
    use crate::domain::flow_run::FlowRun;
    use crate::domain::ids::{DeploymentId, FlowRunId};
    use crate::domain::state::{ProposedState, State, StateType};
    use crate::domain::task_run::TaskRun;

    /// A run of a deployment, with a subflow run that has been given one or not.
    struct Scene {
        fixture: Fixture,
        deployment: DeploymentId,
    }

    impl Scene {
        fn new() -> Self {
            let fixture = Fixture::new();
            let pool = fixture.app.create_work_pool(body(json!({"name": "p"})));
            let deployment = fixture.deployment("d", pool.unwrap().pool.default_queue_id);
            Self {
                fixture,
                deployment,
            }
        }

        fn run(&self, state: StateType) -> Arc<FlowRun> {
            self.fixture.run(self.deployment, ProposedState::of(state))
        }

        fn task_run(&self, parent: FlowRunId, key: &str, state: StateType) -> Arc<TaskRun> {
            let new = NewTaskRun {
                state: ProposedState::of(state),
                ..NewTaskRun::of_task(Some(parent), key, "0")
            };
            let made = self.fixture.app.transaction(|tx| tx.create_task_run(new));
            made.unwrap().0
        }

        fn subflow(&self, parent: &FlowRun, deployment: Option<DeploymentId>) -> Arc<FlowRun> {
            let key = format!("{deployment:?}");
            let stand_in = self.task_run(parent.id, &key, StateType::Running);
            let new = NewFlowRun {
                parent_task_run_id: Some(stand_in.id),
                deployment_id: deployment,
                state: ProposedState::of(StateType::Running),
                ..NewFlowRun::of_flow(parent.flow_id)
            };
            let made = self.fixture.app.transaction(|tx| tx.create_flow_run(new));
            made.unwrap().0
        }

        fn look_after(&self, seconds: u64) {
            self.fixture.clock.advance(Duration::from_secs(seconds));
            self.fixture.app.clean_up_cancelled_runs().unwrap();
        }

        fn state(&self, run: &FlowRun) -> Arc<State> {
            let tables = self.fixture.app.read();
            tables.flow_runs.get(run.id).unwrap().state.clone().unwrap()
        }

        fn task_state(&self, run: &TaskRun) -> Arc<State> {
            let tables = self.fixture.app.read();
            tables.task_runs.get(run.id).unwrap().state.clone().unwrap()
        }
    }

    #[test]
    fn a_run_is_not_cancelling_for_ever() {
        let scene = Scene::new();
        let run = scene.run(StateType::Running);
        scene.fixture.clock.advance(Duration::from_secs(1));
        scene
            .fixture
            .set_state(&run, ProposedState::of(StateType::Cancelling));
        scene.look_after(299);
        assert_eq!(scene.state(&run).state_type, StateType::Cancelling);
        scene.look_after(1);
        let state = scene.state(&run);
        assert_eq!(state.state_type, StateType::Cancelled);
        assert_eq!(
            state.message.as_deref(),
            Some("Flow run cancellation timed out; marked this flow run as Cancelled.")
        );
    }

    #[test]
    fn a_worker_is_told_what_a_run_left_over_until_it_is_deleted() {
        let scene = Scene::new();
        let run = scene.run(StateType::Running);
        scene.fixture.clock.advance(Duration::from_secs(1));
        scene
            .fixture
            .set_state(&run, ProposedState::of(StateType::Cancelling));
        let app = &scene.fixture.app;
        let pool = app.read_work_pool("p").unwrap().pool.id;
        let worker = CleanupWorker {
            consumer_id: uuid::Uuid::nil(),
            name: "w".to_owned(),
        };
        let reserve = || app.reserve_cleanup(pool, &[], &worker, 1);
        assert!(reserve().is_none());
        scene.look_after(300);
        let message = reserve().unwrap();
        assert_eq!((message.flow_run_id, message.delivery_count), (run.id, 1));
        app.delete_flow_run(run.id).unwrap();
        let token = message.reservation.unwrap().token;
        let outcome = app.apply_cleanup(CleanupOperation::Ack, pool, message.id, &token);
        assert_eq!(outcome, CleanupOutcome::NotFound);
    }

    #[test]
    fn tasks_that_had_not_ended_are_cancelled_with_their_run() {
        let scene = Scene::new();
        let run = scene.run(StateType::Running);
        let other = scene.run(StateType::Running);
        let running = scene.task_run(run.id, "running", StateType::Running);
        let done = scene.task_run(run.id, "done", StateType::Completed);
        let unrelated = scene.task_run(other.id, "running", StateType::Running);
        scene.look_after(20);
        assert_eq!(scene.task_state(&running).state_type, StateType::Running);

        scene
            .fixture
            .set_state(&run, ProposedState::of(StateType::Cancelled));
        scene.look_after(20);
        let state = scene.task_state(&running);
        assert_eq!(state.state_type, StateType::Cancelled);
        assert_eq!(state.message.as_deref(), Some(PARENT_CANCELLED));
        assert_eq!(scene.task_state(&done).state_type, StateType::Completed);
        assert_eq!(scene.task_state(&unrelated).state_type, StateType::Running);
    }

    #[test]
    fn long_ended_runs_are_left_alone() {
        let scene = Scene::new();
        let run = scene.run(StateType::Running);
        let task = scene.task_run(run.id, "running", StateType::Running);
        scene
            .fixture
            .set_state(&run, ProposedState::of(StateType::Cancelled));
        scene.look_after(24 * 60 * 60 + 1);
        assert_eq!(scene.task_state(&task).state_type, StateType::Running);
    }

    #[test]
    fn subflows_are_cancelled_or_asked_to_with_their_run() {
        let scene = Scene::new();
        let parent = scene.run(StateType::Running);
        let inner = scene.subflow(&parent, None);
        let deployed = scene.subflow(&parent, Some(scene.deployment));
        let innermost = scene.subflow(&inner, None);
        scene.look_after(20);
        assert_eq!(scene.state(&inner).state_type, StateType::Running);

        scene
            .fixture
            .set_state(&parent, ProposedState::of(StateType::Cancelled));
        scene.look_after(20);
        let state = scene.state(&inner);
        assert_eq!(state.state_type, StateType::Cancelled);
        assert_eq!(state.message.as_deref(), Some(PARENT_CANCELLED));
        assert_eq!(scene.state(&deployed).state_type, StateType::Cancelling);
        scene.look_after(20);
        assert_eq!(scene.state(&innermost).state_type, StateType::Cancelled);
        let states = scene
            .fixture
            .app
            .read()
            .flow_run_states
            .of_run(deployed.id)
            .len();
        assert_eq!(states, 2);
    }
}
