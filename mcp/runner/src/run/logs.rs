//! Log lines.

use prefect_rest::{Client, types};
use serde_json::{Value, json};
use uuid::Uuid;

use super::cut;
use crate::failure::Failure;
use crate::page::given;
use crate::results::time;

/// The levels of log lines that have names, as Python numbers them.
pub(crate) const LEVELS: [(&str, i64); 5] = [
    ("DEBUG", 10),
    ("INFO", 20),
    ("WARNING", 30),
    ("ERROR", 40),
    ("CRITICAL", 50),
];

/// Which log lines are asked for.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    /// Those of this run.
    pub(crate) flow_run_id: Uuid,
    /// Only those of this task run, if one is named.
    pub(crate) task_run_id: Option<Uuid>,
    /// The lowest level.
    pub(crate) level: Option<i64>,
    /// Whether the newest come first.
    pub(crate) newest_first: bool,
    /// How many at most.
    pub(crate) limit: u32,
    /// How many to leave out before.
    pub(crate) offset: u32,
}

/// Reads log lines.
///
/// # Errors
/// Prefect cannot be asked.
pub(crate) async fn read(client: &Client, query: &Query) -> Result<Vec<types::Log>, Failure> {
    let of_flow_run = types::LogFilterFlowRunId {
        any: vec![query.flow_run_id].into(),
    };
    let of_task_run = |id| types::LogFilterTaskRunId {
        any: vec![id].into(),
        ..types::LogFilterTaskRunId::default()
    };
    let from_level = |level: i64| types::LogFilterLevel {
        ge: level.into(),
        ..types::LogFilterLevel::default()
    };
    let logs = types::LogFilter {
        flow_run_id: of_flow_run.into(),
        task_run_id: given(query.task_run_id.map(of_task_run)),
        level: given(query.level.map(from_level)),
        ..types::LogFilter::default()
    };
    let sort = if query.newest_first {
        types::LogSort::TimestampDesc
    } else {
        types::LogSort::TimestampAsc
    };
    let body = types::ReadLogsBody {
        logs: logs.into(),
        sort: Some(sort),
        limit: Some(i64::from(query.limit)),
        offset: Some(i64::from(query.offset)),
    };
    let read = client.read_logs().body(body).send().await;
    read.map(prefect_rest::ResponseValue::into_inner)
        .map_err(Failure::prefect("read the logs of the flow run"))
}

/// A log line as a result tells it, of whose message at most the last `max_bytes` of JSON.
pub(crate) fn told(log: &types::Log, max_bytes: usize) -> Value {
    let end = cut::end(&log.message, max_bytes);
    let message = if end.len() < log.message.len() {
        format!("…{end}")
    } else {
        end.to_owned()
    };
    let level = LEVELS.iter().find(|(_, number)| *number == log.level);
    let mut told = json!({
        "time": time(log.timestamp),
        "level": level.map_or_else(|| json!(log.level), |(name, _)| json!(name)),
        "message": message,
    });
    if let Some(id) = log.task_run_id {
        told["task_run_id"] = json!(id);
    }
    told
}
