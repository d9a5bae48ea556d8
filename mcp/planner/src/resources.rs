//! What a host can read of the planner: how a plan is written.

use rmcp::ErrorData;
use rmcp::model::{
    ListResourcesResult, ReadResourceRequestParams, ReadResourceResult, Resource, ResourceContents,
};
use serde_json::json;

use crate::prompt::{EXAMPLE, FORMAT};

/// The format of a plan.
const PLAN_FORMAT: &str = "prefect-planner://plan-format";

/// All resources.
pub(crate) fn list() -> ListResourcesResult {
    let format = Resource::new(PLAN_FORMAT, "plan-format")
        .with_title("The format of a plan")
        .with_description("How a plan is written that plan_prefect_flow takes, with an example")
        .with_mime_type("text/plain");
    ListResourcesResult::with_all_items(vec![format])
}

/// One resource.
///
/// # Errors
/// There is no such resource.
pub(crate) fn read(request: &ReadResourceRequestParams) -> Result<ReadResourceResult, ErrorData> {
    let uri = &request.uri;
    if uri != PLAN_FORMAT {
        return Err(ErrorData::resource_not_found(
            format!("there is no resource {uri:?}; the only one is {PLAN_FORMAT:?}"),
            Some(json!({ "uri": uri })),
        ));
    }
    let text = format!("{FORMAT}\n\nAn example, with tools that you may not have:\n{EXAMPLE}\n");
    Ok(ReadResourceResult::new(vec![ResourceContents::text(
        text, uri,
    )]))
}
