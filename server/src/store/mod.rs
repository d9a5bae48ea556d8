//! The store: every object the server knows, in memory, behind one lock.
//!
//! *Records* are the structs of [`domain`](crate::domain): immutable, shared by
//! `Arc`. *Tables* hold them by id and keep the indexes that belong to them: a
//! table's `put` and `remove` are the only ways to change it, so an index can
//! not fall behind. A flow run also has a [`Row`], a number by which indexes know it:
//! what many runs share leads to a [set of rows](RowSets), what they are listed by to an
//! [order](RunOrder) of rows, and a [search] puts both together.
//!
//! **Locking rule.** One `RwLock` guards all tables; it is held for the length of
//! one decision, never while serialising, never across an `await`, and nothing
//! that it guards calls out. Whoever writes reads what the write depends on under
//! the same lock, so an operation is atomic: it happens in full or not at all.

mod artifact_collections;
mod artifacts;
mod deployments;
mod events;
pub mod filter;
mod flow_runs;
mod flows;
mod hashed;
mod logs;
mod order;
mod pages;
mod recorded_event;
mod row_queue;
mod row_sets;
mod rows;
mod run_orders;
mod run_summary;
mod search;
pub mod sort;
mod states;
mod table;
mod task_run_state_cache;
mod task_runs;
mod variables;
mod work_pools;

use crate::domain::cleanup::CleanupQueue;
use crate::domain::concurrency::ConcurrencyLimits;
use crate::domain::flow_run_input::FlowRunInput;
use crate::domain::ids::{FlowRunId, TaskRunId};

pub use artifact_collections::ArtifactCollections;
pub use artifacts::Artifacts;
pub use deployments::Deployments;
pub use events::{Events, MAX_EVENTS, Place as EventPlace};
pub use flow_runs::FlowRuns;
pub use flows::Flows;
pub use logs::Logs;
pub use pages::{Pages, Row};
pub use recorded_event::RecordedEvent;
pub use row_sets::{RowSets, Union};
pub use rows::Rows;
pub use run_orders::{Direction, RunKeys, RunOrder, TimeBounds};
pub use run_summary::Sought;
pub use states::States;
pub use table::{Bounded, Index, Record, Table};
pub use task_run_state_cache::TaskRunStateCache;
pub use task_runs::TaskRuns;
pub use variables::Variables;
pub use work_pools::{WorkPools, WorkQueues, Workers};

/// Every table.
#[derive(Debug, Default)]
pub struct Tables {
    /// Flows.
    pub flows: Flows,
    /// Flow runs.
    pub flow_runs: FlowRuns,
    /// The states that flow runs have been in.
    pub flow_run_states: States<FlowRunId>,
    /// Inputs of flow runs, by run and key.
    pub flow_run_inputs: std::collections::BTreeMap<(FlowRunId, String), FlowRunInput>,
    /// Task runs.
    pub task_runs: TaskRuns,
    /// The states that task runs have been in.
    pub task_run_states: States<TaskRunId>,
    /// Completed states of task runs by cache key.
    pub task_run_state_cache: TaskRunStateCache,
    /// Deployments.
    pub deployments: Deployments,
    /// Work pools.
    pub work_pools: WorkPools,
    /// Work queues.
    pub work_queues: WorkQueues,
    /// Workers.
    pub workers: Workers,
    /// Artifacts.
    pub artifacts: Artifacts,
    /// Collections of artifacts that share a key.
    pub artifact_collections: ArtifactCollections,
    /// Variables.
    pub variables: Variables,
    /// Log lines.
    pub logs: Logs,
    /// Events.
    pub events: Events,
    /// What runs have left over for workers to clean up.
    pub cleanup: CleanupQueue,
    /// Concurrency limits with their slots and leases.
    pub concurrency_limits: ConcurrencyLimits,
}
