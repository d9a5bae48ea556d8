//! An error in the words of Python's `jsonschema`.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::{Number, Value};

use crate::domain::python::{quoted, repr};

/// What is wrong, given the keyword's value and the schema around it where they
/// are known.
pub(super) fn of(
    error: &ValidationError<'_>,
    keyword: Option<&Value>,
    parent: Option<&Value>,
) -> String {
    let instance = repr(error.instance());
    match error.kind() {
        Kind::Type { kind } => {
            let types = match keyword {
                Some(Value::Array(types)) => listed(types),
                Some(name) => repr(name),
                None => types(kind),
            };
            format!("{instance} is not of type {types}")
        }
        Kind::Required { property } => required(property, error.instance(), keyword),
        Kind::AnyOf { .. } | Kind::OneOfNotValid { .. } => {
            format!("{instance} is not valid under any of the given schemas")
        }
        Kind::OneOfMultipleValid { context } => {
            let schemas = keyword.and_then(Value::as_array);
            let mut valid: Vec<&Value> = schemas
                .into_iter()
                .flatten()
                .zip(context)
                .filter(|(_, errors)| errors.is_empty())
                .map(|(schema, _)| schema)
                .collect();
            if !valid.is_empty() {
                // Python tells the first last.
                valid.rotate_left(1);
            }
            let valid: Vec<String> = valid.into_iter().map(repr).collect();
            format!("{instance} is valid under each of {}", valid.join(", "))
        }
        Kind::Enum { options } => format!("{instance} is not one of {}", repr(options)),
        Kind::Constant { expected_value } => format!("{} was expected", repr(expected_value)),
        Kind::Not { schema } => format!("{instance} should not be valid under {}", repr(schema)),
        Kind::FalseSchema => format!("False schema does not allow {instance}"),
        Kind::AdditionalProperties { unexpected } => additional(unexpected, parent),
        Kind::UnevaluatedProperties { unexpected } => {
            let mut unexpected = unexpected.clone();
            unexpected.sort();
            format!(
                "Unevaluated properties are not allowed ({})",
                were_unexpected(&unexpected)
            )
        }
        Kind::UnevaluatedItems { unexpected } => format!(
            "Unevaluated items are not allowed ({} {} unexpected)",
            unexpected.join(", "),
            was(unexpected.len())
        ),
        Kind::Contains => contains(&instance, error.schema_path().as_str(), parent),
        Kind::Pattern { pattern } => {
            format!("{instance} does not match {}", quoted(pattern))
        }
        Kind::Format { format } => format!("{instance} is not a {}", quoted(format)),
        Kind::UniqueItems => format!("{instance} has non-unique elements"),
        Kind::Minimum { limit } => {
            format!("{instance} is less than the minimum of {}", repr(limit))
        }
        Kind::Maximum { limit } => {
            format!("{instance} is greater than the maximum of {}", repr(limit))
        }
        Kind::ExclusiveMinimum { limit } => format!(
            "{instance} is less than or equal to the minimum of {}",
            repr(limit)
        ),
        Kind::ExclusiveMaximum { limit } => format!(
            "{instance} is greater than or equal to the maximum of {}",
            repr(limit)
        ),
        Kind::MultipleOf { multiple_of } => {
            let factor = keyword.cloned().unwrap_or_else(|| {
                Number::from_f64(*multiple_of).map_or(Value::Null, Value::Number)
            });
            format!("{instance} is not a multiple of {}", repr(&factor))
        }
        Kind::MinLength { limit } | Kind::MinItems { limit } => {
            format!("{instance} {}", too_few(*limit, "is too short"))
        }
        Kind::MaxLength { limit } | Kind::MaxItems { limit } => {
            format!("{instance} {}", too_many(*limit, "is too long"))
        }
        Kind::MinProperties { limit } => format!(
            "{instance} {}",
            too_few(*limit, "does not have enough properties")
        ),
        Kind::MaxProperties { limit } => {
            format!("{instance} {}", too_many(*limit, "has too many properties"))
        }
        _ => error.to_string(),
    }
}

fn types(kind: &jsonschema::error::TypeKind) -> String {
    use jsonschema::error::TypeKind;
    match kind {
        TypeKind::Single(kind) => quoted(kind.as_str()),
        TypeKind::Multiple(kinds) => {
            // The one list that is not at hand is the metaschema's, and its order is
            // not that of the alphabet.
            let mut kinds: Vec<String> = kinds.iter().map(|kind| quoted(kind.as_str())).collect();
            kinds.reverse();
            kinds.join(", ")
        }
    }
}

fn listed(values: &[Value]) -> String {
    let values: Vec<String> = values.iter().map(repr).collect();
    values.join(", ")
}

/// `dependentRequired` says what asks for the missing property.
fn required(property: &Value, instance: &Value, keyword: Option<&Value>) -> String {
    let dependents = keyword.and_then(Value::as_object);
    let asking = dependents.into_iter().flatten().find(|(asking, asked)| {
        instance.get(asking.as_str()).is_some()
            && asked
                .as_array()
                .is_some_and(|asked| asked.contains(property))
    });
    match asking {
        Some((asking, _)) => format!("{} is a dependency of {}", repr(property), quoted(asking)),
        None => format!("{} is a required property", repr(property)),
    }
}

fn additional(unexpected: &[String], parent: Option<&Value>) -> String {
    let mut unexpected = unexpected.to_vec();
    unexpected.sort();
    let patterns = parent
        .and_then(|parent| parent.get("patternProperties"))
        .and_then(Value::as_object);
    let Some(patterns) = patterns else {
        return format!(
            "Additional properties are not allowed ({})",
            were_unexpected(&unexpected)
        );
    };
    let mut patterns: Vec<&String> = patterns.keys().collect();
    patterns.sort();
    let patterns: Vec<String> = patterns.into_iter().map(|one| quoted(one)).collect();
    let verb = if unexpected.len() == 1 { "does" } else { "do" };
    format!(
        "{} {verb} not match any of the regexes: {}",
        names(&unexpected),
        patterns.join(", ")
    )
}

fn names(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    names.join(", ")
}

fn were_unexpected(unexpected: &[String]) -> String {
    format!("{} {} unexpected", names(unexpected), was(unexpected.len()))
}

fn was(count: usize) -> &'static str {
    if count == 1 { "was" } else { "were" }
}

fn contains(instance: &str, location: &str, parent: Option<&Value>) -> String {
    let bound = |key| parent.and_then(|parent| parent.get(key)).map(repr);
    match (
        location.rsplit('/').next(),
        bound("maxContains"),
        bound("minContains"),
    ) {
        (Some("maxContains"), Some(most), _) => {
            format!("Too many items match the given schema (expected at most {most})")
        }
        (Some("minContains"), _, Some(least)) => {
            format!("Too few items match the given schema (expected at least {least})")
        }
        _ => format!("{instance} does not contain items matching the given schema"),
    }
}

fn too_few(limit: u64, otherwise: &'static str) -> &'static str {
    if limit == 1 {
        "should be non-empty"
    } else {
        otherwise
    }
}

fn too_many(limit: u64, otherwise: &'static str) -> &'static str {
    if limit == 0 {
        "is expected to be empty"
    } else {
        otherwise
    }
}
