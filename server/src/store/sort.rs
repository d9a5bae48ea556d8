//! The document's orders.
//!
//! As on SQLite, a value that is not there comes before all others, so it is
//! first in an ascending order and last in a descending one, and texts are
//! compared byte by byte. Prefect leaves open in which order equals come; here it
//! is that of their ids, or for flow runs that of their age.
//!
//! Each function costs O(n log n) in the number of records it is handed.

use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

use prefect_mock_api::types::{
    ArtifactCollectionSort, ArtifactSort, DeploymentSort, FlowRunSort, FlowSort, LogSort,
    TaskRunSort, VariableSort,
};

use super::Direction::{Ascending, Descending};
use super::{Direction, Record, RunOrder};
use crate::domain::artifact::{Artifact, ArtifactCollection};
use crate::domain::deployment::Deployment;
use crate::domain::flow::Flow;
use crate::domain::log::Log;
use crate::domain::task_run::TaskRun;
use crate::domain::variable::Variable;

/// Sorts flows. Queries that say nothing else want them by name.
pub fn flows(flows: &mut [Arc<Flow>], sort: FlowSort) {
    sort_by(flows, |left, right| match sort {
        FlowSort::CreatedDesc => right.created.cmp(&left.created),
        FlowSort::UpdatedDesc => right.updated.cmp(&left.updated),
        FlowSort::NameAsc => left.name.cmp(&right.name),
        FlowSort::NameDesc => right.name.cmp(&left.name),
    });
}

/// Sorts deployments. Queries that say nothing else want them by name.
pub fn deployments(deployments: &mut [Arc<Deployment>], sort: DeploymentSort) {
    sort_by(deployments, |left, right| match sort {
        DeploymentSort::CreatedDesc => right.created.cmp(&left.created),
        DeploymentSort::UpdatedDesc => right.updated.cmp(&left.updated),
        DeploymentSort::NameAsc => left.name.cmp(&right.name),
        DeploymentSort::NameDesc => right.name.cmp(&left.name),
    });
}

/// What flow runs are sorted by; `None` is by id, descending, which queries want that
/// say nothing else.
///
/// By start time, a run that has not started is where it is expected to start.
pub fn flow_run_order(sort: FlowRunSort) -> Option<(RunOrder, Direction)> {
    match sort {
        FlowRunSort::IdDesc => None,
        FlowRunSort::StartTimeAsc => Some((RunOrder::StartTime, Ascending)),
        FlowRunSort::StartTimeDesc => Some((RunOrder::StartTime, Descending)),
        FlowRunSort::ExpectedStartTimeAsc => Some((RunOrder::ExpectedStartTime, Ascending)),
        FlowRunSort::ExpectedStartTimeDesc => Some((RunOrder::ExpectedStartTime, Descending)),
        FlowRunSort::NameAsc => Some((RunOrder::Name, Ascending)),
        FlowRunSort::NameDesc => Some((RunOrder::Name, Descending)),
        FlowRunSort::NextScheduledStartTimeAsc => {
            Some((RunOrder::NextScheduledStartTime, Ascending))
        }
        FlowRunSort::EndTimeDesc => Some((RunOrder::EndTime, Descending)),
    }
}

/// What task runs are sorted by; `None` is by id, descending, which queries want that
/// say nothing else.
pub fn task_run_order(sort: TaskRunSort) -> Option<(RunOrder, Direction)> {
    match sort {
        TaskRunSort::IdDesc => None,
        TaskRunSort::ExpectedStartTimeAsc => Some((RunOrder::ExpectedStartTime, Ascending)),
        TaskRunSort::ExpectedStartTimeDesc => Some((RunOrder::ExpectedStartTime, Descending)),
        TaskRunSort::NameAsc => Some((RunOrder::Name, Ascending)),
        TaskRunSort::NameDesc => Some((RunOrder::Name, Descending)),
        TaskRunSort::NextScheduledStartTimeAsc => {
            Some((RunOrder::NextScheduledStartTime, Ascending))
        }
        TaskRunSort::EndTimeDesc => Some((RunOrder::EndTime, Descending)),
    }
}

/// Sorts task runs, equals by their ids.
pub fn task_runs(runs: &mut [Arc<TaskRun>], sort: TaskRunSort) {
    match task_run_order(sort) {
        None => runs.sort_by_key(|run| Reverse(run.id)),
        Some((order, direction)) => runs.sort_by(|left, right| {
            let compared = order.compare(left.keys(), right.keys());
            direction.turn(compared.then_with(|| left.id.cmp(&right.id)))
        }),
    }
}

/// Sorts artifacts. Queries that say nothing else want them by id, descending.
pub fn artifacts(artifacts: &mut [Arc<Artifact>], sort: ArtifactSort) {
    sort_by(artifacts, |left, right| match sort {
        ArtifactSort::CreatedDesc => right.created.cmp(&left.created),
        ArtifactSort::UpdatedDesc => right.updated.cmp(&left.updated),
        ArtifactSort::IdDesc => right.id.cmp(&left.id),
        ArtifactSort::KeyDesc => right.key.cmp(&left.key),
        ArtifactSort::KeyAsc => left.key.cmp(&right.key),
    });
}

/// Sorts collections. Queries that say nothing else want them by id, descending.
pub fn artifact_collections(
    collections: &mut [Arc<ArtifactCollection>],
    sort: ArtifactCollectionSort,
) {
    sort_by(collections, |left, right| match sort {
        ArtifactCollectionSort::CreatedDesc => right.created.cmp(&left.created),
        ArtifactCollectionSort::UpdatedDesc => right.updated.cmp(&left.updated),
        ArtifactCollectionSort::IdDesc => right.id.cmp(&left.id),
        ArtifactCollectionSort::KeyDesc => right.key.cmp(&left.key),
        ArtifactCollectionSort::KeyAsc => left.key.cmp(&right.key),
    });
}

/// Sorts variables. Queries that say nothing else want them by name.
pub fn variables(variables: &mut [Arc<Variable>], sort: VariableSort) {
    sort_by(variables, |left, right| match sort {
        VariableSort::CreatedDesc => right.created.cmp(&left.created),
        VariableSort::UpdatedDesc => right.updated.cmp(&left.updated),
        VariableSort::NameAsc => left.name.cmp(&right.name),
        VariableSort::NameDesc => right.name.cmp(&left.name),
    });
}

/// Sorts log lines. Queries that say nothing else want the oldest first.
pub fn logs(logs: &mut [Arc<Log>], sort: LogSort) {
    logs.sort_by(|left, right| match sort {
        LogSort::TimestampAsc => left.timestamp.cmp(&right.timestamp),
        LogSort::TimestampDesc => right.timestamp.cmp(&left.timestamp),
    });
}

fn sort_by<R: Record>(records: &mut [Arc<R>], compare: impl Fn(&R, &R) -> Ordering) {
    records.sort_by(|left, right| compare(left, right).then_with(|| left.id().cmp(&right.id())));
}
