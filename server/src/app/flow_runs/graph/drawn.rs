//! The second version of the graph, which the dashboard draws.
//!
//! Prefect makes it by joins of one table with itself, *edges*, which has a row for
//! every input of a node, one for a parameter without inputs, and one for a node
//! without parameters. What follows from that is kept: a parent is listed once for
//! every input that names it times the number of rows it has itself, and so is a
//! child. In which order, Prefect leaves open.
//!
//! Inputs under the name `__parents__` say which nodes a node is *encapsulated* in;
//! they make no parents and no children.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::input_ids;
use crate::app::{App, Error, Result};
use crate::domain::artifact::Artifact;
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{ArtifactId, FlowRunId, TaskRunId};
use crate::domain::state::{State, StateType};
use crate::domain::task_run::TaskRun;
use crate::store::Tables;

/// The input under which a task run names what it runs inside of.
const ENCAPSULATING: &str = "__parents__";

/// The graph of a flow run.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    /// When the flow run started, or is expected to.
    pub start_time: Option<DateTime<Utc>>,
    /// When it ended.
    pub end_time: Option<DateTime<Utc>>,
    /// The nodes without parents, in the order of the nodes.
    pub root_node_ids: Vec<Uuid>,
    /// The nodes, by start and then by end; those that have not ended go first.
    pub nodes: Vec<GraphNode>,
    /// The artifacts of the flow run itself, oldest first.
    pub artifacts: Vec<GraphArtifact>,
    /// The states that the flow run has been in, oldest first.
    pub states: Vec<Arc<State>>,
}

/// A task run, or a subflow run.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphNode {
    /// Which of the two.
    pub kind: NodeKind,
    /// Its id.
    pub id: Uuid,
    /// What to call it.
    pub label: String,
    /// The type of its state.
    pub state_type: StateType,
    /// When it started, or is expected to.
    pub start_time: DateTime<Utc>,
    /// When it ended.
    pub end_time: Option<DateTime<Utc>>,
    /// The nodes that it takes results from.
    pub parents: Vec<Uuid>,
    /// The nodes that take its result.
    pub children: Vec<Uuid>,
    /// The nodes that it runs inside of, each once.
    pub encapsulating: Vec<Uuid>,
    /// The artifacts of a task run, oldest first.
    pub artifacts: Vec<GraphArtifact>,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// A subflow run.
    FlowRun,
    /// A task run.
    TaskRun,
}

/// An artifact as the graph shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphArtifact {
    /// Names the artifact.
    pub id: ArtifactId,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// What it shows, under a name that lasts.
    pub key: Option<String>,
    /// How to show it.
    pub kind: Option<String>,
    /// Whether there is no newer one of its key.
    pub is_latest: bool,
    /// What to show, for artifacts that show progress; `Null` for all others.
    pub data: Value,
}

impl App {
    /// The graph of a flow run, with the nodes that have not ended before `since`.
    /// Costs the task runs of the flow run and their inputs.
    ///
    /// # Errors
    ///
    /// `Missing` if there is no such run, `BadRequest` if it has more nodes than the
    /// settings allow.
    pub fn read_flow_run_graph_v2(
        &self,
        id: FlowRunId,
        since: Option<DateTime<Utc>>,
    ) -> Result<Graph> {
        let tables = self.read();
        let run = tables
            .flow_runs
            .get(id)
            .ok_or_else(|| Error::Missing(format!("Flow run {id} not found")))?;
        let most = self.settings.max_graph_nodes;
        let mut artifacts = tables.graph_artifacts(id, self.settings.max_graph_artifacts);
        let mut nodes = tables.graph_nodes(id);
        nodes.retain(|node| since.is_none_or(|since| node.end_time.is_none_or(|end| end >= since)));
        if nodes.len() > most {
            return Err(Error::BadRequest(format!(
                "The graph of flow run {id} has more than {most} nodes."
            )));
        }
        nodes.sort_by_key(|node| (node.start_time, node.end_time));
        for node in &mut nodes {
            if let Some(own) = artifacts.remove(&Some(TaskRunId::new(node.id))) {
                node.artifacts = own;
            }
        }
        Ok(Graph {
            start_time: run.progress.start_time.or(run.progress.expected_start_time),
            end_time: run.progress.end_time,
            root_node_ids: nodes
                .iter()
                .filter(|node| node.parents.is_empty())
                .map(|node| node.id)
                .collect(),
            nodes,
            artifacts: artifacts.remove(&None).unwrap_or_default(),
            states: tables.flow_run_states.of_run(id),
        })
    }
}

impl Tables {
    /// Every node, by id.
    fn graph_nodes(&self, id: FlowRunId) -> Vec<GraphNode> {
        let mut nodes = BTreeMap::new();
        // For each node, how many rows of edges it has.
        let mut rows: BTreeMap<Uuid, usize> = BTreeMap::new();
        let mut edges = Vec::new();
        for task_run in self.task_runs.of_flow_run(id) {
            let mut subflow_runs = self.flow_runs.of_parent(task_run.id).peekable();
            let own = subflow_runs
                .peek()
                .is_none()
                .then(|| node_of_task(task_run));
            let in_place = subflow_runs.map(|run| self.node_of_subflow(run, task_run));
            for node in in_place.chain(own).flatten() {
                let id = node.id;
                *rows.entry(id).or_default() += rows_of(task_run);
                edges.extend(
                    input_ids(task_run)
                        .map(|(parameter, parent)| (parent, id, parameter == ENCAPSULATING)),
                );
                nodes.insert(id, node);
            }
        }
        let rows = |id: &Uuid| rows.get(id).copied().unwrap_or(0);
        edges.retain(|(parent, ..)| rows(parent) > 0);
        edges.sort_by_key(|(_, child, _)| *child);
        for (parent, child, encapsulates) in edges {
            if encapsulates {
                if let Some(node) = nodes.get_mut(&child)
                    && !node.encapsulating.contains(&parent)
                {
                    node.encapsulating.push(parent);
                }
                continue;
            }
            if let Some(node) = nodes.get_mut(&child) {
                let times = rows(&parent);
                node.parents.extend(std::iter::repeat_n(parent, times));
            }
            if let Some(node) = nodes.get_mut(&parent) {
                node.children.push(child);
            }
        }
        for (id, node) in &mut nodes {
            node.children = node.children.repeat(rows(id));
        }
        nodes.into_values().collect()
    }

    fn node_of_subflow(&self, run: &FlowRun, task_run: &TaskRun) -> Option<GraphNode> {
        let flow = self.flows.get(run.flow_id)?;
        Some(GraphNode {
            kind: NodeKind::FlowRun,
            id: run.id.uuid(),
            label: format!("{} / {}", flow.name, run.name),
            state_type: run.state_type().or(task_run.state_type())?,
            start_time: run
                .progress
                .start_time
                .or(run.progress.expected_start_time)
                .or_else(|| start_of(task_run))?,
            end_time: run.progress.end_time.or_else(|| end_of(task_run)),
            parents: Vec::new(),
            children: Vec::new(),
            encapsulating: Vec::new(),
            artifacts: Vec::new(),
        })
    }

    /// The artifacts of a flow run that are worth showing, by task run.
    fn graph_artifacts(
        &self,
        id: FlowRunId,
        most: usize,
    ) -> BTreeMap<Option<TaskRunId>, Vec<GraphArtifact>> {
        let mut artifacts: Vec<&Arc<Artifact>> = self
            .artifacts
            .of_flow_run(id)
            .filter(|artifact| {
                artifact
                    .kind
                    .as_deref()
                    .is_some_and(|kind| kind != "result")
            })
            .collect();
        artifacts.sort_by_key(|artifact| artifact.created);
        let mut shown: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for artifact in artifacts.into_iter().take(most) {
            let collection = self.artifact_collections.by_latest(artifact.id);
            let is_latest = artifact.key.is_none() || collection.is_some();
            shown
                .entry(artifact.task_run_id)
                .or_default()
                .push(GraphArtifact {
                    id: artifact.id,
                    created: artifact.created,
                    key: artifact.key.clone(),
                    kind: artifact.kind.clone(),
                    is_latest,
                    data: match artifact.kind.as_deref() {
                        Some("progress") => artifact.data.clone(),
                        _ => Value::Null,
                    },
                });
        }
        shown
    }
}

/// How many rows of edges a task run makes.
fn rows_of(run: &TaskRun) -> usize {
    let rows: usize = run
        .task_inputs
        .values()
        .map(|inputs| inputs.as_array().map_or(1, |inputs| inputs.len().max(1)))
        .sum();
    rows.max(1)
}

fn node_of_task(run: &TaskRun) -> Option<GraphNode> {
    Some(GraphNode {
        kind: NodeKind::TaskRun,
        id: run.id.uuid(),
        label: run.name.to_string(),
        state_type: run.state_type()?,
        start_time: start_of(run)?,
        end_time: end_of(run),
        parents: Vec::new(),
        children: Vec::new(),
        encapsulating: Vec::new(),
        artifacts: Vec::new(),
    })
}

fn start_of(run: &TaskRun) -> Option<DateTime<Utc>> {
    run.progress.start_time.or(run.progress.expected_start_time)
}

/// A completed run has an end, if need be the time it was expected at.
fn end_of(run: &TaskRun) -> Option<DateTime<Utc>> {
    run.progress.end_time.or_else(|| {
        let completed = run.state_type() == Some(StateType::Completed);
        run.progress.expected_start_time.filter(|_| completed)
    })
}
