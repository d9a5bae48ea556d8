//! Why a configuration cannot be used. No message has a value from the file, because that may be a secret.

use std::fmt;
use std::path::{Path, PathBuf};

/// Why a server cannot be looked up.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// There is no configuration file.
    #[error(
        "there is no configuration file: tried {}; name one with --config or MCP_CALL_CONFIG",
        paths(tried)
    )]
    NotFound {
        /// Where it was looked for.
        tried: Vec<PathBuf>,
    },
    /// The file cannot be read.
    #[error(
        "the configuration {} cannot be read: {source}; name another with --config or MCP_CALL_CONFIG",
        path.display()
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not JSON.
    #[error("the configuration {} is not JSON: {source}; mend it there", path.display())]
    NotJson {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: serde_json::Error,
    },
    /// The file is JSON, and has no servers by their names.
    #[error(
        "the configuration {} is not an object of servers by their names; write {{\"NAME\": {{\"command\": \
         [\"PROGRAM\"]}}}} or {{\"mcpServers\": {{\"NAME\": {{\"command\": \"PROGRAM\"}}}}}}",
        path.display()
    )]
    NotAnObject {
        /// The file.
        path: PathBuf,
    },
    /// No server has this name.
    #[error("the configuration {} has no server {name:?}: {suggestion}", path.display())]
    UnknownServer {
        /// The name.
        name: String,
        /// The file.
        path: PathBuf,
        /// Which name was probably meant, or which there are.
        suggestion: String,
    },
    /// A server's entry cannot be used.
    #[error("the server {name:?} in the configuration {} cannot be used: {problem}", path.display())]
    Server {
        /// The server's name.
        name: String,
        /// The file.
        path: PathBuf,
        /// What is wrong with its entry, and what to write instead.
        problem: Problem,
    },
}

/// What is wrong with a server's entry, and what to write instead.
#[derive(Debug)]
pub struct Problem(String);

impl Problem {
    /// A problem in these words, which have no value from the file.
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// A variable is referred to and not set.
    pub(super) fn unset(variable: &str) -> Self {
        Self(format!(
            "it refers to the environment variable {variable}, which is not set; set it where mcp-call runs"
        ))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

fn paths(paths: &[PathBuf]) -> String {
    let paths: Vec<String> = paths
        .iter()
        .map(|path: &PathBuf| Path::new(path).display().to_string())
        .collect();
    paths.join(" and ")
}
