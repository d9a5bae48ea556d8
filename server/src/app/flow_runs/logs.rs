//! The log of a flow run as a file.

use chrono::{DateTime, Utc};
use csv::{Terminator, WriterBuilder};

use crate::app::{App, Error, Result};
use crate::domain::ids::{FlowRunId, TaskRunId};
use crate::domain::log::Log;

/// The log lines of a flow run, and what the run is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowRunLogs {
    /// The name of the run.
    pub name: String,
    /// The lines as CSV with a header, oldest first.
    pub csv: Vec<u8>,
}

impl App {
    /// The log lines of a flow run, those of its task runs included, as CSV.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no such run.
    pub fn download_logs(&self, id: FlowRunId) -> Result<FlowRunLogs> {
        let (name, lines) = {
            let tables = self.read();
            let name = tables.find_flow_run(id)?.name.clone();
            let lines: Vec<_> = tables.logs.of_flow_run(id).cloned().collect();
            (name, lines)
        };
        let csv = write(lines.iter().map(AsRef::as_ref))
            .map_err(|error| Error::Internal(format!("the log of run {id} is no CSV: {error}")))?;
        Ok(FlowRunLogs {
            name: name.to_string(),
            csv,
        })
    }
}

fn write<'a>(lines: impl Iterator<Item = &'a Log>) -> std::result::Result<Vec<u8>, csv::Error> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record([
        "timestamp",
        "level",
        "flow_run_id",
        "task_run_id",
        "message",
    ])?;
    for line in lines {
        let flow_run_id = line.flow_run_id.map(FlowRunId::uuid);
        let task_run_id = line.task_run_id.map(TaskRunId::uuid);
        let id = |id: Option<uuid::Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        writer.write_record([
            &python_time(line.timestamp),
            &line.level.to_string(),
            &id(flow_run_id),
            &id(task_run_id),
            &line.message,
        ])?;
    }
    writer
        .into_inner()
        .map_err(|error| error.into_error().into())
}

/// A time as Python prints it: with microseconds only if there are any.
fn python_time(time: DateTime<Utc>) -> String {
    let format = if time.timestamp_subsec_micros() == 0 {
        "%Y-%m-%d %H:%M:%S+00:00"
    } else {
        "%Y-%m-%d %H:%M:%S%.6f+00:00"
    };
    time.format(format).to_string()
}
