//! The simulation itself: changes in, steps out, no waiting.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::plans::Plans;
use super::polls::Polls;
use super::runs::Simulated;
use super::steps::{Step, Steps};
use super::{Delays, SimulateMode};
use crate::app::{App, Change, Result, SetStateStatus};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::FlowRunId;
use crate::domain::orchestration::{
    CORE_FLOW_POLICY, CORE_TASK_POLICY, Client, MINIMAL_FLOW_POLICY,
};
use crate::domain::state::{ProposedState, StateType};
use crate::domain::time::later;

/// Simulates the workers of an application; see the [module](super).
pub struct Simulation {
    pub(super) app: Arc<App>,
    pub(super) mode: SimulateMode,
    pub(super) delays: Delays,
    pub(super) steps: Steps,
    pub(super) polls: Polls,
    /// When the next sweep is due.
    pub(super) sweep: DateTime<Utc>,
    plans: Plans,
    /// The runs that have started and not ended.
    runs: BTreeMap<FlowRunId, Simulated>,
}

impl Simulation {
    /// A simulation of an application, beginning with the runs that it has.
    pub fn new(app: Arc<App>, mode: SimulateMode, delays: Delays) -> Self {
        let mut simulation = Self {
            app,
            mode,
            delays,
            steps: Steps::default(),
            polls: Polls::default(),
            sweep: DateTime::<Utc>::MAX_UTC,
            plans: Plans::default(),
            runs: BTreeMap::new(),
        };
        if mode != SimulateMode::Never {
            simulation.sweep_at(simulation.app.clock().now());
        }
        simulation
    }

    /// When the next step is due; `None` if nothing is to happen.
    pub fn next_due(&self) -> Option<DateTime<Utc>> {
        self.steps.next_due()
    }

    /// How many runs have started and not ended.
    pub fn in_flight(&self) -> usize {
        self.runs.len()
    }

    /// Takes in something that happened.
    pub fn observe(&mut self, change: &Change) {
        if self.mode == SimulateMode::Never {
            return;
        }
        match change {
            Change::FlowRunState {
                flow_run,
                initial_state,
            } => {
                let initial = initial_state.as_ref().map(|state| state.state_type);
                self.observe_flow_run(flow_run, initial);
            }
            Change::FlowRunDeleted(id) => {
                self.runs.remove(id);
            }
            Change::WorkPoolChanged(pool) => {
                self.attend(*pool);
                self.poll(*pool, self.app.clock().now());
            }
            Change::DeploymentChanged(id) => self.plans.forget(*id),
        }
    }

    /// Looks at everything anew, after changes were missed.
    pub fn catch_up(&mut self) {
        if self.mode == SimulateMode::Never {
            return;
        }
        let now = self.app.clock().now();
        self.sweep_at(now);
        let mut running = Vec::new();
        {
            let tables = self.app.read();
            self.plans.retain(|id| tables.deployments.get(id).is_some());
            self.runs.retain(|id, _| {
                let state = tables.flow_run_state(*id);
                match state {
                    Some(StateType::Cancelling) => self.steps.add(now, Step::Cancel(*id)),
                    Some(StateType::Running) => running.push(*id),
                    _ => {}
                }
                state.is_some_and(|state| !state.is_terminal())
            });
        }
        for id in running {
            self.go_on(id, now);
        }
    }

    /// Takes every step that is due. May take long, and others wait meanwhile.
    pub fn drain(&mut self) {
        while self.step() {}
    }

    /// Takes the next step, if it is due; whether it was.
    pub fn step(&mut self) -> bool {
        let now = self.app.clock().now();
        let Some((due, step)) = self.steps.take_due(now) else {
            return false;
        };
        // A run may be changed or gone by the time its step comes; then there is
        // nothing to do, and whatever took its place brings steps of its own.
        let _ = match step {
            Step::Poll(pool) if self.polls.take(pool, due, now) => self.take_due_runs(pool),
            Step::Sweep if self.sweep == due => {
                self.sweep(now);
                Ok(())
            }
            Step::Poll(_) | Step::Sweep => Ok(()),
            Step::Submit(id) => self.submit(id),
            Step::Start(id) => self.start(id),
            Step::StartTask(id, position) => self.start_task(id, position),
            Step::FinishTask(id, position) => self.finish_task(id, position),
            Step::Finish(id) => self.finish(id),
            Step::Cancel(id) => self.cancel(id),
        };
        true
    }

    fn observe_flow_run(&mut self, run: &FlowRun, initial: Option<StateType>) {
        let Some(state) = &run.state else {
            return;
        };
        let now = self.app.clock().now();
        match state.state_type {
            StateType::Scheduled => {
                let time = run.progress.next_scheduled_start_time;
                let pool = run.pool(&self.app.read());
                if let Some(pool) = pool {
                    let due = time.map_or(now, |time| time.max(now));
                    self.poll(pool, later(due, self.delays.submit));
                }
            }
            StateType::Cancelling if self.runs.contains_key(&run.id) => {
                let due = later(now, self.delays.start);
                self.steps.add(due, Step::Cancel(run.id));
            }
            // A run that goes on after a pause takes up where it was.
            StateType::Running if initial == Some(StateType::Paused) => self.go_on(run.id, now),
            state if state.is_terminal() => {
                self.runs.remove(&run.id);
                let pool = run.pool(&self.app.read());
                if let Some(pool) = pool {
                    self.poll_if_limited(pool, now);
                }
            }
            _ => {}
        }
    }

    fn submit(&mut self, id: FlowRunId) -> Result<()> {
        if self.propose(
            id,
            StateType::Scheduled,
            ProposedState::of(StateType::Pending),
        )? {
            let due = later(self.app.clock().now(), self.delays.start);
            self.steps.add(due, Step::Start(id));
        }
        Ok(())
    }

    fn start(&mut self, id: FlowRunId) -> Result<()> {
        if !self.propose(
            id,
            StateType::Pending,
            ProposedState::of(StateType::Running),
        )? {
            return Ok(());
        }
        let now = self.app.clock().now();
        if self.runs.contains_key(&id) {
            self.go_on(id, now);
            return Ok(());
        }
        let plans = &mut self.plans;
        let simulated = self.app.transaction(|tx| tx.make_task_runs(id, plans))?;
        for position in simulated.roots() {
            let due = later(now, self.delays.start);
            self.steps.add(due, Step::StartTask(id, position));
        }
        if simulated.is_finished() {
            let due = later(now, self.delays.task);
            self.steps.add(due, Step::Finish(id));
        }
        self.runs.insert(id, simulated);
        Ok(())
    }

    fn start_task(&mut self, id: FlowRunId, position: usize) -> Result<()> {
        let step = Step::StartTask(id, position);
        if self.propose_to_task(step, id, position, StateType::Running)? {
            let due = later(self.app.clock().now(), self.delays.task);
            self.steps.add(due, Step::FinishTask(id, position));
        }
        Ok(())
    }

    fn finish_task(&mut self, id: FlowRunId, position: usize) -> Result<()> {
        let step = Step::FinishTask(id, position);
        if !self.propose_to_task(step, id, position, StateType::Completed)? {
            return Ok(());
        }
        let Some(simulated) = self.runs.get_mut(&id) else {
            return Ok(());
        };
        let ready = simulated.complete(position);
        let is_finished = simulated.is_finished();
        let now = self.app.clock().now();
        for next in ready {
            let due = later(now, self.delays.start);
            self.steps.add(due, Step::StartTask(id, next));
        }
        if is_finished {
            self.steps.add(now, Step::Finish(id));
        }
        Ok(())
    }

    fn finish(&mut self, id: FlowRunId) -> Result<()> {
        let completed =
            ProposedState::of(StateType::Completed).with_message("All states completed.");
        if !self.propose(id, StateType::Running, completed)?
            && let Some(simulated) = self.runs.get_mut(&id)
        {
            simulated.hold(Step::Finish(id));
        }
        Ok(())
    }

    /// Ends a run that is being cancelled, as the worker that ran it would: by
    /// force, and with the task runs that had not ended.
    fn cancel(&mut self, id: FlowRunId) -> Result<()> {
        let Some(simulated) = self.runs.remove(&id) else {
            return Ok(());
        };
        self.app.transaction(|tx| {
            if tx.tables.flow_run_state(id) != Some(StateType::Cancelling) {
                return Ok(());
            }
            for task_run in simulated.task_runs() {
                let is_open =
                    tx.tables.task_runs.get(*task_run).is_some_and(|run| {
                        run.state_type().is_some_and(|state| !state.is_terminal())
                    });
                if is_open {
                    tx.set_task_run_state(
                        *task_run,
                        ProposedState::of(StateType::Cancelled),
                        &CORE_TASK_POLICY,
                    )?;
                }
            }
            let cancelled = ProposedState::of(StateType::Cancelled);
            tx.set_flow_run_state(id, cancelled, &MINIMAL_FLOW_POLICY, Client::default())?;
            Ok(())
        })
    }

    /// Gives a run that goes on the steps that came while it stood still.
    fn go_on(&mut self, id: FlowRunId, now: DateTime<Utc>) {
        let Some(simulated) = self.runs.get_mut(&id) else {
            return;
        };
        for step in simulated.take_held() {
            let delay = match step {
                Step::StartTask(..) => self.delays.start,
                _ => self.delays.task,
            };
            self.steps.add(later(now, delay), step);
        }
    }

    /// Proposes a state to a flow run as a client does, if it is in one of a type;
    /// whether it was accepted.
    fn propose(&self, id: FlowRunId, from: StateType, state: ProposedState) -> Result<bool> {
        self.app.transaction(|tx| {
            if tx.tables.flow_run_state(id) != Some(from) {
                return Ok(false);
            }
            let result = tx.set_flow_run_state(id, state, &CORE_FLOW_POLICY, Client::default())?;
            Ok(result.status == SetStateStatus::Accept)
        })
    }

    /// Proposes a state to a task run; whether it was accepted. While its flow run is
    /// not running, the step is held.
    fn propose_to_task(
        &mut self,
        step: Step,
        id: FlowRunId,
        position: usize,
        state: StateType,
    ) -> Result<bool> {
        let Some(simulated) = self.runs.get_mut(&id) else {
            return Ok(false);
        };
        let Some(task_run) = simulated.task_run(position) else {
            return Ok(false);
        };
        self.app.transaction(|tx| {
            if tx.tables.flow_run_state(id) != Some(StateType::Running) {
                simulated.hold(step);
                return Ok(false);
            }
            let result =
                tx.set_task_run_state(task_run, ProposedState::of(state), &CORE_TASK_POLICY)?;
            Ok(result.status == SetStateStatus::Accept)
        })
    }
}
