//! CPython, taking rendered modules apart.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Error, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use mcp_flow::{FlowDefinition, TaskGraph, render};
use serde_json::{Map, Value, json};

use crate::case::{Case, CaseTool, MeantTask};

/// The program that does it; its docs say what it looks at.
const PROGRAM: &str = include_str!("checker.py");

/// What every module begins with.
const RUNTIME: &str = include_str!("../../src/python/runtime.py");

/// The kinds of syntax nodes that a rendered module may have after its runtime.
const KINDS: &str = include_str!("node_kinds.txt");

/// A Python that compares modules with the plans that they were rendered from. It ends when it is dropped.
#[derive(Debug)]
pub struct Checker {
    python: Child,
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Checker {
    /// Starts a Python.
    ///
    /// # Errors
    /// It does not start.
    pub fn start(python: impl AsRef<OsStr>) -> Result<Self, Error> {
        let mut python = Command::new(python)
            .args(["-I", "-W", "error", "-c", PROGRAM])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let gone = || Error::other("a pipe is missing");
        let requests = python.stdin.take().ok_or_else(gone)?;
        let answers = BufReader::new(python.stdout.take().ok_or_else(gone)?);
        Ok(Self {
            python,
            requests: Some(requests),
            answers,
        })
    }

    /// Checks that a case's plan is valid, and that the module rendered from it parses, has allowed kinds of nodes only,
    /// and says nothing but what the plan means: each literal in it is a value of the plan, in its place.
    ///
    /// # Errors
    /// What is wrong with the module, or with the plan.
    ///
    /// # Panics
    /// If Python has ended.
    pub fn check(&mut self, case: &Case) -> Result<(), String> {
        let definition = case.definition().map_err(|problems| problems.to_string())?;
        let source = render(&definition).source;
        if source != render(&definition).source {
            return Err("rendering twice gave two modules".to_owned());
        }
        let request = request(case, &definition, &source);
        let answer = self.ask(&request).expect("Python answers");
        match answer.trim() {
            "null" => Ok(()),
            wrong => Err(format!("{wrong}\n{source}")),
        }
    }

    fn ask(&mut self, request: &Value) -> Result<String, Error> {
        if let Some(requests) = &mut self.requests {
            writeln!(requests, "{request}")?;
            requests.flush()?;
        }
        let mut answer = String::new();
        self.answers.read_line(&mut answer)?;
        if answer.is_empty() {
            return Err(Error::other("Python has ended"));
        }
        Ok(answer)
    }
}

impl Drop for Checker {
    fn drop(&mut self) {
        // It ends when there is nothing more to read.
        self.requests = None;
        let _ = self.python.wait();
    }
}

fn request(case: &Case, definition: &FlowDefinition, source: &str) -> Value {
    let graph = TaskGraph::of(definition);
    let tasks: Vec<Value> = graph
        .nodes()
        .iter()
        .filter_map(|node| case.tasks.get(node.place))
        .map(|meant| task(case, meant))
        .collect();
    let mut tools = Map::new();
    for meant in &case.tasks {
        if let Some(known) = case.tools.get(meant.tool) {
            tools.insert(known.task_key.clone(), tool(known));
        }
    }
    let kinds: Vec<&str> = KINDS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    json!({
        "source": source, "runtime": runtime(source), "kinds": kinds,
        "flow_name": case.flow_name, "description": case.description, "parameters": parameters(case),
        "tools": tools, "tasks": tasks,
    })
}

/// The runtime as this module has it: with `Literal` imported where it is used.
fn runtime(source: &str) -> String {
    let with_literal = RUNTIME.replacen("import Any\n", "import Any, Literal\n", 1);
    if source.starts_with(&with_literal) {
        with_literal
    } else {
        RUNTIME.to_owned()
    }
}

/// The flow's parameters: those that have to be told before the others.
fn parameters(case: &Case) -> Value {
    let parameters = case.parameters.iter().map(|parameter| {
        let default = parameter.schema.get("default");
        let default: Vec<&Value> = default.into_iter().collect();
        json!({"name": parameter.name, "default": default, "listed": parameter.kind.listed()})
    });
    let (optional, required): (Vec<Value>, Vec<Value>) =
        parameters.partition(|parameter| parameter["default"] != json!([]));
    required.into_iter().chain(optional).collect()
}

fn tool(tool: &CaseTool) -> Value {
    let listed: Vec<&Value> = tool
        .parameters
        .iter()
        .flat_map(|(_, kind, _)| kind.listed())
        .collect();
    json!({"server": tool.server, "tool": tool.tool, "listed": listed})
}

fn task(case: &Case, meant: &MeantTask) -> Value {
    let arguments = meant.arguments.iter();
    let arguments: Vec<Value> = arguments
        .map(|(name, meant)| json!([name, meant.to_check()]))
        .collect();
    let referenced: Vec<&str> = meant
        .arguments
        .iter()
        .flat_map(|(_, meant)| meant.tasks())
        .collect();
    let waits = meant.depends_on.iter();
    let waits: Vec<&String> = waits
        .filter(|id| !referenced.contains(&id.as_str()))
        .collect();
    let mut options = json!({"task_run_name": meant.id, "cache_policy": null});
    for (name, option) in ["retries", "retry_delay_seconds", "timeout_seconds"]
        .iter()
        .zip(meant.options)
    {
        if let Some(option) = option {
            options[*name] = json!(option);
        }
    }
    let task_key = case.tools.get(meant.tool).map(|tool| &tool.task_key);
    json!({"id": meant.id, "task_key": task_key, "arguments": arguments, "waits": waits, "options": options})
}
