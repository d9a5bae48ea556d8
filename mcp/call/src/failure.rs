//! What can come of a call beside a result: each case with its exit code and its message.
//!
//! A message says what happened, to which server and tool, and what to do next, in less than 2,000 characters of which
//! others wrote at most [`LONGEST`]: a flow shows no more of it.

use std::time::Duration;

use crate::config::ConfigError;

/// A message has at most so many characters of a text that somebody else wrote.
pub(crate) const LONGEST: usize = 1_500;

/// Why there is no result.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The tool answered with an error.
    #[error("the tool {tool:?} of MCP server {server:?} failed: {}", cut(text))]
    Tool {
        /// The server's name in the configuration.
        server: String,
        /// The tool's name.
        tool: String,
        /// What the tool said.
        text: String,
    },
    /// The server has no such tool.
    #[error(
        "the MCP server {server:?} has no tool {tool:?}: {suggestion} (`mcp-call list -- {server}` shows them all)"
    )]
    MissingTool {
        /// The server's name in the configuration.
        server: String,
        /// The tool's name.
        tool: String,
        /// Which tool was probably meant, or which there are.
        suggestion: String,
    },
    /// The server cannot be started or reached, or was lost in the middle of a call.
    #[error("the MCP server {server:?} {problem}")]
    Server {
        /// The server's name in the configuration.
        server: String,
        /// What happened, and what to do.
        problem: String,
    },
    /// The configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// What came on standard input is no set of arguments.
    #[error(
        "the arguments on standard input {0}; write one JSON object there, such as {{\"name\": \"value\"}}"
    )]
    Arguments(String),
    /// The call took longer than it was given.
    #[error(
        "the tool {tool:?} of MCP server {server:?} did not answer within {}; it was told to stop. Give it longer \
         with --timeout",
        seconds(*limit)
    )]
    TimeLimit {
        /// The server's name in the configuration.
        server: String,
        /// The tool's name.
        tool: String,
        /// How long it was given.
        limit: Duration,
    },
    /// The server took longer to be ready than it was given.
    #[error(
        "the MCP server {server:?} was not ready within {}; see whether it starts by itself, or give it longer with \
         --connect-timeout or MCP_CALL_CONNECT_TIMEOUT{log}",
        seconds(*limit)
    )]
    NotReady {
        /// The server's name in the configuration.
        server: String,
        /// How long it was given.
        limit: Duration,
        /// The last lines of its log, if it has one.
        log: String,
    },
    /// The result cannot be written.
    #[error("the result cannot be written to standard output: {0}")]
    Output(std::io::Error),
    /// This process was told to stop, or nobody is there any more who would read the result.
    #[error("stopped by {0} before there was a result")]
    Interrupted(Interruption),
}

/// Who stopped this process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Interruption {
    /// A terminal, by Ctrl-C.
    #[error("SIGINT")]
    Interrupt,
    /// Another process, such as a worker that cancels a run.
    #[error("SIGTERM")]
    Terminate,
    /// The reader of standard output, by going away.
    #[error("the end of its reader")]
    ReaderGone,
}

impl Failure {
    /// The exit code that tells this case from the others; see the documentation of the crate.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Tool { .. } => 1,
            Self::MissingTool { .. } => 3,
            Self::Server { .. } => 4,
            Self::Config(_) => 5,
            Self::Arguments(_) => 6,
            Self::TimeLimit { .. } | Self::NotReady { .. } => 7,
            Self::Output(_) | Self::Interrupted(Interruption::ReaderGone) => 8,
            Self::Interrupted(Interruption::Interrupt) => 130,
            Self::Interrupted(Interruption::Terminate) => 143,
        }
    }
}

/// The beginning of a text, with a note where it was cut.
pub(crate) fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        None => text.to_owned(),
        Some((end, _)) => {
            let (beginning, rest) = text.split_at(end);
            format!("{beginning}… ({} more characters)", rest.chars().count())
        }
    }
}

fn seconds(limit: Duration) -> String {
    match limit.as_secs_f64() {
        1.0 => "1 second".to_owned(),
        seconds => format!("{seconds} seconds"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_write_is_cut() {
        assert_eq!(cut("short"), "short");
        let cut = cut(&"é".repeat(LONGEST + 7));
        assert!(cut.ends_with("é… (7 more characters)"), "{cut}");
    }

    #[test]
    fn limits_are_told_in_seconds() {
        assert_eq!(seconds(Duration::from_millis(1500)), "1.5 seconds");
        assert_eq!(seconds(Duration::from_secs(1)), "1 second");
    }
}
