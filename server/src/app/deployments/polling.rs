//! What a process that serves deployments asks for: their runs that are due.

use std::sync::Arc;

use prefect_mock_api::types;

use super::{App, Change, Result, Transaction};
use crate::app::{FlowRunView, limit};
use crate::domain::deployment::{Deployment, DeploymentStatus};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::DeploymentId;

impl App {
    /// The scheduled runs of some deployments, by time; the deployments count as
    /// polled. Pools, queues and their limits do not matter, nor whether a deployment
    /// is paused. Costs the number of their scheduled runs, and a copy of each
    /// deployment.
    pub fn get_scheduled_flow_runs_for_deployments(
        &self,
        body: &types::GetScheduledFlowRunsForDeploymentsBody,
    ) -> Result<Vec<FlowRunView>> {
        let limit = limit(body.limit)?;
        let mut ids: Vec<DeploymentId> =
            body.deployment_ids.iter().map(|id| (*id).into()).collect();
        ids.sort_unstable();
        ids.dedup();
        self.transaction(|tx| {
            let runs = &tx.tables.flow_runs;
            let mut due: Vec<&Arc<FlowRun>> = ids
                .iter()
                .flat_map(|id| runs.scheduled_of_deployment(*id))
                .filter(|run| {
                    let time = run.progress.next_scheduled_start_time;
                    body.scheduled_before
                        .is_none_or(|before| time.is_some_and(|time| time <= before))
                })
                .collect();
            due.sort_by_key(|run| (run.progress.next_scheduled_start_time, run.id));
            due.truncate(limit);
            let views = due
                .into_iter()
                .map(|run| FlowRunView::of(tx.tables, Arc::clone(run), tx.now))
                .collect();
            for id in ids {
                tx.mark_deployment_polled(id);
            }
            Ok(views)
        })
    }
}

impl Transaction<'_> {
    /// Notes that a deployment was asked for runs. Does not count as a change of it.
    fn mark_deployment_polled(&mut self, id: DeploymentId) {
        if let Some(deployment) = self.tables.deployments.get(id).cloned() {
            self.put_polled_deployment(&deployment);
        }
    }

    /// Notes that a deployment was asked for runs, itself or through its queue.
    pub(in crate::app) fn put_polled_deployment(&mut self, before: &Deployment) {
        let deployment = self.tables.deployments.put(Deployment {
            last_polled: Some(self.now),
            status: DeploymentStatus::Ready,
            ..before.clone()
        });
        if before.status == DeploymentStatus::NotReady {
            self.emit(Change::DeploymentChanged(before.id));
            self.record_deployment_status(&deployment);
        }
    }
}
