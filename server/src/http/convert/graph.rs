//! Graphs of flow runs.

use prefect_mock_api::types;
use uuid::Uuid;

use super::{each, seconds};
use crate::app::{Dependencies, Graph, GraphArtifact, GraphNode, NodeKind};
use crate::domain::ids::TaskRunId;
use crate::domain::state::State;

impl From<Dependencies> for types::DependencyResult {
    fn from(dependencies: Dependencies) -> Self {
        let run = &dependencies.task_run;
        let state = run.state.as_deref();
        let estimated = run.progress.estimated_run_time(state, dependencies.now);
        Self {
            id: run.id.uuid(),
            name: run.name.to_string(),
            upstream_dependencies: each(dependencies.upstream),
            state: state.map(Into::into),
            expected_start_time: run.progress.expected_start_time,
            start_time: run.progress.start_time,
            end_time: run.progress.end_time,
            total_run_time: Some(seconds(run.progress.total_run_time)),
            estimated_run_time: Some(seconds(estimated)),
            untrackable_result: state.is_some_and(|state| state.details.untrackable_result),
        }
    }
}

impl From<TaskRunId> for types::TaskRunResult {
    fn from(id: TaskRunId) -> Self {
        Self {
            id: id.uuid(),
            input_type: Some(types::TaskRunResultInputType::TaskRun),
        }
    }
}

impl From<Graph> for types::Graph {
    fn from(graph: Graph) -> Self {
        Self {
            start_time: graph.start_time,
            end_time: graph.end_time,
            root_node_ids: graph.root_node_ids,
            nodes: graph.nodes.into_iter().map(keyed_node).collect(),
            artifacts: each(graph.artifacts),
            states: graph.states.iter().map(|state| shown(state)).collect(),
        }
    }
}

/// A node after its own id.
fn keyed_node(node: GraphNode) -> Vec<types::GraphNodesItemItem> {
    vec![
        types::GraphNodesItemItem::Uuid(node.id),
        types::GraphNodesItemItem::Node(node.into()),
    ]
}

fn shown(state: &State) -> types::GraphState {
    types::GraphState {
        id: state.id.uuid(),
        timestamp: state.timestamp,
        type_: state.state_type.into(),
        name: state.name.to_string(),
    }
}

fn edges(ids: Vec<Uuid>) -> Vec<types::Edge> {
    ids.into_iter().map(|id| types::Edge { id }).collect()
}

impl From<GraphNode> for types::Node {
    fn from(node: GraphNode) -> Self {
        Self {
            kind: match node.kind {
                NodeKind::FlowRun => types::NodeKind::FlowRun,
                NodeKind::TaskRun => types::NodeKind::TaskRun,
            },
            id: node.id,
            label: node.label,
            state_type: node.state_type.into(),
            start_time: node.start_time,
            end_time: node.end_time,
            parents: edges(node.parents),
            children: edges(node.children),
            encapsulating: edges(node.encapsulating),
            artifacts: each(node.artifacts),
        }
    }
}

impl From<GraphArtifact> for types::GraphArtifact {
    fn from(artifact: GraphArtifact) -> Self {
        Self {
            id: artifact.id.uuid(),
            created: artifact.created,
            key: artifact.key,
            type_: artifact.kind,
            is_latest: artifact.is_latest,
            data: artifact.data,
        }
    }
}
