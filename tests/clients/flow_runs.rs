//! Flow runs that no worker takes: looked at, cancelled, executed by hand, retried,
//! watched and deleted.

use super::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn as_on_real_prefect() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    scene.cli("flow-run ls").await;
    scene.cli("task-run ls").await;
    scene.cli("flow ls").await;
    scene.cli("work-pool create pool --type process").await;
    scene
        .cli("deploy flows.py:three_tasks --name one --pool pool")
        .await;

    scene
        .cli("deployment run three-tasks/one --flow-run-name executed")
        .await;
    scene.keep("executed", r"UUID: (\S+)");
    scene
        .cli("deployment run three-tasks/one --flow-run-name cancelled --start-in '1 hour'")
        .await;
    scene.keep("cancelled", r"UUID: (\S+)");
    scene.cli("flow-run ls").await;
    scene.cli("flow-run inspect {executed}").await;
    scene.cli("flow-run logs {executed}").await;
    scene
        .cli_fails("flow-run watch {executed} --timeout 2")
        .await;
    scene.cli_fails("flow-run retry {executed}").await;

    scene.cli("flow-run cancel {cancelled}").await;
    scene
        .cli("flow-run inspect {cancelled} --output json")
        .await;
    scene.cli_fails("flow-run cancel {cancelled}").await;
    scene.cli("flow-run retry cancelled").await;
    scene.cli("flow-run ls --state Scheduled").await;
    scene.cli("flow-run cancel {cancelled}").await;

    scene.cli_in_any_order("flow-run execute {executed}").await;
    scene
        .cli("flow-run ls --state-type COMPLETED --state-type CANCELLED")
        .await;
    scene
        .cli("flow-run ls --flow-name three-tasks --limit 1 --output json")
        .await;
    scene.cli("flow-run watch {executed}").await;
    scene.cli_fails("flow-run watch {cancelled}").await;
    scene.compare_runs().await;

    scene.cli("flow-run delete {cancelled}").await;
    scene.cli_fails("flow-run delete {cancelled}").await;
    scene.cli_fails("flow-run inspect {cancelled}").await;
    scene.cli_fails("flow-run logs {cancelled}").await;
    scene.cli_fails("flow-run cancel {cancelled}").await;
    scene.cli_fails("flow-run watch {cancelled}").await;
    scene.cli_fails("flow-run retry {cancelled}").await;
    scene.cli_fails("flow-run retry no_such_run").await;
    scene.cli_fails("flow-run execute {cancelled}").await;
    scene.cli_fails("flow-run ls --state-type nonsense").await;
    scene.cli("flow-run ls --state nonsense").await;
}
