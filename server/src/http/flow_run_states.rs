//! States of flow runs.

use prefect_mock_api::{
    ApiError, FlowRunStatesApi, ReadFlowRunStatePath, ReadFlowRunStatesQuery, reply, types,
};

use super::PrefectServer;

impl FlowRunStatesApi for PrefectServer {
    fn read_flow_run_state(
        app: &Self::Context,
        path: ReadFlowRunStatePath,
    ) -> Result<reply::Done<types::State>, ApiError> {
        let state = app.read_flow_run_state(path.id.into())?;
        Ok(reply::Done((&*state).into()))
    }

    fn read_flow_run_states(
        app: &Self::Context,
        query: ReadFlowRunStatesQuery,
    ) -> Result<reply::Done<Vec<types::State>>, ApiError> {
        let states = app.read_flow_run_states(query.flow_run_id.into());
        Ok(reply::Done(
            states.iter().map(|state| (&**state).into()).collect(),
        ))
    }
}
