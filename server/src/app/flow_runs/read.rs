//! Looking at flow runs.

use std::sync::Arc;

use prefect_mock_api::types::{self, FlowRunSort};

use super::FlowRunView;
use crate::app::{App, Error, Page, Result, limit, offset};
use crate::domain::ids::{FlowRunId, StateId};
use crate::domain::state::State;
use crate::store::filter::Criteria;

impl App {
    /// The flow run of an id.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is none.
    pub fn read_flow_run(&self, id: FlowRunId) -> Result<FlowRunView> {
        let tables = self.read();
        let run = Arc::clone(tables.find_flow_run(id)?);
        Ok(FlowRunView::of(&tables, run, self.clock.now()))
    }

    /// The flow runs that match, in order. See [`search`](crate::store) for the cost.
    ///
    /// # Errors
    ///
    /// `Invalid` if the limit is out of bounds.
    pub fn read_flow_runs(&self, body: &types::ReadFlowRunsBody) -> Result<Vec<FlowRunView>> {
        let limit = limit(body.limit)?;
        let offset = offset(body.offset);
        let criteria = Criteria::from(body);
        let tables = self.read();
        let now = self.clock.now();
        Ok(tables
            .find_flow_runs(&criteria, body.sort.unwrap_or(FlowRunSort::IdDesc))
            .skip(offset)
            .take(limit)
            .map(|run| FlowRunView::of(&tables, run, now))
            .collect())
    }

    /// A page of the flow runs that match, in order. Also counts all that match.
    ///
    /// # Errors
    ///
    /// `Invalid` if the limit is out of bounds.
    pub fn paginate_flow_runs(
        &self,
        body: &types::PaginateFlowRunsBody,
    ) -> Result<Page<FlowRunView>> {
        let limit = limit(body.limit)?;
        let criteria = Criteria::from(body);
        let tables = self.read();
        let now = self.clock.now();
        let matching = tables.find_flow_runs(&criteria, body.sort.unwrap_or(FlowRunSort::IdDesc));
        let count = tables.count_flow_runs(&criteria);
        Ok(Page::take(matching, count, body.page, limit)
            .map(|run| FlowRunView::of(&tables, run, now)))
    }

    /// How many flow runs match.
    pub fn count_flow_runs(&self, body: &types::CountFlowRunsBody) -> usize {
        self.read().count_flow_runs(&Criteria::from(body))
    }

    /// By how many seconds the matching flow runs have started late on average, or
    /// are late by now; `None` if none match. Looks at each of them.
    pub fn average_flow_run_lateness(
        &self,
        body: &types::AverageFlowRunLatenessBody,
    ) -> Option<f64> {
        let criteria = Criteria::from(body);
        let tables = self.read();
        let now = self.clock.now();
        let (mut runs, mut microseconds) = (0_u32, 0_i64);
        for run in tables.find_flow_runs(&criteria, FlowRunSort::IdDesc) {
            let lateness = run
                .progress
                .estimated_start_time_delta(run.state.as_deref(), now);
            runs += 1;
            microseconds =
                microseconds.saturating_add(lateness.num_microseconds().unwrap_or(i64::MAX));
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "exact to the microsecond for spans below 285 years"
        )]
        let total = microseconds as f64 / 1e6;
        (runs > 0).then(|| total / f64::from(runs))
    }

    /// A state that a flow run is or was in.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is none of that id.
    pub fn read_flow_run_state(&self, id: StateId) -> Result<Arc<State>> {
        let tables = self.read();
        let state = tables.flow_run_states.get(id);
        state.ok_or_else(|| Error::NotFound("Flow run state not found".to_owned()))
    }

    /// The states that a flow run has been in, oldest first; none if there is no
    /// such run.
    pub fn read_flow_run_states(&self, id: FlowRunId) -> Vec<Arc<State>> {
        self.read().flow_run_states.of_run(id)
    }
}
