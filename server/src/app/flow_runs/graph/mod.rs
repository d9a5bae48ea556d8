//! What of a flow run depends on what.
//!
//! Prefect has two graphs. The first version lists task runs with what each depends
//! on. The second is made to be drawn: its *nodes* are task runs and, where a task
//! run stands for subflow runs, those in its place.

mod dependencies;
mod drawn;

pub use dependencies::Dependencies;
pub use drawn::{Graph, GraphArtifact, GraphNode, NodeKind};

use serde_json::Value;
use uuid::Uuid;

use crate::domain::task_run::TaskRun;

/// The ids that a task run's inputs name, each with the parameter it is for, in order.
fn input_ids(run: &TaskRun) -> impl Iterator<Item = (&str, Uuid)> {
    inputs(run).filter_map(|(parameter, input)| {
        let id = input.get("id")?.as_str()?;
        Some((parameter, Uuid::try_parse(id).ok()?))
    })
}

/// A task run's inputs, each with the parameter it is for, in order.
fn inputs(run: &TaskRun) -> impl Iterator<Item = (&str, &Value)> {
    run.task_inputs.iter().flat_map(|(parameter, inputs)| {
        let inputs = inputs.as_array().map_or(&[][..], Vec::as_slice);
        inputs.iter().map(move |input| (parameter.as_str(), input))
    })
}
