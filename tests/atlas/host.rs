//! A real Atlas, with a folder of its own for all that it reads and writes.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;
use tokio::time::timeout;

use super::model::ScriptedModel;
use super::watched::Watched;
use crate::fixtures::binary::binary;

/// A release of Atlas.
#[derive(Debug, Clone, Copy)]
pub(super) struct Release {
    /// Tells which Python has it.
    variable: &'static str,
    version: &'static str,
}

/// The last release that answers sampling requests.
pub(super) const ATLAS_0_9: Release = Release {
    variable: "ATLAS_0_9_PYTHON",
    version: "0.9.0",
};

/// The first release that answers none.
pub(super) const ATLAS_0_10: Release = Release {
    variable: "ATLAS_0_10_PYTHON",
    version: "0.10.0",
};

/// What the README's entry for `mcp.json` has in the place of the folder of the programs.
const FOLDER_IN_README: &str = "/path/to/target/release";

/// How long Atlas may take over all its chats. It takes some 20 seconds.
const PATIENCE: Duration = Duration::from_secs(300);

/// A place for Atlas to run in.
pub(super) struct Atlas {
    release: Release,
    python: PathBuf,
    folder: TempDir,
    servers: Map<String, Value>,
}

/// What Atlas tells when it has ended.
#[derive(Debug, Deserialize)]
pub(super) struct Told {
    version: String,
    pub(super) chats: Vec<Chat>,
}

/// One turn of the user.
#[derive(Debug, Deserialize)]
pub(super) struct Chat {
    pub(super) message: String,
    pub(super) events: Vec<Value>,
}

impl Atlas {
    /// A place with the planner and the runner as the README says, and the demonstration's servers to plan with; if
    /// there is a Python that has this release.
    pub(super) fn prepare(release: Release) -> Option<Self> {
        let Some(python) = std::env::var_os(release.variable) else {
            eprintln!(
                "{} is not set, so nothing was tried in Atlas {}; `cargo xtask test` sets it",
                release.variable, release.version
            );
            return None;
        };
        let folder = tempfile::Builder::new()
            .prefix("prefect-atlas-")
            .tempdir()
            .expect("a temporary folder");
        for part in ["bin", "config", "home", "logs", "work"] {
            fs::create_dir(folder.path().join(part)).expect("a folder");
        }
        let mut atlas = Self {
            release,
            python: python.into(),
            folder,
            servers: Map::new(),
        };
        atlas.servers = entry_of_readme(&atlas.path("bin").display().to_string());
        for server in ["prefect-planner", "prefect-runner"] {
            atlas
                .watched(server)
                .put_before(&binary(server).display().to_string());
        }
        for (name, subcommand) in [
            ("employees", "employees"),
            ("calculator", "calculator"),
            ("csv_reporter", "csv-reporter"),
        ] {
            let command = json!([binary("mcp-demo"), subcommand]);
            atlas.add_server(name, json!({"command": command}));
        }
        Some(atlas)
    }

    /// Names one more server.
    pub(super) fn add_server(&mut self, name: &str, entry: Value) {
        self.servers.insert(name.to_owned(), entry);
    }

    /// The entry of a server.
    pub(super) fn server(&self, name: &str) -> &Value {
        &self.servers[name]
    }

    /// Has the user's chats, each a session's name and a prompt, with these tools switched on.
    pub(super) async fn chat(
        &self,
        model: &ScriptedModel,
        prefect_api_url: &str,
        tools: &[&str],
        chats: &[(&str, &str)],
    ) -> Told {
        // YAML is a superset of JSON.
        let models = json!({"models": {"scripted": {
            "model_url": model.url(), "model_name": "openai/scripted", "api_key": "none", "supports_tools": true,
        }}});
        self.write("config/llmconfig.yml", &models.to_string());
        self.write("config/mcp.json", &json!(self.servers).to_string());
        let chats: Vec<Value> = chats
            .iter()
            .map(|(session, prompt)| json!({"session": session, "prompt": prompt}))
            .collect();
        let mut child = self
            .command(prefect_api_url)
            .spawn()
            .expect("the Python of Atlas runs");
        let mut input = child.stdin.take().expect("it is piped");
        let orders = json!({"tools": tools, "chats": chats}).to_string();
        input.write_all(orders.as_bytes()).await.expect("it reads");
        drop(input);
        let ended = timeout(PATIENCE, child.wait_with_output()).await;
        let output = ended.expect("Atlas ends in time").expect("it ends");
        let log = String::from_utf8_lossy(&output.stderr);
        model.assert_no_faults();
        assert!(output.status.success(), "Atlas failed:\n{log}");
        let told: Told = serde_json::from_slice(&output.stdout).expect("what the script writes");
        assert_eq!(told.version, self.release.version);
        told
    }

    fn command(&self, prefect_api_url: &str) -> Command {
        let mut command = Command::new(&self.python);
        command
            .args(["-c", include_str!("conversations.py")])
            .current_dir(self.path("work"))
            .env_clear()
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("HOME", self.path("home"))
            .env("TMPDIR", self.path("work"))
            .env("APP_CONFIG_DIR", self.path("config"))
            .env("APP_LOG_DIR", self.path("logs"))
            .env("PREFECT_API_URL", prefect_api_url)
            // Files stay in its memory, and it asks nobody for prices of models.
            .env("USE_MOCK_S3", "true")
            .env("LITELLM_LOCAL_MODEL_COST_MAP", "True")
            .env("LITELLM_LOG", "ERROR")
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("MCP_DISCOVERY_TIMEOUT", PATIENCE.as_secs().to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        command
    }

    /// What goes in and out of one of the servers of the README.
    pub(super) fn watched(&self, server: &str) -> Watched {
        Watched::new(&self.path("bin"), server)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// The entry for `mcp.json` that the README tells users to write, with `folder` as the folder of the programs.
fn entry_of_readme(folder: &str) -> Map<String, Value> {
    let readme = include_str!("../../README.md");
    let entry = readme
        .split_once("\n## Use it from Atlas\n")
        .and_then(|(_, section)| section.split_once("```json\n"))
        .and_then(|(_, entry)| entry.split_once("```"))
        .map(|(entry, _)| entry)
        .expect("the README's section on Atlas begins with an entry");
    let entry = entry.replace(FOLDER_IN_README, folder);
    let entry: Map<String, Value> = serde_json::from_str(&entry).expect("an entry is JSON");
    for server in entry.values() {
        let command = server["command"][0].as_str().unwrap_or_default();
        assert!(command.starts_with(folder), "{command}");
    }
    entry
}
