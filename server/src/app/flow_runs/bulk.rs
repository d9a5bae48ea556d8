//! Operations on many flow runs at once.

use std::sync::Arc;

use prefect_mock_api::types::{self, FlowRunSort};

use super::set_state::policy_for;
use crate::app::{App, OrchestrationResult, Result, Transaction};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::FlowRunId;
use crate::domain::orchestration::Client;
use crate::domain::state::ProposedState;
use crate::store::filter::Criteria;

/// The most runs that one such operation is about, and the number by default.
const BULK_OPERATION_LIMIT: usize = 50;

impl App {
    /// Deletes the flow runs that match, as many as the limit allows, those with the
    /// greatest ids first, and tells which they were.
    pub fn bulk_delete_flow_runs(
        &self,
        body: &types::BulkDeleteFlowRunsBody,
    ) -> Result<Vec<FlowRunId>> {
        self.transaction(|tx| {
            let runs = tx.bulk_targets(body.flow_runs.value(), body.limit);
            for run in &runs {
                tx.delete_flow_run(run);
            }
            Ok(runs.iter().map(|run| run.id).collect())
        })
    }

    /// Proposes one state to the flow runs that match, as many as the limit allows,
    /// those with the greatest ids first.
    pub fn bulk_set_flow_run_state(
        &self,
        body: types::BulkSetFlowRunStateBody,
        client: Client,
    ) -> Result<Vec<(FlowRunId, OrchestrationResult)>> {
        let policy = policy_for(body.force);
        let state = ProposedState::from(body.state);
        self.transaction(|tx| {
            tx.bulk_targets(body.flow_runs.value(), body.limit)
                .iter()
                .map(|run| {
                    let result = tx.set_flow_run_state(run.id, state.clone(), policy, client)?;
                    Ok((run.id, result))
                })
                .collect()
        })
    }
}

impl Transaction<'_> {
    /// The flow runs that an operation on many is about.
    fn bulk_targets(
        &self,
        filter: Option<&types::FlowRunFilter>,
        limit: Option<i64>,
    ) -> Vec<Arc<FlowRun>> {
        let criteria = Criteria {
            flow_runs: filter,
            ..Criteria::default()
        };
        let limit = limit.and_then(|limit| usize::try_from(limit).ok());
        self.tables
            .find_flow_runs(&criteria, FlowRunSort::IdDesc)
            .take(limit.unwrap_or(BULK_OPERATION_LIMIT))
            .collect()
    }
}
