//! The suite: `@modelcontextprotocol/conformance` from npm, in a folder that xtask keeps.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use serde::Deserialize;

use crate::python_env::{is_complete, lock, run_with_spinner};
use crate::{output, workspace};

/// The suite, in the newest version, which is the first with scenarios of 2026-07-28.
const SUITE: &str = "@modelcontextprotocol/conformance@0.2.0-alpha.12";

/// The program that the suite is, below its folder.
const PROGRAM: &str = "node_modules/@modelcontextprotocol/conformance/dist/index.js";

/// A Node for the suite where the machine's own is too old for it.
const NODE: &str = "node@22.22.0";

/// The oldest Node that the suite runs on, as a major version.
const OLDEST_NODE: u32 = 22;

/// The folder below xtask's own, and the name of its lock.
const FOLDER: &str = "conformance";

/// What a folder of results begins with; the scenario's name follows.
const RESULTS_PREFIX: &str = "server-";

/// How long the time is that ends such a folder's name, as in `-2026-11-22T23-58-21-446Z`.
const TIME_LENGTH: usize = 25;

/// How many of the last lines of a run without results are shown.
const SHOWN_ERROR_LINES: usize = 15;

/// The suite, ready to run.
#[derive(Debug)]
pub(super) struct Suite {
    node: PathBuf,
    program: PathBuf,
}

/// What came of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    Passed,
    /// It failed, or gave a warning: why.
    NotPassed(String),
}

/// What came of a run.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) scenarios: BTreeSet<String>,
    /// What came of each check, by its `scenario/check`.
    pub(super) checks: BTreeMap<String, Outcome>,
}

/// A check as the suite reports it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Check {
    id: String,
    status: String,
    error_message: Option<String>,
}

/// Whether npm is here, with which the suite is installed, and a Node that runs npm.
pub(crate) fn npm_is_present() -> bool {
    node_version(Path::new("node")).is_some() && said(npm().arg("--version")).is_some()
}

fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

impl Suite {
    /// Gives the suite, and installs it first if it is not there yet, which takes the
    /// network and some seconds. Nothing is installed outside xtask's own folder.
    pub(super) fn ensure() -> anyhow::Result<Self> {
        let cache = workspace::cache_dir();
        fs::create_dir_all(&cache)
            .with_context(|| format!("cannot create the folder {}", cache.display()))?;
        let _lock = lock(&cache.join(format!("{FOLDER}.lock")))?;

        let folder = cache.join(FOLDER);
        let own_node = Path::new("node");
        let is_new_enough = node_version(own_node).is_some_and(|version| version >= OLDEST_NODE);
        let mut packages = vec![SUITE.to_owned()];
        let node = if is_new_enough {
            own_node.to_owned()
        } else {
            packages.push(NODE.to_owned());
            folder.join("node_modules/node/bin/node")
        };
        let suite = Self {
            node,
            program: folder.join(PROGRAM),
        };
        let marker = folder.join("complete");
        if !is_complete(&marker, &packages) || node_version(&suite.node).is_none() {
            suite.install(&folder, &packages)?;
            fs::write(&marker, packages.join("\n"))
                .with_context(|| format!("cannot write {}", marker.display()))?;
        }
        Ok(suite)
    }

    fn install(&self, folder: &Path, packages: &[String]) -> anyhow::Result<()> {
        if folder.exists() {
            fs::remove_dir_all(folder)
                .with_context(|| format!("cannot remove the unfinished {}", folder.display()))?;
        }
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create the folder {}", folder.display()))?;
        run_with_spinner(
            format!("Installing {}", packages.join(" and ")),
            npm()
                .args(["install", "--no-audit", "--no-fund", "--prefix"])
                .arg(folder)
                .args(packages),
        )
        .context(
            "npm cannot install MCP's suite; look at the network and at npm's configuration",
        )?;
        if node_version(&self.node).is_none_or(|version| version < OLDEST_NODE) {
            bail!(
                "npm has installed no Node that starts; install Node {OLDEST_NODE} or newer and put it on PATH"
            );
        }
        Ok(())
    }

    /// Runs all scenarios of a version of the protocol against a server, for some seconds.
    ///
    /// # Errors
    ///
    /// Fails when a scenario has no results.
    pub(super) fn run(&self, url: &str, version: &str) -> anyhow::Result<Tally> {
        let results = tempfile::tempdir().context("cannot make a folder for results")?;
        let output = self
            .command("server", version)
            .args(["--suite", "all", "--url", url, "--output-dir"])
            .arg(results.path())
            .output()
            .context("cannot start MCP's suite")?;
        // It ends with 1 when any check failed, so what it ends with is not looked at.
        let tally = Tally::read(results.path())?;
        let missing = &self.scenarios(version)? - &tally.scenarios;
        if !missing.is_empty() {
            let said = [output.stdout, output.stderr].concat();
            bail!(
                "MCP's suite has no results of {missing:?} in version {version}; it said:\n{}",
                output::last_lines(&String::from_utf8_lossy(&said), SHOWN_ERROR_LINES)
            );
        }
        Ok(tally)
    }

    /// All scenarios of a version of the protocol, as the suite lists them.
    fn scenarios(&self, version: &str) -> anyhow::Result<BTreeSet<String>> {
        let list = said(self.command("list", version).arg("--server"));
        let scenarios = listed(&list.context("MCP's suite does not list its scenarios")?);
        if scenarios.is_empty() {
            bail!("MCP's suite lists no scenarios of version {version}");
        }
        Ok(scenarios)
    }

    fn command(&self, verb: &str, version: &str) -> Command {
        let mut command = Command::new(&self.node);
        command
            .arg(&self.program)
            .args([verb, "--spec-version", version])
            .stdin(Stdio::null());
        command
    }
}

impl Tally {
    /// Reads a folder of results: one folder for each scenario, with its `checks.json`.
    fn read(folder: &Path) -> anyhow::Result<Self> {
        let mut tally = Self::default();
        let entries = fs::read_dir(folder).context("cannot read the results of MCP's suite")?;
        for entry in entries {
            let entry = entry.context("cannot read the results of MCP's suite")?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let scenario = scenario_of(&name).with_context(|| {
                format!("{name:?} is no folder of results as MCP's suite makes them")
            })?;
            let path = entry.path().join("checks.json");
            let text = fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let checks: Vec<Check> = serde_json::from_str(&text)
                .with_context(|| format!("{} holds no checks", path.display()))?;
            for check in checks {
                tally.count(scenario, check);
            }
            tally.scenarios.insert(scenario.to_owned());
        }
        Ok(tally)
    }

    /// A check that comes several times has passed only if it has each time.
    fn count(&mut self, scenario: &str, check: Check) {
        let outcome = match check.status.as_str() {
            "SUCCESS" => Outcome::Passed,
            // What was seen on the wire, and what does not apply to this server.
            "INFO" | "SKIPPED" => return,
            other => Outcome::NotPassed(check.error_message.unwrap_or_else(|| other.to_owned())),
        };
        let key = format!("{scenario}/{}", check.id);
        match self.checks.get(&key) {
            Some(Outcome::NotPassed(_)) => {}
            _ => {
                self.checks.insert(key, outcome);
            }
        }
    }

    /// How many checks have passed.
    pub(super) fn passed(&self) -> usize {
        let outcomes = self.checks.values();
        outcomes
            .filter(|outcome| **outcome == Outcome::Passed)
            .count()
    }
}

/// The scenario of a folder's name, such as `server-ping-2026-11-22T23-58-21-446Z`.
fn scenario_of(folder: &str) -> Option<&str> {
    let named = folder.strip_prefix(RESULTS_PREFIX)?;
    named.get(..named.len().checked_sub(TIME_LENGTH)?)
}

/// The names in a list of the suite's, whose lines are `  - name [versions]`.
fn listed(list: &str) -> BTreeSet<String> {
    list.lines()
        .filter_map(|line| line.trim().strip_prefix("- "))
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

/// The major version of a Node, if it starts.
fn node_version(node: &Path) -> Option<u32> {
    major(&said(Command::new(node).arg("--version"))?)
}

/// Reads `v22.22.0`.
fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

/// What a command writes to standard output, if it starts and ends well.
fn said(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_and_lists_are_read_as_the_suite_writes_them() {
        let folder = "server-tools-list-2026-11-22T23-58-21-446Z";
        assert_eq!(scenario_of(folder), Some("tools-list"));
        assert_eq!(scenario_of("server-x"), None);
        let list = "Server scenarios (test against a server):\n  - ping [2025-06-18,2025-11-25]\n  - caching\n";
        let expected = ["caching", "ping"].map(str::to_owned);
        assert_eq!(listed(list), BTreeSet::from(expected));
        assert_eq!(major("v22.22.0\n"), Some(22));
        assert_eq!(major("22"), None);
    }

    #[test]
    fn a_check_that_failed_once_has_failed() {
        let mut tally = Tally::default();
        for (status, error) in [
            ("SUCCESS", None),
            ("FAILURE", Some("no")),
            ("SUCCESS", None),
        ] {
            let check = Check {
                id: "ping".to_owned(),
                status: status.to_owned(),
                error_message: error.map(str::to_owned),
            };
            tally.count("ping", check);
        }
        let outcome = tally.checks.get("ping/ping").unwrap();
        assert_eq!(*outcome, Outcome::NotPassed("no".to_owned()));
        assert_eq!(tally.passed(), 0);
    }
}
