//! Replays of what real Prefect 3.8.8 said: `testdata/validation.json` was made by
//! its `validate`, with each of the readings that its server uses.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Reading, Schema, SchemaError, check_schema};
use crate::domain::json::JsonObject;

#[derive(Deserialize)]
struct Case {
    schema: JsonObject,
    values: JsonObject,
    complete: Value,
    partial: Value,
    partial_as_it_stands: Value,
    job_variables: Value,
    first_error: Option<String>,
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("testdata/validation.json")).expect("the recording is JSON")
}

fn validate(case: &Case, reading: Reading) -> Result<(), SchemaError> {
    Schema::compile(&case.schema, reading)?.check(case.values.clone())
}

fn said(outcome: Result<(), SchemaError>) -> Value {
    match outcome {
        Ok(()) => Value::Null,
        Err(SchemaError::Invalid(text)) => json!({ "invalid": text }),
        Err(SchemaError::Circular) => json!({ "circular": true }),
        Err(SchemaError::NotASchema(text)) => json!({ "not_a_schema": text }),
    }
}

#[test]
fn verdicts_and_messages_are_those_of_prefect() {
    let cases = cases();
    assert!(cases.len() > 70);
    for case in cases {
        let job_variables = Reading {
            allow_none_with_default: true,
            ..Reading::COMPLETE
        };
        for (reading, expected) in [
            (Reading::COMPLETE, &case.complete),
            (Reading::PARTIAL, &case.partial),
            (Reading::PARTIAL_AS_IT_STANDS, &case.partial_as_it_stands),
            (job_variables, &case.job_variables),
        ] {
            let said = said(validate(&case, reading));
            let what = || format!("{reading:?} of {:?} by {:?}", case.values, case.schema);
            // Where Prefect itself fails, there is no text to be equal to.
            if expected.get("crashes").is_some() {
                let is_refused = said.get("not_a_schema").or(said.get("invalid")).is_some();
                assert!(is_refused, "{}: {said}", what());
            } else {
                assert_eq!(said, *expected, "{}", what());
            }
        }
    }
}

#[test]
fn the_first_error_is_the_one_that_prefect_raises() {
    for case in cases() {
        if let Some(expected) = case.first_error {
            let schema = Schema::compile(&case.schema, Reading::PARTIAL).unwrap();
            let first = schema.first_error(case.values);
            assert_eq!(first, Some(expected), "{:?}", case.schema);
        }
    }
}

#[test]
fn a_schema_that_is_none_is_told_so() {
    assert_eq!(check_schema(&json!({"type": "object"})), Ok(()));
    assert_eq!(
        check_schema(&json!({"type": "objet"})),
        Err(SchemaError::NotASchema(
            "'objet' is not valid under any of the given schemas".to_owned()
        ))
    );
}

#[test]
fn a_long_chain_of_references_is_no_circle() {
    let mut definitions = Map::new();
    for link in 0..2_000 {
        let next = format!("#/definitions/{}", link + 1);
        definitions.insert(link.to_string(), json!({ "$ref": next }));
    }
    definitions.insert("2000".to_owned(), json!({ "type": "integer" }));
    let mut schema = json!({
        "properties": { "x": { "$ref": "#/definitions/0" } },
        "definitions": definitions,
    });
    assert!(!super::circular::has_circular_reference(&schema));
    schema["definitions"]["2000"] = json!({ "$ref": "#/definitions/7" });
    assert!(super::circular::has_circular_reference(&schema));
}
