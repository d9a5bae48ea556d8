//! Deployments of files and of the SDK, and runs of them that wait.

use super::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn as_on_real_prefect() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    scene.cli("deployment ls").await;
    scene.cli("work-pool create pool --type process").await;

    scene.cli("deploy flows.py:three_tasks --name daily --pool pool --cron '0 9 * * *' --tag a --param n=3").await;
    scene.cli("deployment inspect three-tasks/daily").await;
    scene.cli("deploy flows.py:three_tasks --name daily --pool pool --interval 3600 --description 'Each hour'").await;
    scene.cli("deployment inspect three-tasks/daily").await;
    scene
        .cli("deploy --all --prefect-file deployments.yaml")
        .await;
    scene
        .cli("deployment inspect three-tasks/from_file --output json")
        .await;
    scene.python("deploy_from_source.py").await;
    scene
        .cli("deployment inspect three-tasks/from_source")
        .await;
    scene
        .cli_fails("deploy flows.py:three_tasks --name lost --pool nothing")
        .await;
    scene
        .cli_fails("deploy flows.py:no_such_flow --name lost --pool pool")
        .await;
    scene.cli("deployment ls").await;
    scene.cli("deployment ls --by-created").await;
    scene.cli("deployment ls three-tasks --output json").await;
    scene.cli("deployment ls no-such-flow").await;
    scene.cli("flow ls").await;
    scene.cli("flow ls --output json").await;
    scene
        .cli_fails("deployment inspect three-tasks/nothing")
        .await;
    scene.cli_fails("deployment inspect nothing").await;

    scene
        .cli("deployment run three-tasks/daily --flow-run-name now")
        .await;
    scene.cli("deployment run three-tasks/daily --flow-run-name later --start-in '30 minutes' --param n=5 --tag b").await;
    scene.cli("deployment run three-tasks/daily --flow-run-name then --start-at '2099-01-01 09:00' --params '{\"n\": 7}'").await;
    scene.cli("deployment run three-tasks/daily --flow-run-name varied --job-variable env='{\"A\": \"1\"}'").await;
    scene.cli("deployment run three-tasks/daily").await;
    scene.cli_fails("deployment run three-tasks/nothing").await;
    scene
        .cli_fails("deployment run three-tasks/daily --param unknown=1")
        .await;
    scene
        .cli_fails("deployment run three-tasks/daily --param n=text")
        .await;
    scene
        .cli_fails(
            "deployment run three-tasks/daily --watch --watch-timeout 2 --flow-run-name watched",
        )
        .await;

    scene.cli("deployment delete three-tasks/from_file").await;
    scene
        .cli_fails("deployment delete three-tasks/from_file")
        .await;
    scene.cli("deployment ls").await;
    scene.cli("work-pool delete pool").await;
    scene.cli("deployment inspect three-tasks/daily").await;
    scene.cli("deployment ls").await;
}
