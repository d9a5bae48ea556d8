use std::collections::BTreeSet;

use super::*;
use crate::domain::concurrency::{ConcurrencyLimit, ConcurrencyLimits, SlotChange};
use crate::domain::ids::ConcurrencyLimitId;
use crate::domain::orchestration::{
    CORE_FLOW_POLICY, Client, CollisionStrategy, ConcurrencyOptions, DeploymentFacts, Effect,
    FlowRunContext, FlowRunFacts, FlowRunFields, FlowRunKind, MARK_LATE_RUNS_POLICY,
    MINIMAL_FLOW_POLICY, OrchestrationSettings, Policy, propose_flow_run_state,
};
use crate::domain::run::{FlowRunPolicy, RetryType};
use crate::domain::state::{StateType, name};
use uuid::Uuid;

const RECORDING: &str = include_str!("../testdata/flow_run_transitions.json");

#[derive(Debug, Deserialize)]
struct Recording {
    scenarios: Vec<Scenario>,
}

#[derive(Debug, Deserialize)]
struct Scenario {
    name: String,
    created: Option<Proposed>,
    deployment: Option<Deployment>,
    #[serde(default)]
    policy: FlowRunPolicy,
    #[serde(default)]
    subflow: bool,
    /// The client's version; `none` for one that gives neither version.
    client: Option<String>,
    api_version: Option<String>,
    steps: Vec<Step>,
    after: Value,
}

#[derive(Debug, Deserialize)]
struct Deployment {
    concurrency_limit: Option<i64>,
    collision_strategy: Option<CollisionStrategy>,
    #[serde(default)]
    taken: u64,
}

#[derive(Debug, Deserialize)]
struct Step {
    #[serde(flatten)]
    proposed: Proposed,
    infrastructure_pid: Option<String>,
    #[serde(default)]
    lose_lease: bool,
    #[serde(default)]
    take: u64,
    set_limit: Option<i64>,
    answer: Value,
}

/// One flow run and what it depends on.
struct FlowRun {
    world: World,
    settings: OrchestrationSettings,
    limits: ConcurrencyLimits,
    facts: FlowRunFacts<'static>,
    fields: FlowRunFields,
    state: Option<State>,
    timestamps: Vec<DateTime<Utc>>,
    parent: Option<ProposedState>,
}

fn limit_id() -> ConcurrencyLimitId {
    Uuid::from_u128(7).into()
}

impl FlowRun {
    fn new(scenario: &Scenario) -> Self {
        let world = World::new();
        let mut limits = ConcurrencyLimits::default();
        let deployment = scenario.deployment.as_ref().map(|deployment| {
            if let Some(slots) = deployment.concurrency_limit {
                let mut limit = ConcurrencyLimit::new(limit_id(), "deployment:x", slots, world.now);
                limit.active_slots = deployment.taken;
                limits.insert(limit).unwrap();
            }
            DeploymentFacts {
                concurrency_limit_id: deployment.concurrency_limit.map(|_| limit_id()),
                concurrency_options: deployment.collision_strategy.map(|collision_strategy| {
                    ConcurrencyOptions {
                        collision_strategy,
                        grace_period_seconds: None,
                    }
                }),
            }
        });
        let client = match scenario.client.as_deref() {
            Some("none") => Client::default(),
            version => Client {
                version: version.unwrap_or("3.8.8").parse().ok(),
                api_version: scenario
                    .api_version
                    .as_deref()
                    .unwrap_or("0.8.4")
                    .parse()
                    .ok(),
            },
        };
        Self {
            facts: FlowRunFacts {
                id: world.random.uuid_v4().into(),
                deployment_id: deployment.map(|_| world.random.uuid_v4().into()),
                deployment,
                parent_task_run_id: scenario.subflow.then(|| world.random.uuid_v4().into()),
                has_infrastructure: false,
                state_timestamps: &[],
                client,
            },
            fields: FlowRunFields {
                progress: RunProgress::default(),
                policy: scenario.policy.clone().modernized(),
            },
            settings: OrchestrationSettings::default(),
            world,
            limits,
            state: None,
            timestamps: Vec::new(),
            parent: None,
        }
    }

    /// Proposes a state, enters what comes of it, and answers as the server would.
    fn propose(&mut self, policy: &Policy<FlowRunKind>, proposed: ProposedState) -> Value {
        let draws = self.world.draws();
        let now = self.world.now;
        let context = FlowRunContext {
            now,
            draws,
            settings: &self.settings,
            limits: &self.limits,
            facts: FlowRunFacts {
                state_timestamps: &self.timestamps,
                ..self.facts.clone()
            },
            fields: self.fields.clone(),
        };
        let proposal = propose_flow_run_state(policy, self.state.as_ref(), proposed, &context);
        let answer = show_answer(&proposal.outcome, self.state.as_ref(), now);
        self.fields = proposal.run;
        for effect in proposal.effects {
            match effect {
                Effect::Slots(change) => self.limits.apply(change, now),
                Effect::SetParentTaskRunState { state, .. } => self.parent = Some(*state),
                Effect::CacheState { .. } | Effect::EnqueueTaskRun { .. } => {
                    panic!("not an effect of a flow run")
                }
            }
        }
        if let Some(state) = proposal.outcome.new_state() {
            self.timestamps.push(state.timestamp);
            self.state = Some(state.clone());
        }
        answer
    }

    fn act(&mut self, step: &Step) {
        let now = self.world.now;
        if step.infrastructure_pid.is_some() {
            self.facts.has_infrastructure = true;
        }
        if step.lose_lease {
            let details = &self.state.as_ref().unwrap().details;
            let lease_id = details.more.deployment_concurrency_lease_id.unwrap();
            self.limits.end_lease(lease_id, now).unwrap();
        }
        self.limits
            .update(limit_id(), now, |limit| {
                limit.active_slots += step.take;
                limit.limit = step.set_limit.unwrap_or(limit.limit);
            })
            .unwrap();
    }

    fn show(&self) -> Value {
        let policy = &self.fields.policy;
        let now = self.world.now;
        let mut shown = show_progress(&self.fields.progress, self.state.as_ref(), now);
        extend(
            &mut shown,
            json!({
                "resuming": policy.resuming,
                "retry_type": policy.retry_type,
                "pause_keys": policy.pause_keys.as_ref().map(BTreeSet::len),
                "active_slots": self.limits.get(limit_id()).map(|limit| limit.active_slots),
                "parent_task_run": self.parent.as_ref().map(|state| json!({
                    "type": state.state_type,
                    "name": state.name,
                    "child": state.details.more.child_flow_run_id == Some(self.facts.id),
                })),
            }),
        );
        slim(shown)
    }
}

#[test]
fn every_pair_of_types_was_recorded() {
    let recording: Recording = serde_json::from_str(RECORDING).unwrap();
    let names = recording.scenarios.iter().map(|one| one.name.as_str());
    let missing = missing_pairs(
        names,
        &[
            "",
            " by force",
            " of a deployment",
            " of a deployment by force",
        ],
    );
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn answers_are_those_of_prefect() {
    let recording: Recording = serde_json::from_str(RECORDING).unwrap();
    let mut differences = Vec::new();
    for scenario in &recording.scenarios {
        let mut run = FlowRun::new(scenario);
        // A run that is made without a state is pending.
        let created = scenario.created.as_ref().map_or_else(
            || ProposedState::of(StateType::Pending),
            |state| state.state(run.world.now),
        );
        run.propose(&MINIMAL_FLOW_POLICY, created);
        for step in &scenario.steps {
            run.act(step);
            let policy = if step.proposed.force {
                &MINIMAL_FLOW_POLICY
            } else {
                &CORE_FLOW_POLICY
            };
            let answer = run.propose(policy, step.proposed.state(run.world.now));
            if answer != step.answer {
                differences.push(format!(
                    "{}, {}:\n  recorded {}\n  ours     {answer}",
                    scenario.name, step.proposed.state_type, step.answer
                ));
            }
        }
        let after = run.show();
        if after != scenario.after {
            differences.push(format!(
                "{}, after:\n  recorded {}\n  ours     {after}",
                scenario.name, scenario.after
            ));
        }
    }
    assert!(recording.scenarios.len() > 400);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

fn run_of(scenario: Value) -> FlowRun {
    let mut whole = json!({"name": "", "steps": [], "after": {}});
    extend(&mut whole, scenario);
    FlowRun::new(&serde_json::from_value(whole).unwrap())
}

/// What the late-runs service does; it has no route to record.
#[test]
fn a_late_run_is_marked_or_cancelled() {
    let late = || ProposedState::of(StateType::Scheduled).named(name::LATE);
    for (strategy, taken, expected) in [
        ("ENQUEUE", 1, json!(["ACCEPT", "Late"])),
        ("CANCEL_NEW", 0, json!(["ACCEPT", "Late"])),
        ("CANCEL_NEW", 1, json!(["REJECT", "Cancelled"])),
    ] {
        let mut run = run_of(json!({"deployment": {
            "concurrency_limit": 1, "collision_strategy": strategy, "taken": taken,
        }}));
        run.propose(
            &MINIMAL_FLOW_POLICY,
            ProposedState::of(StateType::Scheduled),
        );
        let answer = run.propose(&MARK_LATE_RUNS_POLICY, late());
        assert_eq!(json!([answer["status"], answer["state"]["name"]]), expected);
    }

    let mut run = run_of(json!({}));
    run.propose(&MINIMAL_FLOW_POLICY, ProposedState::of(StateType::Running));
    let answer = run.propose(&MARK_LATE_RUNS_POLICY, late());
    assert_eq!(answer["reason"], "Only scheduled flows can be marked late.");
}

#[test]
fn the_run_of_a_deleted_deployment_is_not_submitted() {
    let mut run = run_of(json!({"deployment": {}}));
    run.facts.deployment = None;
    run.propose(
        &MINIMAL_FLOW_POLICY,
        ProposedState::of(StateType::Scheduled),
    );
    let answer = run.propose(&CORE_FLOW_POLICY, ProposedState::of(StateType::Pending));
    assert_eq!(
        json!([answer["status"], answer["reason"]]),
        json!(["ABORT", "Deployment not found."])
    );
}

#[test]
fn states_of_one_moment_get_different_times() {
    let mut run = run_of(json!({}));
    let before = run.world.now;
    for microseconds in [0, 1, 3] {
        run.timestamps
            .push(before + TimeDelta::milliseconds(10) + TimeDelta::microseconds(microseconds));
    }
    run.propose(&CORE_FLOW_POLICY, ProposedState::of(StateType::Running));
    let entered = run.state.as_ref().unwrap().timestamp;
    assert_eq!(entered - before, TimeDelta::microseconds(10_002));
    assert_eq!(run.fields.progress.start_time, Some(entered));
}

#[test]
fn an_unnamed_pause_is_remembered_under_a_fresh_key() {
    let mut run = run_of(json!({"created": {"type": "RUNNING"}}));
    run.propose(&MINIMAL_FLOW_POLICY, ProposedState::of(StateType::Running));
    run.propose(&CORE_FLOW_POLICY, ProposedState::of(StateType::Paused));
    assert_eq!(
        run.fields.policy.pause_keys.as_ref().map(BTreeSet::len),
        Some(1)
    );
}

#[test]
fn a_slot_taken_for_a_transition_that_is_then_stopped_is_not_taken() {
    let mut run = run_of(json!({"deployment": {"concurrency_limit": 1}}));
    run.propose(&MINIMAL_FLOW_POLICY, ProposedState::of(StateType::Paused));
    let answer = run.propose(&CORE_FLOW_POLICY, ProposedState::of(StateType::Pending));
    assert_eq!(answer["status"], "REJECT");
    assert_eq!(run.limits.get(limit_id()).unwrap().active_slots, 0);
}

#[test]
fn a_lease_is_renewed_when_its_run_starts() {
    let mut run = run_of(json!({"deployment": {"concurrency_limit": 1}}));
    run.propose(
        &MINIMAL_FLOW_POLICY,
        ProposedState::of(StateType::Scheduled),
    );
    run.propose(&CORE_FLOW_POLICY, ProposedState::of(StateType::Pending));
    let lease_id = |run: &FlowRun| {
        let details = &run.state.as_ref().unwrap().details;
        details.more.deployment_concurrency_lease_id.unwrap()
    };
    let granted = run.limits.lease(lease_id(&run)).unwrap().clone();
    assert_eq!(granted.expires - granted.created, TimeDelta::minutes(5));
    run.world.now += TimeDelta::minutes(4);
    run.propose(&CORE_FLOW_POLICY, ProposedState::of(StateType::Running));
    let renewed = run.limits.lease(lease_id(&run)).unwrap();
    assert_eq!(renewed.id, granted.id);
    assert_eq!(renewed.expires - run.world.now, TimeDelta::minutes(5));
}

#[test]
fn a_fizzled_rule_gives_back_the_policy_it_changed() {
    let mut run = run_of(json!({
        "deployment": {"concurrency_limit": 1, "taken": 1},
        "policy": {"pause_keys": ["a"]},
    }));
    run.propose(&MINIMAL_FLOW_POLICY, ProposedState::of(StateType::Failed));
    run.fields.policy.retry_type = Some(RetryType::Reschedule);
    let answer = run.propose(&CORE_FLOW_POLICY, ProposedState::of(StateType::Pending));
    assert_eq!(answer["state"]["name"], name::AWAITING_CONCURRENCY_SLOT);
    assert!(run.fields.policy.has_paused("a"));
    assert_eq!(run.fields.policy.retry_type, Some(RetryType::Reschedule));
}

#[test]
fn an_old_client_s_lease_is_revoked_and_its_slot_kept() {
    let mut run = run_of(json!({"deployment": {"concurrency_limit": 1}, "client": "3.4.0"}));
    run.propose(
        &MINIMAL_FLOW_POLICY,
        ProposedState::of(StateType::Scheduled),
    );
    run.propose(&CORE_FLOW_POLICY, ProposedState::of(StateType::Pending));
    run.propose(&CORE_FLOW_POLICY, ProposedState::of(StateType::Running));
    assert_eq!(run.limits.next_expiry(), None);
    assert_eq!(run.limits.get(limit_id()).unwrap().active_slots, 1);
    // And the change is one that a renewal cannot undo.
    let lease_id = run
        .state
        .as_ref()
        .unwrap()
        .details
        .more
        .deployment_concurrency_lease_id;
    run.limits.apply(
        SlotChange::Renew {
            lease_id: lease_id.unwrap(),
            expires: run.world.now,
        },
        run.world.now,
    );
    assert_eq!(run.limits.next_expiry(), None);
}

#[test]
fn a_run_keeps_its_very_lease_until_it_has_ended() {
    let mut run = run_of(json!({"deployment": {"concurrency_limit": 1}}));
    run.propose(
        &MINIMAL_FLOW_POLICY,
        ProposedState::of(StateType::Scheduled),
    );
    let mut leases = Vec::new();
    for state_type in [
        StateType::Pending,
        StateType::Running,
        StateType::Cancelling,
        StateType::Cancelled,
    ] {
        run.propose(&CORE_FLOW_POLICY, ProposedState::of(state_type));
        let details = &run.state.as_ref().unwrap().details;
        leases.push(details.more.deployment_concurrency_lease_id.unwrap());
    }
    leases.dedup();
    assert_eq!(leases.len(), 1);
    assert_eq!(run.limits.lease(leases[0]), None);
}

#[test]
fn the_wait_for_the_scheduled_time_is_in_whole_seconds() {
    for (milliseconds, seconds) in [
        (1_600, 2),
        (1_400, 1),
        (1_500, 1),
        (501, 1),
        (500, 0),
        (-900, 0),
    ] {
        let mut run = run_of(json!({}));
        // The run is made in ten milliseconds, and proposed to in twenty.
        let due = run.world.now + TimeDelta::milliseconds(milliseconds + 20);
        run.propose(&MINIMAL_FLOW_POLICY, ProposedState::scheduled_at(due));
        let answer = run.propose(&CORE_FLOW_POLICY, ProposedState::of(StateType::Running));
        let waits = answer["delay_seconds"].as_i64().unwrap_or(0);
        assert_eq!(waits, seconds, "{milliseconds} ms");
    }
}
