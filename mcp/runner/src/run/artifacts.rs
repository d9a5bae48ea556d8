//! The artifacts of a flow run, newest first.

use prefect_rest::{Client, types};
use uuid::Uuid;

use crate::failure::Failure;

/// The type of the artifact in which a planned task keeps its output.
const RESULT_TYPE: &str = "mcp-result";

/// How many outputs are asked for at once. Each takes up to 256 KiB.
const PAGE: usize = 50;

/// The most task runs whose outputs are read: as many as a plan may have tasks.
const MAX_RESULTS: usize = mcp_flow::validate::MAX_TASKS;

/// Reads what planned tasks have kept, in pages of 50, and hands each to `take`, so that no more than a page has to be
/// held at a time.
pub(crate) async fn each_result(
    client: &Client,
    flow_run_id: Uuid,
    mut take: impl FnMut(types::Artifact),
) -> Result<(), Failure> {
    let mut read = 0;
    loop {
        let filter = types::ArtifactFilter {
            type_: result_type(),
            ..of_flow_run(flow_run_id)
        };
        let page = page(client, filter, PAGE, read).await?;
        read += page.len();
        let is_last = page.len() < PAGE || read >= MAX_RESULTS;
        page.into_iter().for_each(&mut take);
        if is_last {
            return Ok(());
        }
    }
}

/// What a planned task has kept, if it has.
pub(crate) async fn result_of_task_run(
    client: &Client,
    flow_run_id: Uuid,
    task_run_id: Uuid,
) -> Result<Option<types::Artifact>, Failure> {
    let filter = types::ArtifactFilter {
        type_: result_type(),
        ..of_task_run(flow_run_id, task_run_id)
    };
    Ok(page(client, filter, 1, 0).await?.into_iter().next())
}

/// The newest artifacts of a flow run, or of one of its task runs.
pub(crate) async fn newest(
    client: &Client,
    flow_run_id: Uuid,
    task_run_id: Option<Uuid>,
    limit: usize,
) -> Result<Vec<types::Artifact>, Failure> {
    let filter = match task_run_id {
        Some(task_run_id) => of_task_run(flow_run_id, task_run_id),
        None => of_flow_run(flow_run_id),
    };
    page(client, filter, limit, 0).await
}

async fn page(
    client: &Client,
    filter: types::ArtifactFilter,
    limit: usize,
    offset: usize,
) -> Result<Vec<types::Artifact>, Failure> {
    let body = types::ReadArtifactsBody {
        artifacts: Some(filter),
        sort: Some(types::ArtifactSort::CreatedDesc),
        limit: i64::try_from(limit).ok(),
        offset: i64::try_from(offset).ok(),
        ..types::ReadArtifactsBody::default()
    };
    let read = client.read_artifacts().body(body).send().await;
    read.map(prefect_rest::ResponseValue::into_inner)
        .map_err(Failure::prefect("read the artifacts of the flow run"))
}

fn of_flow_run(id: Uuid) -> types::ArtifactFilter {
    let flow_run_id = types::ArtifactFilterFlowRunId {
        any: vec![id].into(),
    };
    types::ArtifactFilter {
        flow_run_id: flow_run_id.into(),
        ..types::ArtifactFilter::default()
    }
}

fn of_task_run(flow_run_id: Uuid, id: Uuid) -> types::ArtifactFilter {
    let task_run_id = types::ArtifactFilterTaskRunId {
        any: vec![id].into(),
    };
    types::ArtifactFilter {
        task_run_id: task_run_id.into(),
        ..of_flow_run(flow_run_id)
    }
}

fn result_type() -> prefect_rest::Field<types::ArtifactFilterType> {
    types::ArtifactFilterType {
        any: vec![RESULT_TYPE.to_owned()].into(),
        ..types::ArtifactFilterType::default()
    }
    .into()
}
