//! Whether somebody will run what is submitted.

use prefect_rest::{Client, is_not_found, types};

use crate::failure::Failure;

/// Whether the runs of a work pool are started by Prefect itself, without a worker.
pub(crate) fn needs_none(pool_type: &str) -> bool {
    pool_type.ends_with(":push") || pool_type.ends_with(":managed")
}

/// Whether a worker of a work pool is online. A pool that is not there has none.
pub(crate) async fn is_online(client: &Client, work_pool_name: &str) -> Result<bool, Failure> {
    let status = types::WorkerFilterStatus {
        any: vec![types::WorkerStatus::Online].into(),
        ..types::WorkerFilterStatus::default()
    };
    let workers = types::WorkerFilter {
        status: status.into(),
        ..types::WorkerFilter::default()
    };
    let body = types::ReadWorkersBody {
        workers: workers.into(),
        limit: Some(1),
        ..types::ReadWorkersBody::default()
    };
    let read = client
        .read_workers()
        .work_pool_name(work_pool_name)
        .body(body)
        .send()
        .await;
    match read {
        Ok(workers) => Ok(!workers.is_empty()),
        Err(error) if is_not_found(&error) => Ok(false),
        Err(error) => Err(Failure::prefect("list the workers of the work pool")(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::needs_none;

    #[test]
    fn push_and_managed_pools_need_no_worker() {
        for (pool_type, none) in [
            ("ecs:push", true),
            ("cloud-run-v2:push", true),
            ("prefect:managed", true),
            ("process", false),
            ("kubernetes", false),
            ("push", false),
        ] {
            assert_eq!(needs_none(pool_type), none, "{pool_type}");
        }
    }
}
