//! Work pools, the queues in them and the workers on them.

use prefect_mock_api::{
    ApiError, CreateWorkPoolQueuePath, DeleteWorkPoolPath, DeleteWorkPoolQueuePath,
    DeleteWorkerPath, GetScheduledFlowRunsPath, ReadWorkPoolConcurrencyStatusPath,
    ReadWorkPoolPath, ReadWorkPoolQueuePath, ReadWorkPoolQueuesPath, ReadWorkersPath,
    UpdateWorkPoolPath, UpdateWorkPoolQueuePath, WorkPoolsApi, WorkerHeartbeatPath, reply, types,
};

use super::PrefectServer;
use super::convert::{count, each};

impl WorkPoolsApi for PrefectServer {
    fn create_work_pool(
        app: &Self::Context,
        body: types::WorkPoolCreate,
    ) -> Result<reply::Created<types::WorkPoolResponse>, ApiError> {
        Ok(reply::Created(app.create_work_pool(body)?.into()))
    }

    fn read_work_pool(
        app: &Self::Context,
        path: ReadWorkPoolPath,
    ) -> Result<reply::Done<types::WorkPoolResponse>, ApiError> {
        Ok(reply::Done(app.read_work_pool(&path.name)?.into()))
    }

    fn update_work_pool(
        app: &Self::Context,
        path: UpdateWorkPoolPath,
        body: types::WorkPoolUpdate,
    ) -> Result<reply::NoContent, ApiError> {
        app.update_work_pool(&path.name, body)?;
        Ok(reply::NoContent)
    }

    fn delete_work_pool(
        app: &Self::Context,
        path: DeleteWorkPoolPath,
    ) -> Result<reply::NoContent, ApiError> {
        app.delete_work_pool(&path.name)?;
        Ok(reply::NoContent)
    }

    fn read_work_pools(
        app: &Self::Context,
        body: types::ReadWorkPoolsBody,
    ) -> Result<reply::Done<Vec<types::WorkPoolResponse>>, ApiError> {
        let pools = app.read_work_pools(&body)?;
        Ok(reply::Done(each(pools)))
    }

    fn count_work_pools(
        app: &Self::Context,
        body: types::CountWorkPoolsBody,
    ) -> Result<reply::Done<i64>, ApiError> {
        Ok(reply::Done(count(app.count_work_pools(&body))))
    }

    fn read_work_pool_concurrency_status(
        app: &Self::Context,
        path: ReadWorkPoolConcurrencyStatusPath,
        body: types::ReadWorkPoolConcurrencyStatusBody,
    ) -> Result<reply::Done<types::WorkPoolConcurrencyStatus>, ApiError> {
        let slots = app.read_work_pool_concurrency_status(&path.name, &body)?;
        Ok(reply::Done(slots.into()))
    }

    fn get_scheduled_flow_runs(
        app: &Self::Context,
        path: GetScheduledFlowRunsPath,
        body: types::GetScheduledFlowRunsBody,
    ) -> Result<reply::Done<Vec<types::WorkerFlowRunResponse>>, ApiError> {
        let runs = app.get_scheduled_flow_runs(&path.name, &body)?;
        Ok(reply::Done(each(runs)))
    }

    fn create_work_pool_queue(
        app: &Self::Context,
        path: CreateWorkPoolQueuePath,
        body: types::WorkQueueCreate,
    ) -> Result<reply::Created<types::WorkQueueResponse>, ApiError> {
        let queue = app.create_work_pool_queue(&path.work_pool_name, body)?;
        Ok(reply::Created(queue.into()))
    }

    fn read_work_pool_queue(
        app: &Self::Context,
        path: ReadWorkPoolQueuePath,
    ) -> Result<reply::Done<types::WorkQueueResponse>, ApiError> {
        let queue = app.read_work_pool_queue(&path.work_pool_name, &path.name)?;
        Ok(reply::Done(queue.into()))
    }

    fn update_work_pool_queue(
        app: &Self::Context,
        path: UpdateWorkPoolQueuePath,
        body: types::WorkQueueUpdate,
    ) -> Result<reply::NoContent, ApiError> {
        app.update_work_pool_queue(&path.work_pool_name, &path.name, body)?;
        Ok(reply::NoContent)
    }

    fn delete_work_pool_queue(
        app: &Self::Context,
        path: DeleteWorkPoolQueuePath,
    ) -> Result<reply::NoContent, ApiError> {
        app.delete_work_pool_queue(&path.work_pool_name, &path.name)?;
        Ok(reply::NoContent)
    }

    fn read_work_pool_queues(
        app: &Self::Context,
        path: ReadWorkPoolQueuesPath,
        body: types::ReadWorkPoolQueuesBody,
    ) -> Result<reply::Done<Vec<types::WorkQueueResponse>>, ApiError> {
        let queues = app.read_work_pool_queues(&path.work_pool_name, &body)?;
        Ok(reply::Done(each(queues)))
    }

    fn worker_heartbeat(
        app: &Self::Context,
        path: WorkerHeartbeatPath,
        body: types::WorkerHeartbeatBody,
    ) -> Result<reply::NoContent, ApiError> {
        app.worker_heartbeat(&path.work_pool_name, body)?;
        Ok(reply::NoContent)
    }

    fn read_workers(
        app: &Self::Context,
        path: ReadWorkersPath,
        body: types::ReadWorkersBody,
    ) -> Result<reply::Done<Vec<types::WorkerResponse>>, ApiError> {
        let workers = app.read_workers(&path.work_pool_name, &body)?;
        Ok(reply::Done(
            workers
                .iter()
                .map(|worker| worker.as_ref().into())
                .collect(),
        ))
    }

    fn delete_worker(
        app: &Self::Context,
        path: DeleteWorkerPath,
    ) -> Result<reply::NoContent, ApiError> {
        app.delete_worker(&path.work_pool_name, &path.name)?;
        Ok(reply::NoContent)
    }
}
