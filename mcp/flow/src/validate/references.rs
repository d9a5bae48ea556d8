//! References inside arguments: that they lead somewhere.

use serde_json::Value;

use super::dependencies::other_ids;
use super::{ById, Node, output};
use crate::nearest::suggestion;
use crate::problem::{Problem, quote};
use crate::reference::{self, Reference, ReferenceError, Template};

/// Arguments as far as they are known before the flow runs.
pub(super) struct Known {
    /// The arguments, with quoted braces unquoted; what stands in place of a reference means nothing.
    pub(super) arguments: Value,
    /// Where references stand.
    pub(super) holes: Vec<Hole>,
}

/// A place whose value is unknown until the flow runs.
pub(super) struct Hole {
    /// Where, as a JSON pointer into the arguments.
    pub(super) pointer: String,
    /// Whether it is sure to be a string.
    pub(super) is_text: bool,
}

/// Reads the arguments of `node`; returns the places of the tasks that they refer to, and what is known of them.
pub(super) fn read(
    nodes: &[Node<'_>],
    node: &Node<'_>,
    by_id: &ById,
    problems: &mut Vec<Problem>,
) -> (Vec<usize>, Known) {
    let mut places = Vec::new();
    let mut known = Known {
        arguments: Value::Object(node.draft.parameters.value().cloned().unwrap_or_default()),
        holes: Vec::new(),
    };
    let root = format!("{}/parameters", node.pointer);
    let mut texts: Vec<(String, String)> = Vec::new();
    reference::walk(
        &known.arguments,
        "",
        &mut |pointer, text| {
            if text.contains("{{") {
                texts.push((pointer.to_owned(), text.to_owned()));
            }
        },
        &mut |pointer, key| {
            if key.contains("{{") {
                problems.push(Problem::new(
                    format!("{root}{pointer}"),
                    format!(
                        "the key {} holds double braces, and references are for values only",
                        quote(key)
                    ),
                    "write the key itself, or build the object in a task before",
                ));
            }
        },
    );
    for (pointer, text) in texts {
        let at = format!("{root}{pointer}");
        let template = match reference::parse(&text, &|id| by_id.contains_key(id)) {
            Ok(template) => template,
            Err(errors) => {
                problems.extend(
                    errors
                        .into_iter()
                        .map(|error| unreadable(&at, node, by_id, error)),
                );
                known.holes.push(Hole {
                    pointer,
                    is_text: false,
                });
                continue;
            }
        };
        for reference in template.references() {
            if reference.task == node.id {
                problems.push(Problem::new(
                    at.clone(),
                    format!("{reference} refers to the task's own result"),
                    "refer to a task that runs before this one",
                ));
            } else if let Some(place) = by_id.get(&reference.task) {
                places.push(*place);
                problems.extend(ruled_out(&at, nodes.get(*place), reference));
            }
        }
        match template {
            Template::Text(plain) => {
                if let Some(slot) = known.arguments.pointer_mut(&pointer) {
                    *slot = Value::String(plain);
                }
            }
            Template::Exact(_) => known.holes.push(Hole {
                pointer,
                is_text: false,
            }),
            Template::Mixed(_) => known.holes.push(Hole {
                pointer,
                is_text: true,
            }),
        }
    }
    (places, known)
}

fn unreadable(at: &str, node: &Node<'_>, by_id: &ById, error: ReferenceError) -> Problem {
    let fix = match &error {
        ReferenceError::UnknownTask { task, .. } => {
            suggestion(task, "id", other_ids(by_id, &node.id))
        }
        ReferenceError::Unclosed { .. } | ReferenceError::Malformed { .. } => {
            "write {{id}} or {{id.key[0]}}; for braces that are meant as text, write {{\"{{\"}}"
                .to_owned()
        }
    };
    Problem::new(at, error.to_string(), fix)
}

/// A problem if the tool's output schema says that the result cannot have that part.
fn ruled_out(at: &str, target: Option<&Node<'_>>, reference: &Reference) -> Option<Problem> {
    let mapping = target?.tool.as_ref()?.mapping.as_ref()?;
    let refusal = output::ruled_out(mapping.output_schema.as_ref()?, &reference.path)?;
    Some(Problem::new(
        at,
        format!(
            "{reference} refers to {} of {}'s result, which its output schema rules out",
            quote(&refusal.part),
            mapping.task_key
        ),
        match refusal.keys.as_slice() {
            [] => format!("what is there is {}", refusal.found),
            keys => suggestion(&refusal.part, "key", keys.iter().map(String::as_str)),
        },
    ))
}
