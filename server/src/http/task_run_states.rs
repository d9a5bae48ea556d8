//! States of task runs.

use prefect_mock_api::{
    ApiError, ReadTaskRunStatePath, ReadTaskRunStatesQuery, TaskRunStatesApi, reply, types,
};

use super::PrefectServer;

impl TaskRunStatesApi for PrefectServer {
    fn read_task_run_state(
        app: &Self::Context,
        path: ReadTaskRunStatePath,
    ) -> Result<reply::Done<types::State>, ApiError> {
        let state = app.read_task_run_state(path.id.into())?;
        Ok(reply::Done((&*state).into()))
    }

    fn read_task_run_states(
        app: &Self::Context,
        query: ReadTaskRunStatesQuery,
    ) -> Result<reply::Done<Vec<types::State>>, ApiError> {
        let states = app.read_task_run_states(query.task_run_id.into());
        Ok(reply::Done(
            states.iter().map(|state| (&**state).into()).collect(),
        ))
    }
}
