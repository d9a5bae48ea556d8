//! What of a request the domain has to judge before an operation is called.

use prefect_mock_api::schema::DomainRules;
use serde_json::Value;

use crate::domain::schedule::{validate_cron, validate_rrule};
use crate::domain::schema_tools::{Reading, Schema, SchemaError, check_schema};

/// The domain's judgements.
#[derive(Debug, Clone, Copy)]
pub(super) struct PrefectRules;

impl DomainRules for PrefectRules {
    fn cron(&self, cron: &str) -> Result<(), String> {
        validate_cron(cron).map_err(|error| error.to_string())
    }

    fn rrule(&self, rrule: &str) -> Result<(), String> {
        validate_rrule(rrule).map_err(|error| error.to_string())
    }

    fn deployment_parameters(&self, parameters: &Value, schema: &Value) -> Result<(), String> {
        let said = |error| match error {
            SchemaError::NotASchema(reason) => {
                format!("The provided schema is not a valid json schema. Schema error: {reason}")
            }
            other => other.to_string(),
        };
        check_schema(schema).map_err(said)?;
        // What else they may be is told with the other faults of the body.
        let (Value::Object(parameters), Value::Object(schema)) = (parameters, schema) else {
            return Ok(());
        };
        Schema::compile(schema, Reading::PARTIAL_AS_IT_STANDS)
            .and_then(|schema| schema.check(parameters.clone()))
            .map_err(said)
    }
}

#[cfg(test)]
mod tests {
    use prefect_mock_api::schema::DomainRules as _;
    use serde_json::json;

    use super::PrefectRules;

    #[test]
    fn faults_are_told_in_prefects_words() {
        assert_eq!(PrefectRules.cron("0 0 * * *"), Ok(()));
        assert_eq!(
            PrefectRules.cron("x"),
            Err("Invalid cron string: \"x\"".to_owned())
        );
        assert_eq!(PrefectRules.rrule("FREQ=DAILY"), Ok(()));
        assert_eq!(
            PrefectRules.rrule("FOO"),
            Err(
                "Invalid RRule string \"FOO\": not enough values to unpack (expected 2, got 1)"
                    .to_owned()
            )
        );
    }

    #[test]
    fn parameters_fit_their_schema() {
        let judge = |parameters, kind: &str| {
            let schema = json!({
                "type": "object",
                "required": ["y"],
                "properties": {"x": {"type": kind}},
            });
            PrefectRules.deployment_parameters(&parameters, &schema)
        };
        assert_eq!(judge(json!({"x": 1}), "integer"), Ok(()));
        assert_eq!(judge(json!(["x"]), "integer"), Ok(()));
        assert_eq!(
            judge(json!({"x": "q"}), "integer"),
            Err(
                "Validation failed for field 'x'. Failure reason: 'q' is not of type 'integer'"
                    .to_owned()
            )
        );
        assert_eq!(
            judge(json!({"x": "q"}), "intger"),
            Err(
                "The provided schema is not a valid json schema. Schema error: 'intger' is not valid under any of the given schemas"
                    .to_owned()
            )
        );
    }
}
