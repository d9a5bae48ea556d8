//! What rules may know, as plain data.

use std::str::FromStr;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use crate::domain::concurrency::{ConcurrencyLimits, SlotWaits};
use crate::domain::ids::{
    ConcurrencyLimitId, DeploymentId, FlowRunId, LeaseId, StateId, TaskRunId,
};
use crate::domain::run::{FlowRunPolicy, RunProgress, TaskRunPolicy};
use crate::domain::state::State;

/// What kind of run is orchestrated: [`FlowRunKind`] or [`TaskRunKind`].
pub trait RunKind: Sized + 'static {
    /// What is known about a run and does not change with its state.
    type Facts<'a>;
    /// What changes with a run's state.
    type Fields: Clone;

    /// The fields that all runs have.
    fn progress(fields: &Self::Fields) -> &RunProgress;
    /// The same, to be changed.
    fn progress_mut(fields: &mut Self::Fields) -> &mut RunProgress;
}

/// Flow runs.
#[derive(Clone, Copy, Debug)]
pub enum FlowRunKind {}

impl RunKind for FlowRunKind {
    type Facts<'a> = FlowRunFacts<'a>;
    type Fields = FlowRunFields;

    fn progress(fields: &FlowRunFields) -> &RunProgress {
        &fields.progress
    }

    fn progress_mut(fields: &mut FlowRunFields) -> &mut RunProgress {
        &mut fields.progress
    }
}

/// Task runs.
#[derive(Clone, Copy, Debug)]
pub enum TaskRunKind {}

impl RunKind for TaskRunKind {
    type Facts<'a> = TaskRunFacts<'a>;
    type Fields = TaskRunFields;

    fn progress(fields: &TaskRunFields) -> &RunProgress {
        &fields.progress
    }

    fn progress_mut(fields: &mut TaskRunFields) -> &mut RunProgress {
        &mut fields.progress
    }
}

/// Everything a decision depends on besides the two states.
#[derive(Clone, Debug)]
pub struct Context<'a, Kind: RunKind> {
    /// The time of the decision, and of the state it leads to.
    pub now: DateTime<Utc>,
    /// What the decision may need that is random.
    pub draws: Draws,
    /// The server's settings.
    pub settings: &'a OrchestrationSettings,
    /// All concurrency limits and leases, as they are now.
    pub limits: &'a ConcurrencyLimits,
    /// The run itself.
    pub facts: Kind::Facts<'a>,
    /// The run's fields before the decision.
    pub fields: Kind::Fields,
}

/// The context of a flow run.
pub type FlowRunContext<'a> = Context<'a, FlowRunKind>;

/// The context of a task run.
pub type TaskRunContext<'a> = Context<'a, TaskRunKind>;

/// What is known about a flow run and does not change with its state.
#[derive(Clone, Debug)]
pub struct FlowRunFacts<'a> {
    /// Names the run.
    pub id: FlowRunId,
    /// The deployment it is a run of.
    pub deployment_id: Option<DeploymentId>,
    /// That deployment, unless it has been deleted.
    pub deployment: Option<DeploymentFacts>,
    /// For a subflow, the task run that stands for it in its parent.
    pub parent_task_run_id: Option<TaskRunId>,
    /// Whether it is known what it runs on: whether it has an
    /// `infrastructure_pid`.
    pub has_infrastructure: bool,
    /// The times of the run's states so far: no two may be equal.
    pub state_timestamps: &'a [DateTime<Utc>],
    /// Who proposes.
    pub client: Client,
}

/// What is known about a task run and does not change with its state.
#[derive(Clone, Debug)]
pub struct TaskRunFacts<'a> {
    /// Names the run.
    pub id: TaskRunId,
    /// Its tags; limits may be on them.
    pub tags: &'a [String],
    /// The flow run it belongs to.
    pub flow_run_id: Option<FlowRunId>,
    /// That flow run, unless it has been deleted.
    pub flow_run: Option<EnclosingFlowRun<'a>>,
    /// The newest cached state with the proposed state's cache key, of those that
    /// may still be used.
    pub cached_state: Option<&'a State>,
}

/// The flow run that a task run belongs to.
#[derive(Clone, Copy, Debug)]
pub struct EnclosingFlowRun<'a> {
    /// The state it is in.
    pub state: Option<&'a State>,
    /// How often it has run.
    pub run_count: u64,
}

/// What rules know about a deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeploymentFacts {
    /// The limit on its concurrent runs.
    pub concurrency_limit_id: Option<ConcurrencyLimitId>,
    /// What to do with runs above that limit.
    pub concurrency_options: Option<ConcurrencyOptions>,
}

/// What to do with runs above the limit of their deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcurrencyOptions {
    /// Whether they wait or end.
    pub collision_strategy: CollisionStrategy,
    /// How long infrastructure may take to start before its slot goes to another
    /// run, in seconds, from 60 to 86,400; the server's setting if `None`.
    #[serde(default)]
    pub grace_period_seconds: Option<u32>,
}

/// Whether runs above a limit wait or end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CollisionStrategy {
    /// They wait.
    Enqueue,
    /// They are cancelled.
    CancelNew,
}

/// What changes with a flow run's state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlowRunFields {
    /// How far it has come.
    pub progress: RunProgress,
    /// How it is retried, and what it remembers of pauses.
    pub policy: FlowRunPolicy,
}

/// What changes with a task run's state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TaskRunFields {
    /// How far it has come.
    pub progress: RunProgress,
    /// How it is retried. Never changed by rules.
    pub policy: TaskRunPolicy,
    /// How often its flow run had run when it last entered `RUNNING`.
    pub flow_run_run_count: u64,
}

/// What a decision may need that is random. Made afresh for each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Draws {
    /// Names the state that is entered, if any. Version 7, of the context's time.
    pub state_id: StateId,
    /// Names the lease that is granted, if any. Version 4.
    pub lease_id: LeaseId,
    /// Names a pause that has no name. Version 4.
    pub pause_key: Uuid,
    /// Spreads waits: an even draw from `0.0..1.0`.
    pub jitter: f64,
}

/// Settings of the server that rules depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrchestrationSettings {
    /// How long a run waits that found no slot of its deployment's limit.
    pub deployment_slot_wait: Duration,
    /// How long a lease on such a slot lasts before its run must be running,
    /// unless the deployment says otherwise.
    pub initial_deployment_lease: Duration,
    /// The longest waits for slots.
    pub slot_waits: SlotWaits,
    /// How many characters a cache key may have.
    pub longest_cache_key: usize,
}

impl Default for OrchestrationSettings {
    /// Prefect's own.
    fn default() -> Self {
        Self {
            deployment_slot_wait: Duration::from_secs(30),
            initial_deployment_lease: Duration::from_secs(300),
            slot_waits: SlotWaits::default(),
            longest_cache_key: 2_000,
        }
    }
}

/// The versions of who proposes, as their requests give them. Some rules spare
/// clients that are too old to do their part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// The version of Prefect, from the `user-agent`. Without one a client counts
    /// as old.
    pub version: Option<Version>,
    /// The version of the API, from `x-prefect-api-version`. Without one a client
    /// counts as new.
    pub api_version: Option<Version>,
}

/// The first API version that knows pauses.
const PAUSES_SINCE: Version = Version::new(0, 8, 4);

/// The first version of Prefect that renews leases on deployment slots.
const LEASES_SINCE: Version = Version::new(3, 4, 11);

/// The last version of Prefect whose workers took deployment slots themselves;
/// the first were candidates for 3.0.0.
const OWN_SLOTS_UNTIL: Version = Version::new(3, 0, 3);

impl Client {
    /// Whether the client knows pauses, so that rules may keep them in the run.
    pub(crate) fn knows_pauses(&self) -> bool {
        self.api_version
            .is_none_or(|version| version >= PAUSES_SINCE)
    }

    /// Whether the client renews leases, so that one that has ended says something.
    pub(crate) fn renews_leases(&self) -> bool {
        self.version.is_some_and(|version| version >= LEASES_SINCE)
    }

    /// Whether the client takes slots of deployments by itself.
    pub(crate) fn takes_slots_itself(&self) -> bool {
        self.version
            .is_some_and(|version| version.major == 3 && version <= OWN_SLOTS_UNTIL)
    }
}

/// A version of Prefect or of its API, as far as rules compare it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    major: u32,
    minor: u32,
    patch: u32,
    /// Whether it is the release itself and not a candidate for it.
    released: bool,
}

impl Version {
    /// The release of these numbers.
    pub const fn new(major: u32, minor: u32, patch: u32) -> Self {
        Self {
            major,
            minor,
            patch,
            released: true,
        }
    }
}

/// A text that is no version.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{text:?} is not a version; give one like 3.8.8")]
pub struct MalformedVersion {
    /// The text that was read.
    pub text: String,
}

impl FromStr for Version {
    type Err = MalformedVersion;

    /// Reads three numbers and whatever follows them: `3.8.8`, `3.0.0rc20` or
    /// `3.8.8+12.g0123456`. Letters directly after the numbers, and `.dev`, mark a
    /// candidate.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let malformed = || MalformedVersion { text: text.into() };
        let numbers = text
            .find(|character: char| !character.is_ascii_digit() && character != '.')
            .map_or(text, |end| text.get(..end).unwrap_or(text));
        let suffix = text.get(numbers.len()..).unwrap_or_default();
        let mut parts = numbers.trim_end_matches('.').split('.');
        let mut part = || {
            parts
                .next()
                .and_then(|part| part.parse().ok())
                .ok_or_else(malformed)
        };
        Ok(Self {
            major: part()?,
            minor: part()?,
            patch: part()?,
            released: !suffix.starts_with(|character: char| character.is_ascii_alphabetic()),
        })
    }
}

#[cfg(test)]
mod version_tests {
    use super::*;

    #[test]
    fn versions_are_read_and_ordered() {
        let version = |text: &str| text.parse::<Version>().unwrap();
        assert_eq!(version("3.8.8"), Version::new(3, 8, 8));
        assert_eq!(version("3.8.8+12.gabc"), Version::new(3, 8, 8));
        assert!(version("3.0.0rc20") < version("3.0.0"));
        assert!(version("3.0.0.dev1") < version("3.0.0"));
        assert!(version("3.0.0") < version("3.0.1rc1"));
        assert!(version("3.4.11") > version("3.4.9"));
        for text in ["", "3", "3.1", "x", "3..1", "3.1.x"] {
            assert!(text.parse::<Version>().is_err(), "{text}");
        }
    }

    #[test]
    fn old_clients_are_told_apart() {
        let client = |version: &str| Client {
            version: version.parse().ok(),
            api_version: None,
        };
        assert!(client("3.0.0rc20").takes_slots_itself());
        assert!(client("3.0.3").takes_slots_itself());
        assert!(!client("3.0.4").takes_slots_itself());
        assert!(!client("2.20.0").takes_slots_itself());
        assert!(!client("3.4.10").renews_leases());
        assert!(client("3.4.11").renews_leases());
        assert!(!Client::default().renews_leases());
        assert!(Client::default().knows_pauses());
    }
}
