//! What holds whatever is proposed to runs.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::app::fixture::{Fixture, body, noon};
use crate::app::{NewFlowRun, NewTaskRun, SetStateStatus};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{DeploymentId, FlowRunId, TaskRunId, WorkQueueId};
use crate::domain::orchestration::{
    CORE_FLOW_POLICY, Client, MARK_LATE_RUNS_POLICY, MINIMAL_FLOW_POLICY,
};
use crate::domain::run::FlowRunPolicy;
use crate::domain::state::{ProposedState, State, StateType};
use crate::store::Tables;

/// Something that happens to one of the runs.
#[derive(Debug, Clone)]
enum Step {
    /// A state is proposed to the run of this number.
    Propose {
        run: usize,
        state: Box<ProposedState>,
        governance: Governance,
    },
    /// Time passes.
    Wait { seconds: u64 },
}

#[derive(Debug, Clone, Copy)]
enum Governance {
    Core,
    Force,
    MarkLate,
}

/// How many runs there are: a run of its own, one of a deployment, a subflow run.
const RUNS: usize = 3;

fn states() -> impl Strategy<Value = ProposedState> {
    let names = prop_oneof![
        4 => Just(None),
        1 => prop::sample::select(vec!["Late", "AwaitingRetry", "Suspended", "Submitting"])
            .prop_map(|name| Some(name.to_owned())),
    ];
    let data = prop_oneof![
        3 => Just(Value::Null),
        1 => Just(json!({"storage_key": "k"})),
        1 => Just(json!({"type": "unpersisted"})),
    ];
    (
        prop::sample::select(StateType::ALL.to_vec()),
        names,
        data,
        prop::option::of(-100_i64..100),
        prop::option::of(-100_i64..100),
        any::<bool>(),
        prop::option::of(0_u128..3),
    )
        .prop_map(
            |(state_type, name, data, scheduled, timeout, reschedule, transition)| {
                let at = |seconds| noon() + chrono::TimeDelta::seconds(seconds);
                let mut state = ProposedState::of(state_type).with_data(data);
                state.name = name;
                state.details.scheduled_time = scheduled.map(at);
                state.details.more.pause_timeout = timeout.map(at);
                state.details.more.pause_reschedule = reschedule;
                state.details.transition_id = transition.map(uuid::Uuid::from_u128);
                state
            },
        )
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let governance = prop_oneof![
        4 => Just(Governance::Core),
        2 => Just(Governance::Force),
        1 => Just(Governance::MarkLate),
    ];
    let propose =
        (0..RUNS, states(), governance).prop_map(|(run, state, governance)| Step::Propose {
            run,
            state: Box::new(state),
            governance,
        });
    let wait = (0_u64..50).prop_map(|seconds| Step::Wait { seconds });
    prop::collection::vec(prop_oneof![4 => propose, 1 => wait], 0..40)
}

struct World {
    fixture: Fixture,
    runs: [FlowRunId; RUNS],
    /// The task run that stands for the last of the runs.
    parent: TaskRunId,
    deployment: DeploymentId,
    queue: WorkQueueId,
}

impl World {
    fn new() -> Self {
        let fixture = Fixture::new();
        let pool = body(json!({"name": "pool", "type": "process"}));
        let queue = fixture.app.create_work_pool(pool).unwrap().pool;
        let queue = queue.default_queue_id;
        let deployment = fixture.deployment("deployed", queue);
        let alone = fixture.any_run();
        let deployed = fixture.run(deployment, ProposedState::of(StateType::Scheduled));
        let (parent, subflow) = fixture
            .app
            .transaction(|tx| {
                let (parent, _) =
                    tx.create_task_run(NewTaskRun::of_task(Some(alone.id), "sub", "0"))?;
                let (subflow, _) = tx.create_flow_run(NewFlowRun {
                    parent_task_run_id: Some(parent.id),
                    empirical_policy: FlowRunPolicy {
                        retries: Some(2),
                        retry_delay: Some(1),
                        ..FlowRunPolicy::default()
                    },
                    ..NewFlowRun::of_flow(alone.flow_id)
                })?;
                Ok((parent.id, subflow))
            })
            .unwrap();
        Self {
            fixture,
            runs: [alone.id, deployed.id, subflow.id],
            parent,
            deployment,
            queue,
        }
    }

    fn take(&self, step: Step) {
        let (run, state, governance) = match step {
            Step::Wait { seconds } => {
                self.fixture.clock.advance(Duration::from_secs(seconds));
                return;
            }
            Step::Propose {
                run,
                state,
                governance,
            } => (self.runs[run], *state, governance),
        };
        let policy = match governance {
            Governance::Core => &CORE_FLOW_POLICY,
            Governance::Force => &MINIMAL_FLOW_POLICY,
            Governance::MarkLate => &MARK_LATE_RUNS_POLICY,
        };
        let before = self.fixture.history(run).len();
        let result = self
            .fixture
            .app
            .transaction(|tx| tx.set_flow_run_state(run, state, policy, Client::default()))
            .unwrap();
        let after = self.fixture.app.read_flow_run_states(run);
        assert_eq!(after.len(), before + usize::from(result.is_new));
        assert_eq!(
            result.state.as_ref().map(|state| state.id),
            after.last().map(|state| state.id)
        );
        match result.status {
            SetStateStatus::Accept => assert!(result.is_new),
            SetStateStatus::Reject => {}
            SetStateStatus::Abort | SetStateStatus::Wait => assert!(!result.is_new),
        }
        self.check();
    }

    fn check(&self) {
        let tables = self.fixture.app.read();
        for id in self.runs {
            check_run(&tables, tables.flow_runs.get(id).unwrap());
        }
        check_indexes(&tables, self.deployment, self.queue);
        let parent = tables.task_runs.get(self.parent).unwrap();
        let subflow = tables.flow_runs.get(self.runs[2]).unwrap();
        assert_eq!(parent.state_type(), subflow.state_type());
        let history = tables.task_run_states.of_run(parent.id);
        assert_eq!(parent.state.as_ref(), history.last());
        let times = history.iter().map(|state| state.timestamp);
        assert!(times.is_sorted(), "{history:?}");
    }
}

fn check_run(tables: &Tables, run: &FlowRun) {
    let history = tables.flow_run_states.of_run(run.id);
    assert_eq!(run.state.as_ref(), history.last());
    for pair in history.windows(2) {
        assert!(pair[0].timestamp < pair[1].timestamp, "{history:?}");
    }
    for state in history {
        assert_eq!(tables.flow_run_states.get(state.id).as_ref(), Some(&state));
        assert_eq!(state.details.flow_run_id, Some(run.id));
    }
    let progress = &run.progress;
    let state = run.state.as_deref();
    let ended = state.is_some_and(State::is_terminal);
    assert_eq!(progress.end_time.is_some(), ended, "{run:?}");
    if ended {
        assert!(progress.start_time.is_some());
    }
    let scheduled = run.state_type() == Some(StateType::Scheduled);
    assert_eq!(progress.next_scheduled_start_time.is_some(), scheduled);
    assert!(progress.total_run_time >= chrono::TimeDelta::zero());
}

/// Every index tells what a walk over all runs tells.
fn check_indexes(tables: &Tables, deployment: DeploymentId, queue: WorkQueueId) {
    type Ids = BTreeSet<FlowRunId>;
    fn ids<'a>(runs: impl Iterator<Item = &'a Arc<FlowRun>>) -> Ids {
        runs.map(|run| run.id).collect()
    }
    let all = || tables.flow_runs.iter().map(|(_, run)| run);
    for state in StateType::ALL {
        let in_state = |run: &&Arc<FlowRun>| run.state_type() == Some(state);
        assert_eq!(
            ids(tables.flow_runs.in_state(state)),
            ids(all().filter(in_state))
        );
        let in_queue = |run: &&Arc<FlowRun>| run.work_queue_id == Some(queue);
        assert_eq!(
            ids(tables.flow_runs.of_queue_in_states(queue, &[state])),
            ids(all().filter(in_state).filter(in_queue))
        );
    }
    assert_eq!(
        ids(tables.flow_runs.of_deployment(deployment)),
        ids(all().filter(|run| run.deployment_id == Some(deployment)))
    );
    let scheduled: Vec<_> = tables
        .flow_runs
        .scheduled_in_queue(queue)
        .map(|run| run.progress.next_scheduled_start_time)
        .collect();
    assert!(scheduled.is_sorted() && scheduled.iter().all(Option::is_some));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_sequence_of_proposals_keeps_the_books(steps in steps()) {
        let world = World::new();
        world.check();
        for step in steps {
            world.take(step);
        }
        for id in world.runs {
            world.fixture.app.delete_flow_run(id).unwrap();
        }
        let tables = world.fixture.app.read();
        prop_assert!(tables.flow_runs.is_empty() && tables.task_runs.is_empty());
        for state in StateType::ALL {
            prop_assert_eq!(tables.flow_runs.in_state(state).count(), 0);
        }
    }
}
