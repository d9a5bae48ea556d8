//! Whatever comes in, there is an answer that says what to do, and the planner goes on.

use std::sync::{Arc, Mutex};

use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};
use tokio::runtime::Runtime;

use crate::host::{Host, Session, good_plan, mcp_data, results};

const TOOLS: [&str; 3] = [
    "plan_prefect_flow",
    "list_task_mappings",
    "revise_prefect_flow",
];

/// Any JSON, with the keys that mean something more often than by chance.
fn any_json() -> impl Strategy<Value = Value> {
    let key = prop_oneof![
        prop_oneof![
            Just("available_servers"),
            Just("server_name"),
            Just("tools"),
            Just("name"),
            Just("parameters"),
            Just("properties"),
            Just("required"),
            Just("type"),
            Just("enum"),
            Just("$ref"),
            Just("anyOf"),
            Just("flow_name"),
            Just("tasks"),
            Just("id"),
            Just("task_key"),
            Just("depends_on"),
            Just("op"),
            Just("task"),
            Just("cannot"),
            Just("_mcp_data"),
            Just("edits"),
            Just("description"),
            Just("items"),
        ]
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(json!("db_select_users")),
        Just(json!("{{db_query.rows[0]}}")),
        Just(json!("{{{{")),
        Just(json!("#/properties")),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            proptest::collection::vec((key.clone(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// Puts `odd` in the place of one value inside `value`.
fn replace_one(value: &mut Value, place: usize, odd: &Value) {
    fn count(value: &Value) -> usize {
        1 + match value {
            Value::Array(items) => items.iter().map(count).sum(),
            Value::Object(members) => members.values().map(count).sum(),
            _ => 0,
        }
    }
    fn walk(value: &mut Value, left: &mut usize, odd: &Value) -> bool {
        if *left == 0 {
            *value = odd.clone();
            return true;
        }
        *left -= 1;
        match value {
            Value::Array(items) => items.iter_mut().any(|item| walk(item, left, odd)),
            Value::Object(members) => members.values_mut().any(|member| walk(member, left, odd)),
            _ => false,
        }
    }
    let mut left = place % count(value);
    walk(value, &mut left, odd);
}

/// Arguments for any tool: nonsense, or sense with nonsense in one place.
fn any_arguments() -> impl Strategy<Value = Value> {
    let sense = json!({
        "task": "average", "_mcp_data": mcp_data(), "plan": good_plan(), "flow_definition": good_plan(),
        "edits": [{"op": "set_argument", "id": "calc_avg", "argument": "expression", "value": "1"}], "dry_run": false,
    });
    let nonsense = (any_json(), any_json(), any_json(), any_json()).prop_map(|(task, data, plan, edits)| {
        json!({"task": task, "_mcp_data": data, "plan": plan, "flow_definition": plan, "edits": edits})
    });
    let almost =
        (any::<usize>(), any_json(), any::<bool>()).prop_map(move |(place, odd, as_text)| {
            let mut arguments = sense.clone();
            replace_one(&mut arguments, place, &odd);
            if !arguments.is_object() {
                return json!({"task": odd});
            }
            if as_text {
                for key in ["_mcp_data", "plan", "flow_definition"] {
                    let text = arguments[key].to_string();
                    arguments[key] = json!(text);
                }
            }
            arguments
        });
    prop_oneof![nonsense, almost]
}

/// Calls with each case of `strategy` on one session, and at last with sense.
fn survives<T: std::fmt::Debug>(
    strategy: &impl Strategy<Value = T>,
    runtime: &Runtime,
    session: &Session,
    call: impl Fn(T) -> (&'static str, Value),
) {
    let config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new(config)
        .run(strategy, |case| {
            let (tool, arguments) = call(case);
            let results = runtime.block_on(results(session, tool, arguments));
            // Either there is what was asked for, or a word about what to do.
            let success = results["success"].as_bool().unwrap();
            assert!(success || results["message"].is_string(), "{results:#}");
            assert!(success || results.get("python_code").is_none());
            Ok(())
        })
        .unwrap();
    let arguments = json!({"task": "t", "_mcp_data": mcp_data(), "plan": good_plan()});
    let results = runtime.block_on(results(session, TOOLS[0], arguments));
    assert_eq!(results["success"], true);
}

#[test]
fn any_arguments_of_any_tool_are_answered() {
    let runtime = Runtime::new().unwrap();
    let session = runtime.block_on(Host::default().connect());
    let strategy = (0..TOOLS.len(), any_arguments());
    survives(&strategy, &runtime, &session, |(tool, arguments)| {
        (TOOLS[tool], arguments)
    });
}

#[test]
fn any_answers_of_a_model_are_answered() {
    let almost = (any::<usize>(), any_json()).prop_map(|(place, odd)| {
        let mut plan = good_plan();
        replace_one(&mut plan, place, &odd);
        plan.to_string()
    });
    let nonsense = any_json().prop_map(|odd| odd.to_string());
    let answer = prop_oneof![any::<String>(), nonsense, almost];
    let answers = proptest::collection::vec(answer, 3);

    let said: Arc<Mutex<Vec<String>>> = Arc::default();
    let script = said.clone();
    let host = Host::with_model_that(move |_| Ok(script.lock().unwrap().pop().unwrap()));
    let runtime = Runtime::new().unwrap();
    for session in [
        runtime.block_on(host.connect()),
        runtime.block_on(host.connect_newest()),
    ] {
        survives(&answers, &runtime, &session, |answers| {
            *said.lock().unwrap() = answers;
            (TOOLS[0], json!({"task": "t", "_mcp_data": mcp_data()}))
        });
    }
}
