//! The parameters of a flow, as a Prefect deployment tells them.

use serde_json::{Map, Value, json};

use crate::definition::FlowDefinition;

/// What a deployment of this flow says in `parameter_openapi_schema`: the schema of the object that a run's parameters
/// are.
///
/// It has the shape that Prefect derives from a flow function's signature: `position` is an argument's place, `title`
/// what its forms show. It says what the plan says, which is more than Prefect could read off the annotations, and that
/// there are no other parameters.
pub fn parameter_openapi_schema(definition: &FlowDefinition) -> Map<String, Value> {
    let parameters = required_first(definition.parameters());
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (position, (name, schema)) in parameters.into_iter().enumerate() {
        let mut property = schema.as_object().cloned().unwrap_or_default();
        property.entry("title").or_insert_with(|| json!(name));
        property.insert("position".to_owned(), json!(position));
        properties.insert(name.clone(), Value::Object(property));
        if is_required(schema) {
            required.push(name);
        }
    }
    let mut schema = Map::from_iter([
        ("title".to_owned(), json!("Parameters")),
        ("type".to_owned(), json!("object")),
        ("properties".to_owned(), Value::Object(properties)),
    ]);
    // Prefect leaves an empty list out.
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    schema.insert("definitions".to_owned(), json!({}));
    schema.insert("additionalProperties".to_owned(), json!(false));
    schema
}

/// Whether a run has to be told a parameter of this schema.
pub(crate) fn is_required(schema: &Value) -> bool {
    schema.get("default").is_none()
}

/// The parameters in the order of the flow function's arguments: those that have to be told before the others.
pub(crate) fn required_first(parameters: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let (mut required, optional): (Vec<_>, Vec<_>) = parameters
        .iter()
        .partition(|(_, schema)| is_required(schema));
    required.extend(optional);
    required
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::DraftFlow;

    fn schema_of(parameters: &Value, used: &[&str]) -> Value {
        let used: Vec<String> = used
            .iter()
            .map(|name| format!("{{{{parameters.{name}}}}}"))
            .collect();
        let plan = json!({"flow_name": "f", "parameters": parameters, "tasks": [
            {"mcp_server": "s", "mcp_tool": "t", "parameters": {"x": used}}]});
        let definition = FlowDefinition::try_from(DraftFlow::read(&plan)).unwrap();
        Value::Object(parameter_openapi_schema(&definition))
    }

    #[test]
    fn the_schema_is_of_prefects_shape() {
        let parameters = json!({
            "department": {"type": "string", "default": "Engineering", "description": "Whose report"},
            "since": {"type": "string", "title": "First day"},
        });
        assert_eq!(
            schema_of(&parameters, &["since", "department"]).to_string(),
            json!({
                "title": "Parameters",
                "type": "object",
                "properties": {
                    "since": {"type": "string", "title": "First day", "position": 0},
                    "department": {"type": "string", "default": "Engineering", "description": "Whose report",
                                   "title": "department", "position": 1},
                },
                "required": ["since"],
                "definitions": {},
                "additionalProperties": false,
            })
            .to_string()
        );
    }

    #[test]
    fn without_parameters_a_run_can_be_told_nothing() {
        assert_eq!(
            schema_of(&json!({}), &[]),
            json!({"title": "Parameters", "type": "object", "properties": {}, "definitions": {},
                   "additionalProperties": false})
        );
    }
}
