//! Of several errors, the one that explains most.
//!
//! That is the one that is least deep in the values, and of those the last. An
//! error of `anyOf` or `oneOf` says little, so what is behind it is looked at as
//! well: there, the deepest error explains most, if one stands out.

use std::cmp::Ordering;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;

use super::message;

/// One step into the values. Python would not compare a place and a name; here
/// places come first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Index(usize),
    Key(String),
}

/// An error, in Python's words.
#[derive(Debug)]
pub(super) struct Found {
    /// Where in the values.
    pub(super) path: Vec<Step>,
    /// Where in the schema, as positions in document order.
    pub(super) position: Vec<usize>,
    /// What is wrong.
    pub(super) message: String,
    is_weak: bool,
    /// Whether the value has the type that the schema asks for.
    matches_type: bool,
    /// What is behind an error of alternatives.
    context: Vec<Found>,
}

impl Found {
    /// The errors that an error of the library is in Python's: one, save that
    /// Python has those of property names one by one.
    pub(super) fn of(error: ValidationError<'_>, schema: &Value, root: &Value) -> Vec<Self> {
        if let ValidationErrorKind::PropertyNames { .. } = error.kind() {
            let path = steps(error.instance_path().as_str(), root);
            let ValidationErrorKind::PropertyNames { error } = error.into_parts().kind else {
                return Vec::new();
            };
            let mut found = Self::of(*error, schema, root);
            for one in &mut found {
                one.path.clone_from(&path);
            }
            return found;
        }
        let location = error.schema_path().as_str();
        let parent = location
            .rsplit_once('/')
            .and_then(|(parent, _)| schema.pointer(parent));
        let expected = parent.and_then(|parent| parent.get("type"));
        let message = message::of(&error, schema.pointer(location), parent);
        let path = steps(error.instance_path().as_str(), root);
        let position = positions(error.evaluation_path().as_str(), schema);
        let matches_type = expected.is_some_and(|expected| has_type(error.instance(), expected));
        let (is_weak, context) = match error.into_parts().kind {
            ValidationErrorKind::AnyOf { context }
            | ValidationErrorKind::OneOfNotValid { context } => (true, context),
            ValidationErrorKind::OneOfMultipleValid { .. } => (true, Vec::new()),
            _ => (false, Vec::new()),
        };
        let context = context
            .into_iter()
            .flatten()
            .flat_map(|behind| Self::of(behind, schema, root))
            .collect();
        vec![Self {
            path,
            position,
            message,
            is_weak,
            matches_type,
            context,
        }]
    }

    /// How much it explains, compared to another; more is greater.
    fn relevance(&self, other: &Self) -> Ordering {
        let depth = other.path.len().cmp(&self.path.len());
        depth
            .then_with(|| self.path.cmp(&other.path))
            .then_with(|| other.is_weak.cmp(&self.is_weak))
            .then_with(|| other.matches_type.cmp(&self.matches_type))
    }

    /// Where in the values, as a JSON path from `$`.
    pub(super) fn json_path(&self) -> String {
        let steps = self.path.iter().map(|step| match step {
            Step::Index(index) => format!("[{index}]"),
            Step::Key(key) if is_plain(key) => format!(".{key}"),
            Step::Key(key) => {
                let key = key.replace('\\', "\\\\").replace('\'', "\\'");
                format!("['{key}']")
            }
        });
        std::iter::once("$".to_owned()).chain(steps).collect()
    }
}

/// The error that explains most, if there is any. Of equals, the first.
pub(super) fn best_match(errors: Vec<Found>) -> Option<Found> {
    let mut best = errors
        .into_iter()
        .reduce(|best, one| match one.relevance(&best) {
            Ordering::Greater => one,
            _ => best,
        })?;
    loop {
        let mut behind = std::mem::take(&mut best.context);
        // Stable: of equals, the first stays first.
        behind.sort_by(Found::relevance);
        let stands_out = match behind.as_slice() {
            [] => false,
            [_] => true,
            [least, next, ..] => least.relevance(next) != Ordering::Equal,
        };
        match behind.into_iter().next() {
            Some(least) if stands_out => best = least,
            _ => return Some(best),
        }
    }
}

/// Whether a value has one of the types that `expected` names.
fn has_type(value: &Value, expected: &Value) -> bool {
    match expected {
        Value::String(name) => match name.as_str() {
            "array" => value.is_array(),
            "boolean" => value.is_boolean(),
            "integer" => {
                value.is_i64()
                    || value.is_u64()
                    || value.as_f64().is_some_and(|float| float.fract() == 0.0)
            }
            "null" => value.is_null(),
            "number" => value.is_number(),
            "object" => value.is_object(),
            "string" => value.is_string(),
            _ => false,
        },
        Value::Array(names) => names.iter().any(|name| has_type(value, name)),
        _ => false,
    }
}

/// Whether a key needs no quotes in a JSON path.
fn is_plain(key: &str) -> bool {
    key.starts_with(|first: char| first.is_ascii_alphabetic())
        && key
            .chars()
            .all(|one| one.is_ascii_alphanumeric() || one == '_')
}

/// The tokens of a JSON pointer.
pub(super) fn tokens(pointer: &str) -> impl Iterator<Item = String> {
    pointer
        .split('/')
        .skip(1)
        .map(|token| token.replace("~1", "/").replace("~0", "~"))
}

/// The steps of a pointer into `root`.
fn steps(pointer: &str, root: &Value) -> Vec<Step> {
    let mut at = Some(root);
    tokens(pointer)
        .map(|token| {
            if let Some(items) = at.and_then(Value::as_array)
                && let Ok(index) = token.parse::<usize>()
            {
                at = items.get(index);
                return Step::Index(index);
            }
            at = at.and_then(|value| value.get(&token));
            Step::Key(token)
        })
        .collect()
}

/// A pointer into a schema as positions in document order, through references.
fn positions(pointer: &str, schema: &Value) -> Vec<usize> {
    let mut at = Some(schema);
    tokens(pointer)
        .map(|token| match at {
            Some(Value::Object(object)) => {
                let position = object.keys().position(|key| *key == token);
                let next = object.get(&token);
                at = match next.and_then(Value::as_str) {
                    Some(target) if token == "$ref" => {
                        target.strip_prefix('#').and_then(|to| schema.pointer(to))
                    }
                    _ => next,
                };
                position.unwrap_or(usize::MAX)
            }
            Some(Value::Array(items)) => {
                let index = token.parse().unwrap_or(usize::MAX);
                at = items.get(index);
                index
            }
            _ => usize::MAX,
        })
        .collect()
}
