//! Looking at deployments.

use std::sync::Arc;

use prefect_mock_api::types;

use super::{App, DeploymentView, Error, Page, Result};
use crate::app::{limit, offset};
use crate::domain::deployment::Deployment;
use crate::domain::ids::DeploymentId;
use crate::domain::work_pool::WorkQueue;
use crate::store::filter::Criteria;
use crate::store::{Tables, sort};

impl App {
    /// The deployment of an id.
    pub fn read_deployment(&self, id: DeploymentId) -> Result<DeploymentView> {
        let tables = self.read();
        let deployment = Arc::clone(tables.find_deployment(id)?);
        Ok(DeploymentView::of(&tables, deployment))
    }

    /// The deployment of a flow's name and its own.
    pub fn read_deployment_by_name(&self, flow: &str, name: &str) -> Result<DeploymentView> {
        let tables = self.read();
        let deployment = tables
            .flows
            .by_name(flow)
            .and_then(|flow| tables.deployments.by_name(flow.id, name))
            .cloned()
            .ok_or_else(|| Error::NotFound("Deployment not found".to_owned()))?;
        Ok(DeploymentView::of(&tables, deployment))
    }

    /// The deployments that match, in order. Costs a walk over all deployments.
    pub fn read_deployments(
        &self,
        body: &types::ReadDeploymentsBody,
    ) -> Result<Vec<DeploymentView>> {
        let limit = limit(body.limit)?;
        let criteria = Criteria::from(body);
        let tables = self.read();
        let deployments = tables.find_deployments(&criteria, body.sort);
        Ok(deployments
            .into_iter()
            .skip(offset(body.offset))
            .take(limit)
            .map(|deployment| DeploymentView::of(&tables, deployment))
            .collect())
    }

    /// One page of the deployments that match. Costs a walk over all deployments.
    pub fn paginate_deployments(
        &self,
        body: &types::PaginateDeploymentsBody,
    ) -> Result<Page<DeploymentView>> {
        let limit = limit(body.limit)?;
        let criteria = Criteria::from(body);
        let tables = self.read();
        let deployments = tables.find_deployments(&criteria, body.sort);
        let page = Page::cut(deployments, offset(body.page.or(Some(1))), limit);
        Ok(page.map(|deployment| DeploymentView::of(&tables, deployment)))
    }

    /// How many deployments match. Costs a walk over all deployments.
    pub fn count_deployments(&self, body: &types::CountDeploymentsBody) -> usize {
        let criteria = Criteria::from(body);
        let tables = self.read();
        let deployments = tables.deployments.iter();
        deployments
            .filter(|deployment| criteria.admit_deployment(&tables, deployment))
            .count()
    }

    /// The queues that a deployment's runs could come from in the time before pools:
    /// all whose filter does not keep them out, the oldest first. Costs a walk over
    /// all queues.
    pub fn work_queue_check_for_deployment(&self, id: DeploymentId) -> Result<Vec<Arc<WorkQueue>>> {
        let tables = self.read();
        let deployment = tables.find_deployment(id)?;
        let mut queues: Vec<_> = tables
            .work_queues
            .iter()
            .filter(|queue| is_meant_by(deployment, queue))
            .cloned()
            .collect();
        queues.sort_by_key(|queue| (queue.created, queue.id));
        Ok(queues)
    }
}

impl Tables {
    /// The deployments that match, in order; by name if none is asked for.
    pub(super) fn find_deployments(
        &self,
        criteria: &Criteria<'_>,
        order: Option<types::DeploymentSort>,
    ) -> Vec<Arc<Deployment>> {
        let mut deployments: Vec<_> = self
            .deployments
            .iter()
            .filter(|deployment| criteria.admit_deployment(self, deployment))
            .cloned()
            .collect();
        let order = order.unwrap_or(types::DeploymentSort::NameAsc);
        sort::deployments(&mut deployments, order);
        deployments
    }
}

/// Whether a queue's filter lets a deployment's runs through.
fn is_meant_by(deployment: &Deployment, queue: &WorkQueue) -> bool {
    let Some(filter) = &queue.filter else {
        return true;
    };
    let tags = filter.tags.as_deref().unwrap_or_default();
    let ids = filter.deployment_ids.as_deref().unwrap_or_default();
    tags.iter().all(|tag| deployment.tags.contains(tag))
        && (ids.is_empty() || ids.contains(&deployment.id))
}
