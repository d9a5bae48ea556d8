//! What a user sees of a Prefect that is not there, or that nobody named.

use std::sync::Arc;

use prefect_mock::server::{Config, RunningServer, start_server};
use prefect_mock::simulator::SimulateMode;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::OnceCell;

use super::flow::{CREATE_POOL, LIST_POOLS};
use super::host::{ATLAS_0_9, ATLAS_0_10, Atlas, Release};
use super::model::{Answer, Asked, Call, Script, Scripted, ScriptedModel};

const ABSENT: &str = "Which work pools are there?";
const BACK: &str = "And now?";

/// The runner under an entry that passes nothing of the environment on.
const NAMELESS: &str = "nameless";
const NAMELESS_LIST_POOLS: &str = "nameless_list_work_pools";

/// The model of a user whose Prefect is started only after he has asked for it.
struct Unreachable {
    port: u16,
    prefect: OnceCell<RunningServer>,
}

impl Script for Unreachable {
    async fn answer(&self, asked: &Asked) -> Scripted {
        let rounds = asked.rounds();
        match (asked.prompts().last().copied(), rounds.as_slice()) {
            (Some(ABSENT), []) => Ok(Answer::Calls(vec![
                Call::of(LIST_POOLS, json!({})),
                Call::of(NAMELESS_LIST_POOLS, json!({})),
            ])),
            (Some(ABSENT), [calls]) => {
                let expected = ["Prefect cannot be reached", "PREFECT_API_URL is not set"];
                for (call, words) in calls.iter().zip(expected) {
                    let error = call.error()?;
                    if !error.contains(words) {
                        return Err(format!("{error:?} does not say {words:?}"));
                    }
                }
                self.prefect
                    .get_or_try_init(|| self.start())
                    .await
                    .map_err(|error| error.to_string())?;
                let pool = json!({"pool_name": "late-pool"});
                Ok(Answer::Calls(vec![Call::of(CREATE_POOL, pool)]))
            }
            (Some(ABSENT), [_, calls]) => {
                for call in calls {
                    call.success()?;
                }
                Ok(Answer::Text("There were none.".to_owned()))
            }
            (Some(BACK), []) => Ok(Answer::Calls(vec![Call::of(LIST_POOLS, json!({}))])),
            (Some(BACK), [calls]) => {
                let pools: Result<Vec<_>, _> = calls.iter().map(Call::success).collect();
                match pools?.as_slice() {
                    [pools] if pools["work_pools"][0]["name"] == "late-pool" => {
                        Ok(Answer::Text("There is one.".to_owned()))
                    }
                    other => Err(format!("no late-pool in {other:?}")),
                }
            }
            other => Err(format!("unexpected: {other:?}")),
        }
    }
}

impl Unreachable {
    async fn start(&self) -> anyhow::Result<RunningServer> {
        let config = Config {
            port: self.port,
            simulate: SimulateMode::Auto,
            ..Config::default()
        };
        Ok(start_server(config).await?)
    }
}

async fn is_told_in(release: Release) {
    let Some(mut atlas) = Atlas::prepare(release) else {
        return;
    };
    let command = atlas.server("prefect-runner")["command"].clone();
    atlas.add_server(NAMELESS, json!({"command": command}));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await;
    let listener = listener.expect("a free port");
    let port = listener.local_addr().expect("a bound port").port();
    drop(listener);
    let script = Unreachable {
        port,
        prefect: OnceCell::new(),
    };
    let model = ScriptedModel::start(Arc::new(script)).await;
    let tools = [LIST_POOLS, CREATE_POOL, NAMELESS_LIST_POOLS];
    let chats = [("one", ABSENT), ("two", BACK)];
    let url = format!("http://127.0.0.1:{port}/api");
    let told = atlas.chat(&model, &url, &tools, &chats).await;
    let words: Vec<&str> = told
        .chats
        .iter()
        .map(|chat| chat.message.as_str())
        .collect();
    assert_eq!(words, ["There were none.", "There is one."]);
}

#[tokio::test(flavor = "multi_thread")]
async fn atlas_0_9_tells_of_a_prefect_that_is_not_there() {
    is_told_in(ATLAS_0_9).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn atlas_0_10_tells_of_a_prefect_that_is_not_there() {
    is_told_in(ATLAS_0_10).await;
}
