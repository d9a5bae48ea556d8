//! Secrets that must not turn up anywhere.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::Path;

use serde_json::{Value, json};

use super::stage::Stage;

/// Where a secret is handed in. Each place has one of its own, so that a leak tells
/// where it comes from.
const PLACES: [&str; 4] = ["runner", "worker", "mcp_json", "header"];

/// The variable through which the configuration of `mcp-call` gets its secret.
const MCP_JSON_VARIABLE: &str = "CANARY_OF_MCP_JSON";

/// The variable through which a header gets its secret.
const HEADER_VARIABLE: &str = "CANARY_OF_HEADER";

/// A secret for each place; none for a stage that has nothing to hide.
pub(super) struct Secrets {
    canaries: HashMap<&'static str, String>,
    /// A server on HTTP that asks for the secret of the header.
    remote_url: Option<String>,
}

impl Secrets {
    /// No secrets.
    pub(super) fn none() -> Self {
        Self {
            canaries: HashMap::new(),
            remote_url: None,
        }
    }

    /// Secrets for every place. The remote server is one that repeats what it is sent.
    pub(super) fn everywhere(remote_url: String) -> Self {
        let canary = |place: &&'static str| {
            let number: u128 = rand::random();
            (*place, format!("canary-{place}-{number:x}"))
        };
        Self {
            canaries: PLACES.iter().map(canary).collect(),
            remote_url: Some(remote_url),
        }
    }

    fn of(&self, place: &str, variable: &'static str) -> Option<(&'static str, &OsStr)> {
        let canary = self.canaries.get(place)?;
        Some((variable, OsStr::new(canary)))
    }

    /// What the runner's environment has of them.
    pub(super) fn of_the_runner(&self) -> Vec<(&str, &OsStr)> {
        self.of("runner", "PREFECT_API_KEY").into_iter().collect()
    }

    /// What the worker's environment has of them.
    pub(super) fn of_the_worker(&self) -> Vec<(&str, &OsStr)> {
        [
            self.of("worker", "PREFECT_API_KEY"),
            self.of("mcp_json", MCP_JSON_VARIABLE),
            self.of("header", HEADER_VARIABLE),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Servers that are told secrets and tell them on.
    pub(super) fn add_servers(&self, servers: &mut Value, python: &Path) {
        let Some(remote_url) = &self.remote_url else {
            return;
        };
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("plans/leaky.py");
        servers["leaky"] = json!({
            "command": python,
            "args": [script],
            "env": {"LEAKY_API_KEY": format!("${{{MCP_JSON_VARIABLE}}}")},
        });
        servers["remote"] = json!({
            "type": "http",
            "url": remote_url,
            "headers": {"Authorization": format!("Bearer ${{{HEADER_VARIABLE}}}")},
        });
    }

    /// A plan whose tools tell the secrets that they know, in every way.
    pub(super) fn leaking_plan() -> Value {
        let task = |id: &str, server: &str, tool: &str| {
            json!({
                "id": id, "task_key": format!("{server}_{tool}"),
                "mcp_server": server, "mcp_tool": tool, "parameters": {},
            })
        };
        json!({
            "flow_name": "leaking",
            "tasks": [
                task("told", "leaky", "tell"),
                task("failed", "leaky", "fail"),
                task("died", "leaky", "die"),
                task("remote", "remote", "anything"),
            ],
        })
    }

    /// Holds that none of them is in anything that can be read of Prefect, in what the
    /// worker wrote, or in what the runner tells.
    pub(super) async fn assert_kept(&self, stage: &Stage, told: &[Value]) {
        let mut seen: Vec<(String, String)> = vec![("the worker's log".to_owned(), stage.log())];
        seen.extend(
            told.iter()
                .map(|told| ("an answer of the runner".to_owned(), told.to_string())),
        );
        for list in [
            "flows",
            "deployments",
            "flow_runs",
            "task_runs",
            "artifacts",
            "logs",
            "work_pools",
            "variables",
            "events",
        ] {
            let text = everything(stage.api_url(), list).await;
            assert!(list == "variables" || text.len() > 2, "there are no {list}");
            seen.push((list.to_owned(), text));
        }
        for (place, canary) in &self.canaries {
            for (what, text) in &seen {
                assert!(
                    !text.contains(canary.as_str()),
                    "the secret of {place} is in {what}:\n{text}"
                );
            }
        }
    }
}

/// All objects of a kind, as one text.
async fn everything(api_url: &str, list: &str) -> String {
    /// The most that Prefect gives at once.
    const PAGE: usize = 200;
    let http = reqwest::Client::new();
    let mut text = String::new();
    if list == "events" {
        let body = json!({"limit": 50, "filter": {}});
        let url = format!("{api_url}/events/filter");
        let mut page = ask(http.post(&url).json(&body)).await;
        loop {
            text.push_str(&page["events"].to_string());
            let Some(next) = page["next_page"].as_str() else {
                return text;
            };
            // Prefect names itself there as it is addressed, and may leave out the port.
            let query = next
                .split_once('?')
                .map(|(_, query)| query)
                .unwrap_or_default();
            page = ask(http.get(format!("{api_url}/events/filter/next?{query}"))).await;
        }
    }
    for offset in (0..).step_by(PAGE) {
        let body = json!({"limit": PAGE, "offset": offset});
        let page = ask(http.post(format!("{api_url}/{list}/filter")).json(&body)).await;
        text.push_str(&page.to_string());
        if page.as_array().is_none_or(|page| page.len() < PAGE) {
            break;
        }
    }
    text
}

async fn ask(request: reqwest::RequestBuilder) -> Value {
    let answer = request.send().await.expect("an answer");
    let answer = answer.error_for_status().expect("success");
    answer.json().await.expect("JSON")
}
