//! A host's tools, a plan for them, and what that plan means.

use std::collections::HashSet;

use mcp_flow::{DraftFlow, FlowDefinition, LeaveOut, Problems, TaskMappings, validate};
use serde_json::{Map, Value, json};

use crate::argument::{DEPTH, Writer};
use crate::choices::Choices;
use crate::kind::Kind;
use crate::meant::Meant;
use crate::parameter::CaseParameter;
use crate::words::Words;

/// What cases are made like.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Where names and texts come from.
    pub words: Words,
    /// The most tasks, from 1 to 9.
    pub tasks: usize,
    /// The most references in one argument.
    pub references: usize,
    /// How many of 100 references lead to a part that the result does not have. Where some do, no task asks to be tried
    /// again.
    pub missing: usize,
}

/// Tools, a plan that is right for them, and what it means.
#[derive(Clone, Debug)]
pub struct Case {
    /// The tools, as a host tells them.
    pub mcp_data: Value,
    /// The plan.
    pub plan: Value,
    /// The plan's name, as it was meant.
    pub flow_name: String,
    /// The plan's description, as it was meant.
    pub description: String,
    /// The flow's parameters, in the plan's order.
    pub parameters: Vec<CaseParameter>,
    /// What a run is told.
    pub told: Map<String, Value>,
    /// What each task of the plan means, in the plan's order.
    pub tasks: Vec<MeantTask>,
    /// The tools that are known under a task key.
    pub tools: Vec<CaseTool>,
}

/// What a task means.
#[derive(Clone, Debug)]
pub struct MeantTask {
    /// Its id, also where the plan leaves that to the task key.
    pub id: String,
    /// Its tool's place in [`Case::tools`].
    pub tool: usize,
    /// Its arguments by name.
    pub arguments: Vec<(String, Meant)>,
    /// The tasks that `depends_on` names.
    pub depends_on: Vec<String>,
    /// `retries`, `retry_delay_seconds` and `timeout_seconds`, where the plan has them.
    pub options: [Option<usize>; 3],
}

/// A tool.
#[derive(Clone, Debug)]
pub struct CaseTool {
    /// Its task key.
    pub task_key: String,
    /// Its server.
    pub server: String,
    /// Its name on the server.
    pub tool: String,
    /// What it takes: name, kind, and whether it is required.
    pub parameters: Vec<(String, Kind, bool)>,
    /// Whether it takes arguments that it does not list.
    pub open: bool,
    /// Whether its host tells the schema of its result, which rules out everything that is not in a stub's result.
    pub told_output: bool,
}

/// The schema of a stubbed tool's result.
fn output_schema() -> Value {
    let closed = |properties: Value| json!({"type": "object", "properties": properties, "additionalProperties": false});
    let row = closed(json!({"name": {"type": "string"}, "value": {"type": "number"}}));
    closed(json!({
        "n": {"type": "integer"}, "text": {"type": "string"}, "rows": {"type": "array", "items": row},
        "odd key": closed(json!({"x": {"type": "null"}, "flags": {"type": "array", "items": {"type": "boolean"}}})),
    }))
}

impl Case {
    /// The case of these choices.
    pub fn make(choices: &mut Choices<'_>, shape: Shape) -> Self {
        let Shape { words, .. } = shape;
        let (mcp_data, tools) = tools(choices, shape);
        let mut tasks: Vec<MeantTask> = Vec::new();
        let mut parameters: Vec<CaseParameter> = Vec::new();
        for number in 0..=choices.below(shape.tasks) {
            let task = task(choices, shape, number, &tools, &tasks, &mut parameters);
            tasks.push(task);
        }
        let told = parameters
            .iter()
            .filter_map(|parameter| Some((parameter.name.clone(), parameter.told.clone()?)))
            .collect();
        let tasks = choices.shuffled(tasks);
        let flow_name = words.flow_name(choices);
        let description = words.text(choices);
        let written: Vec<Value> = tasks
            .iter()
            .map(|task| write(choices, task, &tools))
            .collect();
        let mut plan =
            json!({"flow_name": flow_name, "description": description, "tasks": written});
        if !parameters.is_empty() || choices.chance(20) {
            plan["parameters"] = parameters
                .iter()
                .map(|parameter| (parameter.name.clone(), parameter.schema.clone()))
                .collect();
        }
        Self {
            mcp_data,
            plan,
            flow_name,
            description,
            parameters,
            told,
            tasks,
            tools,
        }
    }

    /// The value of each parameter in a run that is told [`Case::told`].
    pub fn values(&self) -> Map<String, Value> {
        let parameters = self.parameters.iter();
        parameters
            .map(|parameter| {
                let value = parameter.told.as_ref().or(parameter.schema.get("default"));
                (parameter.name.clone(), value.cloned().unwrap_or_default())
            })
            .collect()
    }

    /// The tools, as a planner reads them.
    pub fn mappings(&self) -> TaskMappings {
        TaskMappings::from_mcp_data(&self.mcp_data, &LeaveOut::default())
    }

    /// What validation makes of the plan.
    ///
    /// # Errors
    /// The plan's problems; it is meant to have none.
    pub fn definition(&self) -> Result<FlowDefinition, Problems> {
        validate(&DraftFlow::read(&self.plan), Some(&self.mappings()))
    }
}

/// Tools as a host tells them, and those of them that a plan can use.
fn tools(choices: &mut Choices<'_>, shape: Shape) -> (Value, Vec<CaseTool>) {
    let words = shape.words;
    let prefixed = choices.chance(50);
    let mut seen = HashSet::new();
    let mut made: Vec<(String, Value, CaseTool)> = Vec::new();
    let mut servers: Vec<Value> = Vec::new();
    for number in 0..=choices.below(2) {
        let server = words.name(choices, number);
        let mut listed: Vec<Value> = Vec::new();
        for number in 0..=choices.below(3) {
            let tool = words.name(choices, number);
            if !seen.insert((server.clone(), tool.clone())) {
                continue;
            }
            let host_name = if prefixed {
                format!("{server}_{tool}")
            } else {
                tool
            };
            let case_tool = parameters(choices, shape);
            let told = tell(choices, words, &host_name, &case_tool);
            listed.push(told.clone());
            made.push((server.clone(), told, case_tool));
        }
        servers.push(
            json!({"server_name": server, "description": words.text(choices), "tools": listed}),
        );
    }
    let mcp_data = json!({"available_servers": servers});
    let mappings = TaskMappings::from_mcp_data(&mcp_data, &LeaveOut::default());
    let usable = made.into_iter().filter_map(|(server, mut told, tool)| {
        if let Some(properties) = told["parameters"]["properties"].as_object_mut() {
            properties.shift_remove("_host");
        }
        let mapping = mappings.find(&server, told["name"].as_str()?)?;
        // Of tools with strange names one can hide another.
        (mapping.input_schema == told["parameters"]).then(|| CaseTool {
            task_key: mapping.task_key.clone(),
            server: mapping.mcp_server.clone(),
            tool: mapping.mcp_tool.clone(),
            ..tool
        })
    });
    let tools = usable.collect();
    (mcp_data, tools)
}

fn parameters(choices: &mut Choices<'_>, shape: Shape) -> CaseTool {
    let words = shape.words;
    let mut parameters: Vec<(String, Kind, bool)> = Vec::new();
    for number in 0..choices.below(5) {
        let name = words.key(choices, number);
        let kind = Kind::choose(choices, words, DEPTH - 1);
        if !name.contains("{{") && parameters.iter().all(|(other, ..)| *other != name) {
            parameters.push((name, kind, choices.chance(50)));
        }
    }
    CaseTool {
        task_key: String::new(),
        server: String::new(),
        tool: String::new(),
        parameters,
        open: choices.chance(25),
        told_output: shape.words == Words::Plain && shape.missing == 0 && choices.chance(50),
    }
}

/// A tool as a host tells it.
fn tell(choices: &mut Choices<'_>, words: Words, host_name: &str, tool: &CaseTool) -> Value {
    let mut properties = Map::new();
    for (name, kind, required) in &tool.parameters {
        let mut schema = kind.schema();
        schema["description"] = json!(words.text(choices));
        if !required && let Some(default) = kind.scalar(choices, words) {
            schema["default"] = default;
        }
        properties.insert(name.clone(), schema);
    }
    if choices.chance(30) {
        properties.insert(
            "_host".to_owned(),
            json!({"type": "string", "default": words.text(choices)}),
        );
    }
    let required: Vec<&String> = tool
        .parameters
        .iter()
        .filter(|(.., required)| *required)
        .map(|(name, ..)| name)
        .collect();
    let mut told = json!({
        "name": host_name, "description": words.text(choices),
        "parameters": {"type": "object", "properties": properties, "required": required,
                       "additionalProperties": tool.open},
    });
    if tool.told_output {
        told["outputSchema"] = output_schema();
    }
    told
}

/// A task that may use those that are `done` before it.
fn task(
    choices: &mut Choices<'_>,
    shape: Shape,
    number: usize,
    tools: &[CaseTool],
    done: &[MeantTask],
    flow_parameters: &mut Vec<CaseParameter>,
) -> MeantTask {
    let words = shape.words;
    let place = choices.below(tools.len().max(1));
    let ids: Vec<&str> = done.iter().map(|task| task.id.as_str()).collect();
    let mut arguments = Vec::new();
    if let Some(tool) = tools.get(place) {
        for (name, kind, required) in &tool.parameters {
            if *required || choices.chance(60) {
                let mut left = choices.below(shape.references + 1);
                let mut writer = Writer {
                    choices,
                    shape,
                    ids: &ids,
                    parameters: flow_parameters,
                    left: &mut left,
                };
                arguments.push((name.clone(), writer.argument(kind, DEPTH)));
            }
        }
        if tool.open && choices.chance(50) {
            let name = words.key(choices, 9);
            if !name.contains("{{") && tool.parameters.iter().all(|(other, ..)| *other != name) {
                arguments.push((name, Meant::Scalar(json!(words.text(choices)))));
            }
        }
    }
    let depends_on = ids
        .iter()
        .filter(|_| choices.chance(20))
        .map(|id| (*id).to_owned())
        .collect();
    let retries = choices.chance(20).then(|| choices.below(101));
    let delays = retries.is_some_and(|retries| retries > 0) && choices.chance(50);
    let delay = delays.then(|| choices.below(1_000));
    let timeout = choices.chance(20).then(|| 1 + choices.below(600));
    // What is missing would be looked for again and again.
    let options = if shape.missing > 0 {
        [None; 3]
    } else {
        [retries, delay, timeout]
    };
    MeantTask {
        id: words.id(choices, number),
        tool: place,
        arguments,
        depends_on,
        options,
    }
}

/// A task as a plan writes it.
fn write(choices: &mut Choices<'_>, task: &MeantTask, tools: &[CaseTool]) -> Value {
    let mut written = json!({"id": task.id});
    if let Some(tool) = tools.get(task.tool) {
        if choices.chance(70) {
            written["task_key"] = json!(tool.task_key);
        }
        if written.get("task_key").is_none() || choices.chance(40) {
            written["mcp_server"] = json!(tool.server);
            written["mcp_tool"] = json!(tool.tool);
        }
    }
    if !task.depends_on.is_empty() || choices.chance(50) {
        written["depends_on"] = json!(task.depends_on);
    }
    let arguments = task.arguments.iter();
    let arguments: Map<String, Value> = arguments
        .map(|(name, meant)| (name.clone(), meant.to_plan()))
        .collect();
    if !arguments.is_empty() || choices.chance(50) {
        written["parameters"] = Value::Object(arguments);
    }
    for (name, option) in ["retries", "retry_delay_seconds", "timeout_seconds"]
        .iter()
        .zip(task.options)
    {
        if let Some(option) = option {
            written[*name] = json!(option);
        }
    }
    written
}
