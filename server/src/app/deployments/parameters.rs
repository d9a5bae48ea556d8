//! Whether parameters fit their flow's schema.

use crate::app::Error;
use crate::domain::deployment::ParameterSchema;
use crate::domain::json::JsonObject;
use crate::domain::schema_tools::{Reading, Schema, SchemaError};

/// Why parameters are refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ParametersError {
    /// There is no schema to hold them against.
    NoSchema,
    /// They or the schema are at fault.
    Schema(SchemaError),
}

impl ParametersError {
    /// The error as an operation answers it, which says what it was `doing`.
    pub(super) fn while_doing(self, doing: &str) -> Error {
        match self {
            // Prefect says so whatever it was doing.
            Self::NoSchema => Error::Conflict(
                "Error updating deployment: Cannot update parameters because parameter schema \
                 enforcement is enabled and the deployment does not have a valid parameter schema."
                    .to_owned(),
            ),
            Self::Schema(SchemaError::Invalid(reason)) => {
                Error::Conflict(format!("{doing}: {reason}"))
            }
            Self::Schema(error @ SchemaError::Circular) => {
                Error::Invalid(format!("Invalid schema: {error}"))
            }
            Self::Schema(SchemaError::NotASchema(reason)) => Error::Internal(format!(
                "the deployment's parameter schema is no JSON schema: {reason}; deploy it with one that is"
            )),
        }
    }
}

/// Holds the parameters of a run against a schema, if there is one. What the schema is
/// read for is read once.
pub(super) fn check(
    parameters: &JsonObject,
    schema: Option<&ParameterSchema>,
) -> Result<(), ParametersError> {
    let schema = schema.ok_or(ParametersError::NoSchema)?;
    schema
        .derive(|schema| Schema::compile(schema, Reading::COMPLETE))
        .as_ref()
        .map_err(Clone::clone)
        .and_then(|schema| schema.check(parameters.clone()))
        .map_err(ParametersError::Schema)
}

/// Holds parameters of which some may be missing against a schema, if there is one.
pub(super) fn check_partial(
    parameters: &JsonObject,
    schema: Option<&JsonObject>,
) -> Result<(), ParametersError> {
    let schema = schema.ok_or(ParametersError::NoSchema)?;
    Schema::compile(schema, Reading::PARTIAL)
        .and_then(|schema| schema.check(parameters.clone()))
        .map_err(ParametersError::Schema)
}
