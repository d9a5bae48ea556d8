//! Work pools, their queues and workers, and work queues by themselves.

use prefect_rest::{Client, Field, types};

use super::ok;

pub(super) async fn call(client: &Client) {
    pools(client).await;
    queues_of_a_pool(client).await;
    workers(client).await;
    queues_by_id(client).await;
    ok!(client.delete_work_pool().name("truth pool ünï.1"));
}

async fn pools(client: &Client) {
    let made = ok!(client.create_work_pool().body(
        types::WorkPoolCreate::builder()
            .name("truth pool ünï.1".to_owned())
            .type_("process".to_owned())
            .concurrency_limit(4)
    ));
    assert_eq!(made.active_slots, Some(0));
    ok!(client.update_work_pool().name("truth pool ünï.1").body(
        types::WorkPoolUpdate::builder()
            .description("for the truth".to_owned())
            .concurrency_limit(Field::Null)
    ));
    let read = ok!(client.read_work_pool().name("truth pool ünï.1"));
    assert_eq!(read.concurrency_limit, None);
    assert_eq!(read.description.as_deref(), Some("for the truth"));
    let filter = types::WorkPoolFilter::builder().name(types::WorkPoolFilterName {
        any: vec![made.name.clone()].into(),
    });
    let filter: types::WorkPoolFilter = filter.try_into().expect("a filter");
    let found = ok!(client
        .read_work_pools()
        .body(types::ReadWorkPoolsBody::builder().work_pools(filter)));
    assert_eq!(found.len(), 1);
    ok!(client
        .count_work_pools()
        .body(types::CountWorkPoolsBody::default()));
    ok!(client
        .read_work_pool_concurrency_status()
        .name(made.name.clone())
        .body(types::ReadWorkPoolConcurrencyStatusBody::default()));
    let waiting = ok!(client
        .get_scheduled_flow_runs()
        .name(made.name)
        .body(types::GetScheduledFlowRunsBody::default()));
    assert!(waiting.is_empty());
}

async fn queues_of_a_pool(client: &Client) {
    let pool = "truth pool ünï.1";
    let queue = ok!(client
        .create_work_pool_queue()
        .work_pool_name(pool)
        .body(types::WorkQueueCreate::builder().name("fast lane".to_owned())));
    assert_eq!(queue.priority, 2);
    ok!(client
        .update_work_pool_queue()
        .work_pool_name(pool)
        .name("fast lane")
        .body(
            types::WorkQueueUpdate::builder()
                .priority(1)
                .is_paused(true)
        ));
    let read = ok!(client
        .read_work_pool_queue()
        .work_pool_name(pool)
        .name("fast lane"));
    assert!(read.is_paused && read.priority == 1);
    let all = ok!(client
        .read_work_pool_queues()
        .work_pool_name(pool)
        .body(types::ReadWorkPoolQueuesBody::default()));
    assert_eq!(all.len(), 2);
    ok!(client
        .delete_work_pool_queue()
        .work_pool_name(pool)
        .name("fast lane"));
}

async fn workers(client: &Client) {
    let pool = "truth pool ünï.1";
    ok!(client.worker_heartbeat().work_pool_name(pool).body(
        types::WorkerHeartbeatBody::builder()
            .name("a worker".to_owned())
            .heartbeat_interval_seconds(30)
    ));
    let all = ok!(client
        .read_workers()
        .work_pool_name(pool)
        .body(types::ReadWorkersBody::default()));
    assert_eq!(all.len(), 1);
    ok!(client.delete_worker().work_pool_name(pool).name("a worker"));
}

async fn queues_by_id(client: &Client) {
    let queue = ok!(client
        .create_work_queue()
        .body(types::WorkQueueCreate::builder().name("truth queue".to_owned())));
    ok!(client
        .update_work_queue()
        .id(queue.id)
        .body(types::WorkQueueUpdate::builder().concurrency_limit(3)));
    assert_eq!(
        ok!(client.read_work_queue().id(queue.id)).concurrency_limit,
        Some(3)
    );
    ok!(client.read_work_queue_by_name().name("truth queue"));
    ok!(client
        .read_work_queues()
        .body(types::ReadWorkQueuesBody::default()));
    ok!(client.read_work_queue_status().id(queue.id));
    ok!(client
        .read_work_queue_concurrency_status()
        .id(queue.id)
        .body(types::ReadWorkQueueConcurrencyStatusBody::default()));
    ok!(client
        .read_work_queue_runs()
        .id(queue.id)
        .body(types::ReadWorkQueueRunsBody::default()));
    ok!(client.delete_work_queue().id(queue.id));
}
