//! A worker that polls once.

use super::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn as_on_real_prefect() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    scene.cli("work-pool create pool --type process").await;
    scene
        .cli("deploy flows.py:three_tasks --name one --pool pool --work-queue fast")
        .await;
    scene
        .cli("deployment run three-tasks/one --flow-run-name first --param n=3")
        .await;
    scene
        .cli("deployment run three-tasks/one --flow-run-name later --start-in '1 hour'")
        .await;

    scene
        .cli_in_any_order("worker start --pool pool --name worker --run-once")
        .await;
    scene.expect_no_alarm_on_the_mock();
    // At once, before the worker that has gone counts as offline.
    scene.cli("work-pool inspect pool").await;
    scene.cli("work-queue ls --pool pool").await;
    scene.cli("deployment inspect three-tasks/one").await;
    scene.compare_runs().await;

    let flows = ["retries", "fails", "maps", "parent", "tagged", "artifacts"];
    scene
        .python(&format!("deploy_flows.py {}", flows.join(" ")))
        .await;
    for flow in flows {
        scene
            .cli(&format!(
                "deployment run {flow}/all --flow-run-name {flow}_1"
            ))
            .await;
    }
    scene
        .cli_in_any_order("worker start --pool pool --name worker --run-once")
        .await;
    scene.compare_runs().await;

    scene.cli_in_any_order("flow-run ls").await;

    scene.cli("work-pool pause pool").await;
    scene
        .cli("deployment run three-tasks/one --flow-run-name waits")
        .await;
    scene
        .cli_in_any_order("worker start --pool pool --name worker --run-once")
        .await;
    scene.cli("work-pool resume pool").await;
    scene
        .cli_in_any_order("worker start --pool pool --name worker --run-once --work-queue default")
        .await;
    scene
        .cli_in_any_order("worker start --name worker --pool made --type process --run-once")
        .await;
    scene.cli("work-pool ls").await;
    scene.compare_runs().await;
}
