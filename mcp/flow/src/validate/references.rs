//! References inside arguments: that they lead somewhere.

use serde_json::Value;

use super::dependencies::other_ids;
use super::parameters::Parameters;
use super::{ById, Node, output};
use crate::nearest::suggestion;
use crate::problem::{Problem, quote};
use crate::python::annotation;
use crate::reference::{self, Reference, ReferenceError, Source, Template};
use crate::schema::{self, kinds::Kinds};

/// Arguments as far as they are known before the flow runs. What a run may be told is taken to be the default.
pub(super) struct Known {
    /// The arguments, with quoted braces unquoted; what stands in place of a reference means nothing.
    pub(super) arguments: Value,
    /// Where references stand.
    pub(super) holes: Vec<Hole>,
    /// Where defaults of the flow's parameters stand in place of references, as JSON pointers into the arguments.
    pub(super) defaults: Vec<String>,
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
    parameters: &mut Parameters,
    problems: &mut Vec<Problem>,
) -> (Vec<usize>, Known) {
    let mut places = Vec::new();
    let mut known = Known {
        arguments: Value::Object(node.draft.parameters.value().cloned().unwrap_or_default()),
        holes: Vec::new(),
        defaults: Vec::new(),
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
        let is_whole = matches!(&template, Template::Exact(_));
        let mut default = None;
        for reference in template.references() {
            let task = match &reference.source {
                Source::Task(task) => task,
                Source::Parameter(name) => {
                    let wrong = match parameters.referred(&at, name, reference) {
                        Ok(schema) => misfit(&at, &pointer, node, schema, reference, is_whole)
                            .or_else(|| {
                                let is_used = is_whole && reference.path.is_empty();
                                default = schema.get("default").filter(|_| is_used).cloned();
                                None
                            }),
                        Err(problem) => Some(problem),
                    };
                    problems.extend(wrong);
                    continue;
                }
            };
            if *task == node.id {
                problems.push(Problem::new(
                    at.clone(),
                    format!("{reference} refers to the task's own result"),
                    "refer to a task that runs before this one",
                ));
            } else if let Some(place) = by_id.get(task) {
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
            Template::Exact(_) if default.is_some() => {
                if let Some((slot, default)) = known.arguments.pointer_mut(&pointer).zip(default) {
                    *slot = default;
                    known.defaults.push(pointer);
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
        ReferenceError::NoName { .. } => "write {{parameters.name}}".to_owned(),
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
    let schema = mapping.output_schema.as_ref()?;
    let whose = format!("{}'s result, which its output schema", mapping.task_key);
    no_such_part(at, schema, reference, &whose)
}

/// A problem if a schema says that what it lets through cannot have the part that a reference leads to.
fn no_such_part(at: &str, schema: &Value, reference: &Reference, whose: &str) -> Option<Problem> {
    let refusal = output::ruled_out(schema, &reference.path)?;
    Some(Problem::new(
        at,
        format!(
            "{reference} refers to {} of {whose} rules out",
            quote(&refusal.part),
        ),
        match refusal.keys.as_slice() {
            [] => format!("what is there is {}", refusal.found),
            keys => suggestion(&refusal.part, "key", keys.iter().map(String::as_str)),
        },
    ))
}

/// A problem if a parameter of this schema has no such part, or no value that the tool takes where it is the whole of
/// what stands at `pointer` of the arguments.
fn misfit(
    at: &str,
    pointer: &str,
    node: &Node<'_>,
    schema: &Value,
    reference: &Reference,
    is_whole: bool,
) -> Option<Problem> {
    if let Some(problem) = no_such_part(at, schema, reference, "a parameter, which its schema") {
        return Some(problem);
    }
    if !is_whole || !reference.path.is_empty() {
        return None;
    }
    let root = &node.tool.as_ref()?.mapping.as_ref()?.input_schema;
    let wanted = schema::at(root, pointer)?;
    if !Kinds::of(schema, schema).are_apart(Kinds::of(root, wanted)) {
        return None;
    }
    let given = annotation::of_schema(schema, schema);
    let wanted = annotation::of_schema(root, wanted);
    Some(Problem::new(
        at,
        format!("{reference} is {given}, and the tool takes {wanted} here"),
        format!("give the parameter a type that goes with {wanted}"),
    ))
}
