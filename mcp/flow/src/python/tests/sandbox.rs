//! A folder with stand-ins for Prefect and `mcp-call`, in which rendered flows run.

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

use crate::definition::FlowDefinition;
use crate::python::render;

/// A Prefect that runs each task in a thread of its own as soon as its futures are done, and notes what it saw.
const PREFECT: &str = include_str!("prefect.py");

/// Tools: `echo`, `users`, `fail`, `garble`, `raw`, which prints the text that it is given, and `meet`, which answers only when as many calls as it is told are there.
const MCP_CALL: &str = include_str!("mcp_call.py");

/// Runs the flow of a module and prints, as one line of JSON, what it returned or raised and what Prefect saw.
const DRIVER: &str = r"
import importlib, json, sys
import prefect
module = importlib.import_module(sys.argv[1])
outcome = {}
try:
    outcome['result'] = getattr(module, sys.argv[1])(**json.load(sys.stdin))
except Exception as error:
    outcome['error'] = f'{type(error).__name__}: {error}'
outcome['seen'] = prefect.SEEN
outcome['artifacts'] = prefect.ARTIFACTS
outcome['warnings'] = prefect.WARNINGS
print(json.dumps(outcome))
";

/// Compiles every module whose source is in the JSON list on stdin.
const COMPILER: &str = r"
import json, sys
for number, source in enumerate(json.load(sys.stdin)):
    try:
        compile(source, f'module {number}', 'exec', dont_inherit=True)
    except SyntaxError as error:
        sys.exit(f'module {number}: {error}\n{source}')
";

pub(super) struct Sandbox {
    folder: tempfile::TempDir,
}

/// What became of a run.
pub(super) struct Outcome {
    pub(super) result: Value,
    pub(super) error: String,
    /// Task runs in the order of submission: name, options and the names of the runs they waited for.
    pub(super) seen: Value,
    /// The data of the artifacts, in the order in which they were made.
    pub(super) artifacts: Vec<Value>,
    /// What was logged.
    pub(super) warnings: Value,
    /// Calls of tools in the order of their ends: server, tool and arguments.
    pub(super) calls: Vec<Value>,
}

impl Sandbox {
    /// A new folder; nothing where there is no Python, unless this is continuous integration.
    pub(super) fn new() -> Option<Self> {
        let version = Command::new("python3").arg("--version").output();
        if !version.is_ok_and(|version| version.status.success()) {
            assert!(
                std::env::var_os("CI").is_none(),
                "continuous integration needs python3"
            );
            eprintln!("skipped: there is no python3");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let this = Self { folder };
        this.write("prefect.py", PREFECT);
        this.write("driver.py", DRIVER);
        this.write("mcp-call", MCP_CALL);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let executable = std::fs::Permissions::from_mode(0o755);
            std::fs::set_permissions(this.path("mcp-call"), executable).unwrap();
        }
        Some(this)
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn write(&self, name: &str, content: &str) {
        std::fs::write(self.path(name), content).unwrap();
    }

    /// Names of the files that are in the folder.
    pub(super) fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    fn python(&self, arguments: &[&str], input: &str) -> Output {
        self.write("input", input);
        Command::new("python3")
            .args(arguments)
            .current_dir(self.folder.path())
            .env("MCP_CALL", self.path("mcp-call"))
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(std::fs::File::open(self.path("input")).unwrap())
            .output()
            .unwrap()
    }

    /// Runs a script that must succeed; returns what it prints.
    pub(super) fn script(&self, script: &str, input: &str) -> String {
        let output = self.python(&["-c", script], input);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    /// Compiles every source, in one process.
    pub(super) fn compile(&self, sources: &[String]) {
        self.script(COMPILER, &serde_json::to_string(sources).unwrap());
    }

    /// Renders a flow and runs it, without parameters.
    pub(super) fn run(&self, definition: &FlowDefinition) -> Outcome {
        self.run_with(definition, &Value::Object(serde_json::Map::new()))
    }

    /// Renders a flow and runs it with some parameters.
    pub(super) fn run_with(&self, definition: &FlowDefinition, parameters: &Value) -> Outcome {
        let rendered = render(definition);
        self.write(&rendered.file_name(), &rendered.source);
        let output = self.python(&["driver.py", &rendered.function], &parameters.to_string());
        let log = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{log}\n{}", rendered.source);
        let outcome: Value = serde_json::from_slice(&output.stdout).unwrap();
        let calls = std::fs::read_to_string(self.path("calls")).unwrap_or_default();
        Outcome {
            result: outcome["result"].clone(),
            error: outcome["error"].as_str().unwrap_or_default().to_owned(),
            seen: outcome["seen"].clone(),
            artifacts: outcome["artifacts"].as_array().unwrap().clone(),
            warnings: outcome["warnings"].clone(),
            calls: calls
                .lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect(),
        }
    }
}
