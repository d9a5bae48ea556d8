//! Flow runs.

use prefect_mock_api::{
    ApiError, CreateFlowRunInputPath, DeleteFlowRunInputPath, DeleteFlowRunPath, DownloadLogsPath,
    FilterFlowRunInputPath, FlowRunsApi, ReadFlowRunGraphV1Path, ReadFlowRunGraphV2Path,
    ReadFlowRunGraphV2Query, ReadFlowRunInputPath, ReadFlowRunPath, ResumeFlowRunPath,
    SetFlowRunStatePath, UpdateFlowRunLabelsPath, UpdateFlowRunPath, Written, reply, types,
};
use serde_json::{Map, Value};

use super::PrefectServer;
use super::convert::{count, done_or_created, each, result_of};
use crate::domain::ids::FlowRunId;

impl FlowRunsApi for PrefectServer {
    fn create_flow_run(
        app: &Self::Context,
        body: types::FlowRunCreate,
    ) -> Result<reply::DoneOrCreated<Written<types::FlowRunResponse>>, ApiError> {
        let (run, created) = app.create_flow_run(body)?;
        Ok(done_or_created(Written::of(&run), created))
    }

    fn read_flow_run(
        app: &Self::Context,
        path: ReadFlowRunPath,
    ) -> Result<reply::Done<Written<types::FlowRunResponse>>, ApiError> {
        let run = app.read_flow_run(path.id.into())?;
        Ok(reply::Done(app.read_runs().write(run)))
    }

    fn update_flow_run(
        app: &Self::Context,
        path: UpdateFlowRunPath,
        body: types::FlowRunUpdate,
    ) -> Result<reply::NoContent, ApiError> {
        app.update_flow_run(path.id.into(), body)?;
        Ok(reply::NoContent)
    }

    fn delete_flow_run(
        app: &Self::Context,
        path: DeleteFlowRunPath,
    ) -> Result<reply::NoContent, ApiError> {
        app.delete_flow_run(path.id.into())?;
        Ok(reply::NoContent)
    }

    fn read_flow_runs(
        app: &Self::Context,
        body: types::ReadFlowRunsBody,
    ) -> Result<reply::Done<Written<Vec<types::FlowRunResponse>>>, ApiError> {
        let runs = app.read_flow_runs(&body)?;
        Ok(reply::Done(Written::of_each(&runs)))
    }

    fn paginate_flow_runs(
        app: &Self::Context,
        body: types::PaginateFlowRunsBody,
    ) -> Result<reply::Done<types::FlowRunPaginationResponse>, ApiError> {
        let page = app.paginate_flow_runs(&body)?;
        Ok(reply::Done(types::FlowRunPaginationResponse {
            count: count(page.count),
            limit: count(page.limit),
            page: count(page.page),
            pages: count(page.pages),
            results: each(page.results),
        }))
    }

    fn count_flow_runs(
        app: &Self::Context,
        body: types::CountFlowRunsBody,
    ) -> Result<reply::Done<i64>, ApiError> {
        Ok(reply::Done(count(app.count_flow_runs(&body))))
    }

    fn average_flow_run_lateness(
        app: &Self::Context,
        body: types::AverageFlowRunLatenessBody,
    ) -> Result<reply::Done<Option<f64>>, ApiError> {
        Ok(reply::Done(app.average_flow_run_lateness(&body)))
    }

    fn flow_run_history(
        app: &Self::Context,
        body: types::FlowRunHistoryBody,
    ) -> Result<reply::Done<Vec<types::HistoryResponse>>, ApiError> {
        Ok(reply::Done(each(app.flow_run_history(&body)?)))
    }

    fn bulk_delete_flow_runs(
        app: &Self::Context,
        body: types::BulkDeleteFlowRunsBody,
    ) -> Result<reply::Done<types::FlowRunBulkDeleteResponse>, ApiError> {
        let deleted = app.bulk_delete_flow_runs(&body)?;
        let deleted = deleted.into_iter().map(FlowRunId::uuid).collect();
        Ok(reply::Done(types::FlowRunBulkDeleteResponse { deleted }))
    }

    fn bulk_set_flow_run_state(
        app: &Self::Context,
        body: types::BulkSetFlowRunStateBody,
    ) -> Result<reply::Done<types::FlowRunBulkSetStateResponse>, ApiError> {
        let results = app.bulk_set_flow_run_state(body, app.client())?;
        let results = results
            .into_iter()
            .map(|(id, result)| result_of(id, result))
            .collect();
        Ok(reply::Done(types::FlowRunBulkSetStateResponse { results }))
    }

    fn set_flow_run_state(
        app: &Self::Context,
        path: SetFlowRunStatePath,
        body: types::SetFlowRunStateBody,
    ) -> Result<reply::DoneOrCreated<types::OrchestrationResult>, ApiError> {
        let result = app.set_flow_run_state(path.id.into(), body, app.client())?;
        let is_new = result.is_new;
        Ok(done_or_created(result.into(), is_new))
    }

    fn resume_flow_run(
        app: &Self::Context,
        path: ResumeFlowRunPath,
        body: types::ResumeFlowRunBody,
    ) -> Result<reply::DoneOrCreated<types::OrchestrationResult>, ApiError> {
        let result = app.resume_flow_run(path.id.into(), body, app.client())?;
        let is_new = result.is_new;
        Ok(done_or_created(result.into(), is_new))
    }

    fn update_flow_run_labels(
        app: &Self::Context,
        path: UpdateFlowRunLabelsPath,
        body: Map<String, Value>,
    ) -> Result<reply::NoContent, ApiError> {
        app.update_flow_run_labels(path.id.into(), body)?;
        Ok(reply::NoContent)
    }

    fn read_flow_run_graph_v1(
        app: &Self::Context,
        path: ReadFlowRunGraphV1Path,
    ) -> Result<reply::Done<Vec<types::DependencyResult>>, ApiError> {
        let graph = app.read_flow_run_graph_v1(path.id.into())?;
        Ok(reply::Done(each(graph)))
    }

    fn read_flow_run_graph_v2(
        app: &Self::Context,
        path: ReadFlowRunGraphV2Path,
        query: ReadFlowRunGraphV2Query,
    ) -> Result<reply::Done<types::Graph>, ApiError> {
        let graph = app.read_flow_run_graph_v2(path.id.into(), query.since)?;
        Ok(reply::Done(graph.into()))
    }

    fn download_logs(
        app: &Self::Context,
        path: DownloadLogsPath,
    ) -> Result<reply::Download, ApiError> {
        Ok(app.download_logs(path.id.into())?.into())
    }

    fn create_flow_run_input(
        app: &Self::Context,
        path: CreateFlowRunInputPath,
        body: types::CreateFlowRunInputBody,
    ) -> Result<reply::Created<Value>, ApiError> {
        app.create_flow_run_input(path.id.into(), body)?;
        Ok(reply::Created(Value::Null))
    }

    fn read_flow_run_input(
        app: &Self::Context,
        path: ReadFlowRunInputPath,
    ) -> Result<reply::Text, ApiError> {
        let text = app.read_flow_run_input(path.id.into(), &path.key)?;
        Ok(reply::Text(text))
    }

    fn delete_flow_run_input(
        app: &Self::Context,
        path: DeleteFlowRunInputPath,
    ) -> Result<reply::NoContent, ApiError> {
        app.delete_flow_run_input(path.id.into(), &path.key)?;
        Ok(reply::NoContent)
    }

    fn filter_flow_run_input(
        app: &Self::Context,
        path: FilterFlowRunInputPath,
        body: types::FilterFlowRunInputBody,
    ) -> Result<reply::Done<Vec<types::FlowRunInput>>, ApiError> {
        let inputs = app.filter_flow_run_input(path.id.into(), &body);
        Ok(reply::Done(each(inputs)))
    }
}
