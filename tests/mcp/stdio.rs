//! Malformed messages on standard input.

use serde_json::json;

use super::malformed::messages;
use super::process::{
    CALCULATOR, CSV_REPORTER, EMPLOYEES, OnStdio, PLANNER, RUNNER, Server, TRIALS,
};

/// After so many messages the server must show that it is still there.
const CHECK_EVERY: usize = 250;

/// Sends all messages of a seed, the first of them before a session has begun.
async fn survives(server: &Server, seed: u64) {
    let mut process = OnStdio::start(server);
    for (number, mut message) in messages(server, seed).enumerate() {
        message.push(b'\n');
        process.send(&message).await;
        if number % CHECK_EVERY == CHECK_EVERY - 1 {
            let answer = process.ask("ping", json!({})).await;
            assert!(answer.get("result").or(answer.get("error")).is_some());
        }
    }
    process.initialize().await;
    let listed = process.ask("tools/list", json!({})).await;
    let tools = listed["result"]["tools"].as_array().unwrap();
    assert!(tools.iter().any(|tool| tool["name"] == server.tool));
    server.check(&process.ask("tools/call", server.call_params()).await);
    process.end().await;
}

#[tokio::test]
async fn the_planner_survives_malformed_messages() {
    survives(&PLANNER, 1).await;
}

#[tokio::test]
async fn the_runner_survives_malformed_messages() {
    survives(&RUNNER, 2).await;
}

#[tokio::test]
async fn the_demonstration_servers_survive_malformed_messages() {
    survives(&CALCULATOR, 3).await;
    survives(&EMPLOYEES, 4).await;
    survives(&CSV_REPORTER, 5).await;
    survives(&TRIALS, 6).await;
}
