//! Task runs.

use prefect_mock_api::{
    ApiError, DeleteTaskRunPath, ReadTaskRunPath, SetTaskRunStatePath, TaskRunsApi,
    UpdateTaskRunPath, reply, types,
};

use super::PrefectServer;
use super::convert::{count, done_or_created, each};

impl TaskRunsApi for PrefectServer {
    fn create_task_run(
        app: &Self::Context,
        body: types::TaskRunCreate,
    ) -> Result<reply::DoneOrCreated<types::TaskRun>, ApiError> {
        let (run, created) = app.create_task_run(body)?;
        Ok(done_or_created(run.into(), created))
    }

    fn read_task_run(
        app: &Self::Context,
        path: ReadTaskRunPath,
    ) -> Result<reply::Done<types::TaskRun>, ApiError> {
        Ok(reply::Done(app.read_task_run(path.id.into())?.into()))
    }

    fn update_task_run(
        app: &Self::Context,
        path: UpdateTaskRunPath,
        body: types::TaskRunUpdate,
    ) -> Result<reply::NoContent, ApiError> {
        app.update_task_run(path.id.into(), body)?;
        Ok(reply::NoContent)
    }

    fn delete_task_run(
        app: &Self::Context,
        path: DeleteTaskRunPath,
    ) -> Result<reply::NoContent, ApiError> {
        app.delete_task_run(path.id.into())?;
        Ok(reply::NoContent)
    }

    fn read_task_runs(
        app: &Self::Context,
        body: types::ReadTaskRunsBody,
    ) -> Result<reply::Done<Vec<types::TaskRun>>, ApiError> {
        Ok(reply::Done(each(app.read_task_runs(&body)?)))
    }

    fn paginate_task_runs(
        app: &Self::Context,
        body: types::PaginateTaskRunsBody,
    ) -> Result<reply::Done<types::TaskRunPaginationResponse>, ApiError> {
        let page = app.paginate_task_runs(&body)?;
        Ok(reply::Done(types::TaskRunPaginationResponse {
            count: count(page.count),
            limit: count(page.limit),
            page: count(page.page),
            pages: count(page.pages),
            results: each(page.results),
        }))
    }

    fn count_task_runs(
        app: &Self::Context,
        body: types::CountTaskRunsBody,
    ) -> Result<reply::Done<i64>, ApiError> {
        Ok(reply::Done(count(app.count_task_runs(&body))))
    }

    fn task_run_history(
        app: &Self::Context,
        body: types::TaskRunHistoryBody,
    ) -> Result<reply::Done<Vec<types::HistoryResponse>>, ApiError> {
        Ok(reply::Done(each(app.task_run_history(&body)?)))
    }

    fn set_task_run_state(
        app: &Self::Context,
        path: SetTaskRunStatePath,
        body: types::SetTaskRunStateBody,
    ) -> Result<reply::DoneOrCreated<types::OrchestrationResult>, ApiError> {
        let result = app.set_task_run_state(path.id.into(), body)?;
        let is_new = result.is_new;
        Ok(done_or_created(result.into(), is_new))
    }
}
