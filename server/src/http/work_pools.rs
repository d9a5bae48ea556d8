//! Work pools, the queues in them and the workers on them.

use std::sync::Arc;

use prefect_mock_api::{
    ApiError, CreateWorkPoolQueuePath, DeleteWorkPoolPath, DeleteWorkPoolQueuePath,
    DeleteWorkerPath, GetScheduledFlowRunsPath, ReadWorkPoolConcurrencyStatusPath,
    ReadWorkPoolPath, ReadWorkPoolQueuePath, ReadWorkPoolQueuesPath, ReadWorkersPath,
    UpdateWorkPoolPath, UpdateWorkPoolQueuePath, WorkPoolsApi, WorkerHeartbeatPath, reply, types,
};

use super::PrefectServer;
use super::convert::{count, each};
use crate::app::App;

impl WorkPoolsApi for PrefectServer {
    fn create_work_pool(
        app: &Arc<App>,
        body: types::WorkPoolCreate,
    ) -> Result<reply::Created<types::WorkPoolResponse>, ApiError> {
        Ok(reply::Created(app.create_work_pool(body)?.into()))
    }

    fn read_work_pool(
        app: &Arc<App>,
        path: ReadWorkPoolPath,
    ) -> Result<reply::Done<types::WorkPoolResponse>, ApiError> {
        Ok(reply::Done(app.read_work_pool(&path.name)?.into()))
    }

    fn update_work_pool(
        app: &Arc<App>,
        path: UpdateWorkPoolPath,
        body: types::WorkPoolUpdate,
    ) -> Result<reply::NoContent, ApiError> {
        app.update_work_pool(&path.name, body)?;
        Ok(reply::NoContent)
    }

    fn delete_work_pool(
        app: &Arc<App>,
        path: DeleteWorkPoolPath,
    ) -> Result<reply::NoContent, ApiError> {
        app.delete_work_pool(&path.name)?;
        Ok(reply::NoContent)
    }

    fn read_work_pools(
        app: &Arc<App>,
        body: types::ReadWorkPoolsBody,
    ) -> Result<reply::Done<Vec<types::WorkPoolResponse>>, ApiError> {
        let pools = app.read_work_pools(&body)?;
        Ok(reply::Done(each(pools)))
    }

    fn count_work_pools(
        app: &Arc<App>,
        body: types::CountWorkPoolsBody,
    ) -> Result<reply::Done<i64>, ApiError> {
        Ok(reply::Done(count(app.count_work_pools(&body))))
    }

    fn read_work_pool_concurrency_status(
        app: &Arc<App>,
        path: ReadWorkPoolConcurrencyStatusPath,
        body: types::ReadWorkPoolConcurrencyStatusBody,
    ) -> Result<reply::Done<types::WorkPoolConcurrencyStatus>, ApiError> {
        let slots = app.read_work_pool_concurrency_status(&path.name, &body)?;
        Ok(reply::Done(slots.into()))
    }

    fn get_scheduled_flow_runs(
        app: &Arc<App>,
        path: GetScheduledFlowRunsPath,
        body: types::GetScheduledFlowRunsBody,
    ) -> Result<reply::Done<Vec<types::WorkerFlowRunResponse>>, ApiError> {
        let runs = app.get_scheduled_flow_runs(&path.name, &body)?;
        Ok(reply::Done(each(runs)))
    }

    fn create_work_pool_queue(
        app: &Arc<App>,
        path: CreateWorkPoolQueuePath,
        body: types::WorkQueueCreate,
    ) -> Result<reply::Created<types::WorkQueueResponse>, ApiError> {
        let queue = app.create_work_pool_queue(&path.work_pool_name, body)?;
        Ok(reply::Created(queue.into()))
    }

    fn read_work_pool_queue(
        app: &Arc<App>,
        path: ReadWorkPoolQueuePath,
    ) -> Result<reply::Done<types::WorkQueueResponse>, ApiError> {
        let queue = app.read_work_pool_queue(&path.work_pool_name, &path.name)?;
        Ok(reply::Done(queue.into()))
    }

    fn update_work_pool_queue(
        app: &Arc<App>,
        path: UpdateWorkPoolQueuePath,
        body: types::WorkQueueUpdate,
    ) -> Result<reply::NoContent, ApiError> {
        app.update_work_pool_queue(&path.work_pool_name, &path.name, body)?;
        Ok(reply::NoContent)
    }

    fn delete_work_pool_queue(
        app: &Arc<App>,
        path: DeleteWorkPoolQueuePath,
    ) -> Result<reply::NoContent, ApiError> {
        app.delete_work_pool_queue(&path.work_pool_name, &path.name)?;
        Ok(reply::NoContent)
    }

    fn read_work_pool_queues(
        app: &Arc<App>,
        path: ReadWorkPoolQueuesPath,
        body: types::ReadWorkPoolQueuesBody,
    ) -> Result<reply::Done<Vec<types::WorkQueueResponse>>, ApiError> {
        let queues = app.read_work_pool_queues(&path.work_pool_name, &body)?;
        Ok(reply::Done(each(queues)))
    }

    fn worker_heartbeat(
        app: &Arc<App>,
        path: WorkerHeartbeatPath,
        body: types::WorkerHeartbeatBody,
    ) -> Result<reply::NoContent, ApiError> {
        app.worker_heartbeat(&path.work_pool_name, body)?;
        Ok(reply::NoContent)
    }

    fn read_workers(
        app: &Arc<App>,
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

    fn delete_worker(app: &Arc<App>, path: DeleteWorkerPath) -> Result<reply::NoContent, ApiError> {
        app.delete_worker(&path.work_pool_name, &path.name)?;
        Ok(reply::NoContent)
    }
}
