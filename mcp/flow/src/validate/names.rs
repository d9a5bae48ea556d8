//! The flow's name and the nodes' ids.

use super::{ById, Node, tools::Tool};
use crate::draft::{DraftTask, Given};
use crate::problem::{Problem, quote};
use crate::reference::PARAMETERS;

/// Characters that Prefect refuses in the name of a flow.
const REFUSED_BY_PREFECT: [char; 5] = ['/', '%', '&', '>', '<'];

/// The longest name of a flow or a node, in characters. Names are shown in lists and become file names.
const MAX_NAME_CHARS: usize = 200;

/// Characters that would make a reference to a node ambiguous.
const REFUSED_IN_IDS: [char; 5] = ['{', '}', '[', ']', '"'];

/// Checks the flow's name; what it returns means nothing if there was a problem.
pub(super) fn flow_name(given: &Given<String>, problems: &mut Vec<Problem>) -> String {
    let name = match given {
        Given::Value(name) => name.trim(),
        Given::Wrong => return String::new(),
        Given::Absent => "",
    };
    if let Some(fault) = fault(name, &REFUSED_BY_PREFECT) {
        problems.push(Problem::new(
            "/flow_name",
            if name.is_empty() {
                "the flow has no name".to_owned()
            } else {
                format!("the flow's name {} {fault}", quote(name))
            },
            "use letters, digits, spaces, dashes and underscores",
        ));
    }
    name.to_owned()
}

/// The node's id: its own, or else its task key.
pub(super) fn id(
    draft: &DraftTask,
    pointer: &str,
    tool: Option<&Tool>,
    problems: &mut Vec<Problem>,
) -> String {
    let (id, fix) = match &draft.id {
        Given::Value(id) => (
            id.clone(),
            "use letters, digits, dashes and underscores, such as \"fetch_users\"",
        ),
        Given::Wrong => return String::new(),
        Given::Absent => {
            let key = tool.map(|tool| tool.task_key.clone());
            match key.or_else(|| draft.task_key.value().cloned()) {
                Some(key) => (
                    key,
                    "give the task an id of its own, such as \"fetch_users\"",
                ),
                // What names the tool is a problem already.
                None => return String::new(),
            }
        }
    };
    let fault = if id == PARAMETERS || id.starts_with(&format!("{PARAMETERS}.")) {
        Some("is how references to the flow's parameters begin".to_owned())
    } else if id.trim() == id {
        fault(&id, &REFUSED_IN_IDS)
    } else {
        Some("begins or ends with a space".to_owned())
    };
    if let Some(fault) = fault {
        problems.push(Problem::new(
            format!("{pointer}/id"),
            format!("the id {} {fault}", quote(&id)),
            fix,
        ));
    }
    id
}

/// Checks that no two nodes have the same id, and returns where each is.
pub(super) fn unique(nodes: &[Node<'_>], problems: &mut Vec<Problem>) -> ById {
    let mut by_id = ById::new();
    for (place, node) in nodes.iter().enumerate() {
        if node.id.is_empty() {
            continue;
        }
        if let Some(first) = by_id.get(&node.id).and_then(|first| nodes.get(*first)) {
            problems.push(Problem::new(
                format!("{}/id", node.pointer),
                format!(
                    "the id {} is that of {} already",
                    quote(&node.id),
                    first.pointer
                ),
                "give each task an id of its own; a tool that is used twice needs two ids",
            ));
        } else {
            by_id.insert(node.id.clone(), place);
        }
    }
    by_id
}

/// What is wrong with a name, as the end of a sentence.
fn fault(name: &str, refused: &[char]) -> Option<String> {
    if name.is_empty() {
        Some("is empty".to_owned())
    } else if name.chars().any(char::is_control) {
        Some("holds control characters".to_owned())
    } else if let Some(c) = name.chars().find(|c| refused.contains(c)) {
        Some(format!("holds the character {c:?}"))
    } else if name.chars().count() > MAX_NAME_CHARS {
        Some(format!("is longer than {MAX_NAME_CHARS} characters"))
    } else {
        None
    }
}
