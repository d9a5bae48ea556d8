//! Whether job variables fit the template of their work pool.
//!
//! A pool's template declares *variables* with a JSON schema and defaults. A
//! deployment's job variables go over the defaults, and a run's over those. Only a
//! run's have to be complete.

use serde_json::Value;
use thiserror::Error;

use super::derived::Derived;
use super::json::JsonObject;
use super::schema_tools::{Reading, Schema, SchemaError, check_schema};

/// Why job variables are refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum JobVariablesError {
    /// They do not fit.
    #[error("{0}")]
    DoNotFit(String),
    /// The pool's schema of them is none.
    #[error("Invalid schema: {0}")]
    NotASchema(String),
    /// A default is in a block, and there are no blocks here.
    #[error("Block not found.")]
    BlockNotFound,
    /// The pool's schema of them goes around in circles.
    #[error("the schema of the work pool's job variables refers to itself; untie it")]
    Circular,
}

impl From<SchemaError> for JobVariablesError {
    fn from(error: SchemaError) -> Self {
        match error {
            SchemaError::Invalid(reason) => Self::DoNotFit(reason),
            SchemaError::NotASchema(reason) => Self::NotASchema(reason),
            SchemaError::Circular => Self::Circular,
        }
    }
}

/// The template of a work pool, with what a run's job variables are held against.
pub type JobTemplate = Derived<JsonObject, Result<Option<Variables>, JobVariablesError>>;

/// The variables that a template declares, read to hold others against them.
pub struct Variables {
    schema: Schema,
    defaults: JsonObject,
}

/// Checks the defaults of a pool's template, which may be incomplete.
pub fn check_defaults(template: &JsonObject) -> Result<(), JobVariablesError> {
    match Variables::read(template, Completeness::Partial, Defaults::Checked)? {
        Some(variables) => variables.check(&[]),
        None => Ok(()),
    }
}

/// Checks a deployment's job variables, which may be incomplete. Defaults that do
/// not fit are left out.
pub fn check_partial(
    template: &JsonObject,
    job_variables: &JsonObject,
) -> Result<(), JobVariablesError> {
    match Variables::read(template, Completeness::Partial, Defaults::FittingOnly)? {
        Some(variables) => variables.check(&[job_variables]),
        None => Ok(()),
    }
}

/// Checks a run's job variables: those of its deployment and, over them, its own. The
/// template is read once; from then on it costs in proportion to the variables.
pub fn check_complete(
    template: &JobTemplate,
    job_variables: &[&JsonObject],
) -> Result<(), JobVariablesError> {
    let read = |template: &JsonObject| {
        Variables::read(template, Completeness::Complete, Defaults::FittingOnly)
    };
    match template.derive(read) {
        Ok(Some(variables)) => variables.check(job_variables),
        Ok(None) => Ok(()),
        Err(error) => Err(error.clone()),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Completeness {
    Complete,
    Partial,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Defaults {
    /// All of them count.
    Checked,
    /// Those that fit count. If one does not, others may be missing.
    FittingOnly,
}

impl Variables {
    /// Reads what a template declares; `None` if it declares nothing. Compiles the
    /// schema at most twice.
    fn read(
        template: &JsonObject,
        completeness: Completeness,
        defaults: Defaults,
    ) -> Result<Option<Self>, JobVariablesError> {
        let Some(variables) = template
            .get("variables")
            .and_then(Value::as_object)
            .filter(|variables| !variables.is_empty())
        else {
            return Ok(None);
        };
        check_schema(&Value::Object(variables.clone()))?;
        let declared = declared_defaults(variables)?;
        let mut fitting = declared.clone();
        if defaults == Defaults::FittingOnly && !declared.is_empty() {
            let schema = Schema::compile(variables, Reading::PARTIAL_AS_IT_STANDS)?;
            fitting.retain(|name, value| {
                let alone = JsonObject::from_iter([(name.clone(), value.clone())]);
                schema.admits(alone)
            });
        }
        let some_do_not_fit = fitting.len() < declared.len();
        let reading = Reading {
            mend: true,
            allow_none_with_default: true,
            ignore_required: completeness == Completeness::Partial || some_do_not_fit,
        };
        Ok(Some(Self {
            schema: Schema::compile(variables, reading)?,
            defaults: fitting,
        }))
    }

    /// Checks job variables over the defaults, the last over those before.
    fn check(&self, job_variables: &[&JsonObject]) -> Result<(), JobVariablesError> {
        let mut all = self.defaults.clone();
        for overlay in job_variables {
            all.extend((*overlay).clone());
        }
        Ok(self.schema.check(all)?)
    }
}

/// The defaults of the variables. One that names a block has the block's values,
/// and one that names none is not there.
fn declared_defaults(variables: &JsonObject) -> Result<JsonObject, JobVariablesError> {
    let properties = variables.get("properties").and_then(Value::as_object);
    let mut defaults = JsonObject::new();
    for (name, property) in properties.into_iter().flatten() {
        let Some(default) = property.get("default") else {
            continue;
        };
        match default.get("$ref") {
            None => {
                defaults.insert(name.clone(), default.clone());
            }
            Some(reference) => match reference.get("block_document_id") {
                None | Some(Value::Null) => {}
                Some(_) => return Err(JobVariablesError::BlockNotFound),
            },
        }
    }
    Ok(defaults)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{JobVariablesError, check_complete, check_defaults, check_partial};
    use crate::domain::json::JsonObject;

    fn object(value: Value) -> JsonObject {
        serde_json::from_value(value).unwrap()
    }

    fn template() -> JsonObject {
        object(json!({
            "job_configuration": {"command": "{{ command }}"},
            "variables": {
                "type": "object",
                "required": ["r"],
                "properties": {
                    "command": {"type": "string", "default": "go"},
                    "env": {"type": "object", "additionalProperties": {"type": "string"}},
                    "n": {"type": "integer", "default": 1},
                    "r": {"type": "integer"},
                },
            },
        }))
    }

    fn complete(template: &JsonObject, variables: Value) -> Result<(), JobVariablesError> {
        check_complete(&template.clone().into(), &[&object(variables)])
    }

    fn does_not_fit(reason: &str) -> Result<(), JobVariablesError> {
        Err(JobVariablesError::DoNotFit(reason.to_owned()))
    }

    #[test]
    fn a_deployment_may_leave_out_what_a_run_must_give() {
        let partial = |value| check_partial(&template(), &object(value));
        assert_eq!(partial(json!({"env": {"a": "1"}, "n": null})), Ok(()));
        assert_eq!(
            partial(json!({"env": {"a": 1}})),
            does_not_fit(
                "Validation failed for field 'env.a'. Failure reason: 1 is not of type 'string'"
            )
        );
        assert_eq!(
            complete(&template(), json!({})),
            does_not_fit("Validation failed. Failure reason: 'r' is a required property")
        );
        assert_eq!(complete(&template(), json!({"r": 1, "other": 2})), Ok(()));
    }

    #[test]
    fn a_default_that_does_not_fit_spares_the_required_ones() {
        let mut template = template();
        template["variables"]["properties"]["n"]["default"] = json!("one");
        assert_eq!(complete(&template, json!({})), Ok(()));
        assert_eq!(
            check_defaults(&template),
            does_not_fit(
                "Validation failed for field 'n'. Failure reason: 'one' is not valid under any of the given schemas"
            )
        );
    }

    #[test]
    fn without_a_schema_everything_fits() {
        for template in [
            json!({}),
            json!({"variables": {}}),
            json!({"variables": null}),
        ] {
            assert_eq!(complete(&object(template), json!({"x": []})), Ok(()));
        }
    }

    #[test]
    fn a_schema_that_is_none_is_told() {
        let template = object(json!({"variables": {"type": "objekt"}}));
        let error = complete(&template, json!({})).unwrap_err();
        assert_eq!(
            error.to_string(),
            "Invalid schema: 'objekt' is not valid under any of the given schemas"
        );
    }

    #[test]
    fn blocks_are_never_found() {
        let with_default = |default: Value| {
            object(
                json!({"variables": {"properties": {"b": {"type": "string", "default": default}}}}),
            )
        };
        assert_eq!(
            check_defaults(&with_default(json!({"$ref": {"block_document_id": "b0"}}))),
            Err(JobVariablesError::BlockNotFound)
        );
        assert_eq!(check_defaults(&with_default(json!({"$ref": {}}))), Ok(()));
    }
}
