//! Deleting deployments, and runs that have not begun.

use std::sync::Arc;

use prefect_mock_api::types;

use super::{App, Change, Result, Transaction};
use crate::app::events::Lifecycle;
use crate::app::flows::BULK_OPERATION_LIMIT;
use crate::app::offset;
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::DeploymentId;
use crate::domain::state::name;
use crate::store::filter::Criteria;

/// Which of the runs that have not begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Runs {
    auto_scheduled_only: bool,
    future_only: bool,
}

impl Runs {
    /// All of them.
    pub(super) const ALL: Self = Self {
        auto_scheduled_only: false,
        future_only: false,
    };
    /// Those that schedules made.
    pub(super) const AUTO_SCHEDULED: Self = Self {
        auto_scheduled_only: true,
        future_only: false,
    };
    /// Those that schedules made and that are not due yet.
    pub(super) const FUTURE_AUTO_SCHEDULED: Self = Self {
        auto_scheduled_only: true,
        future_only: true,
    };
}

impl App {
    /// Deletes a deployment with its runs that have not begun, and its concurrency
    /// limit, even one that it shares. Other runs stay.
    pub fn delete_deployment(&self, id: DeploymentId) -> Result<()> {
        self.transaction(|tx| {
            tx.tables.find_deployment(id)?;
            tx.delete_deployment(id);
            Ok(())
        })
    }

    /// Deletes the deployments that match, the first by name; tells which.
    pub fn bulk_delete_deployments(
        &self,
        body: &types::BulkDeleteDeploymentsBody,
    ) -> Result<Vec<DeploymentId>> {
        let criteria = Criteria {
            deployments: body.deployments.value(),
            ..Criteria::default()
        };
        let limit = offset(body.limit.or(Some(BULK_OPERATION_LIMIT)));
        self.transaction(|tx| {
            let mut deployments = tx.tables.find_deployments(&criteria, None);
            deployments.truncate(limit);
            let ids: Vec<_> = deployments.iter().map(|deployment| deployment.id).collect();
            for id in &ids {
                tx.delete_deployment(*id);
            }
            Ok(ids)
        })
    }
}

impl Transaction<'_> {
    fn delete_deployment(&mut self, id: DeploymentId) {
        if let Some(deployment) = self.tables.deployments.get(id).cloned() {
            self.record_deployment(Lifecycle::Deleted, &deployment);
        }
        self.delete_scheduled_runs(id, Runs::ALL);
        let limit = self
            .tables
            .deployments
            .get(id)
            .and_then(|deployment| deployment.concurrency_limit_id);
        if let Some(limit) = limit {
            self.tables.concurrency_limits.remove(limit);
        }
        self.remove_deployment(id);
    }

    /// Takes a deployment out, and nothing else.
    pub(in crate::app) fn remove_deployment(&mut self, id: DeploymentId) {
        self.tables.deployments.remove(id);
        self.emit(Change::DeploymentChanged(id));
    }

    /// Deletes scheduled runs that have never run, so that none is left which does
    /// not go by what its deployment is now. Runs that wait for a slot stay. Costs
    /// the number of the deployment's scheduled runs.
    pub(super) fn delete_scheduled_runs(&mut self, id: DeploymentId, which: Runs) {
        let runs: Vec<Arc<FlowRun>> = self
            .tables
            .flow_runs
            .scheduled_of_deployment(id)
            .filter(|run| run.progress.run_count == 0)
            .filter(|run| {
                let state = run.state.as_deref();
                state.is_some_and(|state| state.name != name::AWAITING_CONCURRENCY_SLOT)
            })
            .filter(|run| !which.auto_scheduled_only || run.auto_scheduled)
            .filter(|run| {
                let time = run.progress.next_scheduled_start_time;
                !which.future_only || time.is_some_and(|time| time > self.now)
            })
            .cloned()
            .collect();
        for run in runs {
            self.delete_flow_run(&run);
        }
    }
}
