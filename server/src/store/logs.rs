//! Log lines, by time, and by run and time.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::domain::ids::{FlowRunId, LogId};
use crate::domain::log::Log;

/// What log lines are ordered by.
type ByTime = BTreeMap<(DateTime<Utc>, LogId), Arc<Log>>;

/// Log lines. They are only ever added, and go with their flow run.
#[derive(Debug, Default)]
pub struct Logs {
    by_time: ByTime,
    by_flow_run: BTreeMap<FlowRunId, ByTime>,
}

impl Logs {
    /// Every line, by time.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Log>> {
        self.by_time.values()
    }

    /// The lines of a flow run, by time.
    pub fn of_flow_run(&self, run: FlowRunId) -> impl DoubleEndedIterator<Item = &Arc<Log>> {
        self.by_flow_run
            .get(&run)
            .into_iter()
            .flat_map(ByTime::values)
    }

    /// Adds a line.
    pub fn push(&mut self, log: Log) -> Arc<Log> {
        let log = Arc::new(log);
        let key = (log.timestamp, log.id);
        if let Some(run) = log.flow_run_id {
            self.by_flow_run
                .entry(run)
                .or_default()
                .insert(key, Arc::clone(&log));
        }
        self.by_time.insert(key, Arc::clone(&log));
        log
    }

    /// Forgets the lines of a flow run.
    pub fn remove_flow_run(&mut self, run: FlowRunId) {
        for key in self
            .by_flow_run
            .remove(&run)
            .unwrap_or_default()
            .into_keys()
        {
            self.by_time.remove(&key);
        }
    }
}
