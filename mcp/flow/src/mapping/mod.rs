//! Which tools a plan may use, and under which task keys.
//!
//! A host tells its tools as `_mcp_data`:
//! `{"available_servers": [{"server_name", "description", "tools": [{"name", "description", "parameters"}]}]}`, where
//! `parameters` is the tool's input schema. A server that could not be reached has no tools.
//!
//! * **Task key**: `server_tool`. Server and tool names may hold underscores themselves, so a key is never split; it
//!   is looked up.
//! * **Tool names** come either bare (`evaluate`) or as the host shows them to its model (`calculator_evaluate`). A
//!   server all of whose tools begin with its own name looks as if sent the second way; but a server `db` may well have
//!   a tool of its own called `db_query`. A host writes all names the same way, so the servers decide by majority.
//! * **Collisions**: server `a` with tool `b_c` and server `a_b` with tool `c` would have the same key. Of such tools,
//!   sorted by server and tool, the first keeps the key and the others get `_2`, `_3` and so on, whatever the order in
//!   which the host lists its servers.
//! * **The host's parameters**, whose names begin with `_`, are not for a plan to give, and are left out.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Value, json};

use crate::problem::{Problem, quote};
use crate::python::annotation;
use crate::schema;

/// One tool that a plan may use.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TaskMapping {
    /// What a plan calls it: `server_tool`.
    pub task_key: String,
    /// The server's name, as its host has it.
    pub mcp_server: String,
    /// The tool's name, as its server has it.
    pub mcp_tool: String,
    /// What the tool does, in its author's words.
    pub description: String,
    /// The arguments that a plan may give, those first that it must.
    pub parameters: Vec<TaskParameter>,
    /// The tool's input schema without the host's parameters.
    #[serde(skip)]
    pub input_schema: Value,
    /// The schema of the tool's result, where the host tells it.
    #[serde(skip)]
    pub output_schema: Option<Value>,
    /// The tool's name as the host sent it.
    #[serde(skip)]
    host_name: String,
}

/// One argument of a tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TaskParameter {
    /// Its name, as the tool has it.
    pub name: String,
    /// Its type as a Python annotation.
    pub annotation: String,
    /// Whether a call must give it.
    pub required: bool,
    /// What the tool takes it for where a call does not give it, as far as its schema says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
}

/// Tools that are not for planning with: above all the planner's own.
#[derive(Clone, Debug, Default)]
pub struct LeaveOut {
    /// Servers to leave out whole.
    pub servers: Vec<String>,
    /// Tools to leave out, by their names on their servers, whatever the server is called.
    pub tools: Vec<String>,
}

/// All tools that a plan may use.
#[derive(Clone, Debug, Default)]
pub struct TaskMappings {
    mappings: Vec<Arc<TaskMapping>>,
    by_key: HashMap<String, usize>,
    /// Servers that the host lists without a single tool: most often they could not be reached.
    pub servers_without_tools: Vec<String>,
    /// Entries of `_mcp_data` that could not be read and are left out.
    pub problems: Vec<Problem>,
}

impl TaskMappings {
    /// Reads `_mcp_data`. What cannot be read is left out and told in `problems`.
    ///
    /// Costs time linear in the size of `mcp_data`.
    pub fn from_mcp_data(mcp_data: &Value, leave_out: &LeaveOut) -> Self {
        let mut this = Self::default();
        let mut found = Vec::new();
        let servers = mcp_data.get("available_servers").unwrap_or(mcp_data);
        match servers {
            Value::Array(servers) => {
                let prefixed = names_are_prefixed(servers);
                for (index, server) in servers.iter().enumerate() {
                    let pointer = format!("/available_servers/{index}");
                    this.read_server(server, prefixed, &pointer, leave_out, &mut found);
                }
            }
            Value::Null => {}
            _ => this.problems.push(Problem::new(
                "/available_servers",
                "the list of servers is missing",
                "pass {\"available_servers\": [{\"server_name\": …, \"tools\": […]}]}",
            )),
        }
        let mut seen = HashSet::new();
        found.retain(|mapping| seen.insert((mapping.mcp_server.clone(), mapping.mcp_tool.clone())));
        assign_keys(&mut found);
        this.by_key = found
            .iter()
            .enumerate()
            .map(|(at, mapping)| (mapping.task_key.clone(), at))
            .collect();
        this.mappings = found.into_iter().map(Arc::new).collect();
        this
    }

    /// The tool of a task key.
    pub fn get(&self, task_key: &str) -> Option<&Arc<TaskMapping>> {
        self.by_key
            .get(task_key)
            .and_then(|at| self.mappings.get(*at))
    }

    /// The tool of a server, by its own name, or else by the host's name for it. Looks at every mapping.
    pub fn find(&self, server: &str, tool: &str) -> Option<&Arc<TaskMapping>> {
        let on_server = || {
            let mappings = self.mappings.iter();
            mappings.filter(|mapping| mapping.mcp_server == server)
        };
        on_server()
            .find(|mapping| mapping.mcp_tool == tool)
            .or_else(|| on_server().find(|mapping| mapping.host_name == tool))
    }

    /// The one tool of this name on whatever server; none where several servers have one. Looks at every mapping.
    pub fn find_tool(&self, tool: &str) -> Option<&Arc<TaskMapping>> {
        let mut called = self
            .mappings
            .iter()
            .filter(|mapping| mapping.is_called(tool));
        called.next().filter(|_| called.next().is_none())
    }

    /// All mappings, in the host's order.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<TaskMapping>> + Clone {
        self.mappings.iter()
    }

    /// All task keys, in the host's order.
    pub fn keys(&self) -> impl Iterator<Item = &str> + Clone {
        self.mappings
            .iter()
            .map(|mapping| mapping.task_key.as_str())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.mappings.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.mappings.is_empty()
    }

    fn read_server(
        &mut self,
        server: &Value,
        prefixed: bool,
        pointer: &str,
        leave_out: &LeaveOut,
        found: &mut Vec<TaskMapping>,
    ) {
        let Some(name) = self.read_name(server, &SERVER_NAME, pointer) else {
            return;
        };
        if leave_out.servers.contains(&name) {
            return;
        }
        let tools = match server.get("tools") {
            Some(Value::Array(tools)) => tools.as_slice(),
            None | Some(Value::Null) => &[],
            Some(_) => {
                self.problems.push(Problem::new(
                    format!("{pointer}/tools"),
                    format!("the tools of server {} are not a list", quote(&name)),
                    "pass the tools as a JSON array",
                ));
                &[]
            }
        };
        if tools.is_empty() {
            self.servers_without_tools.push(name.clone());
        }
        let prefixed = prefixed && has_prefixed_names(server);
        for (index, tool) in tools.iter().enumerate() {
            let pointer = format!("{pointer}/tools/{index}");
            let Some(host_name) = self.read_name(tool, &["name"], &pointer) else {
                continue;
            };
            let bare = without_prefix(&name, &host_name).unwrap_or(&host_name);
            // Better one tool too few than a planner that plans with itself, however its name came.
            if leave_out
                .tools
                .iter()
                .any(|tool| tool == bare || *tool == host_name)
            {
                continue;
            }
            let mcp_tool = if prefixed { bare } else { &host_name };
            found.push(TaskMapping::read(
                &name,
                mcp_tool.to_owned(),
                host_name.clone(),
                tool,
            ));
        }
    }

    fn read_name(&mut self, object: &Value, keys: &[&str], pointer: &str) -> Option<String> {
        let name = keys
            .iter()
            .find_map(|key| object.get(*key))
            .and_then(Value::as_str);
        let Some(name) = name else {
            self.problems.push(Problem::new(
                pointer,
                "this entry has no name and is left out",
                format!("give it a {}", keys.first().copied().unwrap_or_default()),
            ));
            return None;
        };
        match name_fault(name) {
            None => Some(name.to_owned()),
            Some(fault) => {
                self.problems.push(Problem::new(
                    pointer,
                    format!("the name {} {fault}; this entry is left out", quote(name)),
                    "rename it where it is configured",
                ));
                None
            }
        }
    }
}

impl TaskMapping {
    fn read(server: &str, mcp_tool: String, host_name: String, tool: &Value) -> Self {
        let raw = ["parameters", "inputSchema", "input_schema"]
            .iter()
            .find_map(|key| tool.get(*key))
            .unwrap_or(&Value::Null);
        let input_schema = schema::without_host_parameters(raw);
        let description = tool
            .get("description")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let output = ["outputSchema", "output_schema"]
            .iter()
            .find_map(|key| tool.get(*key));
        Self {
            task_key: natural_key(server, &mcp_tool),
            mcp_server: server.to_owned(),
            mcp_tool,
            description: description.trim().to_owned(),
            parameters: parameters(&input_schema),
            input_schema,
            output_schema: output.filter(|schema| schema.is_object()).cloned(),
            host_name,
        }
    }

    /// Whether this is its name on its server or its host's name for it.
    pub(crate) fn is_called(&self, tool: &str) -> bool {
        self.mcp_tool == tool || self.host_name == tool
    }
}

/// Keys under which a server's name is looked for.
const SERVER_NAME: [&str; 2] = ["server_name", "name"];

/// Whether a host sends the names that it shows its model. Servers without tools have no say.
fn names_are_prefixed(servers: &[Value]) -> bool {
    let with_tools = |server: &&Value| server.get("tools").is_some_and(|tools| *tools != json!([]));
    let servers = servers.iter().filter(with_tools);
    let (prefixed, bare): (Vec<_>, Vec<_>) = servers.partition(|server| has_prefixed_names(server));
    prefixed.len() >= bare.len()
}

/// Whether each tool of a server begins with the server's name. What has no name does not speak against it.
fn has_prefixed_names(server: &Value) -> bool {
    let name = SERVER_NAME
        .iter()
        .find_map(|key| server.get(*key)?.as_str());
    let tools = server.get("tools").and_then(Value::as_array);
    let names = tools.into_iter().flatten();
    names
        .filter_map(|tool| tool.get("name")?.as_str())
        .all(|tool| name.is_some_and(|name| without_prefix(name, tool).is_some()))
}

/// A tool's own name, if its server's name and an underscore stand before it.
fn without_prefix<'a>(server: &str, tool: &'a str) -> Option<&'a str> {
    let bare = tool.strip_prefix(server)?.strip_prefix('_')?;
    Some(bare).filter(|bare| !bare.is_empty())
}

/// The key that a tool has unless another tool has it too.
pub(crate) fn natural_key(server: &str, tool: &str) -> String {
    format!("{server}_{tool}")
}

/// Why a server's or a tool's name cannot be used, if so.
///
/// Both become arguments of `mcp-call`, where a name that begins with a dash would be taken for an option, and where
/// a zero byte cannot go.
pub(crate) fn name_fault(name: &str) -> Option<&'static str> {
    if name.trim().is_empty() {
        Some("is empty")
    } else if name.starts_with('-') {
        Some("begins with a dash")
    } else if name.chars().any(char::is_control) {
        Some("holds control characters")
    } else {
        None
    }
}

/// Sets each mapping's key, telling apart those that would be the same.
fn assign_keys(mappings: &mut [TaskMapping]) {
    let mut groups: BTreeMap<String, Vec<&mut TaskMapping>> = BTreeMap::new();
    for mapping in mappings {
        groups
            .entry(mapping.task_key.clone())
            .or_default()
            .push(mapping);
    }
    let mut taken: HashSet<String> = groups.keys().cloned().collect();
    for (key, mut group) in groups {
        group.sort_by(|a, b| (&a.mcp_server, &a.mcp_tool).cmp(&(&b.mcp_server, &b.mcp_tool)));
        let mut number = 2_usize;
        for mapping in group.into_iter().skip(1) {
            while !taken.insert(format!("{key}_{number}")) {
                number += 1;
            }
            mapping.task_key = format!("{key}_{number}");
        }
    }
}

/// The arguments that an object schema declares: the required ones first, each group in the schema's order.
fn parameters(input_schema: &Value) -> Vec<TaskParameter> {
    let required: HashSet<&str> = input_schema
        .get("required")
        .and_then(Value::as_array)
        .map(|names| names.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let mut parameters: Vec<TaskParameter> = input_schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(|(name, schema)| TaskParameter {
            name: name.clone(),
            annotation: annotation::of_schema(input_schema, schema),
            required: required.contains(name.as_str()),
            default: schema.get("default").cloned(),
        })
        .collect();
    parameters.sort_by_key(|parameter| !parameter.required);
    parameters
}
