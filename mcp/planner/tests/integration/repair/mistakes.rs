//! The classes of mistakes that a plan can have, each made in a good plan.

use serde_json::{Value, json};

/// Makes a mistake in a task of a plan; gives the answer itself where it is no plan in JSON any more.
type Make = fn(&mut Value, usize) -> Option<String>;

/// Tools whose schemas rule something out.
pub(super) fn mcp_data() -> Value {
    let output = json!({"type": "object", "additionalProperties": false, "properties": {
        "rows": {"type": "array", "items": {"type": "object"}}, "count": {"type": "integer"}}});
    json!({"available_servers": [{"server_name": "db", "tools": [
        {"name": "select", "outputSchema": output, "parameters": {"type": "object", "additionalProperties": false,
            "properties": {"table": {"type": "string"}, "limit": {"type": "integer"},
                           "order": {"enum": ["ascending", "descending"]}},
            "required": ["table"]}},
        {"name": "update", "parameters": {"type": "object", "properties": {"table": {"type": "string"}}}},
    ]}]})
}

/// A plan without a mistake: two selections, and a third that needs the first.
pub(super) fn good_plan() -> Value {
    json!({"flow_name": "selections", "tasks": [
        {"id": "first", "task_key": "db_select", "parameters": {"table": "staff", "order": "ascending", "limit": 3}},
        {"id": "second", "task_key": "db_select", "parameters": {"table": "rooms", "order": "descending", "limit": 4}},
        {"id": "third", "task_key": "db_select", "depends_on": ["second"],
         "parameters": {"table": "{{first.rows[0].home}}", "order": "ascending", "limit": 5}},
    ]})
}

fn task(plan: &mut Value, number: usize) -> &mut Value {
    &mut plan["tasks"][number]
}

/// All classes, by name.
pub(super) const MISTAKES: [(&str, Make); 22] = [
    ("unknown tool", |plan, number| {
        task(plan, number)["task_key"] = json!("db_selects");
        None
    }),
    ("invented tool", |plan, number| {
        task(plan, number)["task_key"] = json!("weather_forecast");
        None
    }),
    ("missing argument", |plan, number| {
        task(plan, number)["parameters"]
            .as_object_mut()
            .unwrap()
            .remove("table");
        None
    }),
    ("misspelled argument", |plan, number| {
        let parameters = task(plan, number)["parameters"].as_object_mut().unwrap();
        let value = parameters.remove("limit").unwrap();
        parameters.insert("limits".to_owned(), value);
        None
    }),
    ("parameter that the plan lacks", |plan, number| {
        task(plan, number)["parameters"]["limit"] = json!("{{parameters.limit}}");
        None
    }),
    ("invented argument", |plan, number| {
        task(plan, number)["parameters"]["colour"] = json!("red");
        None
    }),
    ("mistyped argument", |plan, number| {
        task(plan, number)["parameters"]["limit"] = json!("seven");
        None
    }),
    ("argument not of its list", |plan, number| {
        task(plan, number)["parameters"]["order"] = json!("asc");
        None
    }),
    ("arguments that are no object", |plan, number| {
        task(plan, number)["parameters"] = json!([1]);
        None
    }),
    ("reference to nothing", |plan, number| {
        task(plan, number)["parameters"]["table"] = json!("{{seconds.rows[0].name}}");
        None
    }),
    ("reference to itself", |plan, number| {
        let id = task(plan, number)["id"].as_str().unwrap().to_owned();
        task(plan, number)["parameters"]["table"] = json!(format!("{{{{{id}.rows[0].name}}}}"));
        None
    }),
    (
        "reference into a field that is not there",
        |plan, number| {
            task(plan, number)["parameters"]["table"] = json!(format!(
                "{{{{{}.row}}}}",
                ["second", "first", "second"][number]
            ));
            None
        },
    ),
    ("reference that is not closed", |plan, number| {
        task(plan, number)["parameters"]["table"] = json!(format!(
            "{{{{{}.rows",
            ["second", "first", "second"][number]
        ));
        None
    }),
    ("dependency on nothing", |plan, number| {
        task(plan, number)["depends_on"] = json!(["seconds"]);
        None
    }),
    ("dependency on itself", |plan, number| {
        task(plan, number)["depends_on"] = json!([task(plan, number)["id"]]);
        None
    }),
    ("cycle", |plan, number| {
        let other = (number + 1) % 3;
        for (from, to) in [(number, other), (other, number)] {
            let id = task(plan, to)["id"].clone();
            task(plan, from)["depends_on"] = json!([id]);
        }
        None
    }),
    ("id used twice", |plan, number| {
        let id = task(plan, (number + 1) % 3)["id"].clone();
        task(plan, number)["id"] = id;
        None
    }),
    ("unknown key", |plan, number| {
        task(plan, number)["condition"] = json!("only on Mondays");
        None
    }),
    ("retries that are no number", |plan, number| {
        task(plan, number)["retries"] = json!("often");
        None
    }),
    ("no name", |plan, _| {
        plan.as_object_mut().unwrap().remove("flow_name");
        None
    }),
    ("no plan at all", |_, _| {
        Some("Let me think about that first.".to_owned())
    }),
    ("a plan that is cut off", |plan, number| {
        let text = plan.to_string();
        Some(text[..text.len() - 3 - 10 * number].to_owned())
    }),
];
