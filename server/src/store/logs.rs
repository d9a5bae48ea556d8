//! Log lines, by time, and by flow run or task run and time.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::domain::ids::{FlowRunId, TaskRunId};
use crate::domain::log::Log;

/// What log lines are ordered by: when they were written, and among equals when
/// they came in.
type Place = (DateTime<Utc>, u64);

/// Log lines in order.
type ByTime = BTreeMap<Place, Arc<Log>>;

/// Log lines. They are only ever added, and go with their flow run or task run.
#[derive(Debug, Default)]
pub struct Logs {
    by_time: ByTime,
    by_flow_run: BTreeMap<FlowRunId, ByTime>,
    by_task_run: BTreeMap<TaskRunId, ByTime>,
    /// How many lines ever came in.
    pushed: u64,
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

    /// The lines of a task run, by time.
    pub fn of_task_run(&self, run: TaskRunId) -> impl DoubleEndedIterator<Item = &Arc<Log>> {
        self.by_task_run
            .get(&run)
            .into_iter()
            .flat_map(ByTime::values)
    }

    /// Adds a line.
    pub fn push(&mut self, log: Log) -> Arc<Log> {
        let log = Arc::new(log);
        let key = (log.timestamp, self.pushed);
        self.pushed += 1;
        if let Some(run) = log.flow_run_id {
            self.by_flow_run
                .entry(run)
                .or_default()
                .insert(key, Arc::clone(&log));
        }
        if let Some(run) = log.task_run_id {
            self.by_task_run
                .entry(run)
                .or_default()
                .insert(key, Arc::clone(&log));
        }
        self.by_time.insert(key, Arc::clone(&log));
        log
    }

    /// Forgets the lines of a flow run, those of its task runs included.
    pub fn remove_flow_run(&mut self, run: FlowRunId) {
        let lines = self.by_flow_run.remove(&run).unwrap_or_default();
        for (key, log) in lines {
            self.by_time.remove(&key);
            if let Some(run) = log.task_run_id {
                take(&mut self.by_task_run, run, key);
            }
        }
    }

    /// Forgets the lines of a task run.
    pub fn remove_task_run(&mut self, run: TaskRunId) {
        let lines = self.by_task_run.remove(&run).unwrap_or_default();
        for (key, log) in lines {
            self.by_time.remove(&key);
            if let Some(run) = log.flow_run_id {
                take(&mut self.by_flow_run, run, key);
            }
        }
    }
}

/// Takes a line out of those of a run.
fn take<Run: Ord>(runs: &mut BTreeMap<Run, ByTime>, run: Run, key: Place) {
    let Some(lines) = runs.get_mut(&run) else {
        return;
    };
    lines.remove(&key);
    if lines.is_empty() {
        runs.remove(&run);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::LogId;
    use uuid::Uuid;

    #[test]
    fn equal_times_keep_the_order_in_which_lines_came() {
        let mut logs = Logs::default();
        for id in [3, 1, 2] {
            logs.push(Log {
                id: LogId::new(Uuid::from_u128(id)),
                created: DateTime::UNIX_EPOCH,
                name: "test".into(),
                level: 20,
                message: "hello".into(),
                timestamp: DateTime::UNIX_EPOCH,
                flow_run_id: None,
                task_run_id: None,
            });
        }
        let ids: Vec<_> = logs.iter().map(|log| log.id.uuid().as_u128()).collect();
        assert_eq!(ids, [3, 1, 2]);
    }

    #[test]
    fn lines_go_with_either_run() {
        let flow_run = FlowRunId::new(Uuid::from_u128(1));
        let task_run = TaskRunId::new(Uuid::from_u128(2));
        let line = |id, task_run_id| Log {
            id: LogId::new(Uuid::from_u128(id)),
            created: DateTime::UNIX_EPOCH,
            name: "test".into(),
            level: 20,
            message: "hello".into(),
            timestamp: DateTime::UNIX_EPOCH,
            flow_run_id: Some(flow_run),
            task_run_id,
        };
        let mut logs = Logs::default();
        logs.push(line(1, None));
        logs.push(line(2, Some(task_run)));
        logs.push(line(3, Some(task_run)));
        assert_eq!(logs.of_task_run(task_run).count(), 2);
        assert_eq!(logs.of_flow_run(flow_run).count(), 3);

        logs.remove_task_run(task_run);
        assert_eq!(logs.of_flow_run(flow_run).count(), 1);
        assert_eq!(logs.iter().count(), 1);

        logs.push(line(4, Some(task_run)));
        logs.remove_flow_run(flow_run);
        assert_eq!(logs.of_task_run(task_run).count(), 0);
        assert_eq!(logs.iter().count(), 0);
    }
}
