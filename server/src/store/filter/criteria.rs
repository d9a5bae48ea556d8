//! The filters of a query together.

use prefect_mock_api::types::{
    DeploymentFilter, FlowFilter, FlowRunFilter, TaskRunFilter, WorkPoolFilter, WorkQueueFilter,
};

use super::{deployment, flow, flow_run, task_run, work_pool, work_queue};
use crate::domain::deployment::Deployment;
use crate::domain::flow::Flow;
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{FlowRunId, TaskRunId, WorkQueueId};
use crate::domain::task_run::TaskRun;
use crate::domain::work_pool::{WorkPool, WorkQueue};
use crate::store::Tables;

/// What a query asks for, by kind of object.
///
/// All that is given has to be met. A filter on another kind is met by an object
/// if one that it is related to meets it, so a filter without conditions still
/// asks that there is one:
///
/// | of a | `flows` | `deployments` | `work_pools`, `work_queues` | `flow_runs` | `task_runs` |
/// |---|---|---|---|---|---|
/// | flow | itself | one of its deployments | the queue of that deployment | one of its runs | one of that run's |
/// | deployment | its flow | itself | its queue | one of its runs | one of that run's |
/// | flow run | its flow | its deployment | its queue | itself | one of its own |
/// | task run | its flow run's | its flow run's | its flow run's | its flow run | itself |
/// | artifact | its flow run's | its flow run's | its flow run's | its flow run | its task run |
/// | work pool, work queue | – | – | itself | – | – |
///
/// Where a cell says "that", one relative has to meet both filters.
#[derive(Debug, Clone, Copy, Default)]
pub struct Criteria<'a> {
    /// What the flow has to match.
    pub flows: Option<&'a FlowFilter>,
    /// What a flow run has to match.
    pub flow_runs: Option<&'a FlowRunFilter>,
    /// What a task run has to match.
    pub task_runs: Option<&'a TaskRunFilter>,
    /// What the deployment has to match.
    pub deployments: Option<&'a DeploymentFilter>,
    /// What the work pool has to match.
    pub work_pools: Option<&'a WorkPoolFilter>,
    /// What the work queue has to match.
    pub work_queues: Option<&'a WorkQueueFilter>,
}

impl Criteria<'_> {
    /// Whether nothing is asked for, so that everything matches.
    pub fn is_empty(&self) -> bool {
        self.flows.is_none()
            && self.flow_runs.is_none()
            && self.task_runs.is_none()
            && self.deployments.is_none()
            && self.work_pools.is_none()
            && self.work_queues.is_none()
    }

    /// Whether a flow matches. Filters on relatives cost a walk over its
    /// deployments or over its runs, until one matches.
    pub fn admit_flow(&self, tables: &Tables, flow: &Flow) -> bool {
        let deployment_matches = || {
            tables.deployments.of_flow(flow.id).any(|deployment| {
                self.deployment(tables, Some(deployment))
                    && self.queue(tables, deployment.work_queue_id)
            })
        };
        let run_matches = || {
            let mut runs = tables.flow_runs.of_flow(flow.id);
            runs.any(|run| self.flow_run_with_task_runs(tables, run))
        };
        self.flow(tables, Some(flow))
            && (!self.asks_for_deployments() || deployment_matches())
            && (!self.asks_for_runs() || run_matches())
    }

    /// Whether a deployment matches. Filters on runs cost a walk over its runs,
    /// until one matches.
    pub fn admit_deployment(&self, tables: &Tables, deployment: &Deployment) -> bool {
        let run_matches = || {
            let mut runs = tables.flow_runs.of_deployment(deployment.id);
            runs.any(|run| self.flow_run_with_task_runs(tables, run))
        };
        self.deployment(tables, Some(deployment))
            && self.flow(
                tables,
                tables.flows.get(deployment.flow_id).map(AsRef::as_ref),
            )
            && self.queue(tables, deployment.work_queue_id)
            && (!self.asks_for_runs() || run_matches())
    }

    /// Whether a flow run matches. A filter on task runs costs a walk over its
    /// task runs, until one matches.
    pub fn admit_flow_run(&self, tables: &Tables, run: &FlowRun) -> bool {
        self.flow_run_with_task_runs(tables, run) && self.origins(tables, run)
    }

    /// Whether a task run matches.
    pub fn admit_task_run(&self, tables: &Tables, run: &TaskRun) -> bool {
        self.task_run(tables, Some(run)) && self.enclosing_flow_run(tables, run.flow_run_id)
    }

    /// Whether a work pool matches.
    pub fn admit_work_pool(&self, _tables: &Tables, pool: &WorkPool) -> bool {
        self.work_pools
            .is_none_or(|filter| work_pool::matches(filter, pool))
    }

    /// Whether a work queue matches, its pool included.
    pub fn admit_work_queue(&self, tables: &Tables, queue: &WorkQueue) -> bool {
        self.work_queues
            .is_none_or(|filter| work_queue::matches(filter, queue))
            && related(
                self.work_pools,
                tables.work_pools.get(queue.work_pool_id),
                |filter, pool| work_pool::matches(filter, pool),
            )
    }

    /// Whether the runs that made an artifact match. What is asked of the
    /// artifact itself, [`artifact`](super::artifact()) tells.
    pub fn admit_runs_of(
        &self,
        tables: &Tables,
        flow_run: Option<FlowRunId>,
        task_run: Option<TaskRunId>,
    ) -> bool {
        let task_run = task_run.and_then(|id| tables.task_runs.get(id));
        self.enclosing_flow_run(tables, flow_run)
            && self.task_run(tables, task_run.map(AsRef::as_ref))
    }

    fn asks_for_deployments(&self) -> bool {
        self.deployments.is_some() || self.asks_for_queues()
    }

    fn asks_for_queues(&self) -> bool {
        self.work_pools.is_some() || self.work_queues.is_some()
    }

    fn asks_for_runs(&self) -> bool {
        self.flow_runs.is_some() || self.task_runs.is_some()
    }

    fn flow(&self, tables: &Tables, flow: Option<&Flow>) -> bool {
        related(self.flows, flow, |filter, flow| {
            flow::matches(filter, tables, flow)
        })
    }

    fn deployment(&self, tables: &Tables, deployment: Option<&Deployment>) -> bool {
        related(self.deployments, deployment, |filter, deployment| {
            deployment::matches(filter, tables, deployment)
        })
    }

    fn flow_run(&self, tables: &Tables, run: Option<&FlowRun>) -> bool {
        related(self.flow_runs, run, |filter, run| {
            flow_run::matches(filter, tables, run)
        })
    }

    fn task_run(&self, tables: &Tables, run: Option<&TaskRun>) -> bool {
        related(self.task_runs, run, |filter, run| {
            task_run::matches(filter, tables, run)
        })
    }

    /// The queue and its pool.
    fn queue(&self, tables: &Tables, queue: Option<WorkQueueId>) -> bool {
        let queue = || queue.and_then(|id| tables.work_queues.get(id));
        !self.asks_for_queues() || queue().is_some_and(|queue| self.admit_work_queue(tables, queue))
    }

    /// A flow run and one of its task runs.
    fn flow_run_with_task_runs(&self, tables: &Tables, run: &FlowRun) -> bool {
        let task_run_matches = || {
            let mut task_runs = tables.task_runs.of_flow_run(run.id);
            task_runs.any(|task_run| self.task_run(tables, Some(task_run)))
        };
        self.flow_run(tables, Some(run)) && (self.task_runs.is_none() || task_run_matches())
    }

    /// Where a flow run comes from: its flow, deployment and queue, each looked up only
    /// if it is asked for.
    fn origins(&self, tables: &Tables, run: &FlowRun) -> bool {
        let flow = || tables.flows.get(run.flow_id).map(AsRef::as_ref);
        let deployment = || tables.deployments.get(run.deployment_id?);
        let deployment = || deployment().map(AsRef::as_ref);
        (self.flows.is_none() || self.flow(tables, flow()))
            && (self.deployments.is_none() || self.deployment(tables, deployment()))
            && self.queue(tables, run.work_queue_id)
    }

    /// The flow run that something belongs to.
    fn enclosing_flow_run(&self, tables: &Tables, run: Option<FlowRunId>) -> bool {
        let is_asked =
            self.flow_runs.is_some() || self.flows.is_some() || self.asks_for_deployments();
        let run = || tables.flow_runs.get(run?);
        !is_asked
            || run()
                .is_some_and(|run| self.flow_run(tables, Some(run)) && self.origins(tables, run))
    }
}

/// Whether a relative is there and matches, if a filter asks for it.
fn related<F, R>(
    filter: Option<&F>,
    relative: Option<&R>,
    matches: impl FnOnce(&F, &R) -> bool,
) -> bool {
    filter.is_none_or(|filter| relative.is_some_and(|relative| matches(filter, relative)))
}
