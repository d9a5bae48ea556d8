//! Work queues, and what waits in them.

use super::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn as_on_real_prefect() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    scene.cli("work-pool create pool --type process").await;
    scene.cli("work-queue ls --pool pool").await;
    scene
        .cli("work-queue create fast --pool pool --limit 3")
        .await;
    scene
        .cli("work-queue create slow --pool pool --priority 1")
        .await;
    scene.cli_fails("work-queue create fast --pool pool").await;
    scene
        .cli_fails("work-queue create fast --pool nothing")
        .await;
    scene.cli("work-queue ls --pool pool").await;
    scene.cli("work-queue ls --pool pool --verbose").await;
    scene.cli("work-queue ls --pool pool --output json").await;
    scene.cli_fails("work-queue ls --pool nothing").await;
    scene.cli("work-queue ls").await;
    scene.cli("work-queue inspect fast --pool pool").await;
    scene
        .cli("work-queue inspect slow --pool pool --output json")
        .await;
    scene
        .cli_fails("work-queue inspect nothing --pool pool")
        .await;
    scene.cli("work-queue pause fast --pool pool").await;
    scene.cli("work-queue inspect fast --pool pool").await;
    scene.cli("work-queue resume fast --pool pool").await;
    scene
        .cli_fails("work-queue pause nothing --pool pool")
        .await;
    scene
        .cli_fails("work-queue resume nothing --pool pool")
        .await;
    scene
        .cli("work-queue set-concurrency-limit fast 9 --pool pool")
        .await;
    scene.cli("work-queue slots fast --pool pool").await;
    scene.cli("work-queue ls --pool pool").await;
    scene
        .cli("work-queue clear-concurrency-limit fast --pool pool")
        .await;
    scene
        .cli_fails("work-queue set-concurrency-limit nothing 1 --pool pool")
        .await;

    scene
        .cli("deploy flows.py:three_tasks --name queued --pool pool --work-queue fast")
        .await;
    scene
        .cli("deployment run three-tasks/queued --flow-run-name run_1")
        .await;
    scene
        .cli("deployment run three-tasks/queued --flow-run-name run_2 --start-in '2 hours'")
        .await;
    scene.cli("work-queue preview fast --pool pool").await;
    scene
        .cli("work-queue preview fast --pool pool --hours 4")
        .await;
    scene.cli("work-pool preview pool --hours 4").await;
    scene.cli("work-queue preview slow --pool pool").await;
    scene
        .cli_fails("work-queue preview nothing --pool pool")
        .await;
    scene.cli("work-queue read-runs fast --pool pool").await;

    scene.cli("work-queue delete slow --pool pool").await;
    scene.cli_fails("work-queue delete slow --pool pool").await;
    scene
        .cli_fails("work-queue delete default --pool pool")
        .await;
    scene.cli("work-queue ls --pool pool").await;
}
