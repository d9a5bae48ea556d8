//! What only the SDK's client asks.

use super::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn as_on_real_prefect() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    scene.cli("work-pool create pool --type process").await;
    scene
        .cli("deploy flows.py:three_tasks --name one --pool pool")
        .await;
    scene.python("client.py").await;
    scene.compare_runs().await;
    scene.cli("deployment inspect three-tasks/one").await;
}
