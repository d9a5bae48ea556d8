//! The simulation itself: changes in, steps out, no waiting.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use prefect_mock_api::types::GetScheduledFlowRunsBody;

use super::polls::Polls;
use super::runs::Simulated;
use super::steps::{Step, Steps};
use super::worker::attend;
use super::{Delays, SimulateMode};
use crate::app::{App, Change, MAX_LIMIT, Result, SetStateStatus};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{FlowRunId, WorkPoolId};
use crate::domain::orchestration::{
    CORE_FLOW_POLICY, CORE_TASK_POLICY, Client, MINIMAL_FLOW_POLICY,
};
use crate::domain::state::{ProposedState, StateType};

/// How often every pool with waiting runs is asked, in case that what held them
/// back went away unseen, such as a worker that is gone.
const SWEEP_INTERVAL: Duration = Duration::from_secs(5);

/// Simulates the workers of an application; see the [module](super).
pub struct Simulation {
    app: Arc<App>,
    mode: SimulateMode,
    delays: Delays,
    steps: Steps,
    polls: Polls,
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
            runs: BTreeMap::new(),
        };
        if mode != SimulateMode::Never {
            simulation
                .steps
                .add(simulation.app.clock().now(), Step::Sweep);
        }
        simulation
    }

    /// When the next step is due; `None` if nothing is to happen.
    pub fn next_due(&self) -> Option<DateTime<Utc>> {
        self.steps.next_due()
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
            _ => {}
        }
    }

    /// Looks at everything anew, after changes were missed.
    pub fn catch_up(&mut self) {
        self.steps.add(self.app.clock().now(), Step::Sweep);
        let tables = self.app.read();
        let cancelling: Vec<_> = tables
            .flow_runs
            .in_state(StateType::Cancelling)
            .map(|run| run.id)
            .collect();
        let now = self.app.clock().now();
        for id in cancelling {
            self.steps.add(now, Step::Cancel(id));
        }
    }

    /// Takes every step that is due.
    pub fn drain(&mut self) {
        while self.step() {}
    }

    /// Takes the next step, if it is due; whether it was.
    pub fn step(&mut self) -> bool {
        let Some((due, step)) = self.steps.take_due(self.app.clock().now()) else {
            return false;
        };
        // A run may be changed or gone by the time its step comes; then there is
        // nothing to do, and whatever took its place brings steps of its own.
        let _ = match step {
            Step::Poll(pool) if self.polls.take(pool, due) => self.take_due_runs(pool),
            Step::Poll(_) => Ok(()),
            Step::Sweep => {
                self.sweep();
                Ok(())
            }
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
        let pool = run.pool(&self.app.read());
        match state.state_type {
            StateType::Scheduled => {
                let due = run
                    .progress
                    .next_scheduled_start_time
                    .unwrap_or(now)
                    .max(now);
                if let Some(pool) = pool {
                    self.poll(pool, due + self.delays.submit);
                }
            }
            StateType::Cancelling if self.runs.contains_key(&run.id) => {
                self.steps
                    .add(now + self.delays.start, Step::Cancel(run.id));
            }
            // A run that goes on after a pause takes up where it was.
            StateType::Running if initial == Some(StateType::Paused) => {
                self.resume_tasks(run.id, now);
            }
            state if state.is_terminal() => {
                self.runs.remove(&run.id);
                if let Some(pool) = pool {
                    self.poll_if_limited(pool, now);
                }
            }
            _ => {}
        }
    }

    fn poll(&mut self, pool: WorkPoolId, due: DateTime<Utc>) {
        if self.polls.ask(pool, due) {
            self.steps.add(due, Step::Poll(pool));
        }
    }

    /// A slot came free: without limits nobody waits for one.
    fn poll_if_limited(&mut self, pool: WorkPoolId, now: DateTime<Utc>) {
        let is_limited = {
            let tables = self.app.read();
            let pool_limit = tables
                .work_pools
                .get(pool)
                .and_then(|pool| pool.concurrency_limit);
            pool_limit.is_some()
                || tables
                    .work_queues
                    .of_pool(pool)
                    .any(|queue| queue.concurrency_limit.is_some())
        };
        if is_limited {
            self.poll(pool, now);
        }
    }

    /// Is a worker of the pool, if it is to be one.
    fn attend(&self, pool: WorkPoolId) {
        // Only a pool that is gone is no place for a worker, and then there is nothing
        // left to do.
        let _ = attend(&self.app, self.mode, pool);
    }

    /// Looks after its place in every pool, and asks every pool for its runs: those
    /// that were held back, and those of the past. Costs a walk over all pools and
    /// queues.
    fn sweep(&mut self) {
        let now = self.app.clock().now();
        let all: Vec<_> = self
            .app
            .read()
            .work_pools
            .iter()
            .map(|pool| pool.id)
            .collect();
        for pool in all {
            self.attend(pool);
        }
        let pools: Vec<(WorkPoolId, DateTime<Utc>)> = {
            let tables = self.app.read();
            tables
                .work_queues
                .iter()
                .filter_map(|queue| {
                    let first = tables.flow_runs.scheduled_in_queue(queue.id).next()?;
                    Some((
                        queue.work_pool_id,
                        first.progress.next_scheduled_start_time?,
                    ))
                })
                .collect()
        };
        for (pool, due) in pools {
            self.poll(pool, due.max(now));
        }
        self.steps.add(now + SWEEP_INTERVAL, Step::Sweep);
    }

    /// Takes the due runs of a pool as a worker does: each becomes pending at once.
    fn take_due_runs(&mut self, pool: WorkPoolId) -> Result<()> {
        let now = self.app.clock().now();
        let name = {
            let tables = self.app.read();
            match tables.work_pools.get(pool) {
                // Being asked shows on queues and deployments, so nothing is asked
                // for without need.
                Some(one)
                    if self.mode.simulates(&tables, pool) && tables.has_due_run(pool, now) =>
                {
                    one.name.clone()
                }
                _ => return Ok(()),
            }
        };
        let body = GetScheduledFlowRunsBody {
            scheduled_before: Some(now),
            ..GetScheduledFlowRunsBody::default()
        };
        let due = self.app.get_scheduled_flow_runs(&name, &body)?;
        if due.len() == MAX_LIMIT {
            self.poll(pool, now);
        }
        for one in due {
            let id = one.flow_run.flow_run.id;
            if self.propose(id, ProposedState::of(StateType::Pending))? {
                self.steps.add(now + self.delays.start, Step::Start(id));
            }
        }
        Ok(())
    }

    fn start(&mut self, id: FlowRunId) -> Result<()> {
        if self.state_type(id) != Some(StateType::Pending)
            || !self.propose(id, ProposedState::of(StateType::Running))?
        {
            return Ok(());
        }
        let now = self.app.clock().now();
        if self.runs.contains_key(&id) {
            self.resume_tasks(id, now);
            return Ok(());
        }
        let simulated = self.app.transaction(|tx| tx.make_task_runs(id))?;
        for position in simulated.roots() {
            self.steps
                .add(now + self.delays.start, Step::StartTask(id, position));
        }
        if simulated.is_finished() {
            self.steps.add(now + self.delays.task, Step::Finish(id));
        }
        self.runs.insert(id, simulated);
        Ok(())
    }

    fn start_task(&mut self, id: FlowRunId, position: usize) -> Result<()> {
        if self.propose_to_task(id, position, StateType::Running)? {
            let due = self.app.clock().now() + self.delays.task;
            self.steps.add(due, Step::FinishTask(id, position));
        }
        Ok(())
    }

    fn finish_task(&mut self, id: FlowRunId, position: usize) -> Result<()> {
        if !self.propose_to_task(id, position, StateType::Completed)? {
            return Ok(());
        }
        let Some(simulated) = self.runs.get_mut(&id) else {
            return Ok(());
        };
        let ready = simulated.complete(position);
        let is_finished = simulated.is_finished();
        let now = self.app.clock().now();
        for next in ready {
            self.steps
                .add(now + self.delays.start, Step::StartTask(id, next));
        }
        if is_finished {
            self.steps.add(now, Step::Finish(id));
        }
        Ok(())
    }

    fn finish(&mut self, id: FlowRunId) -> Result<()> {
        let is_done = self.runs.get(&id).is_some_and(Simulated::is_finished);
        if is_done && self.state_type(id) == Some(StateType::Running) {
            let completed =
                ProposedState::of(StateType::Completed).with_message("All states completed.");
            self.propose(id, completed)?;
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

    /// Gives the tasks of a run that was paused their next steps again.
    fn resume_tasks(&mut self, id: FlowRunId, now: DateTime<Utc>) {
        let Some(simulated) = self.runs.get(&id) else {
            return;
        };
        let tables = self.app.read();
        for (position, task_run) in simulated.task_runs().iter().enumerate() {
            match tables
                .task_runs
                .get(*task_run)
                .and_then(|run| run.state_type())
            {
                Some(StateType::Running) => self
                    .steps
                    .add(now + self.delays.task, Step::FinishTask(id, position)),
                Some(StateType::Pending | StateType::Paused) if simulated.is_ready(position) => {
                    self.steps
                        .add(now + self.delays.start, Step::StartTask(id, position));
                }
                _ => {}
            }
        }
        if simulated.is_finished() {
            self.steps.add(now + self.delays.task, Step::Finish(id));
        }
    }

    fn state_type(&self, id: FlowRunId) -> Option<StateType> {
        self.app.read().flow_run_state(id)
    }

    /// Proposes a state to a flow run as a client does; whether it was accepted.
    fn propose(&self, id: FlowRunId, state: ProposedState) -> Result<bool> {
        let result = self.app.transaction(|tx| {
            tx.set_flow_run_state(id, state, &CORE_FLOW_POLICY, Client::default())
        })?;
        Ok(result.status == SetStateStatus::Accept)
    }

    /// Proposes a state to a task run whose flow run is running.
    fn propose_to_task(&self, id: FlowRunId, position: usize, state: StateType) -> Result<bool> {
        let task_run = self.runs.get(&id).and_then(|run| run.task_run(position));
        let Some(task_run) = task_run.filter(|_| self.state_type(id) == Some(StateType::Running))
        else {
            return Ok(false);
        };
        let result = self.app.transaction(|tx| {
            tx.set_task_run_state(task_run, ProposedState::of(state), &CORE_TASK_POLICY)
        })?;
        Ok(result.status == SetStateStatus::Accept)
    }
}
