//! Deployments, their schedules, and the runs made from them.

use chrono::{TimeDelta, Utc};
use prefect_rest::{Client, types};
use serde_json::json;
use uuid::Uuid;

use super::{flows, ok};

pub(super) async fn call(client: &Client) {
    let flow = flows::make(client, "truth deployments").await;
    ok!(client.create_work_pool().body(
        types::WorkPoolCreate::builder()
            .name("truth deployments".to_owned())
            .type_("process".to_owned())
    ));
    let deployment = make(client, flow.id, "one").await;
    let id = deployment.id;
    crud(client, id, flow.id).await;
    schedules(client, id).await;
    runs(client, id).await;
    ok!(client.pause_deployment().id(id));
    ok!(client.resume_deployment().id(id));
    ok!(client.delete_deployment().id(id));

    let other = make(client, flow.id, "two").await;
    let filter = types::DeploymentFilter::builder().id(types::DeploymentFilterId {
        any: vec![other.id].into(),
        ..Default::default()
    });
    let filter: types::DeploymentFilter = filter.try_into().expect("a filter");
    ok!(client
        .bulk_delete_deployments()
        .body(types::BulkDeleteDeploymentsBody::builder().deployments(filter)));
    ok!(client.delete_work_pool().name("truth deployments"));
}

async fn make(client: &Client, flow_id: Uuid, name: &str) -> types::DeploymentResponse {
    let parameters = json!({"n": 1}).as_object().cloned().expect("an object");
    ok!(client.create_deployment().body(
        types::DeploymentCreate::builder()
            .name(name.to_owned())
            .flow_id(flow_id)
            .work_pool_name("truth deployments".to_owned())
            .work_queue_name("lane".to_owned())
            .entrypoint("flow.py:main".to_owned())
            .parameters(parameters)
            .concurrency_limit(2)
    ))
}

async fn crud(client: &Client, id: Uuid, flow_id: Uuid) {
    let again = make(client, flow_id, "one").await;
    assert_eq!(again.id, id, "an upsert keeps the deployment");
    ok!(client
        .update_deployment()
        .id(id)
        .body(types::DeploymentUpdate::builder().description("changed".to_owned())));
    assert_eq!(
        ok!(client.read_deployment().id(id)).description.as_deref(),
        Some("changed")
    );
    ok!(client
        .read_deployment_by_name()
        .flow_name("truth deployments")
        .deployment_name("one"));
    ok!(client
        .read_deployments()
        .body(types::ReadDeploymentsBody::default()));
    ok!(client
        .paginate_deployments()
        .body(types::PaginateDeploymentsBody::default()));
    ok!(client
        .count_deployments()
        .body(types::CountDeploymentsBody::default()));
    ok!(client.work_queue_check_for_deployment().id(id));
}

async fn schedules(client: &Client, id: Uuid) {
    let cron = types::CronSchedule::builder().cron("0 6 * * *".to_owned());
    let cron: types::CronSchedule = cron.try_into().expect("a schedule");
    let interval = types::IntervalScheduleInput::builder().interval(3600.0);
    let interval: types::IntervalScheduleInput = interval.try_into().expect("a schedule");
    let rrule = types::RRuleSchedule::builder().rrule("FREQ=WEEKLY;BYDAY=MO".to_owned());
    let rrule: types::RRuleSchedule = rrule.try_into().expect("a schedule");
    let bodies: Vec<types::DeploymentScheduleCreate> = vec![
        types::DeploymentScheduleCreate::builder()
            .schedule(cron.clone())
            .slug("daily".to_owned()),
        types::DeploymentScheduleCreate::builder().schedule(interval),
        types::DeploymentScheduleCreate::builder()
            .schedule(rrule)
            .active(false),
    ]
    .into_iter()
    .map(|body| body.try_into().expect("a schedule"))
    .collect();
    let made = ok!(client.create_deployment_schedules().id(id).body(bodies));
    assert_eq!(made.len(), 3);
    let schedule_id = made[0].id;
    ok!(client
        .update_deployment_schedule()
        .id(id)
        .schedule_id(schedule_id)
        .body(types::DeploymentScheduleUpdate::builder().active(false)));
    assert_eq!(ok!(client.read_deployment_schedules().id(id)).len(), 3);
    ok!(client
        .schedule_deployment()
        .id(id)
        .body(types::ScheduleDeploymentBody::default()));
    ok!(client
        .delete_deployment_schedule()
        .id(id)
        .schedule_id(schedule_id));
}

async fn runs(client: &Client, id: Uuid) {
    let run = ok!(client
        .create_flow_run_from_deployment()
        .id(id)
        .body(types::DeploymentFlowRunCreate::default()));
    assert_eq!(run.deployment_id, Some(id));
    ok!(client
        .bulk_create_flow_runs_from_deployment()
        .id(id)
        .body(vec![types::DeploymentFlowRunCreate::default(); 2]));
    let scheduled = ok!(client.get_scheduled_flow_runs_for_deployments().body(
        types::GetScheduledFlowRunsForDeploymentsBody::builder()
            .deployment_ids(vec![id])
            .scheduled_before(soon())
    ));
    assert!(scheduled.iter().any(|one| one.id == run.id));
    let waiting = ok!(client
        .get_scheduled_flow_runs()
        .name("truth deployments")
        .body(types::GetScheduledFlowRunsBody::builder().scheduled_before(soon())));
    assert!(waiting.iter().any(|one| one.flow_run.id == run.id));
}

fn soon() -> chrono::DateTime<Utc> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the servers go by the wall clock"
    )]
    let now = Utc::now();
    now + TimeDelta::seconds(10)
}
