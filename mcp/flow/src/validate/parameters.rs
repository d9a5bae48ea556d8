//! The flow's own parameters: their names, their schemas, and that tasks use them.
//!
//! A parameter becomes an argument of the flow function, and its schema a part of the deployment's
//! `parameter_openapi_schema`, which Prefect's server judges the parameters of a run by. So a schema stands for itself
//! (no references, which would lead elsewhere there), and is not what Prefect's server stumbles over.
//!
//! A parameter that no task uses is a problem: whoever sets it would believe that it changes something.

use std::collections::HashSet;

use jsonschema::draft202012;
use serde_json::{Map, Value, json};

use super::arguments::message;
use crate::draft::{Given, parsed_text};
use crate::nearest::{nearest, suggestion};
use crate::problem::{Problem, child, quote};
use crate::python::{annotation::of_schema, parameter_name_fault};
use crate::reference::Reference;
use crate::schema::cost::is_bounded;

/// The most parameters that a flow may have.
pub const MAX_PARAMETERS: usize = 100;

/// Types that JSON Schema knows.
const TYPES: [&str; 7] = [
    "string", "integer", "number", "boolean", "array", "object", "null",
];

/// Keywords by which an object is told to be a schema, and in place of which a misspelt one is offered.
const KEYWORDS: [&str; 51] = [
    "type",
    "default",
    "description",
    "title",
    "enum",
    "const",
    "examples",
    "format",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "items",
    "prefixItems",
    "contains",
    "minContains",
    "maxContains",
    "minItems",
    "maxItems",
    "uniqueItems",
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedItems",
    "unevaluatedProperties",
    "anyOf",
    "oneOf",
    "allOf",
    "not",
    "if",
    "then",
    "else",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "deprecated",
    "readOnly",
    "writeOnly",
    "example",
    "nullable",
    "additionalItems",
];

/// Keywords whose values are values, not schemas.
const VALUES: [&str; 4] = ["default", "enum", "const", "examples"];

/// Keywords whose values are objects of schemas.
const MEMBERS: [&str; 3] = ["properties", "patternProperties", "dependentSchemas"];

/// Keys of objects that Prefect replaces by something else when it meets them in a parameter.
const REPLACED_BY_PREFECT: [&str; 2] = ["$ref", "__prefect_kind"];

/// The most problems that are told about one parameter.
const MAX_PROBLEMS: usize = 10;

/// The parameters that a plan declares, and which of them tasks refer to.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    /// Schemas by name; those with a problem are here as well, so that no reference to one is told for another.
    schemas: Map<String, Value>,
    used: HashSet<String>,
}

impl Parameters {
    /// Reads the parameters of a plan.
    pub(super) fn read(given: &Given<Map<String, Value>>, problems: &mut Vec<Problem>) -> Self {
        let mut this = Self::default();
        let given = given.value().into_iter().flatten();
        for (place, (name, value)) in given.enumerate() {
            if place == MAX_PARAMETERS {
                problems.push(Problem::new(
                    "/parameters",
                    format!("a flow has {MAX_PARAMETERS} parameters at most"),
                    "leave some out, or make one of them an object",
                ));
                break;
            }
            let pointer = child("/parameters", name);
            if let Some(fault) = parameter_name_fault(name) {
                problems.push(Problem::new(
                    &pointer,
                    format!("the parameter's name {} {}", quote(name), fault.what),
                    fault.fix,
                ));
            }
            let schema =
                schema(&pointer, value).and_then(|schema| match faults(&pointer, &schema) {
                    found if found.is_empty() => Ok(schema),
                    found => Err(found),
                });
            let schema = schema.unwrap_or_else(|found| {
                problems.extend(found.into_iter().take(MAX_PROBLEMS));
                json!({})
            });
            this.schemas.insert(name.clone(), schema);
        }
        this
    }

    /// The schema of the parameter that an argument refers to; a problem where there is none.
    pub(super) fn referred(
        &mut self,
        at: &str,
        name: &str,
        reference: &Reference,
    ) -> Result<&Value, Problem> {
        self.used.insert(name.to_owned());
        self.schemas.get(name).ok_or_else(|| {
            let names = self.schemas.keys().map(String::as_str);
            Problem::new(
                at,
                format!("{reference} refers to a parameter that the flow does not have"),
                match nearest(name, names) {
                    Some(guess) => format!("did you mean {guess:?}?"),
                    None => format!(
                        "declare {} in the plan's parameters, as {{\"type\": …}}, or write the value itself",
                        quote(name)
                    ),
                },
            )
        })
    }

    /// Parameters that no task refers to.
    pub(super) fn unused(&self) -> impl Iterator<Item = Problem> {
        let names = self.schemas.keys();
        let unused = names.filter(|name| !self.used.contains(*name));
        unused.map(|name| {
            Problem::new(
                child("/parameters", name),
                format!("no task uses the parameter {}", quote(name)),
                format!("give it to a task, as {{{{parameters.{name}}}}}, or leave it out"),
            )
        })
    }

    /// Schemas by name.
    pub(super) fn into_schemas(self) -> Map<String, Value> {
        self.schemas
    }
}

/// The schema that somebody gave, or that what they gave stands for.
fn schema(pointer: &str, value: &Value) -> Result<Value, Vec<Problem>> {
    let parsed = parsed_text(value);
    let with_default = |kind: &str| json!({"type": kind, "default": parsed.as_ref()});
    let problem = |message: String, fix: &str| Err(vec![Problem::new(pointer, message, fix)]);
    match parsed.as_ref() {
        Value::Object(members) if is_schema(members) => {
            without_boolean_required(pointer, members.clone()).map(Value::Object)
        }
        Value::Object(_) => problem(
            "this object is no JSON Schema".to_owned(),
            "write {\"type\": …, \"default\": …}; for an object as default, {\"type\": \"object\", \"default\": {…}}",
        ),
        Value::Null => problem(
            "a parameter is a JSON Schema, and this is null".to_owned(),
            "write {\"type\": …}, or {} where anything may be",
        ),
        Value::String(text) if TYPES.contains(&text.as_str()) => Ok(json!({"type": text})),
        Value::String(_) => Ok(with_default("string")),
        Value::Bool(_) => Ok(with_default("boolean")),
        Value::Number(number) if number.is_f64() => Ok(with_default("number")),
        Value::Number(_) => Ok(with_default("integer")),
        Value::Array(_) => Ok(with_default("array")),
    }
}

fn is_schema(members: &Map<String, Value>) -> bool {
    members.is_empty()
        || members
            .keys()
            .any(|key| key.starts_with('$') || KEYWORDS.contains(&key.as_str()))
}

/// Models say `"required": true` of a parameter, as function descriptions of old did. Here the default says that.
fn without_boolean_required(
    pointer: &str,
    mut schema: Map<String, Value>,
) -> Result<Map<String, Value>, Vec<Problem>> {
    let Some(required) = schema.get("required").and_then(Value::as_bool) else {
        return Ok(schema);
    };
    let has_default = schema.contains_key("default");
    if required == has_default {
        let fix = if required {
            "leave out required, or the default"
        } else {
            "give it a default"
        };
        return Err(vec![Problem::new(
            child(pointer, "required"),
            "a parameter is required where it has no default, and only there",
            fix,
        )]);
    }
    schema.shift_remove("required");
    Ok(schema)
}

/// What is wrong with a schema.
fn faults(pointer: &str, schema: &Value) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some(problem) = unknown_type(pointer, schema) {
        return vec![problem];
    }
    misspelt(pointer, schema, &mut problems);
    own_words(pointer, schema, &mut problems);
    if problems.is_empty() {
        let meta = draft202012::meta::validator();
        problems.extend(meta.iter_errors(schema).map(|error| {
            Problem::new(
                format!("{pointer}{}", error.instance_path()),
                format!("this is no JSON Schema: {}", message(&error)),
                "write it as JSON Schema (draft 2020-12) has it",
            )
        }));
    }
    if problems.is_empty() {
        problems.extend(bad_default(pointer, schema));
    }
    problems
}

fn unknown_type(pointer: &str, schema: &Value) -> Option<Problem> {
    let given = schema.get("type")?.as_str()?;
    (!TYPES.contains(&given)).then(|| {
        Problem::new(
            child(pointer, "type"),
            format!("there is no type {}", quote(given)),
            suggestion(given, "type", TYPES),
        )
    })
}

/// A keyword that JSON Schema does not know says nothing, which is a pity where it was meant to.
fn misspelt(pointer: &str, schema: &Value, problems: &mut Vec<Problem>) {
    let keys = schema.as_object().into_iter().flat_map(Map::keys);
    let is_own = |key: &str| key.starts_with('$') || key.starts_with("x-");
    for key in keys.filter(|key| !KEYWORDS.contains(&key.as_str()) && !is_own(key)) {
        if let Some(guess) = nearest(key, KEYWORDS) {
            problems.push(Problem::new(
                child(pointer, key),
                format!("{} means nothing in a JSON Schema", quote(key)),
                format!("did you mean {guess:?}?"),
            ));
        }
    }
}

/// What stands at a place inside a schema.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A schema, or a list of them.
    Schema,
    /// Schemas by the names of members.
    Members,
    /// A value that the schema speaks of.
    Value,
}

/// Keys that would lead out of the schema, or make Prefect put something else in a value's place, and what its server
/// stumbles over.
fn own_words(pointer: &str, schema: &Value, problems: &mut Vec<Problem>) {
    let mut refuse = |pointer: String, message: String, fix: &str| {
        problems.push(Problem::new(pointer, message, fix));
    };
    let mut ahead = vec![(pointer.to_owned(), schema, Place::Schema)];
    while let Some((pointer, value, place)) = ahead.pop() {
        if let Value::Array(items) = value {
            let items = items.iter().enumerate();
            ahead.extend(items.map(|(at, item)| (format!("{pointer}/{at}"), item, place)));
        }
        for (key, member) in value.as_object().into_iter().flatten() {
            let at = child(&pointer, key);
            match place {
                Place::Value if REPLACED_BY_PREFECT.contains(&key.as_str()) => refuse(
                    at,
                    format!("Prefect takes an object with the key {key:?} for something else"),
                    "use another key",
                ),
                Place::Schema if key.starts_with('$') => refuse(
                    at,
                    format!("{} leads out of the parameter's schema", quote(key)),
                    "write out what it stands for",
                ),
                Place::Members if !member.is_object() => refuse(
                    at,
                    "the schema of a member is an object for Prefect".to_owned(),
                    "write {\"type\": …}, or {} where anything may be",
                ),
                Place::Schema if VALUES.contains(&key.as_str()) => {
                    ahead.push((at, member, Place::Value));
                }
                Place::Schema if MEMBERS.contains(&key.as_str()) => {
                    ahead.push((at, member, Place::Members));
                }
                Place::Members => ahead.push((at, member, Place::Schema)),
                Place::Schema | Place::Value => ahead.push((at, member, place)),
            }
        }
    }
}

/// A schema that is none after all, and a default that it does not let through.
fn bad_default(pointer: &str, schema: &Value) -> Vec<Problem> {
    let validator = match draft202012::options().offline().build(schema) {
        Ok(validator) => validator,
        Err(error) => {
            return vec![Problem::new(
                format!("{pointer}{}", error.instance_path()),
                format!("this cannot be used: {}", message(&error)),
                "use a simpler schema",
            )];
        }
    };
    let Some(default) = schema.get("default") else {
        return Vec::new();
    };
    let pointer = child(pointer, "default");
    if !is_bounded(schema, default) {
        return vec![Problem::new(
            pointer,
            "judging this default by the schema would take too long",
            "use a simpler schema",
        )];
    }
    let problems = validator.iter_errors(default).map(|error| {
        Problem::new(
            format!("{pointer}{}", error.instance_path()),
            format!("the default does not fit the schema: {}", message(&error)),
            format!("the default has to be {}", of_schema(schema, schema)),
        )
    });
    problems.collect()
}
