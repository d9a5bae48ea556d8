//! Arguments against a tool's input schema.

use std::collections::HashMap;

use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use super::Node;
use super::references::{Hole, Known};
use crate::mapping::TaskMapping;
use crate::nearest::{nearest, suggestion};
use crate::problem::{Problem, child, quote};
use crate::schema::cost::is_bounded;
use crate::schema::is_host_parameter;

/// The longest message of the schema validator that is passed on, in characters. It quotes the value.
const MESSAGE_CHARS: usize = 240;

/// The most problems that are told about one task's arguments.
const MAX_PROBLEMS: usize = 50;

/// Keywords of a schema that say whether arguments which it does not list are allowed, or that may list more of them.
const OPEN_ENDED: [&str; 11] = [
    "additionalProperties",
    "unevaluatedProperties",
    "patternProperties",
    "propertyNames",
    "anyOf",
    "oneOf",
    "allOf",
    "if",
    "$ref",
    "$dynamicRef",
    "dependentSchemas",
];

/// The tools' schemas, each compiled when it is first needed.
#[derive(Default)]
pub(super) struct Schemas {
    /// Nothing where a tool's schema is none. Then, as where judging by it would cost too much, its server will judge.
    compiled: HashMap<String, Option<Validator>>,
}

impl Schemas {
    /// Tells what is wrong with the arguments of `node`.
    pub(super) fn check(
        &mut self,
        node: &Node<'_>,
        mapping: &TaskMapping,
        known: Known,
        problems: &mut Vec<Problem>,
    ) {
        let root = format!("{}/parameters", node.pointer);
        let Known {
            mut arguments,
            holes,
            defaults,
        } = known;
        if let Value::Object(members) = &mut arguments {
            members.retain(|name, _| !is_host_parameter(name));
        }
        problems.extend(undeclared(&root, mapping, &arguments));
        let compiled = self
            .compiled
            .entry(mapping.task_key.clone())
            .or_insert_with(|| {
                jsonschema::options()
                    .offline()
                    .build(&mapping.input_schema)
                    .ok()
            });
        let Some(validator) = compiled
            .as_ref()
            .filter(|_| is_bounded(&mapping.input_schema, &arguments))
        else {
            return;
        };
        problems.extend(
            validator
                .iter_errors(&arguments)
                .filter(|error| !is_excused(error, &holes))
                .flat_map(|error| {
                    let at = error.instance_path().as_str();
                    let by_default = defaults.iter().any(|default| is_within(at, default));
                    let problems = problems_of(&root, mapping, &error).into_iter();
                    problems.map(move |problem| {
                        if by_default {
                            of_default(problem)
                        } else {
                            problem
                        }
                    })
                })
                .take(MAX_PROBLEMS),
        );
    }
}

/// A problem that runs have which are not told otherwise.
fn of_default(problem: Problem) -> Problem {
    Problem {
        message: format!("with the parameter's default, {}", problem.message),
        fix: format!(
            "{}; give the parameter another default, or none",
            problem.fix
        ),
        ..problem
    }
}

/// Tells arguments that are the host's to fill, whatever the tool.
pub(super) fn no_host_parameters(node: &Node<'_>, problems: &mut Vec<Problem>) {
    let given = node.draft.parameters.value().into_iter().flatten();
    for (name, _) in given.filter(|(name, _)| is_host_parameter(name)) {
        problems.push(Problem::new(
            child(&format!("{}/parameters", node.pointer), name),
            format!("{} is filled in by the host", quote(name)),
            "leave it out",
        ));
    }
}

/// Arguments that the tool does not list.
///
/// JSON Schema allows them unless `additionalProperties` says otherwise, but few authors write that, and an argument
/// that a tool does not know is a mistake of the plan. Where the schema speaks of additional arguments at all, the
/// validator judges.
fn undeclared(root: &str, mapping: &TaskMapping, arguments: &Value) -> Vec<Problem> {
    let schema = &mapping.input_schema;
    let Some(declared) = schema.get("properties").and_then(Value::as_object) else {
        return Vec::new();
    };
    if OPEN_ENDED
        .iter()
        .any(|keyword| schema.get(keyword).is_some())
    {
        return Vec::new();
    }
    let required = schema.get("required").and_then(Value::as_array);
    let is_required = |name: &str| {
        required.is_some_and(|required| required.iter().any(|other| other.as_str() == Some(name)))
    };
    let given = arguments.as_object().into_iter().flatten();
    given
        .filter(|(name, _)| !declared.contains_key(*name) && !is_required(name))
        .map(|(name, _)| unexpected(root, mapping, name))
        .collect()
}

fn unexpected(parent: &str, mapping: &TaskMapping, name: &str) -> Problem {
    let names: Vec<&str> = mapping.parameters.iter().map(|p| p.name.as_str()).collect();
    Problem::new(
        child(parent, name),
        format!("{} has no argument {}", mapping.task_key, quote(name)),
        match nearest(name, names.iter().copied()) {
            Some(guess) => format!("did you mean {guess:?}?"),
            None if names.is_empty() => "leave it out; the tool takes no arguments".to_owned(),
            None => format!("leave it out; the arguments are {}", names.join(", ")),
        },
    )
}

/// Whether an error may come from a value that is not known yet.
fn is_excused(error: &ValidationError<'_>, holes: &[Hole]) -> bool {
    let at = error.instance_path().as_str();
    let kind = error.kind();
    let by_value = depends_on_values(kind);
    let conditional = error
        .evaluation_path()
        .as_str()
        .split('/')
        .any(|keyword| matches!(keyword, "then" | "else"));
    holes.iter().any(|hole| {
        if is_within(at, &hole.pointer) {
            !(hole.is_text && matches!(kind, Kind::Type { .. }))
        } else {
            conditional || (by_value && is_within(&hole.pointer, at))
        }
    })
}

/// Whether `pointer` is `ancestor` or lies below it.
fn is_within(pointer: &str, ancestor: &str) -> bool {
    pointer
        .strip_prefix(ancestor)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether an error about an object or a list may depend on the values inside it.
fn depends_on_values(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::AnyOf { .. }
            | Kind::OneOfNotValid { .. }
            | Kind::OneOfMultipleValid { .. }
            | Kind::Not { .. }
            | Kind::Constant { .. }
            | Kind::Enum { .. }
            | Kind::Contains
            | Kind::UniqueItems
            | Kind::UnevaluatedItems { .. }
            | Kind::UnevaluatedProperties { .. }
            | Kind::FalseSchema
    )
}

/// What an error of the validator means to whoever wrote the plan.
fn problems_of(root: &str, mapping: &TaskMapping, error: &ValidationError<'_>) -> Vec<Problem> {
    let at = format!("{root}{}", error.instance_path().as_str());
    let is_root = error.instance_path().is_empty();
    match error.kind() {
        Kind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            let (message, fix) = if is_root {
                (
                    format!("{} needs the argument {}", mapping.task_key, quote(name)),
                    format!("add {name:?}{}", hint(mapping, name)),
                )
            } else {
                (
                    format!("{} is missing here", quote(name)),
                    format!("add {name:?}"),
                )
            };
            vec![Problem::new(at, message, fix)]
        }
        Kind::AdditionalProperties { unexpected: names }
        | Kind::UnevaluatedProperties { unexpected: names } => names
            .iter()
            .map(|name| {
                if is_root {
                    unexpected(&at, mapping, name)
                } else {
                    let message = format!("{} is not allowed here", quote(name));
                    Problem::new(child(&at, name), message, "leave it out")
                }
            })
            .collect(),
        Kind::Enum { options } => {
            let options: Vec<String> = options
                .as_array()
                .into_iter()
                .flatten()
                .map(|option| {
                    option
                        .as_str()
                        .map_or_else(|| option.to_string(), str::to_owned)
                })
                .collect();
            let given = error.instance().as_str().unwrap_or_default().to_owned();
            let fix = suggestion(&given, "value", options.iter().map(String::as_str));
            vec![Problem::new(at, message(error), fix)]
        }
        _ => {
            let argument = error
                .instance_path()
                .as_str()
                .split('/')
                .nth(1)
                .unwrap_or_default();
            let fix = match mapping.parameters.iter().find(|p| p.name == argument) {
                Some(parameter) => format!(
                    "{} takes {}{}",
                    parameter.name,
                    parameter.annotation,
                    hint(mapping, argument)
                ),
                None => format!("see {:?} in the tool's schema", error.kind().keyword()),
            };
            vec![Problem::new(at, message(error), fix)]
        }
    }
}

/// The schema validator's own words, cut to a readable length.
pub(super) fn message(error: &ValidationError<'_>) -> String {
    let whole = error.to_string();
    let mut message: String = whole.chars().take(MESSAGE_CHARS).collect();
    if message.len() < whole.len() {
        message.push('…');
    }
    message
}

/// What the tool's author says of an argument, in brackets; empty where they say nothing.
fn hint(mapping: &TaskMapping, name: &str) -> String {
    mapping
        .input_schema
        .pointer("/properties")
        .and_then(|properties| properties.get(name))
        .and_then(|schema| schema.get("description"))
        .and_then(Value::as_str)
        .map(|description| format!(" ({})", quote(description)))
        .unwrap_or_default()
}
