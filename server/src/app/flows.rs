//! Flows: made on first use, and found by their name ever after.

use std::sync::Arc;

use prefect_mock_api::types;

use super::events::Lifecycle;
use super::from_body::json_object;
use super::{App, Error, Page, Result, Transaction, limit, offset};
use crate::domain::flow::Flow;
use crate::domain::ids::FlowId;
use crate::store::filter::Criteria;
use crate::store::{Tables, sort};

/// How many objects one request deletes, if it does not say.
pub(super) const BULK_OPERATION_LIMIT: i64 = 50;

impl App {
    /// Makes a flow, or finds the one of its name, which stays as it is: `false`.
    pub fn create_flow(&self, body: types::FlowCreate) -> Result<(Arc<Flow>, bool)> {
        self.transaction(|tx| {
            if let Some(flow) = tx.tables.flows.by_name(&body.name) {
                return Ok((Arc::clone(flow), false));
            }
            let flow = Flow {
                id: tx.random.uuid_v4().into(),
                created: tx.now,
                updated: tx.now,
                name: body.name,
                tags: body.tags.unwrap_or_default(),
                labels: match body.labels.given() {
                    None => Some(serde_json::Map::new()),
                    Some(labels) => labels.map(json_object),
                },
            };
            let flow = tx.tables.flows.put(flow);
            tx.record_flow(Lifecycle::Created, &flow);
            Ok((flow, true))
        })
    }

    /// The flow of an id.
    pub fn read_flow(&self, id: FlowId) -> Result<Arc<Flow>> {
        self.read().flows.get(id).cloned().ok_or_else(not_found)
    }

    /// The flow of a name.
    pub fn read_flow_by_name(&self, name: &str) -> Result<Arc<Flow>> {
        let tables = self.read();
        tables.flows.by_name(name).cloned().ok_or_else(not_found)
    }

    /// Changes what the body names. A change that changes nothing counts as one.
    pub fn update_flow(&self, id: FlowId, body: types::FlowUpdate) -> Result<()> {
        self.transaction(|tx| {
            let mut flow = Flow::clone(tx.tables.flows.get(id).ok_or_else(not_found)?);
            flow.tags = body.tags.unwrap_or(flow.tags);
            flow.updated = tx.now;
            let flow = tx.tables.flows.put(flow);
            tx.record_flow(Lifecycle::Updated, &flow);
            Ok(())
        })
    }

    /// Deletes a flow with its deployments and its runs. Costs the number of those.
    pub fn delete_flow(&self, id: FlowId) -> Result<()> {
        self.transaction(|tx| {
            tx.tables.flows.get(id).ok_or_else(not_found)?;
            tx.remove_flow(id);
            Ok(())
        })
    }

    /// Deletes the flows that match, the first by name, with their deployments and
    /// runs; tells which.
    pub fn bulk_delete_flows(&self, body: &types::BulkDeleteFlowsBody) -> Result<Vec<FlowId>> {
        let criteria = Criteria {
            flows: body.flows.value(),
            ..Criteria::default()
        };
        let limit = offset(body.limit.or(Some(BULK_OPERATION_LIMIT)));
        self.transaction(|tx| {
            let mut flows = tx.tables.find_flows(&criteria, None);
            flows.truncate(limit);
            let ids = flows.into_iter().map(|flow| flow.id).collect::<Vec<_>>();
            for id in &ids {
                tx.remove_flow(*id);
            }
            Ok(ids)
        })
    }

    /// The flows that match, in order. Costs a walk over all flows.
    pub fn read_flows(&self, body: &types::ReadFlowsBody) -> Result<Vec<Arc<Flow>>> {
        let limit = limit(body.limit)?;
        let criteria = Criteria::from(body);
        let mut flows = self.read().find_flows(&criteria, body.sort);
        flows.drain(..offset(body.offset).min(flows.len()));
        flows.truncate(limit);
        Ok(flows)
    }

    /// One page of the flows that match. Costs a walk over all flows.
    pub fn paginate_flows(&self, body: &types::PaginateFlowsBody) -> Result<Page<Arc<Flow>>> {
        let limit = limit(body.limit)?;
        let criteria = Criteria::from(body);
        let flows = self.read().find_flows(&criteria, body.sort);
        Ok(Page::cut(flows, offset(body.page.or(Some(1))), limit))
    }

    /// How many flows match. Costs a walk over all flows.
    pub fn count_flows(&self, body: &types::CountFlowsBody) -> usize {
        let criteria = Criteria::from(body);
        let tables = self.read();
        let flows = tables.flows.iter();
        flows
            .filter(|flow| criteria.admit_flow(&tables, flow))
            .count()
    }
}

impl Transaction<'_> {
    /// Takes a flow out, and its deployments and runs with all that belongs to them.
    fn remove_flow(&mut self, id: FlowId) {
        let deployments: Vec<_> = self
            .tables
            .deployments
            .of_flow(id)
            .map(|deployment| deployment.id)
            .collect();
        for deployment in deployments {
            self.remove_deployment(deployment);
        }
        let runs: Vec<_> = self.tables.flow_runs.of_flow(id).cloned().collect();
        for run in runs {
            self.delete_flow_run(&run);
        }
        if let Some(flow) = self.tables.flows.remove(id) {
            self.record_flow(Lifecycle::Deleted, &flow);
        }
    }
}

impl Tables {
    /// The flows that match, in order; by name if none is asked for.
    fn find_flows(
        &self,
        criteria: &Criteria<'_>,
        order: Option<types::FlowSort>,
    ) -> Vec<Arc<Flow>> {
        let mut flows: Vec<_> = self
            .flows
            .iter()
            .filter(|flow| criteria.admit_flow(self, flow))
            .cloned()
            .collect();
        sort::flows(&mut flows, order.unwrap_or(types::FlowSort::NameAsc));
        flows
    }
}

fn not_found() -> Error {
    Error::NotFound("Flow not found".to_owned())
}
