//! Deployments.

use prefect_mock_api::{
    ApiError, BulkCreateFlowRunsFromDeploymentPath, CreateDeploymentSchedulesPath,
    CreateFlowRunFromDeploymentPath, DeleteDeploymentPath, DeleteDeploymentSchedulePath,
    DeploymentsApi, PauseDeploymentPath, ReadDeploymentByNamePath, ReadDeploymentPath,
    ReadDeploymentSchedulesPath, ResumeDeploymentPath, ScheduleDeploymentPath,
    UpdateDeploymentPath, UpdateDeploymentSchedulePath, WorkQueueCheckForDeploymentPath, Written,
    reply, types,
};
use serde_json::Value;

use super::PrefectServer;
use super::convert::{count, deployment_schedule, done_or_created, each, each_of, ids};
use crate::domain::ids::DeploymentId;

impl DeploymentsApi for PrefectServer {
    fn create_deployment(
        app: &Self::Context,
        body: types::DeploymentCreate,
    ) -> Result<reply::DoneOrCreated<types::DeploymentResponse>, ApiError> {
        let (deployment, created) = app.create_deployment(body)?;
        Ok(done_or_created(deployment.into(), created))
    }

    fn read_deployment(
        app: &Self::Context,
        path: ReadDeploymentPath,
    ) -> Result<reply::Done<types::DeploymentResponse>, ApiError> {
        Ok(reply::Done(app.read_deployment(path.id.into())?.into()))
    }

    fn update_deployment(
        app: &Self::Context,
        path: UpdateDeploymentPath,
        body: types::DeploymentUpdate,
    ) -> Result<reply::NoContent, ApiError> {
        app.update_deployment(path.id.into(), body)?;
        Ok(reply::NoContent)
    }

    fn delete_deployment(
        app: &Self::Context,
        path: DeleteDeploymentPath,
    ) -> Result<reply::NoContent, ApiError> {
        app.delete_deployment(path.id.into())?;
        Ok(reply::NoContent)
    }

    fn read_deployment_by_name(
        app: &Self::Context,
        path: ReadDeploymentByNamePath,
    ) -> Result<reply::Done<types::DeploymentResponse>, ApiError> {
        let deployment = app.read_deployment_by_name(&path.flow_name, &path.deployment_name)?;
        Ok(reply::Done(deployment.into()))
    }

    fn read_deployments(
        app: &Self::Context,
        body: types::ReadDeploymentsBody,
    ) -> Result<reply::Done<Vec<types::DeploymentResponse>>, ApiError> {
        Ok(reply::Done(each(app.read_deployments(&body)?)))
    }

    fn paginate_deployments(
        app: &Self::Context,
        body: types::PaginateDeploymentsBody,
    ) -> Result<reply::Done<types::DeploymentPaginationResponse>, ApiError> {
        let page = app.paginate_deployments(&body)?;
        Ok(reply::Done(types::DeploymentPaginationResponse {
            results: each(page.results),
            count: count(page.count),
            limit: count(page.limit),
            pages: count(page.pages),
            page: count(page.page),
        }))
    }

    fn count_deployments(
        app: &Self::Context,
        body: types::CountDeploymentsBody,
    ) -> Result<reply::Done<i64>, ApiError> {
        Ok(reply::Done(count(app.count_deployments(&body))))
    }

    fn bulk_delete_deployments(
        app: &Self::Context,
        body: types::BulkDeleteDeploymentsBody,
    ) -> Result<reply::Done<types::DeploymentBulkDeleteResponse>, ApiError> {
        let deleted = ids(app.bulk_delete_deployments(&body)?);
        Ok(reply::Done(types::DeploymentBulkDeleteResponse { deleted }))
    }

    fn get_scheduled_flow_runs_for_deployments(
        app: &Self::Context,
        body: types::GetScheduledFlowRunsForDeploymentsBody,
    ) -> Result<reply::Done<Written<Vec<types::FlowRunResponse>>>, ApiError> {
        let runs = app.get_scheduled_flow_runs_for_deployments(&body)?;
        Ok(reply::Done(Written::of_each(&runs)))
    }

    fn schedule_deployment(
        app: &Self::Context,
        path: ScheduleDeploymentPath,
        body: types::ScheduleDeploymentBody,
    ) -> Result<reply::Done<Value>, ApiError> {
        app.schedule_deployment(path.id.into(), &body)?;
        Ok(reply::Done(Value::Null))
    }

    fn pause_deployment(
        app: &Self::Context,
        path: PauseDeploymentPath,
    ) -> Result<reply::Done<Value>, ApiError> {
        app.pause_deployment(path.id.into())?;
        Ok(reply::Done(Value::Null))
    }

    fn resume_deployment(
        app: &Self::Context,
        path: ResumeDeploymentPath,
    ) -> Result<reply::Done<Value>, ApiError> {
        app.resume_deployment(path.id.into())?;
        Ok(reply::Done(Value::Null))
    }

    fn create_flow_run_from_deployment(
        app: &Self::Context,
        path: CreateFlowRunFromDeploymentPath,
        body: types::DeploymentFlowRunCreate,
    ) -> Result<reply::DoneOrCreated<Written<types::FlowRunResponse>>, ApiError> {
        let (run, created) = app.create_flow_run_from_deployment(path.id.into(), body)?;
        Ok(done_or_created(Written::of(&run), created))
    }

    fn bulk_create_flow_runs_from_deployment(
        app: &Self::Context,
        path: BulkCreateFlowRunsFromDeploymentPath,
        body: Vec<types::DeploymentFlowRunCreate>,
    ) -> Result<reply::Done<types::FlowRunBulkCreateResponse>, ApiError> {
        let outcomes = app.bulk_create_flow_runs_from_deployment(path.id.into(), body)?;
        let results = each(outcomes);
        Ok(reply::Done(types::FlowRunBulkCreateResponse { results }))
    }

    fn work_queue_check_for_deployment(
        app: &Self::Context,
        path: WorkQueueCheckForDeploymentPath,
    ) -> Result<reply::Done<Vec<types::WorkQueue>>, ApiError> {
        let queues = app.work_queue_check_for_deployment(path.id.into())?;
        Ok(reply::Done(each_of(&queues)))
    }

    fn read_deployment_schedules(
        app: &Self::Context,
        path: ReadDeploymentSchedulesPath,
    ) -> Result<reply::Done<Vec<types::DeploymentSchedule>>, ApiError> {
        let id = DeploymentId::new(path.id);
        let schedules = app.read_deployment_schedules(id)?;
        let schedules = schedules.iter().map(|one| deployment_schedule(id, one));
        Ok(reply::Done(schedules.collect()))
    }

    fn create_deployment_schedules(
        app: &Self::Context,
        path: CreateDeploymentSchedulesPath,
        body: Vec<types::DeploymentScheduleCreate>,
    ) -> Result<reply::Created<Vec<types::DeploymentSchedule>>, ApiError> {
        let id = DeploymentId::new(path.id);
        let schedules = app.create_deployment_schedules(id, body)?;
        let schedules = schedules.iter().map(|one| deployment_schedule(id, one));
        Ok(reply::Created(schedules.collect()))
    }

    fn update_deployment_schedule(
        app: &Self::Context,
        path: UpdateDeploymentSchedulePath,
        body: types::DeploymentScheduleUpdate,
    ) -> Result<reply::NoContent, ApiError> {
        app.update_deployment_schedule(path.id.into(), path.schedule_id.into(), body)?;
        Ok(reply::NoContent)
    }

    fn delete_deployment_schedule(
        app: &Self::Context,
        path: DeleteDeploymentSchedulePath,
    ) -> Result<reply::NoContent, ApiError> {
        app.delete_deployment_schedule(path.id.into(), path.schedule_id.into())?;
        Ok(reply::NoContent)
    }
}
