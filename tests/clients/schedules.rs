//! Schedules of deployments, and the runs that they make.

use serde_json::json;

use super::scene::Scene;
use super::side::Side;

/// How many runs wait.
async fn scheduled(side: &Side) -> u64 {
    let filter = json!({"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}});
    side.ask("flow_runs/count", filter)
        .await
        .as_u64()
        .unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn as_on_real_prefect() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    scene.cli("work-pool create pool --type process").await;
    scene
        .cli("deploy flows.py:three_tasks --name planned --pool pool")
        .await;
    scene
        .cli("deployment schedule ls three-tasks/planned")
        .await;

    scene.cli("deployment schedule create three-tasks/planned --cron '0 9 * * 1' --timezone Europe/Paris").await;
    scene
        .cli("deployment schedule ls three-tasks/planned --output json")
        .await;
    scene.keep("cron", r#""id": "([^"]+)""#);
    scene
        .until("the runs of a schedule", async |side| {
            scheduled(side).await == 3
        })
        .await;
    scene
        .cli("deployment schedule pause three-tasks/planned {cron}")
        .await;
    scene
        .until("no runs of a paused schedule", async |side| {
            scheduled(side).await == 0
        })
        .await;
    scene
        .cli_fails("deployment schedule pause three-tasks/planned {cron}")
        .await;
    scene
        .cli("deployment schedule resume three-tasks/planned {cron}")
        .await;
    scene
        .cli_fails("deployment schedule resume three-tasks/planned {cron}")
        .await;
    scene
        .until("runs again", async |side| scheduled(side).await == 3)
        .await;
    scene.cli("flow-run ls").await;
    scene.cli("work-pool preview pool --hours 800").await;

    scene.cli("deployment schedule create three-tasks/planned --interval 86400 --anchor-date '2026-01-01T00:00:00Z' --no-active").await;
    scene
        .cli("deployment schedule create three-tasks/planned --rrule 'FREQ=MONTHLY;BYMONTHDAY=1'")
        .await;
    scene
        .cli("deployment schedule ls three-tasks/planned")
        .await;
    scene.cli("deployment inspect three-tasks/planned").await;
    scene.cli("deployment schedule pause --all").await;
    scene.cli("deployment schedule resume --all").await;
    scene
        .cli("deployment schedule delete three-tasks/planned {cron} --accept-yes")
        .await;
    scene
        .cli_fails("deployment schedule delete three-tasks/planned {cron} --accept-yes")
        .await;
    scene
        .cli(
            "deployment schedule create three-tasks/planned --interval 3600 --replace --accept-yes",
        )
        .await;
    scene
        .cli("deployment schedule ls three-tasks/planned")
        .await;
    scene
        .cli("deployment schedule clear three-tasks/planned --accept-yes")
        .await;
    scene
        .cli("deployment schedule ls three-tasks/planned")
        .await;
    scene
        .until("no runs without a schedule", async |side| {
            scheduled(side).await == 0
        })
        .await;

    scene
        .cli_fails("deployment schedule ls three-tasks/nothing")
        .await;
    scene
        .cli_fails("deployment schedule clear three-tasks/nothing --accept-yes")
        .await;
    scene
        .cli_fails("deployment schedule create three-tasks/planned --cron nonsense")
        .await;
    scene
        .cli_fails("deployment schedule create three-tasks/nothing --cron '0 9 * * *'")
        .await;
    scene
        .cli_fails("deployment schedule pause three-tasks/planned {cron}")
        .await;
}
