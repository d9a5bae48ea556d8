//! The application: what the server can be asked to do, one method for each
//! thing, whoever asks: the HTTP API, the simulator, or a background service.
//!
//! A method takes the store's lock once. Reading goes through [`App::read`]. A
//! change is a [`Transaction`]: all that it reads and writes happens under one
//! write lock, and the [changes](Change) it made, with the events and log lines
//! that came of it, are published when the lock is released. There is no rollback: a method makes its checks first, so that one
//! that fails has changed nothing.
//!
//! Methods take the bodies of the document (`prefect_mock_api::types`), already
//! checked against it, and give back records of the domain. They know no HTTP:
//! an [`Error`] says what is wrong, and the HTTP edge chooses the status.

mod artifacts;
mod automations;
mod block_documents;
mod cancellation_cleanup;
mod changes;
mod collections;
mod concurrency_limits;
mod deployments;
mod error;
mod events;
mod feeds;
#[cfg(test)]
pub(crate) mod fixture;
mod flow_runs;
mod flows;
mod foreman;
mod from_body;
mod job_variables;
mod late_runs;
mod logs;
mod orchestration;
mod page;
mod pause_expirations;
mod run_history;
mod scheduled_runs;
mod settings;
mod slots;
mod task_runs;
mod transaction;
mod variables;
mod work_pools;
mod work_queues;
mod worker_channel;
mod worker_cleanup;
mod workers;

use std::sync::Arc;

use parking_lot::{RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::clock::Clock;
use crate::random::Random;
use crate::store::Tables;

pub use cancellation_cleanup::CANCELLATION_CLEANUP_INTERVAL;
pub use changes::{Change, ChangeBus};
pub use concurrency_limits::{GrantedLease, REPOSSESSOR_INTERVAL, TagLimit};
pub(crate) use deployments::last_changed_first;
pub use deployments::{DeploymentView, FlowRunCreateOutcome, SchedulerSettings};
pub use error::{Error, Result};
pub use events::{Buckets, EventCount, EventsBefore};
pub use feeds::{Feed, Feeds, Told};
pub use flow_runs::{
    Dependencies, FlowRunLogs, FlowRunView, Graph, GraphArtifact, GraphNode, NewFlowRun, NodeKind,
};
pub use foreman::FOREMAN_INTERVAL;
pub use late_runs::LATE_RUNS_INTERVAL;
pub use orchestration::{OrchestrationResult, SetStateStatus, StateResponseDetails};
pub use page::{MAX_LIMIT, Page, limit, offset};
pub use pause_expirations::PAUSE_EXPIRATIONS_INTERVAL;
pub use run_history::{HistoryInterval, HistoryState};
pub use scheduled_runs::ScheduledFlowRun;
pub use settings::Settings;
pub use slots::{SlotHolder, WorkPoolSlots, WorkQueueHealth, WorkQueueSlots};
pub use task_runs::{NewTaskRun, TaskRunView};
pub use transaction::Transaction;
pub use variables::VariableKey;
pub use work_pools::WorkPoolView;
pub use work_queues::WorkQueueView;
pub use worker_channel::{WorkerIntroduction, WorkerWelcome};
pub use workers::RESIDENT_INTERVAL_SECONDS;

/// The application over its store.
pub struct App {
    tables: RwLock<Tables>,
    clock: Arc<dyn Clock>,
    random: Arc<Random>,
    settings: Settings,
    changes: ChangeBus,
    feeds: Feeds,
}

impl App {
    /// An application with an empty store.
    pub fn new(clock: Arc<dyn Clock>, random: Arc<Random>, settings: Settings) -> Self {
        Self {
            tables: RwLock::new(Tables::default()),
            clock,
            random,
            settings,
            changes: ChangeBus::default(),
            feeds: Feeds::default(),
        }
    }

    /// The clock that everything goes by.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Where ids come from.
    pub fn random(&self) -> &Random {
        &self.random
    }

    /// What the server was told at its start.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What changed, as it happens.
    pub fn changes(&self) -> &ChangeBus {
        &self.changes
    }

    /// The events and log lines that come in, for those who watch over a socket.
    pub fn feeds(&self) -> &Feeds {
        &self.feeds
    }

    /// The tables, to be read.
    pub fn read(&self) -> RwLockReadGuard<'_, Tables> {
        self.tables.read()
    }

    /// How many flow runs and task runs there are, which take nearly all of the memory.
    pub fn count_records(&self) -> usize {
        let tables = self.read();
        tables.flow_runs.len() + tables.task_runs.len()
    }

    /// Runs a change under the write lock and publishes its events.
    pub fn transaction<T>(
        &self,
        change: impl FnOnce(&mut Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        let mut tables = self.tables.write();
        // Read under the lock, so that times never run backwards in the tables.
        // Whoever begins to watch for events does so between two changes.
        let mut transaction = Transaction::new(
            &mut tables,
            self.clock.now(),
            &self.random,
            &self.settings,
            self.feeds.events.is_watched(),
        );
        let outcome = change(&mut transaction);
        let (changes, news) = transaction.into_outcome();
        if self.feeds.interest(&news) {
            // Others may read by now, but not change: news come in the order of changes.
            let tables = RwLockWriteGuard::downgrade(tables);
            self.feeds.publish(news);
            drop(tables);
        } else {
            drop(tables);
        }
        self.changes.publish(changes);
        outcome
    }
}
