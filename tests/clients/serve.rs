//! Flows that are served.

use super::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn as_on_real_prefect() {
    let Some(mut scene) = Scene::simulating().await else {
        return;
    };
    scene
        .begin_python("serve", "serve.py", "is being served")
        .await;
    scene.cli("deployment ls").await;
    scene.cli("deployment inspect three-tasks/served").await;
    scene
        .cli_in_any_order("deployment run three-tasks/served --flow-run-name served_1 --watch --start-in '40 seconds'")
        .await;
    scene.cli("deployment inspect three-tasks/served").await;
    scene.compare_runs().await;
    scene
        .wait_for_text("serve", "Flow run 'served_1' - Finished in state")
        .await;
    scene.interrupt("serve").await;
    scene.cli("deployment inspect three-tasks/served").await;

    scene
        .begin_cli(
            "serve",
            "flow serve flows.py:maps --name served --tag t",
            "is being served",
        )
        .await;
    scene.python("run_deployment.py maps/served").await;
    scene.compare_runs().await;
    scene
        .wait_for_text("serve", "Flow run 'left' - Finished in state")
        .await;
    scene.interrupt("serve").await;
}
