//! A server that is looked at: all that it is sent and all that it answers is kept, in files beside its program.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// What is started in the place of the program.
const SCRIPT: &str = r#"#!/bin/sh
echo start >> "$0.starts"
tee -a "$0.requests" | PROGRAM | tee -a "$0.answers"
"#;

/// A server of Atlas.
#[derive(Debug, Clone)]
pub(super) struct Watched {
    path: PathBuf,
}

/// Messages that it was sent, or that it sent, in their order.
#[derive(Debug)]
pub(super) struct Messages(Vec<Value>);

impl Watched {
    /// The server whose program is in this folder.
    pub(super) fn new(folder: &Path, server: &str) -> Self {
        Self {
            path: folder.join(server),
        }
    }

    /// Puts a script into the folder that starts a program, and keeps what goes in and out.
    pub(super) fn put_before(&self, program: &str) {
        let quoted = shlex::try_quote(program).expect("a path without NUL");
        fs::write(&self.path, SCRIPT.replace("PROGRAM", &quoted)).expect("a file");
        let executable = fs::Permissions::from_mode(0o700);
        fs::set_permissions(&self.path, executable).expect("the file is ours");
    }

    /// How often its process was started.
    pub(super) fn starts(&self) -> usize {
        self.text("starts").lines().count()
    }

    /// What it was sent so far.
    pub(super) fn requests(&self) -> Messages {
        self.messages("requests")
    }

    /// What it answered so far, and asked for itself.
    pub(super) fn answers(&self) -> Messages {
        self.messages("answers")
    }

    fn messages(&self, kind: &str) -> Messages {
        let text = self.text(kind);
        // A line may be half written.
        let whole = text
            .split_inclusive('\n')
            .filter(|line| line.ends_with('\n'));
        let message = |line| serde_json::from_str(line).expect("a line is a message");
        Messages(whole.map(message).collect())
    }

    fn text(&self, kind: &str) -> String {
        let path = self.path.with_extension(kind);
        fs::read_to_string(path).expect("the server was started")
    }
}

impl Messages {
    /// The requests of one method.
    pub(super) fn of(&self, method: &str) -> Vec<&Value> {
        let Self(messages) = self;
        let of_it = messages.iter().filter(|one| one["method"] == method);
        of_it.collect()
    }

    /// The ids of the calls of one tool.
    pub(super) fn calls(&self, tool: &str) -> Vec<&Value> {
        let calls = self.of("tools/call").into_iter();
        calls
            .filter(|call| call["params"]["name"] == tool)
            .map(|call| &call["id"])
            .collect()
    }

    /// Where among them the answer to a request is.
    pub(super) fn place_of_answer(&self, id: &Value) -> usize {
        let Self(messages) = self;
        messages
            .iter()
            .position(|one| one["id"] == *id && one["method"].is_null())
            .expect("an answer")
    }
}
