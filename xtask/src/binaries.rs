//! Building the workspace's own programs, for the verbs that start them.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, bail};
use serde_json::Value;

use crate::{output, workspace};

/// How many of the last lines of a failed build are shown.
const SHOWN_ERROR_LINES: usize = 60;

/// Where there is no terminal, progress is a line for so many crates.
const CRATES_PER_LINE: usize = 40;

/// The programs, once they are built.
#[derive(Debug)]
pub(crate) struct Binaries {
    by_name: HashMap<String, PathBuf>,
}

impl Binaries {
    /// Builds the programs of these packages with cargo and takes their paths from
    /// its report; each package has one program of its own name. Shows how far the
    /// build is; its messages only if it fails.
    pub(crate) fn build(packages: &[&str]) -> anyhow::Result<Self> {
        Self::build_with(packages, &[])
    }

    /// As [`Self::build`], optimised.
    pub(crate) fn build_release(packages: &[&str]) -> anyhow::Result<Self> {
        Self::build_with(packages, &["--release"])
    }

    fn build_with(packages: &[&str], arguments: &[&str]) -> anyhow::Result<Self> {
        let mut process = Command::new(workspace::cargo())
            .args([
                "build",
                "--bins",
                "--message-format=json-render-diagnostics",
            ])
            .args(arguments)
            .args(packages.iter().flat_map(|package| ["--package", package]))
            .current_dir(workspace::root())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .context("cannot start cargo; is it on PATH?")?;
        let stdout = process.stdout.take().context("cargo has no output")?;
        let mut stderr = process.stderr.take().context("cargo has no error output")?;
        // Read beside the reports, or a full pipe would stop the build.
        let messages = thread::spawn(move || {
            let mut bytes = Vec::new();
            stderr.read_to_end(&mut bytes).map(|_| bytes)
        });

        let spinner = output::spinner("Building".to_owned());
        let mut crates = 0;
        let mut by_name = HashMap::new();
        for line in BufReader::new(stdout).lines() {
            let line = line.context("cannot read cargo's report")?;
            let Some(artifact) = artifact_of(&line) else {
                continue;
            };
            crates += 1;
            if spinner.is_hidden() && crates % CRATES_PER_LINE == 0 {
                eprintln!("  {crates} crates");
            }
            spinner.set_message(format!("Building: {crates} crates, {}", artifact.name));
            if let Some(executable) = artifact.executable {
                by_name.insert(artifact.name, executable);
            }
        }
        let status = process.wait().context("cannot wait for cargo")?;
        spinner.finish_and_clear();
        if !status.success() {
            let messages = messages
                .join()
                .ok()
                .and_then(Result::ok)
                .unwrap_or_default();
            bail!(
                "the build failed ({status}):\n{}",
                output::last_lines(&String::from_utf8_lossy(&messages), SHOWN_ERROR_LINES)
            );
        }
        Ok(Self { by_name })
    }

    /// The path of a program.
    pub(crate) fn path(&self, name: &str) -> anyhow::Result<&Path> {
        self.by_name
            .get(name)
            .map(PathBuf::as_path)
            .with_context(|| format!("cargo built no program named {name}"))
    }
}

/// Something that cargo has built.
#[derive(Debug, PartialEq, Eq)]
struct Artifact {
    name: String,
    executable: Option<PathBuf>,
}

/// Reads a line of cargo's report; nothing if it is not about an artifact.
fn artifact_of(line: &str) -> Option<Artifact> {
    let message: Value = serde_json::from_str(line).ok()?;
    if message["reason"] != "compiler-artifact" {
        return None;
    }
    Some(Artifact {
        name: message["target"]["name"].as_str()?.to_owned(),
        executable: message["executable"].as_str().map(PathBuf::from),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn artifacts_are_read_from_the_report() {
        let line = r#"{"reason":"compiler-artifact","target":{"name":"mcp-demo","kind":["bin"]},"executable":"/t/mcp-demo"}"#;
        let artifact = artifact_of(line).unwrap();
        assert_eq!(artifact.name, "mcp-demo");
        assert_eq!(artifact.executable, Some(PathBuf::from("/t/mcp-demo")));

        let library =
            r#"{"reason":"compiler-artifact","target":{"name":"anyhow"},"executable":null}"#;
        assert_eq!(artifact_of(library).unwrap().executable, None);
        assert_eq!(artifact_of(r#"{"reason":"build-finished"}"#), None);
        assert_eq!(artifact_of("warning: not JSON"), None);
    }
}
