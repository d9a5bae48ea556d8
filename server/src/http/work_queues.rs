//! Work queues by id, or by a name alone.

use prefect_mock_api::{
    ApiError, DeleteWorkQueuePath, ReadWorkQueueByNamePath, ReadWorkQueueConcurrencyStatusPath,
    ReadWorkQueuePath, ReadWorkQueueRunsPath, ReadWorkQueueStatusPath, UpdateWorkQueuePath,
    WorkQueuesApi, Written, reply, types,
};

use super::PrefectServer;
use super::convert::{each, work_queue_concurrency_status};

impl WorkQueuesApi for PrefectServer {
    fn create_work_queue(
        app: &Self::Context,
        body: types::WorkQueueCreate,
    ) -> Result<reply::Created<types::WorkQueueResponse>, ApiError> {
        Ok(reply::Created(app.create_work_queue(body)?.into()))
    }

    fn read_work_queue(
        app: &Self::Context,
        path: ReadWorkQueuePath,
    ) -> Result<reply::Done<types::WorkQueueResponse>, ApiError> {
        Ok(reply::Done(app.read_work_queue(path.id.into())?.into()))
    }

    fn update_work_queue(
        app: &Self::Context,
        path: UpdateWorkQueuePath,
        body: types::WorkQueueUpdate,
    ) -> Result<reply::NoContent, ApiError> {
        app.update_work_queue(path.id.into(), body)?;
        Ok(reply::NoContent)
    }

    fn delete_work_queue(
        app: &Self::Context,
        path: DeleteWorkQueuePath,
    ) -> Result<reply::NoContent, ApiError> {
        app.delete_work_queue(path.id.into())?;
        Ok(reply::NoContent)
    }

    fn read_work_queue_by_name(
        app: &Self::Context,
        path: ReadWorkQueueByNamePath,
    ) -> Result<reply::Done<types::WorkQueueResponse>, ApiError> {
        Ok(reply::Done(app.read_work_queue_by_name(&path.name)?.into()))
    }

    fn read_work_queue_runs(
        app: &Self::Context,
        path: ReadWorkQueueRunsPath,
        body: types::ReadWorkQueueRunsBody,
    ) -> Result<reply::Done<Written<Vec<types::FlowRunResponse>>>, ApiError> {
        let runs = app.read_work_queue_runs(path.id.into(), &body)?;
        Ok(reply::Done(Written::of_each(&runs)))
    }

    fn read_work_queues(
        app: &Self::Context,
        body: types::ReadWorkQueuesBody,
    ) -> Result<reply::Done<Vec<types::WorkQueueResponse>>, ApiError> {
        let queues = app.read_work_queues(&body)?;
        Ok(reply::Done(each(queues)))
    }

    fn read_work_queue_status(
        app: &Self::Context,
        path: ReadWorkQueueStatusPath,
    ) -> Result<reply::Done<types::WorkQueueStatusDetail>, ApiError> {
        let health = app.read_work_queue_status(path.id.into())?;
        Ok(reply::Done(health.into()))
    }

    fn read_work_queue_concurrency_status(
        app: &Self::Context,
        path: ReadWorkQueueConcurrencyStatusPath,
        body: types::ReadWorkQueueConcurrencyStatusBody,
    ) -> Result<reply::Done<types::WorkQueueConcurrencyStatus>, ApiError> {
        let (queue, holders) = app.read_work_queue_concurrency_status(path.id.into(), &body)?;
        Ok(reply::Done(work_queue_concurrency_status(&queue, holders)))
    }
}
