//! When runs have their turn, and what is left of them when they have had it.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use tokio::task::yield_now;

use super::{Moved, diamond, pool};
use crate::domain::ids::FlowRunId;
use crate::domain::state::StateType;
use crate::simulator::polls::POLL_INTERVAL;
use crate::simulator::{Delays, SimulateMode, run};

/// When a run entered its state of a type.
fn entered(moved: &Moved, id: FlowRunId, state: StateType) -> DateTime<Utc> {
    let states = moved.fixture.app.read().flow_run_states.of_run(id);
    let state = states.iter().find(|one| one.state_type == state);
    state.unwrap().timestamp
}

/// How long after they were due runs were submitted.
fn submitted_after(between: TimeDelta) -> Vec<Duration> {
    let mut moved = Moved::new(SimulateMode::Auto, pool(), &json!("no plan"));
    let first = moved.now() + TimeDelta::seconds(20);
    let runs: Vec<_> = (0..50)
        .map(|number| first + between * number)
        .map(|due| (moved.schedule(due), due))
        .collect();
    let last = runs[runs.len() - 1].0;
    moved.until(|moved| moved.state(last) != StateType::Scheduled);
    runs.iter()
        .map(|(id, due)| (entered(&moved, *id, StateType::Pending) - *due).to_std())
        .collect::<Result<_, _>>()
        .unwrap()
}

#[test]
fn every_run_is_submitted_when_it_is_due_and_not_before() {
    let submit = Delays::default().submit;
    for delay in submitted_after(TimeDelta::milliseconds(200)) {
        assert_eq!(delay, submit);
    }
    for delay in submitted_after(TimeDelta::milliseconds(1)) {
        assert!(
            (submit..submit + POLL_INTERVAL).contains(&delay),
            "{delay:?}"
        );
    }
}

#[tokio::test]
async fn others_have_their_turn_while_many_steps_are_due() {
    let moved = Moved::new(SimulateMode::Auto, pool(), &diamond());
    let due = moved.now() + TimeDelta::seconds(10);
    for _ in 0..100 {
        moved.schedule(due);
    }
    let app = Arc::clone(&moved.fixture.app);
    let driver = tokio::spawn(run(Arc::clone(&app), moved.simulation));
    while moved.fixture.clock.waiters() == 0 {
        yield_now().await;
    }
    moved.fixture.clock.set(due + TimeDelta::seconds(1));
    let pending = || app.read().flow_runs.in_state(StateType::Pending).count();
    let mut seen = vec![pending()];
    while pending() < 100 {
        yield_now().await;
        seen.push(pending());
    }
    driver.abort();
    let most_at_once = seen.windows(2).map(|two| two[1] - two[0]).max();
    assert!(most_at_once < Some(20), "{seen:?}");
}

#[test]
fn what_was_missed_is_made_up_for() {
    let mut moved = Moved::new(SimulateMode::Auto, pool(), &diamond());
    let ids = [(); 3].map(|()| moved.schedule(moved.now()));
    moved.until(|moved| ids.iter().all(|id| moved.state(*id) == StateType::Running));
    for id in ids {
        moved.propose(id, StateType::Paused);
    }
    // Whatever was due comes while they are paused.
    moved.until(|_| false);
    assert_eq!(moved.simulation.in_flight(), 3);
    let [resumed, crashed, deleted] = ids;
    moved.propose(resumed, StateType::Running);
    moved.propose(crashed, StateType::Crashed);
    moved.fixture.app.delete_flow_run(deleted).unwrap();
    // The simulation hears nothing of it.
    moved.changes = moved.changes.resubscribe();
    moved.simulation.catch_up();
    assert_eq!(moved.simulation.in_flight(), 1);
    moved.until(|moved| moved.state(resumed) == StateType::Completed);
    assert_eq!(moved.state(resumed), StateType::Completed);
    assert_eq!(moved.simulation.in_flight(), 0);
}

#[test]
fn a_pause_between_two_steps_changes_nothing() {
    let mut moved = Moved::new(SimulateMode::Auto, pool(), &diamond());
    let id = moved.schedule(moved.now());
    let task_is = |moved: &Moved, name, state| moved.task(id, name).state_type() == Some(state);
    moved.until(|moved| {
        moved.state(id) == StateType::Running && task_is(moved, "a", StateType::Running)
    });
    moved.propose(id, StateType::Paused);
    moved.listen();
    moved.propose(id, StateType::Running);
    moved.until(|moved| moved.state(id) == StateType::Completed);
    for name in ["a", "b", "c", "d"] {
        assert_eq!(moved.task(id, name).progress.run_count, 1, "{name}");
    }
    let ran = moved.task(id, "a").progress.clone();
    let ran_for = ran.end_time.unwrap() - ran.start_time.unwrap();
    assert_eq!(ran_for.to_std(), Ok(Delays::default().task));
}

#[test]
fn one_sweep_follows_another_however_often_changes_were_missed() {
    let mut moved = Moved::new(SimulateMode::Auto, pool(), &diamond());
    for _ in 0..10 {
        moved.fixture.clock.advance(Duration::from_secs(1));
        moved.simulation.catch_up();
        moved.simulation.drain();
        moved.listen();
    }
    // What others took the place of is gone by then.
    moved.fixture.clock.advance(Duration::from_secs(60));
    moved.simulation.drain();
    let next = moved.simulation.next_due().unwrap();
    moved.fixture.clock.set(next);
    let steps = std::iter::from_fn(|| moved.simulation.step().then_some(())).count();
    assert_eq!(steps, 1);
}

#[test]
fn the_longest_delay_is_no_trouble() {
    let mut moved = Moved::new(SimulateMode::Auto, pool(), &diamond());
    moved.simulation.delays = Delays {
        submit: Duration::ZERO,
        start: Duration::ZERO,
        task: Duration::from_millis(u64::MAX / 2),
    };
    let id = moved.schedule(moved.now());
    moved.until(|moved| moved.state(id) == StateType::Running);
    moved.until(|_| false);
    assert_eq!(moved.state(id), StateType::Running);
}
