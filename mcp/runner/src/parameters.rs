//! A flow's parameters: what the caller gives, against what the flow takes.

use serde_json::{Map, Value, json};

use crate::arguments::object;
use crate::failure::{Failure, ParameterFault};

/// The most faults that are told at once.
const MAX_FAULTS: usize = 40;

/// The most names that a message tells.
const MAX_NAMES: usize = 40;

/// The longest fault that is told, in characters. A fault quotes the value that has it.
const MAX_FAULT_CHARS: usize = 300;

/// The parameters as the caller gives them: an object, or JSON text of one.
pub(crate) fn given(value: Option<Value>) -> Result<Map<String, Value>, Failure> {
    let example = r#"{"department": "Engineering"}"#;
    Ok(object("parameters", value, example)?.unwrap_or_default())
}

/// Holds parameters against the JSON Schema of a planned flow, in which those that have a default may be left out.
///
/// # Errors
/// With all that is wrong: values that do not fit, parameters that are missing, and those that the flow does not take,
/// with which Prefect would let the run crash.
pub(crate) fn check(
    parameters: &Map<String, Value>,
    schema: &Map<String, Value>,
) -> Result<(), Failure> {
    let known: Vec<&String> = match schema.get("properties") {
        Some(Value::Object(properties)) => properties.keys().collect(),
        _ => Vec::new(),
    };
    let mut faults: Vec<ParameterFault> = parameters
        .keys()
        .filter(|name| !known.contains(name))
        .map(|name| ParameterFault {
            parameter: name.clone(),
            fault: format!("is not one that the flow takes; {}", listed(&known)),
        })
        .collect();
    let taken: Map<String, Value> = parameters
        .iter()
        .filter(|(name, _)| known.contains(name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let validator = jsonschema::validator_for(&Value::Object(schema.clone()));
    let validator = validator.map_err(|error| {
        Failure::argument(
            "flow_definition",
            format!("has parameters whose schema cannot be used: {error}"),
            "Mend the schemas in the plan's parameters.",
        )
    })?;
    let taken = Value::Object(taken);
    faults.extend(validator.iter_errors(&taken).map(|error| {
        let place = error.instance_path().to_string();
        let place = place.trim_start_matches('/').replace('/', ".");
        let fault = error.to_string();
        ParameterFault {
            parameter: if place.is_empty() {
                "parameters".to_owned()
            } else {
                place
            },
            fault: format!(
                "is wrong: {}",
                fault.chars().take(MAX_FAULT_CHARS).collect::<String>()
            ),
        }
    }));
    faults.truncate(MAX_FAULTS);
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Failure::Parameters(faults))
    }
}

/// The parameters that a flow takes, as the end of a sentence.
fn listed(known: &[&String]) -> String {
    if known.is_empty() {
        return "it takes none".to_owned();
    }
    let names: Vec<String> = known
        .iter()
        .take(MAX_NAMES)
        .map(|name| json!(name).to_string())
        .collect();
    format!("it takes {}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(value: Value) -> Map<String, Value> {
        match value {
            Value::Object(map) => map,
            other => panic!("{other}"),
        }
    }

    fn schema() -> Map<String, Value> {
        map(json!({
            "title": "Parameters", "type": "object", "required": ["department"], "definitions": {},
            "properties": {
                "department": {"title": "department", "type": "string"},
                "limit": {"title": "limit", "type": "integer", "default": 10},
                "range": {"type": "object", "properties": {"from": {"type": "number"}}},
            },
        }))
    }

    fn faults(parameters: Value) -> Vec<String> {
        match check(&map(parameters), &schema()) {
            Ok(()) => Vec::new(),
            Err(Failure::Parameters(faults)) => faults
                .into_iter()
                .map(|fault| format!("{} {}", fault.parameter, fault.fault))
                .collect(),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn what_fits_is_let_through() {
        assert!(faults(json!({"department": "Sales"})).is_empty());
        assert!(
            faults(json!({"department": "Sales", "limit": 3, "range": {"from": 1}})).is_empty()
        );
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let faults = faults(json!({"limit": "many", "range": {"from": "a"}, "colour": "red"}));
        assert_eq!(faults.len(), 4, "{faults:#?}");
        let words = faults.join("\n");
        for part in [
            "colour is not one that the flow takes; it takes \"department\", \"limit\", \"range\"",
            "limit is wrong: \"many\" is not of type",
            "range.from is wrong",
            "parameters is wrong: \"department\" is a required property",
        ] {
            assert!(words.contains(part), "{words}");
        }
    }

    #[test]
    fn a_flow_without_parameters_takes_none() {
        let none = map(json!({"type": "object", "properties": {}}));
        let failure = check(&map(json!({"n": 1})), &none).unwrap_err();
        assert!(failure.to_string().contains("it takes none"), "{failure}");
    }
}
