//! The rules that judge a state which is proposed to a flow run.

use std::hint::black_box;

use chrono::TimeDelta;
use gungraun::prelude::*;
use prefect_mock::domain::concurrency::ConcurrencyLimits;
use prefect_mock::domain::ids::{FlowRunId, StateId};
use prefect_mock::domain::orchestration::{
    CORE_FLOW_POLICY, Client, Draws, FlowRunContext, FlowRunFacts, FlowRunFields,
    OrchestrationSettings, Outcome, Proposal, propose_flow_run_state,
};
use prefect_mock::domain::state::{ProposedState, State, StateDetails, StateType};
use prefect_mock::random::Random;
use serde_json::json;

use crate::scene::noon;

/// A proposal to a run, up to the proposed state.
struct Judged {
    initial: State,
    context: FlowRunContext<'static>,
}

/// A run in a state to which another is proposed.
fn proposal(initial: StateType, proposed: StateType) -> (&'static Judged, ProposedState) {
    let random = Random::seeded(1);
    let entered = noon() - TimeDelta::seconds(1);
    let judged: &Judged = Box::leak(Box::new(Judged {
        initial: State {
            id: StateId::new(random.uuid_v7(entered)),
            state_type: initial,
            name: initial.default_name().into(),
            timestamp: entered,
            message: None,
            // A result that is kept: a run that completed with one may not run again.
            data: json!({"type": "reference", "storage_key": "one"}).into(),
            details: StateDetails {
                scheduled_time: Some(entered),
                ..StateDetails::default()
            },
        },
        context: FlowRunContext {
            now: noon(),
            draws: Draws {
                state_id: random.uuid_v7(noon()).into(),
                lease_id: random.uuid_v4().into(),
                pause_key: random.uuid_v4(),
                jitter: random.unit(),
            },
            settings: Box::leak(Box::new(OrchestrationSettings::default())),
            limits: Box::leak(Box::new(ConcurrencyLimits::default())),
            facts: FlowRunFacts {
                id: FlowRunId::new(random.uuid_v4()),
                deployment_id: None,
                deployment: None,
                parent_task_run_id: None,
                has_infrastructure: false,
                state_timestamps: Box::leak(Box::new([entered])),
                client: Client::default(),
            },
            fields: FlowRunFields::default(),
        },
    }));
    (judged, ProposedState::of(proposed))
}

fn accepted(initial: StateType, proposed: StateType) -> (&'static Judged, ProposedState) {
    let (judged, state) = proposal(initial, proposed);
    assert!(matches!(
        judge(judged, state.clone()).outcome,
        Outcome::Accept { .. }
    ));
    (judged, state)
}

fn rejected(initial: StateType, proposed: StateType) -> (&'static Judged, ProposedState) {
    let (judged, state) = proposal(initial, proposed);
    assert!(matches!(
        judge(judged, state.clone()).outcome,
        Outcome::Reject { .. }
    ));
    (judged, state)
}

fn judge(judged: &'static Judged, proposed: ProposedState) -> Proposal<FlowRunFields> {
    propose_flow_run_state(
        &CORE_FLOW_POLICY,
        Some(&judged.initial),
        proposed,
        &judged.context,
    )
}

#[library_benchmark]
#[bench::scheduled_to_pending(args = (StateType::Scheduled, StateType::Pending), setup = accepted)]
#[bench::running_to_completed(args = (StateType::Running, StateType::Completed), setup = accepted)]
#[bench::completed_to_running_rejected(args = (StateType::Completed, StateType::Running), setup = rejected)]
fn propose((judged, proposed): (&'static Judged, ProposedState)) -> Proposal<FlowRunFields> {
    black_box(judge(black_box(judged), black_box(proposed)))
}

library_benchmark_group!(name = proposals, benchmarks = [propose]);
