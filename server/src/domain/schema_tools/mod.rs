//! Whether values fit a JSON schema: parameters that of their flow, job variables
//! that of their work pool.
//!
//! The checking is [`jsonschema`]'s, by draft 2020-12 whatever a schema says of
//! itself, and without looking anything up elsewhere. What comes out is said in
//! the words of Python's library of that name, which are on Prefect's wire: of all
//! errors the one that explains most, with values as Python writes them.

mod best_match;
mod circular;
mod message;
mod preprocess;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;
use thiserror::Error;

use super::json::JsonObject;
use super::python;
use best_match::Found;

/// Why values are refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SchemaError {
    /// They do not fit, or the schema refers to what it does not have.
    #[error("{0}")]
    Invalid(String),
    /// The schema goes around in circles, without ever looking further into a value.
    #[error("Unable to validate schema with circular references.")]
    Circular,
    /// The schema is none. What is wrong with it.
    #[error("{0}")]
    NotASchema(String),
}

/// How a schema is read before values are held against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reading {
    /// Whether to mend what older versions of pydantic write: optional values whose
    /// type has no null, and tuples.
    pub mend: bool,
    /// When mending: whether a value with a default may be null as well.
    pub allow_none_with_default: bool,
    /// Whether values may be missing.
    pub ignore_required: bool,
}

impl Reading {
    /// A flow's or a pool's own schema, for values that have to be complete.
    pub const COMPLETE: Self = Self {
        mend: true,
        allow_none_with_default: false,
        ignore_required: false,
    };

    /// The same, for some of the values.
    pub const PARTIAL: Self = Self {
        ignore_required: true,
        ..Self::COMPLETE
    };

    /// The schema as it stands, for some of the values.
    pub const PARTIAL_AS_IT_STANDS: Self = Self {
        mend: false,
        allow_none_with_default: false,
        ignore_required: true,
    };

    fn read(self, schema: &JsonObject) -> Value {
        let mut schema = schema.clone();
        if self.mend {
            preprocess::mend(&mut schema, self.allow_none_with_default);
        }
        let mut schema = Value::Object(schema);
        if self.ignore_required {
            preprocess::remove_nested(&mut schema, "required");
        }
        schema
    }
}

/// A schema that values can be held against, as often as wanted.
pub struct Schema {
    schema: Value,
    validator: Validator,
}

impl Schema {
    /// Reads a schema. Costs in proportion to it.
    pub fn compile(schema: &JsonObject, reading: Reading) -> Result<Self, SchemaError> {
        let schema = reading.read(schema);
        check_schema(&schema)?;
        if circular::has_circular_reference(&schema) {
            return Err(SchemaError::Circular);
        }
        let validator = jsonschema::draft202012::options()
            .should_validate_formats(false)
            .build(&schema)
            .map_err(|error| not_compiled(&error, &schema))?;
        Ok(Self { schema, validator })
    }

    /// Whether values fit.
    pub fn admits(&self, values: JsonObject) -> bool {
        self.validator.is_valid(&Value::Object(values))
    }

    /// Checks values, and says what is most wrong with them.
    ///
    /// # Errors
    ///
    /// [`SchemaError::Invalid`].
    pub fn check(&self, values: JsonObject) -> Result<(), SchemaError> {
        let Some(best) = best_match::best_match(self.errors(values)) else {
            return Ok(());
        };
        let field = best.json_path();
        let place = if field == "$" {
            "Validation failed.".to_owned()
        } else {
            let field = field.replace("$.", "");
            format!("Validation failed for field {}.", python::quoted(&field))
        };
        Err(SchemaError::Invalid(format!(
            "{place} Failure reason: {}",
            best.message
        )))
    }

    /// The first error that there is, as the `repr` of Python's exception.
    pub fn first_error(&self, values: JsonObject) -> Option<String> {
        let first = self.errors(values).into_iter().next()?;
        let message = python::quoted(&first.message);
        Some(format!("<ValidationError: {message}>"))
    }

    /// All errors, in the order of the schema.
    fn errors(&self, values: JsonObject) -> Vec<Found> {
        let values = Value::Object(values);
        let mut errors: Vec<Found> = self
            .validator
            .iter_errors(&values)
            .flat_map(|error| Found::of(error, &self.schema, &values))
            .collect();
        errors.sort_by(|left, right| left.position.cmp(&right.position));
        errors
    }
}

/// Checks that a schema is one, and says what is most wrong with it.
///
/// # Errors
///
/// [`SchemaError::NotASchema`].
pub fn check_schema(schema: &Value) -> Result<(), SchemaError> {
    let validator = jsonschema::draft202012::meta::validator();
    let errors = validator
        .iter_errors(schema)
        .flat_map(|error| Found::of(error, &Value::Null, schema))
        .collect();
    match best_match::best_match(errors) {
        None => Ok(()),
        Some(best) => Err(SchemaError::NotASchema(best.message)),
    }
}

/// Why a schema that is one cannot be used: it refers to what is not in it.
fn not_compiled(error: &ValidationError<'_>, schema: &Value) -> SchemaError {
    let reason = match error.kind() {
        ValidationErrorKind::Referencing(referencing) => {
            use jsonschema::ReferencingError as E;
            match referencing {
                E::PointerToNowhere { pointer } => format!(
                    "PointerToNowhere: {} does not exist within {}",
                    python::quoted(pointer),
                    python::repr(schema)
                ),
                E::NoSuchAnchor { anchor } => format!(
                    "NoSuchAnchor: {} does not exist within {}",
                    python::quoted(anchor),
                    python::repr(schema)
                ),
                E::Unretrievable { uri, .. } => format!("Unresolvable: {uri}"),
                other => format!("Unresolvable: {other}"),
            }
        }
        _ => return SchemaError::NotASchema(message::of(error, None, None)),
    };
    SchemaError::Invalid(format!("Validation failed. Failure reason: {reason}"))
}

#[cfg(test)]
mod tests;
