//! Work pools.

use super::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn as_on_real_prefect() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    scene.cli("work-pool ls").await;
    scene.cli("work-pool create alpha --type process").await;
    scene
        .cli("work-pool create beta --type process --paused")
        .await;
    scene
        .cli("work-pool create gamma --type process --set-as-default")
        .await;
    scene
        .cli_fails("work-pool create alpha --type process")
        .await;
    scene
        .cli_fails("work-pool create prefect-pool --type process")
        .await;
    scene
        .cli_fails("work-pool create delta --type no-such-type")
        .await;
    scene
        .cli("work-pool create alpha --type process --overwrite --paused")
        .await;
    scene.cli("work-pool ls").await;
    scene.cli("work-pool ls --verbose").await;
    scene.cli("work-pool ls --output json").await;
    scene.cli("work-pool inspect alpha").await;
    scene.cli("work-pool inspect beta --output json").await;
    scene.cli_fails("work-pool inspect nothing").await;
    scene.cli("work-pool resume alpha").await;
    scene.cli("work-pool pause alpha").await;
    scene.cli("work-pool resume alpha").await;
    scene.cli_fails("work-pool pause nothing").await;
    scene.cli_fails("work-pool resume nothing").await;
    scene
        .cli("work-pool update alpha --description 'The first pool' --concurrency-limit 4")
        .await;
    scene
        .cli("work-pool update alpha --base-job-template job_template.json")
        .await;
    scene
        .cli_fails("work-pool update nothing --description x")
        .await;
    scene.cli("work-pool inspect alpha").await;
    scene.cli("work-pool set-concurrency-limit alpha 7").await;
    scene.cli("work-pool slots alpha").await;
    scene.cli("work-pool ls").await;
    scene.cli("work-pool clear-concurrency-limit alpha").await;
    scene
        .cli_fails("work-pool set-concurrency-limit nothing 1")
        .await;
    scene
        .cli_fails("work-pool clear-concurrency-limit nothing")
        .await;
    scene.cli("work-pool preview alpha").await;
    scene
        .cli("work-pool preview alpha --hours 2 --output json")
        .await;
    scene.cli_fails("work-pool preview nothing").await;
    // The mock knows the templates of types that come in packages of their own
    // without the packages' descriptions.
    scene
        .cli("work-pool get-default-base-job-template --type process")
        .await;
    scene
        .cli_fails("work-pool get-default-base-job-template --type no-such-type")
        .await;
    scene.cli("work-pool delete beta").await;
    scene.cli_fails("work-pool delete beta").await;
    scene.cli("work-pool ls").await;
}
