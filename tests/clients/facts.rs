//! What the API says of all runs, as a text to be compared.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::side::Side;

/// Of each run its flow, its states, its task runs, its log lines and its
/// artifacts, in normal form.
pub(super) async fn of_runs(side: &mut Side) -> String {
    let mut blocks = Vec::new();
    for run in rows(
        side.ask("flow_runs/filter", json!({"sort": "START_TIME_ASC"}))
            .await,
    ) {
        blocks.push(of_run(side, &run).await);
    }
    // Runs that are started at once start in any order.
    blocks.sort_unstable();
    blocks.concat()
}

async fn of_run(side: &mut Side, run: &Value) -> String {
    let id = run["id"].as_str().unwrap_or_default();
    let of_this = json!({"flow_runs": {"id": {"any_": [id]}}});
    let flow = side.get(&format!("flows/{}", word(&run["flow_id"]))).await;
    let mut text = format!(
        "flow run {} of {}: {}, parameters {}, tags {}, run count {}\n",
        word(&run["name"]),
        word(&flow["name"]),
        state(&run["state"]),
        run["parameters"],
        run["tags"],
        run["run_count"],
    );
    let states = side
        .get(&format!("flow_run_states/?flow_run_id={id}"))
        .await;
    let _ = writeln!(text, "states: {}", history(states));
    let mut text = side.normaliser().without_numbers(&text);

    let mut lines = String::new();
    for task in rows(side.ask("task_runs/filter", of_this.clone()).await) {
        let states = side
            .get(&format!(
                "task_run_states/?task_run_id={}",
                word(&task["id"])
            ))
            .await;
        let _ = writeln!(
            lines,
            "task run {}: {}, tags {}, run count {}, states {}",
            word(&task["name"]),
            state(&task["state"]),
            task["tags"],
            task["run_count"],
            history(states),
        );
    }
    let logs = json!({"logs": {"flow_run_id": {"any_": [id]}}});
    for log in rows(side.ask("logs/filter", logs).await) {
        let _ = writeln!(
            lines,
            "log {} {}: {}",
            log["level"],
            word(&log["name"]),
            word(&log["message"])
        );
    }
    let artifacts = json!({"artifacts": {"flow_run_id": {"any_": [id]}}});
    for artifact in rows(side.ask("artifacts/filter", artifacts).await) {
        let _ = writeln!(
            lines,
            "artifact {} {} {} {}",
            artifact["key"], artifact["type"], artifact["description"], artifact["data"]
        );
    }
    text.push('\n');
    text.push_str(&side.normaliser().lines(&lines));
    text.push('\n');
    text
}

fn rows(answer: Value) -> Vec<Value> {
    match answer {
        Value::Array(rows) => rows,
        other => panic!("not a list: {other}"),
    }
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or("none")
}

fn state(state: &Value) -> String {
    format!(
        "{} {} {}",
        word(&state["type"]),
        word(&state["name"]),
        state["message"]
    )
}

/// The names of states, in the order in which they were taken.
fn history(states: Value) -> String {
    let mut states = rows(states);
    states.sort_by_key(|state| word(&state["timestamp"]).to_owned());
    let names: Vec<&str> = states.iter().map(|state| word(&state["name"])).collect();
    names.join(", ")
}
