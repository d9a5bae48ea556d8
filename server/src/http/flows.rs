//! Flows.

use prefect_mock_api::{
    ApiError, DeleteFlowPath, FlowsApi, ReadFlowByNamePath, ReadFlowPath, UpdateFlowPath, reply,
    types,
};

use super::PrefectServer;
use super::convert::{count, done_or_created, each_of, ids};

impl FlowsApi for PrefectServer {
    fn create_flow(
        app: &Self::Context,
        body: types::FlowCreate,
    ) -> Result<reply::DoneOrCreated<types::Flow>, ApiError> {
        let (flow, created) = app.create_flow(body)?;
        Ok(done_or_created(flow.as_ref().into(), created))
    }

    fn read_flow(
        app: &Self::Context,
        path: ReadFlowPath,
    ) -> Result<reply::Done<types::Flow>, ApiError> {
        Ok(reply::Done(app.read_flow(path.id.into())?.as_ref().into()))
    }

    fn update_flow(
        app: &Self::Context,
        path: UpdateFlowPath,
        body: types::FlowUpdate,
    ) -> Result<reply::NoContent, ApiError> {
        app.update_flow(path.id.into(), body)?;
        Ok(reply::NoContent)
    }

    fn delete_flow(
        app: &Self::Context,
        path: DeleteFlowPath,
    ) -> Result<reply::NoContent, ApiError> {
        app.delete_flow(path.id.into())?;
        Ok(reply::NoContent)
    }

    fn read_flow_by_name(
        app: &Self::Context,
        path: ReadFlowByNamePath,
    ) -> Result<reply::Done<types::Flow>, ApiError> {
        let flow = app.read_flow_by_name(&path.name)?;
        Ok(reply::Done(flow.as_ref().into()))
    }

    fn read_flows(
        app: &Self::Context,
        body: types::ReadFlowsBody,
    ) -> Result<reply::Done<Vec<types::Flow>>, ApiError> {
        Ok(reply::Done(each_of(&app.read_flows(&body)?)))
    }

    fn paginate_flows(
        app: &Self::Context,
        body: types::PaginateFlowsBody,
    ) -> Result<reply::Done<types::FlowPaginationResponse>, ApiError> {
        let page = app.paginate_flows(&body)?;
        Ok(reply::Done(types::FlowPaginationResponse {
            results: each_of(&page.results),
            count: count(page.count),
            limit: count(page.limit),
            pages: count(page.pages),
            page: count(page.page),
        }))
    }

    fn count_flows(
        app: &Self::Context,
        body: types::CountFlowsBody,
    ) -> Result<reply::Done<i64>, ApiError> {
        Ok(reply::Done(count(app.count_flows(&body))))
    }

    fn bulk_delete_flows(
        app: &Self::Context,
        body: types::BulkDeleteFlowsBody,
    ) -> Result<reply::Done<types::FlowBulkDeleteResponse>, ApiError> {
        let deleted = ids(app.bulk_delete_flows(&body)?);
        Ok(reply::Done(types::FlowBulkDeleteResponse { deleted }))
    }
}
