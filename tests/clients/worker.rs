//! A worker that goes on until it is told to end, with flows that succeed, retry,
//! fail, are cancelled, pause and are resumed, map over inputs, call a subflow, wait
//! for a tag's limit and make artifacts.

use std::time::{Duration, Instant};

use serde_json::json;

use super::scene::Scene;
use super::side::Side;

/// How soon a run that is cancelled has to be.
const CANCELLATION_LIMIT: Duration = Duration::from_secs(5);

/// Whether a run has a state.
async fn is_in(side: &Side, run: &str, states: &[&str]) -> bool {
    let filter =
        json!({"flow_runs": {"name": {"any_": [run]}, "state": {"name": {"any_": states}}}});
    side.ask("flow_runs/count", filter).await != json!(0)
}

/// Waits until a run has ended.
async fn until_ended(scene: &mut Scene, run: &str) {
    let ended = ["Completed", "Failed", "Cancelled", "Crashed"];
    let what = format!("{run} to end");
    scene
        .until(&what, async |side| is_in(side, run, &ended).await)
        .await;
}

/// A process pool with a deployment of each flow, and a worker that polls it.
async fn with_worker() -> Option<Scene> {
    let mut scene = Scene::open().await?;
    scene.cli("work-pool create pool --type process").await;
    scene
        .begin_cli(
            "worker",
            "worker start --pool pool --name worker",
            "started!",
        )
        .await;
    Some(scene)
}

// Real Prefect tells of the events of the last seconds only those who listen by
// then, so a run that is watched starts when they do.
#[tokio::test(flavor = "multi_thread")]
async fn three_tasks_as_on_real_prefect() {
    let Some(mut scene) = with_worker().await else {
        return;
    };
    scene
        .cli("deploy flows.py:three_tasks --name one --pool pool")
        .await;
    scene
        .cli_in_any_order("deployment run three-tasks/one --flow-run-name watched --watch --start-in '40 seconds'")
        .await;
    scene
        .cli("deployment run three-tasks/one --flow-run-name started --param n=3 --start-in '40 seconds'")
        .await;
    scene.keep("started", r"UUID: (\S+)");
    scene.cli_in_any_order("flow-run watch {started}").await;
    scene.cli("work-pool inspect pool").await;
    scene.cli("work-pool ls").await;
    scene.cli("deployment inspect three-tasks/one").await;
    scene.cli_in_any_order("flow-run logs {started}").await;
    scene.compare_runs().await;
    scene.interrupt("worker").await;
    scene.expect_no_alarm_on_the_mock();
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_flow_as_on_real_prefect() {
    let Some(mut scene) = with_worker().await else {
        return;
    };
    scene.cli("concurrency-limit create limited 1").await;
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
    for flow in flows {
        until_ended(&mut scene, &format!("{flow}_1")).await;
    }
    scene.cli_in_any_order("flow-run ls").await;
    scene.compare_runs().await;

    scene.cli("flow-run retry fails_1").await;
    scene
        .until("the retried run to have failed", async |side| {
            let filter = json!({"flow_runs": {"name": {"any_": ["fails_1"]}}});
            let runs = side.ask("flow_runs/filter", filter).await;
            runs[0]["run_count"] == json!(2) && runs[0]["state_type"] == json!("FAILED")
        })
        .await;
    scene.compare_runs().await;
    scene.interrupt("worker").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelled_and_paused_as_on_real_prefect() {
    let Some(mut scene) = with_worker().await else {
        return;
    };
    scene.python("deploy_flows.py sleeps pauses").await;
    scene
        .cli("deployment run sleeps/all --flow-run-name sleeps_1")
        .await;
    scene.keep("sleeps", r"UUID: (\S+)");
    scene
        .cli("deployment run pauses/all --flow-run-name pauses_1")
        .await;
    scene.keep("pauses", r"UUID: (\S+)");
    scene
        .until("a run to sleep", async |side| {
            is_in(side, "sleeps_1", &["Running"]).await
        })
        .await;
    scene.cli("flow-run cancel {sleeps}").await;
    let asked = Instant::now();
    scene
        .on_the_mock()
        .wait_until("a run to be cancelled", async |side| {
            is_in(side, "sleeps_1", &["Cancelled"]).await
        })
        .await;
    let took = asked.elapsed();
    assert!(
        took < CANCELLATION_LIMIT,
        "it took {took:?} to cancel a run on the mock"
    );
    until_ended(&mut scene, "sleeps_1").await;

    scene
        .until("a run to pause", async |side| {
            is_in(side, "pauses_1", &["Paused"]).await
        })
        .await;
    scene.cli("flow-run inspect {pauses}").await;
    scene.python("resume.py {pauses}").await;
    until_ended(&mut scene, "pauses_1").await;
    scene.compare_runs().await;
    scene.interrupt("worker").await;
}
