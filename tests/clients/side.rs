//! One of the two servers of a scene, with clients that know no other.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use regex::Regex;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::process::Command;

use super::normal::Normaliser;
use crate::fixtures::process::{Output, Process};

/// How long a command may take before it is ended. The longest takes some 20 s,
/// but the machine may have other things to do.
const COMMAND_LIMIT: Duration = Duration::from_secs(180);

/// How long a worker may take to end. It takes some 2 s.
const END_LIMIT: Duration = Duration::from_secs(60);

/// How long something that is waited for may take to come true.
const PATIENCE: Duration = Duration::from_secs(120);

/// How often it is looked whether it has.
const LOOK_INTERVAL: Duration = Duration::from_millis(100);

/// How often workers and runners ask for runs, in seconds, instead of 10.
const POLL_SECONDS: &str = "1";

/// Room enough for every table, so that no cell is wrapped or cut.
const COLUMNS: &str = "4000";

/// A server and what runs against it: `prefect` and Python, with a home, a folder
/// for temporary files and a work folder of their own.
pub(super) struct Side {
    name: &'static str,
    api_url: String,
    python: PathBuf,
    folder: TempDir,
    http: reqwest::Client,
    normaliser: Normaliser,
    /// What `keep` took from earlier output.
    kept: BTreeMap<&'static str, String>,
    /// What runs in the background.
    running: HashMap<&'static str, Process>,
    last: Option<Output>,
    started: usize,
}

impl Side {
    /// Makes the folders, with the scripts of `flows/` in the work folder.
    pub(super) fn new(name: &'static str, api_url: &str, python: PathBuf) -> Self {
        let folder = tempfile::Builder::new()
            .prefix("prefect-clients-")
            .tempdir()
            .expect("a temporary folder");
        for part in ["home", "temporary", "work", "output"] {
            std::fs::create_dir(folder.path().join(part)).expect("a folder");
        }
        for script in std::fs::read_dir(super::FLOWS).expect("the folder of scripts") {
            let script = script.expect("an entry of the folder").path();
            let name = script.file_name().expect("a script has a name");
            std::fs::copy(&script, folder.path().join("work").join(name)).expect("a copy");
        }
        let mut normaliser = Normaliser::default();
        let root = api_url.trim_end_matches("/api");
        normaliser.know(root, "<server>");
        normaliser.know(root.trim_start_matches("http://"), "<server>");
        normaliser.know(root.replacen("http", "ws", 1), "<server>");
        normaliser.know(folder.path().display().to_string(), "<folder>");
        Self {
            name,
            api_url: api_url.to_owned(),
            python,
            folder,
            http: reqwest::Client::new(),
            normaliser,
            kept: BTreeMap::new(),
            running: HashMap::new(),
            last: None,
            started: 0,
        }
    }

    /// What to call this side in a report.
    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// What the last command wrote, and how it ended.
    pub(super) fn last(&self) -> &Output {
        self.last.as_ref().expect("a step before this one")
    }

    /// Runs a command to its end: the arguments of Python, with `{name}` for what
    /// was kept under that name.
    pub(super) async fn run(&mut self, arguments: &[String]) {
        let mut process = self.start(arguments);
        let output = process.wait(COMMAND_LIMIT).await.unwrap_or_else(|output| {
            panic!(
                "{}: {arguments:?} was ended after {COMMAND_LIMIT:?}:\n{output}{}",
                self.name,
                self.background()
            )
        });
        self.last = Some(output);
    }

    /// Starts a command in the background, under a name.
    pub(super) fn begin(&mut self, name: &'static str, arguments: &[String]) {
        let process = self.start(arguments);
        self.running.insert(name, process);
    }

    /// Ends what was begun as Ctrl-C does, and kills it if that does not end it.
    pub(super) async fn interrupt(&mut self, name: &'static str) {
        let mut process = self.running.remove(name).expect("it was begun");
        process.interrupt();
        let output = process.wait(END_LIMIT).await;
        self.last = Some(output.unwrap_or_else(|killed| killed));
    }

    /// Waits until what was begun has written something.
    pub(super) async fn wait_for_text(&mut self, name: &'static str, text: &str) {
        self.wait_until(&format!("{name} to write {text:?}"), async |side| {
            let output = side.so_far(name);
            output.stdout.contains(text) || output.stderr.contains(text)
        })
        .await;
    }

    /// Waits until something is so.
    pub(super) async fn wait_until(&self, what: &str, is_so: impl AsyncFn(&Self) -> bool) {
        let waiting = async {
            while !is_so(self).await {
                tokio::time::sleep(LOOK_INTERVAL).await;
            }
        };
        if tokio::time::timeout(PATIENCE, waiting).await.is_err() {
            let runs = self.ask("flow_runs/filter", json!({})).await;
            let runs: Vec<String> = runs
                .as_array()
                .into_iter()
                .flatten()
                .map(|run| format!("{} {}", run["name"], run["state"]["name"]))
                .collect();
            panic!(
                "{}: waited {PATIENCE:?} in vain for {what}; runs: {runs:?}{}",
                self.name,
                self.background()
            );
        }
    }

    /// What was begun has written so far.
    pub(super) fn so_far(&self, name: &str) -> Output {
        self.running[name].output_so_far()
    }

    /// What runs in the background has written.
    fn background(&self) -> String {
        let mut text = String::new();
        for (name, process) in &self.running {
            let _ = write!(text, "\n{name}: {}", process.output_so_far());
        }
        text
    }

    /// Keeps what a pattern's first group finds in the last output.
    pub(super) fn keep(&mut self, name: &'static str, pattern: &str) {
        let output = self.last();
        let found = Regex::new(pattern)
            .expect("a pattern")
            .captures(&output.stdout)
            .unwrap_or_else(|| panic!("{}: {pattern} is not in {output}", self.name))[1]
            .to_owned();
        self.kept.insert(name, found);
    }

    /// What the API answers to a filter, as JSON.
    pub(super) async fn ask(&self, path: &str, body: Value) -> Value {
        let url = format!("{}/{path}", self.api_url);
        self.answer(self.http.post(url).json(&body)).await
    }

    /// What the API has at a path, as JSON.
    pub(super) async fn get(&self, path: &str) -> Value {
        let url = format!("{}/{path}", self.api_url);
        self.answer(self.http.get(url)).await
    }

    async fn answer(&self, request: reqwest::RequestBuilder) -> Value {
        let answer = request.send().await.expect("the server answers");
        let text = answer.text().await.expect("an answer has a body");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    /// Learns the names that the server made up until now.
    pub(super) async fn learn_names(&mut self) {
        let runs = self.ask("flow_runs/filter", json!({})).await;
        for run in runs.as_array().into_iter().flatten() {
            self.normaliser
                .know_name(run["name"].as_str().unwrap_or_default());
        }
    }

    /// What takes away that which differs from server to server.
    pub(super) fn normaliser(&mut self) -> &mut Normaliser {
        &mut self.normaliser
    }

    fn start(&mut self, arguments: &[String]) -> Process {
        let folder = self.folder.path();
        let mut command = Command::new(&self.python);
        command
            .args(arguments.iter().map(|argument| self.filled_in(argument)))
            .current_dir(folder.join("work"))
            .env_clear()
            .envs(std::env::vars_os().filter(|(name, _)| name == "PATH"))
            .env("HOME", folder.join("home"))
            .env("TMPDIR", folder.join("temporary"))
            .env("PREFECT_HOME", folder.join("home"))
            .env("PREFECT_API_URL", &self.api_url)
            .env("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
            .env("PREFECT_SERVER_ALLOW_EPHEMERAL_MODE", "false")
            .env("PREFECT_WORKER_QUERY_SECONDS", POLL_SECONDS)
            .env("PREFECT_RUNNER_POLL_FREQUENCY", POLL_SECONDS)
            .env("PYTHONUNBUFFERED", "1")
            .env("NO_COLOR", "1")
            .env("TERM", "dumb")
            .env("COLUMNS", COLUMNS);
        self.started += 1;
        let name = self.started.to_string();
        Process::start(command, &folder.join("output"), &name)
    }

    fn filled_in(&self, argument: &str) -> String {
        let mut filled = argument.to_owned();
        for (name, value) in &self.kept {
            filled = filled.replace(&format!("{{{name}}}"), value);
        }
        filled
    }
}
