//! What a host can read of the runner: the work pools that there are.

use rmcp::ErrorData;
use rmcp::model::{
    ListResourcesResult, ReadResourceRequestParams, ReadResourceResult, Resource, ResourceContents,
};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::prefect::Prefect;
use crate::tools::list_work_pools::list_work_pools;

/// The work pools, as the tool `list_work_pools` tells them.
const WORK_POOLS: &str = "prefect-runner://work-pools";

/// The type of what is read.
const JSON: &str = "application/json";

/// All resources.
pub(crate) fn list() -> ListResourcesResult {
    let pools = Resource::new(WORK_POOLS, "work-pools")
        .with_title("Work pools")
        .with_description(
            "The Prefect work pools that flows can be submitted to, each with its type and status",
        )
        .with_mime_type(JSON);
    ListResourcesResult::with_all_items(vec![pools])
}

/// One resource.
///
/// # Errors
/// There is no such resource, or Prefect cannot be asked.
pub(crate) async fn read(
    request: &ReadResourceRequestParams,
    prefect: Result<Prefect, Failure>,
) -> Result<ReadResourceResult, ErrorData> {
    let uri = &request.uri;
    if uri != WORK_POOLS {
        return Err(ErrorData::resource_not_found(
            format!("there is no resource {uri:?}; the only one is {WORK_POOLS:?}"),
            Some(json!({ "uri": uri })),
        ));
    }
    let pools = list_work_pools(prefect).await.map_err(|failure| {
        let facts = Value::Object(failure.facts());
        ErrorData::internal_error(failure.to_string(), Some(facts))
    })?;
    let text = Value::Object(pools).to_string();
    Ok(ReadResourceResult::new(vec![
        ResourceContents::text(text, uri).with_mime_type(JSON),
    ]))
}
