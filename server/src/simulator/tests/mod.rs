//! Simulated runs on a clock that stands still unless it is moved.

mod timing;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use tokio::sync::broadcast::Receiver;

use super::plan::PLAN_LABEL;
use super::{Delays, SIMULATOR_WORKER, SimulateMode, Simulation};
use crate::app::Change;
use crate::app::fixture::{Fixture, body};
use crate::domain::deployment::Deployment;
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{DeploymentId, FlowRunId};
use crate::domain::state::{ProposedState, StateType};
use crate::domain::task_run::TaskRun;
use crate::domain::work_pool::WorkPoolStatus;

/// A simulation of one pool, moved by hand.
struct Moved {
    fixture: Fixture,
    simulation: Simulation,
    changes: Receiver<Change>,
    deployment: DeploymentId,
}

impl Moved {
    fn new(mode: SimulateMode, pool: serde_json::Value, plan: &serde_json::Value) -> Self {
        let fixture = Fixture::new();
        fixture.app.create_work_pool(body(pool)).unwrap();
        let queue = {
            let tables = fixture.app.read();
            tables.work_pools.by_name("pool").unwrap().default_queue_id
        };
        let deployment = fixture.deployment("deployment", queue);
        fixture
            .app
            .transaction(|tx| {
                let plain = Arc::clone(tx.tables.deployments.get(deployment).unwrap());
                tx.tables.deployments.put(Deployment {
                    labels: json!({ PLAN_LABEL: plan.to_string() }).as_object().cloned(),
                    ..Deployment::clone(&plain)
                });
                Ok(())
            })
            .unwrap();
        let changes = fixture.app.changes().subscribe();
        let simulation = Simulation::new(Arc::clone(&fixture.app), mode, Delays::default());
        Self {
            fixture,
            simulation,
            changes,
            deployment,
        }
    }

    fn schedule(&self, at: DateTime<Utc>) -> FlowRunId {
        self.fixture
            .run(self.deployment, ProposedState::scheduled_at(at))
            .id
    }

    fn now(&self) -> DateTime<Utc> {
        self.fixture.app.clock().now()
    }

    fn listen(&mut self) {
        while let Ok(change) = self.changes.try_recv() {
            self.simulation.observe(&change);
        }
    }

    /// Moves the clock from step to step until `done` holds, or a minute has passed.
    fn until(&mut self, done: impl Fn(&Self) -> bool) {
        let deadline = self.now() + TimeDelta::minutes(1);
        loop {
            self.listen();
            self.simulation.drain();
            self.listen();
            if done(self) {
                return;
            }
            match self.simulation.next_due() {
                Some(due) if due <= deadline => self.fixture.clock.set(due.max(self.now())),
                _ => return,
            }
        }
    }

    fn run(&self, id: FlowRunId) -> Arc<FlowRun> {
        Arc::clone(self.fixture.app.read().flow_runs.get(id).unwrap())
    }

    fn state(&self, id: FlowRunId) -> StateType {
        self.run(id).state_type().unwrap()
    }

    fn propose(&self, id: FlowRunId, state: StateType) {
        self.fixture
            .set_state(&self.run(id), ProposedState::of(state));
    }

    fn task(&self, run: FlowRunId, name: &str) -> Arc<TaskRun> {
        let tables = self.fixture.app.read();
        let mut runs = tables
            .task_runs
            .of_flow_run(run)
            .filter(|task| *task.name == *name);
        Arc::clone(runs.next().unwrap())
    }
}

fn pool() -> serde_json::Value {
    json!({"name": "pool", "type": "process"})
}

fn diamond() -> serde_json::Value {
    json!({"tasks": [
        {"id": "a", "task_key": "server_a"},
        {"id": "b", "task_key": "server_b", "depends_on": ["a"]},
        {"id": "c", "task_key": "server_c", "depends_on": ["a"]},
        {"id": "d", "task_key": "server_d", "depends_on": ["b", "c"]},
    ]})
}

#[test]
fn a_planned_run_completes_with_a_task_run_for_each_task() {
    let mut moved = Moved::new(SimulateMode::Auto, pool(), &diamond());
    let id = moved.schedule(moved.now());
    moved.until(|moved| moved.state(id) == StateType::Completed);

    let tables = moved.fixture.app.read();
    let states: Vec<_> = tables
        .flow_run_states
        .of_run(id)
        .iter()
        .map(|state| state.state_type)
        .collect();
    assert_eq!(
        states,
        [
            StateType::Scheduled,
            StateType::Pending,
            StateType::Running,
            StateType::Completed
        ]
    );
    drop(tables);
    let times = |name| {
        let progress = moved.task(id, name).progress.clone();
        (progress.start_time.unwrap(), progress.end_time.unwrap())
    };
    let [a, b, c, d] = ["a", "b", "c", "d"].map(times);
    assert!(b.0 >= a.1 && c.0 >= a.1, "branches follow the root");
    assert!(b.0 < c.1 && c.0 < b.1, "branches run side by side");
    assert!(d.0 >= b.1 && d.0 >= c.1, "the last task follows both");
    assert_eq!(
        moved.task(id, "d").task_inputs["wait_for"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn a_run_without_a_plan_completes_without_tasks() {
    let mut moved = Moved::new(SimulateMode::Auto, pool(), &json!("no plan"));
    let id = moved.schedule(moved.now());
    moved.until(|moved| moved.state(id) == StateType::Completed);
    assert_eq!(moved.state(id), StateType::Completed);
    assert_eq!(
        moved.fixture.app.read().task_runs.of_flow_run(id).count(),
        0
    );
}

#[test]
fn a_run_of_the_future_waits_for_its_time() {
    let mut moved = Moved::new(SimulateMode::Auto, pool(), &diamond());
    let time = moved.now() + TimeDelta::seconds(30);
    let id = moved.schedule(time);
    moved.until(|moved| moved.state(id) != StateType::Scheduled);
    assert!(moved.now() >= time);
}

#[test]
fn a_pool_is_not_asked_while_nothing_is_due() {
    let mut moved = Moved::new(SimulateMode::Auto, pool(), &diamond());
    let time = moved.now() + TimeDelta::seconds(30);
    let id = moved.schedule(time);
    let last_polled = |moved: &Moved| {
        let tables = moved.fixture.app.read();
        let queue = tables.flow_runs.get(id).unwrap().work_queue_id.unwrap();
        tables.work_queues.get(queue).unwrap().last_polled
    };
    let pause = body(json!({"is_paused": false}));
    moved.fixture.app.update_work_pool("pool", pause).unwrap();
    moved.until(|moved| last_polled(moved).is_some());
    assert!(last_polled(&moved) >= Some(time));
}

#[test]
fn a_limit_holds_and_every_run_gets_its_turn() {
    let limited = json!({"name": "pool", "type": "process", "concurrency_limit": 1});
    let mut moved = Moved::new(SimulateMode::Auto, limited, &diamond());
    let ids: Vec<_> = (0..3).map(|_| moved.schedule(moved.now())).collect();
    let active = |moved: &Moved| {
        let is_active =
            |id: &&FlowRunId| matches!(moved.state(**id), StateType::Pending | StateType::Running);
        ids.iter().filter(is_active).count()
    };
    moved.until(|moved| {
        assert!(active(moved) <= 1);
        ids.iter()
            .all(|id| moved.state(*id) == StateType::Completed)
    });
    assert!(
        ids.iter()
            .all(|id| moved.state(*id) == StateType::Completed)
    );
}

#[test]
fn a_cancelled_run_ends_with_its_open_tasks() {
    let mut moved = Moved::new(SimulateMode::Auto, pool(), &diamond());
    let id = moved.schedule(moved.now());
    let is_running = |moved: &Moved, name| {
        moved.state(id) == StateType::Running
            && moved.task(id, name).state_type() == Some(StateType::Running)
    };
    moved.until(|moved| is_running(moved, "b"));
    moved.propose(id, StateType::Cancelling);
    moved.until(|moved| moved.state(id) == StateType::Cancelled);
    assert_eq!(moved.state(id), StateType::Cancelled);
    assert_eq!(moved.task(id, "a").state_type(), Some(StateType::Completed));
    assert_eq!(moved.task(id, "b").state_type(), Some(StateType::Cancelled));
}

#[test]
fn a_paused_run_stands_still_and_goes_on_when_resumed() {
    let mut moved = Moved::new(SimulateMode::Auto, pool(), &diamond());
    let id = moved.schedule(moved.now());
    moved.until(|moved| moved.state(id) == StateType::Running);
    moved.propose(id, StateType::Paused);
    moved.until(|moved| moved.state(id) != StateType::Paused);
    assert_eq!(moved.state(id), StateType::Paused);
    moved.propose(id, StateType::Running);
    moved.until(|moved| moved.state(id) == StateType::Completed);
    assert_eq!(moved.state(id), StateType::Completed);
    let completed = moved.task(id, "d");
    assert_eq!(completed.progress.run_count, 1);
}

#[test]
fn a_pool_with_a_worker_is_left_to_it_unless_told_otherwise() {
    for (mode, state) in [
        (SimulateMode::Auto, StateType::Scheduled),
        (SimulateMode::Always, StateType::Completed),
        (SimulateMode::Never, StateType::Scheduled),
    ] {
        let mut moved = Moved::new(mode, pool(), &diamond());
        moved
            .fixture
            .app
            .worker_heartbeat(
                "pool",
                body(json!({"name": "worker", "heartbeat_interval_seconds": 3600})),
            )
            .unwrap();
        let id = moved.schedule(moved.now());
        moved.until(|moved| moved.state(id) == StateType::Completed);
        assert_eq!(moved.state(id), state, "{mode}");
    }
}

#[test]
fn a_deleted_run_is_let_go() {
    let mut moved = Moved::new(SimulateMode::Auto, pool(), &diamond());
    let id = moved.schedule(moved.now());
    moved.until(|moved| moved.state(id) == StateType::Running);
    moved
        .fixture
        .app
        .transaction(|tx| {
            tx.tables.flow_runs.remove(id);
            tx.emit(Change::FlowRunDeleted(id));
            Ok(())
        })
        .unwrap();
    moved.until(|_| false);
    assert!(moved.fixture.app.read().flow_runs.get(id).is_none());
}

#[test]
fn a_simulated_pool_has_the_simulator_for_a_worker_until_another_comes() {
    let ready = Some(WorkPoolStatus::Ready);
    let mut moved = Moved::new(SimulateMode::Auto, pool(), &diamond());
    let workers = |moved: &Moved| -> Vec<String> {
        let workers = moved.fixture.app.read_workers("pool", &body(json!({})));
        workers
            .unwrap()
            .iter()
            .map(|one| one.name.clone())
            .collect()
    };
    let status = |moved: &Moved| {
        moved
            .fixture
            .app
            .read_work_pool("pool")
            .unwrap()
            .pool
            .status
    };
    moved.until(|moved| !workers(moved).is_empty());
    assert_eq!(workers(&moved), [SIMULATOR_WORKER]);
    assert_eq!(status(&moved), ready);

    let later = moved.now() + TimeDelta::minutes(5);
    while moved.now() < later {
        moved.until(|_| false);
        moved.fixture.app.mark_unready().unwrap();
        assert_eq!(status(&moved), ready, "its heartbeats go on");
    }

    let another = json!({"name": "another", "heartbeat_interval_seconds": 3600});
    moved
        .fixture
        .app
        .worker_heartbeat("pool", body(another))
        .unwrap();
    moved.until(|moved| workers(moved).len() == 1);
    assert_eq!(workers(&moved), ["another"]);
}

#[test]
fn a_pool_that_is_not_simulated_has_no_simulator() {
    let mut moved = Moved::new(SimulateMode::Never, pool(), &diamond());
    moved.until(|_| false);
    assert!(
        moved
            .fixture
            .app
            .read_workers("pool", &body(json!({})))
            .unwrap()
            .is_empty()
    );
}
