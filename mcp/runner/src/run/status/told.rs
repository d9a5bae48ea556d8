//! What is known of a run, as a result tells it.

use prefect_rest::types;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Seen, has_ended};
use crate::results::{Facts, facts, seconds, time};
use crate::run::outputs::{MAX_OUTPUT_BYTES, MAX_WHOLE_BYTES, Told};
use crate::run::{cut, logs};
use crate::tools::list_work_pools::worker_command;

/// The most bytes of JSON that the message of a log line takes.
const MAX_LINE_BYTES: usize = 2_000;

/// The most bytes of JSON that all log lines of an answer take.
const MAX_LOG_BYTES: usize = 12_000;

/// The most states of a run that are told: a run that is tried again and again has many.
const MAX_STATES: usize = 50;

impl Seen {
    /// All that is known, or, where a task was asked for, that task with its whole output.
    pub(super) fn told(&self, only: Option<Uuid>, next_wait_seconds: u32) -> Facts {
        let Self { run, .. } = self;
        let done = has_ended(run);
        let task_runs = self.task_runs();
        let max_bytes = match only {
            Some(_) => MAX_WHOLE_BYTES,
            None => MAX_OUTPUT_BYTES,
        };
        let outputs = self
            .outputs
            .as_ref()
            .map(|outputs| outputs.told(task_runs.names(), max_bytes))
            .unwrap_or_default();
        let result = (self.returns_result() && only.is_none()).then(|| task_runs.result(&outputs));
        // The result says the same once more: where that is too much, the tasks leave it to the result.
        let bytes: usize = outputs
            .values()
            .map(|told| told.fact().1.to_string().len())
            .sum();
        let twice_is_too_much = result.is_some() && bytes > max_bytes / 2;
        let told_with_tasks = (!twice_is_too_much).then_some(&outputs);

        let mut told = facts(json!({
            "done": done,
            "flow_run_id": run.id,
            "flow_run_name": run.name,
            "deployment_id": run.deployment_id,
            "work_pool_name": run.work_pool_name,
            "state_type": run.state_type,
            "state_name": run.state_name,
            "state": {"type": run.state_type, "name": run.state_name, "message": self.state_message()},
            "run_count": run.run_count,
            "start_time": run.start_time.map(time),
            "end_time": run.end_time.map(time),
            "duration_seconds": run.start_time.map(|_| seconds(run.estimated_run_time)),
            "dashboard_url": self.dashboard_url,
            "state_history": self.states.as_ref().map(|states| state_history(states)),
            "tasks": self.task_runs.as_ref().map(|_| task_runs.told(only, told_with_tasks)),
        }));
        let mut tell = |key: &str, value: Value| told.insert(key.to_owned(), value);
        if let Some(result) = result {
            tell("result", Value::Object(result));
        }
        let mut cut: Vec<&str> = task_runs
            .names()
            .iter()
            .filter(|(id, _)| matches!(outputs.get(id), Some(Told::Cut(_))))
            .map(|(_, name)| *name)
            .collect();
        if !cut.is_empty() {
            cut.sort_unstable();
            tell("outputs_cut", json!(cut));
        }
        if self.plan.is_none()
            && let Some(artifacts) = &self.artifacts
        {
            tell("artifacts", json!(told_artifacts(artifacts, max_bytes)));
        }
        if self.has_failed() {
            tell("failure", self.failure());
        }
        let unknown = self.unknown();
        if !unknown.is_empty() {
            tell("not_answered_in_time", json!(unknown));
        }
        tell("message", json!(self.message()));
        if !done {
            tell("next", json!(self.next(next_wait_seconds)));
        }
        told
    }

    /// Whether the run is a planned flow's that has returned.
    fn returns_result(&self) -> bool {
        self.plan.is_some()
            && self.outputs.is_some()
            && self.task_runs.is_some()
            && self.run.state_type == Some(types::StateType::Completed)
    }

    /// Why the run failed: the task that failed first, what its state says, and the last log lines of it, or of the run
    /// where no task failed.
    fn failure(&self) -> Value {
        let task_runs = self.task_runs();
        let (task, task_run_id, message) = match task_runs.first_failure() {
            Some((run, message)) => (
                task_runs.names().get(&run.id).copied(),
                Some(run.id),
                Some(message),
            ),
            None => (None, None, self.state_message()),
        };
        json!({
            "task": task,
            "task_run_id": task_run_id,
            "message": message.map(|message| cut::end(message, MAX_LINE_BYTES)),
            "log": self.log.as_ref().map(|log| log_lines(log)),
        })
    }

    /// What Prefect has not told in time.
    fn unknown(&self) -> Vec<&'static str> {
        let parts = [
            ("state_history", self.states.is_some()),
            ("tasks", self.task_runs.is_some()),
            ("outputs", self.outputs.is_some()),
            ("artifacts", self.artifacts.is_some()),
            ("failure.log", self.log.is_some() || !self.has_failed()),
        ];
        parts
            .into_iter()
            .filter_map(|(part, is_known)| (!is_known).then_some(part))
            .collect()
    }

    /// What Prefect says of the run's state.
    fn state_message(&self) -> Option<&str> {
        let message = self.run.state.as_ref()?.message.as_deref()?;
        (!message.is_empty()).then(|| cut::end(message, MAX_LINE_BYTES))
    }

    fn message(&self) -> String {
        let runs = self.task_runs.as_deref().unwrap_or_default();
        let completed = runs
            .iter()
            .filter(|run| run.state_type == Some(types::StateType::Completed))
            .count();
        let count = match &self.plan {
            Some(plan) => plan.tasks().len(),
            None => runs.len(),
        };
        let message = format!(
            "The flow run {:?} is {}; {completed} of {count} tasks have completed.",
            self.run.name,
            self.run.state_name.as_deref().unwrap_or("without a state"),
        );
        match self.state_message() {
            Some(words) => format!("{message} Prefect says: {words}"),
            None => message,
        }
    }

    /// What to do about a run that has not ended.
    fn next(&self, wait_seconds: u32) -> String {
        use types::StateType::{Paused, Scheduled};
        let again = format!("Call get_run_status again with wait_seconds {wait_seconds}.");
        match (self.run.state_type, &self.run.work_pool_name) {
            (Some(Scheduled), Some(pool)) => format!(
                "{again} If the run does not start, no worker polls its work pool; one is started by `{}`.",
                worker_command(pool)
            ),
            (Some(Paused), _) => {
                "The run is paused; it goes on when somebody resumes it.".to_owned()
            }
            _ => again,
        }
    }
}

/// The states that a run has been in, oldest first; of very many, the last.
fn state_history(states: &[types::State]) -> Vec<Value> {
    let left_out = states.len().saturating_sub(MAX_STATES);
    states
        .iter()
        .skip(left_out)
        .map(|state| {
            json!({"type": state.type_, "name": state.name, "timestamp": time(state.timestamp)})
        })
        .collect()
}

/// Log lines within their bound; of too many, the last.
fn log_lines(log: &[types::Log]) -> Vec<Value> {
    let mut left = MAX_LOG_BYTES;
    let mut lines: Vec<Value> = log
        .iter()
        .rev()
        .map(|line| logs::told(line, MAX_LINE_BYTES))
        .take_while(|line| {
            let bytes = line.to_string().len();
            let fits = bytes <= left;
            left = left.saturating_sub(bytes);
            fits
        })
        .collect();
    lines.reverse();
    lines
}

/// Artifacts within so many bytes for the data of all of them, of which the largest are cut first.
fn told_artifacts(artifacts: &[types::Artifact], max_bytes: usize) -> Vec<Value> {
    let texts: Vec<String> = artifacts
        .iter()
        .map(|artifact| {
            artifact
                .data
                .as_ref()
                .map_or_else(String::new, Value::to_string)
        })
        .collect();
    let sizes: Vec<usize> = texts.iter().map(String::len).collect();
    let shares = cut::shares(&sizes, max_bytes);
    artifacts
        .iter()
        .zip(texts.iter().zip(shares))
        .map(|(artifact, (text, share))| {
            let mut told = json!({
                "artifact_id": artifact.id,
                "key": artifact.key,
                "type": artifact.type_,
                "task_run_id": artifact.task_run_id,
            });
            if text.len() <= share {
                told["data"] = json!(artifact.data);
            } else {
                told["data_cut"] =
                    json!({"beginning": cut::beginning(text, share), "bytes": text.len()});
            }
            told
        })
        .collect()
}
