use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::app::fixture::{Fixture, body, noon};
use crate::app::{App, Error};
use crate::domain::deployment::{Deployment, DeploymentStatus};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{DeploymentId, WorkQueueId};
use crate::domain::run::RetryType;
use crate::domain::state::{ProposedState, StateType};
use crate::domain::work_pool::WorkQueueStatus;

/// A pool `p` with the queue `high` before `default`, and a deployment in each.
struct Scene {
    fixture: Fixture,
    high: DeploymentId,
    low: DeploymentId,
}

fn scene() -> Scene {
    let fixture = Fixture::new();
    let app = &fixture.app;
    let pool = json!({"name": "p", "type": "process"});
    let pool = app.create_work_pool(body(pool)).unwrap().pool;
    let high = json!({"name": "high", "priority": 1});
    let high = app.create_work_pool_queue("p", body(high)).unwrap().queue;
    let scene = |fixture: Fixture| Scene {
        high: fixture.deployment("high", high.id),
        low: fixture.deployment("low", pool.default_queue_id),
        fixture,
    };
    scene(fixture)
}

impl Scene {
    fn app(&self) -> &App {
        &self.fixture.app
    }

    /// Makes a run that is due so many seconds after noon, named by its number.
    fn due(&self, deployment: DeploymentId, seconds: i64) -> Arc<FlowRun> {
        let time = noon() + TimeDelta::seconds(seconds);
        self.fixture
            .run(deployment, ProposedState::scheduled_at(time))
    }

    /// When the runs that a poll answers are due, in seconds after noon.
    fn poll(&self, request: Value) -> Vec<i64> {
        let runs = self
            .app()
            .get_scheduled_flow_runs("p", &body(request))
            .unwrap();
        runs.iter()
            .map(|run| seconds(&run.flow_run.flow_run))
            .collect()
    }

    fn limit_pool(&self, changes: Value) {
        self.app().update_work_pool("p", body(changes)).unwrap();
    }

    fn change_queue(&self, name: &str, changes: Value) {
        self.app()
            .update_work_pool_queue("p", name, body(changes))
            .unwrap();
    }

    fn queue(&self, name: &str) -> WorkQueueId {
        self.app().read_work_pool_queue("p", name).unwrap().queue.id
    }

    fn change_deployment(&self, id: DeploymentId, change: impl FnOnce(&mut Deployment)) {
        self.app()
            .transaction(|tx| {
                let mut deployment = Deployment::clone(tx.tables.deployments.get(id).unwrap());
                change(&mut deployment);
                tx.tables.deployments.put(deployment);
                Ok(())
            })
            .unwrap();
    }
}

fn seconds(run: &FlowRun) -> i64 {
    (run.progress.next_scheduled_start_time.unwrap() - noon()).num_seconds()
}

#[test]
fn runs_come_by_priority_and_then_by_time() {
    let scene = scene();
    for seconds in [30, 10] {
        scene.due(scene.low, seconds);
        scene.due(scene.high, seconds + 1);
    }
    assert_eq!(scene.poll(json!({})), [11, 31, 10, 30]);
    assert_eq!(scene.poll(json!({"limit": 3})), [11, 31, 10]);
    assert_eq!(scene.poll(json!({"limit": 0})), [0; 0]);
    assert_eq!(
        scene.poll(json!({"work_queue_names": ["default"]})),
        [10, 30]
    );
    assert_eq!(
        scene.poll(json!({"work_queue_names": []})),
        [11, 31, 10, 30]
    );
    assert_eq!(
        scene.poll(json!({"work_queue_names": ["high", "high"]})),
        [11, 31]
    );
}

#[test]
fn queues_of_one_priority_are_merged_by_time() {
    let scene = scene();
    let low = scene.queue("default");
    scene
        .app()
        .update_work_queue(low, body(json!({"priority": 1})))
        .unwrap();
    for seconds in [10, 30] {
        scene.due(scene.low, seconds);
        scene.due(scene.high, seconds + 5);
    }
    assert_eq!(scene.poll(json!({})), [10, 15, 30, 35]);
}

#[test]
fn a_span_includes_both_of_its_ends() {
    let scene = scene();
    for seconds in [0, 10, 20, 30] {
        scene.due(scene.low, seconds);
    }
    let at = |seconds| noon() + TimeDelta::seconds(seconds);
    assert_eq!(scene.poll(json!({"scheduled_before": at(10)})), [0, 10]);
    assert_eq!(scene.poll(json!({"scheduled_after": at(10)})), [10, 20, 30]);
    let span = json!({"scheduled_after": at(10), "scheduled_before": at(20)});
    assert_eq!(scene.poll(span), [10, 20]);
}

#[test]
fn only_scheduled_runs_come_and_none_that_wait_in_their_process() {
    let scene = scene();
    for state in StateType::ALL {
        scene.fixture.run(scene.low, ProposedState::of(state));
    }
    assert_eq!(scene.poll(json!({})), [0]);
    let late = scene.due(scene.low, 5);
    scene
        .fixture
        .set_state(&late, ProposedState::scheduled_at(noon()).named("Late"));
    assert_eq!(scene.poll(json!({})), [0, 0]);

    let waiting = scene.due(scene.low, 7);
    scene
        .app()
        .transaction(|tx| {
            let mut run = FlowRun::clone(tx.tables.flow_runs.get(waiting.id).unwrap());
            Arc::make_mut(&mut run.empirical_policy).retry_type = Some(RetryType::InProcess);
            tx.tables.flow_runs.put(run);
            Ok(())
        })
        .unwrap();
    assert_eq!(scene.poll(json!({})), [0, 0]);
}

#[test]
fn nothing_comes_from_what_is_paused() {
    let scene = scene();
    scene.due(scene.low, 10);
    scene.due(scene.high, 20);
    scene.change_queue("high", json!({"is_paused": true}));
    assert_eq!(scene.poll(json!({})), [10]);
    scene.limit_pool(json!({"is_paused": true}));
    assert_eq!(scene.poll(json!({})), [0; 0]);
    scene.limit_pool(json!({"is_paused": false}));
    scene.change_queue("high", json!({"is_paused": false}));
    assert_eq!(scene.poll(json!({})), [20, 10]);
}

#[test]
fn limits_less_the_slots_that_are_taken_bound_what_comes() {
    let scene = scene();
    for seconds in [10, 20, 30] {
        scene.due(scene.low, seconds);
    }
    let first = scene.due(scene.high, 40);
    scene.due(scene.high, 50);
    scene.limit_pool(json!({"concurrency_limit": 3}));
    assert_eq!(scene.poll(json!({})), [40, 50, 10]);
    scene.change_queue("high", json!({"concurrency_limit": 1}));
    assert_eq!(scene.poll(json!({})), [40, 10, 20]);

    scene
        .fixture
        .set_state(&first, ProposedState::of(StateType::Pending));
    assert_eq!(scene.poll(json!({})), [10, 20]);
    scene
        .fixture
        .set_state(&first, ProposedState::of(StateType::Running));
    assert_eq!(scene.poll(json!({})), [10, 20]);
    scene
        .fixture
        .set_state(&first, ProposedState::of(StateType::Cancelling));
    assert_eq!(scene.poll(json!({})), [50, 10, 20]);
    scene.limit_pool(json!({"concurrency_limit": 0}));
    assert_eq!(scene.poll(json!({})), [0; 0]);
}

#[test]
fn unknown_names_are_not_found() {
    let scene = scene();
    let poll = |pool: &str, request| {
        let runs = scene.app().get_scheduled_flow_runs(pool, &body(request));
        runs.map(|runs| runs.len())
    };
    assert_eq!(
        poll("no", json!({})),
        Err(Error::NotFound("Work pool \"no\" not found.".to_owned()))
    );
    assert_eq!(
        poll("p", json!({"work_queue_names": ["high", "no"]})),
        Err(Error::NotFound(
            "Work pool queue 'p/no' not found.".to_owned()
        ))
    );
    assert!(matches!(
        poll("no", json!({"limit": 201})),
        Err(Error::Invalid(_))
    ));
    let queue = scene.app().read_work_pool_queue("p", "high").unwrap().queue;
    assert_eq!(queue.last_polled, None);
}

#[test]
fn a_poll_makes_queues_and_deployments_ready() {
    let scene = scene();
    scene.change_queue("high", json!({"is_paused": true}));
    scene.fixture.clock.advance(Duration::from_secs(1));
    let now = noon() + TimeDelta::seconds(1);
    scene.poll(json!({}));
    let queue = |name| scene.app().read_work_pool_queue("p", name).unwrap().queue;
    let (low, high) = (queue("default"), queue("high"));
    assert_eq!(
        (low.status, low.last_polled),
        (WorkQueueStatus::Ready, Some(now))
    );
    assert_eq!(
        (high.status, high.last_polled),
        (WorkQueueStatus::Paused, Some(now))
    );
    let tables = scene.app().read();
    for id in [scene.low, scene.high] {
        let deployment = tables.deployments.get(id).unwrap();
        assert_eq!(deployment.status, DeploymentStatus::Ready);
        assert_eq!(deployment.last_polled, Some(now));
        assert_eq!(deployment.updated, noon());
    }
}

#[test]
fn a_poll_of_one_queue_leaves_the_others_alone() {
    let scene = scene();
    scene.poll(json!({"work_queue_names": ["high"]}));
    let low = scene
        .app()
        .read_work_pool_queue("p", "default")
        .unwrap()
        .queue;
    assert_eq!(
        (low.status, low.last_polled),
        (WorkQueueStatus::NotReady, None)
    );
    let tables = scene.app().read();
    let deployment = tables.deployments.get(scene.low).unwrap();
    assert_eq!(deployment.status, DeploymentStatus::NotReady);
}

#[test]
fn agents_get_the_runs_that_wait_under_a_name_in_any_pool() {
    let scene = scene();
    let app = scene.app();
    let high = scene.queue("high");
    let agent = |request: Value| -> Vec<i64> {
        let runs = app.read_work_queue_runs(high, &body(request)).unwrap();
        runs.iter().map(|run| seconds(&run.flow_run)).collect()
    };
    scene.due(scene.high, 5);
    assert_eq!(agent(json!({})), [0; 0]);

    // Two deployments name it, one of them in another queue.
    for deployment in [scene.high, scene.low] {
        scene.change_deployment(deployment, |one| {
            one.work_queue_name = Some("high".to_owned());
        });
    }
    let first = scene.due(scene.low, 10);
    scene.due(scene.high, 20);
    scene.due(scene.high, 15);
    assert_eq!(agent(json!({})), [10, 15, 20]);
    assert_eq!(agent(json!({"limit": 2})), [10, 15]);
    let before = noon() + TimeDelta::seconds(15);
    assert_eq!(agent(json!({"scheduled_before": before})), [10, 15]);

    scene.change_queue("high", json!({"concurrency_limit": 2}));
    assert_eq!(agent(json!({})), [10, 15]);
    scene
        .fixture
        .set_state(&first, ProposedState::of(StateType::Running));
    assert_eq!(agent(json!({})), [15]);
    scene
        .fixture
        .set_state(&first, ProposedState::of(StateType::Cancelling));
    assert_eq!(agent(json!({})), [15]);
    let told = app.read_work_queue_runs(high, &body(json!({}))).unwrap();
    assert!(told.iter().all(|run| run.work_pool.is_none()));
    let queue = app.read_work_queue(high).unwrap().queue;
    assert_eq!(
        (queue.status, queue.last_polled),
        (WorkQueueStatus::Ready, Some(noon()))
    );
    scene.change_queue("high", json!({"is_paused": true}));
    assert_eq!(agent(json!({})), [0; 0]);
}

#[test]
fn agents_get_what_the_filter_of_a_legacy_queue_means() {
    let scene = scene();
    let app = scene.app();
    let high = scene.queue("high");
    let agent = || -> Vec<i64> {
        let runs = app.read_work_queue_runs(high, &body(json!({}))).unwrap();
        runs.iter().map(|run| seconds(&run.flow_run)).collect()
    };
    scene.change_deployment(scene.low, |low| {
        low.tags = vec!["a".to_owned(), "b".to_owned()];
    });
    let running = scene.due(scene.low, 10);
    scene.due(scene.low, 20);
    scene.due(scene.high, 30);
    scene.change_queue("high", json!({"filter": {"tags": ["b"]}}));
    assert_eq!(agent(), [10, 20]);
    scene.change_queue(
        "high",
        json!({"filter": {"deployment_ids": [scene.high.uuid()]}}),
    );
    assert_eq!(agent(), [30]);
    scene.change_queue("high", json!({"filter": {}, "concurrency_limit": 2}));
    assert_eq!(agent(), [10, 20]);
    scene
        .fixture
        .set_state(&running, ProposedState::of(StateType::Running));
    assert_eq!(agent(), [20]);
}

#[test]
fn agents_are_told_of_a_missing_queue() {
    let scene = scene();
    let nobody = WorkQueueId::new(uuid::Uuid::nil());
    assert_eq!(
        scene
            .app()
            .read_work_queue_runs(nobody, &body(json!({})))
            .unwrap_err(),
        Error::Missing(format!("Work queue with id {nobody} not found."))
    );
}

proptest! {
    /// Whatever is due and limited, a poll answers what Prefect's query does, by
    /// the plainest reading of it.
    #[test]
    fn a_poll_answers_what_the_query_says(
        runs in prop::collection::vec((any::<bool>(), 0_i64..50, 0_usize..3), 0..25),
        pool_limit in prop::option::of(0_i64..8),
        high_limit in prop::option::of(0_i64..5),
        low_limit in prop::option::of(0_i64..5),
        limit in 0_usize..12,
        before in 0_i64..60,
    ) {
        let scene = scene();
        scene.limit_pool(json!({"concurrency_limit": pool_limit}));
        scene.change_queue("high", json!({"concurrency_limit": high_limit}));
        scene.change_queue("default", json!({"concurrency_limit": low_limit}));
        let (mut taken, mut due) = ([0, 0], [Vec::new(), Vec::new()]);
        // Each second once, so that order says everything.
        for (index, (is_high, time, kind)) in (0..).zip(runs) {
            let deployment = if is_high { scene.high } else { scene.low };
            let queue = usize::from(!is_high);
            let run = scene.due(deployment, time * 100 + index);
            let states = [StateType::Pending, StateType::Running];
            match states.get(kind) {
                Some(state) => {
                    scene.fixture.set_state(&run, ProposedState::of(*state));
                    taken[queue] += 1;
                }
                None if time * 100 + index <= before * 100 => due[queue].push(time * 100 + index),
                None => {}
            }
        }
        let free = |limit: Option<i64>, taken: i64| {
            usize::try_from(limit.map_or(1000, |limit| (limit - taken).max(0))).unwrap()
        };
        let mut expected: Vec<i64> = Vec::new();
        for (queue, limit) in [high_limit, low_limit].into_iter().enumerate() {
            due[queue].sort_unstable();
            expected.extend(due[queue].iter().take(free(limit, taken[queue])));
        }
        expected.truncate(free(pool_limit, taken.iter().sum()).min(limit));
        let request = json!({"limit": limit, "scheduled_before": noon() + TimeDelta::seconds(before * 100)});
        prop_assert_eq!(scene.poll(request), expected);
    }
}
