//! Flows that run where they are called, task runs, limits and
//! variables.

use super::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn as_on_real_prefect() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    scene
        .python("run_here.py three_tasks retries maps parent artifacts")
        .await;
    scene.python_fails("run_here.py fails").await;
    scene.compare_runs().await;

    scene.cli_in_any_order("task-run ls --limit 100").await;
    scene.cli_in_any_order("flow-run ls").await;
    scene.cli("flow ls").await;
    scene.cli("task-run ls --state-type FAILED").await;
    scene
        .cli("task-run ls --state-type COMPLETED --task-run-name nothing")
        .await;
    scene.cli("flow-run ls --state Failed").await;
    scene.keep("failed", r"([0-9a-f-]{36})");
    scene
        .cli("flow-run logs {failed} --head --num-logs 1")
        .await;
    scene.cli("flow-run logs {failed} --reverse").await;
    scene
        .cli("flow-run logs {failed} --tail --num-logs 1 --output json")
        .await;
    scene.cli("flow-run inspect {failed}").await;
    scene.cli_fails("flow-run retry {failed}").await;
    scene
        .cli_fails("flow-run retry {failed} --entrypoint flows.py:fails")
        .await;

    scene.python("newest_task_run.py fails").await;
    scene.keep("task", r"([0-9a-f-]{36})");
    scene.cli("task-run inspect {task}").await;
    scene.cli("task-run inspect {task} --output json").await;
    scene.cli("task-run logs {task}").await;
    scene.cli("task-run logs {task} --output json").await;
    scene.cli_fails("task-run inspect {failed}").await;
    scene.cli_fails("task-run logs {failed}").await;
    scene.cli_fails("task-run ls --state-type nonsense").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn under_a_tag_limit_as_on_real_prefect() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    scene.cli("concurrency-limit create limited 1").await;
    scene.cli("concurrency-limit ls").await;
    scene.cli("concurrency-limit inspect limited").await;
    scene.python("run_here.py tagged").await;
    scene.cli("concurrency-limit inspect limited").await;
    scene.cli("gcl create slots --limit 2").await;
    scene.cli("gcl ls").await;
    scene.cli("gcl inspect slots").await;
    scene.python("run_here.py slots").await;
    scene.cli("gcl update slots --limit 5").await;
    scene.cli("gcl disable slots").await;
    scene.cli("gcl enable slots").await;
    scene.cli_fails("gcl create slots --limit 2").await;
    scene.cli_fails("gcl inspect nothing").await;
    scene.compare_runs().await;
    scene.cli("gcl delete slots").await;
    scene.cli("concurrency-limit reset limited").await;
    scene.cli("concurrency-limit delete limited").await;
    scene.cli_fails("concurrency-limit inspect limited").await;
    scene.cli("gcl ls").await;

    scene.cli("variable set answer 42").await;
    scene.cli("variable get answer").await;
    scene.cli("variable ls").await;
    scene.cli("variable inspect answer").await;
    scene.cli_fails("variable set answer 43").await;
    scene.cli("variable set answer 43 --overwrite").await;
    scene.cli("variable unset answer").await;
    scene.cli_fails("variable get answer").await;
}
