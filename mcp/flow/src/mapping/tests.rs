use super::*;
use serde_json::json;

fn read(mcp_data: &Value) -> TaskMappings {
    TaskMappings::from_mcp_data(mcp_data, &LeaveOut::default())
}

fn server(name: &str, tools: &[&str]) -> Value {
    let tools: Vec<_> = tools.iter().map(|tool| json!({"name": tool})).collect();
    json!({"server_name": name, "tools": tools})
}

fn triples(mappings: &TaskMappings) -> Vec<(&str, &str, &str)> {
    mappings
        .iter()
        .map(|m| {
            (
                m.task_key.as_str(),
                m.mcp_server.as_str(),
                m.mcp_tool.as_str(),
            )
        })
        .collect()
}

#[test]
fn names_come_bare_or_as_the_host_shows_them() {
    let mappings = read(&json!({"available_servers": [
        server("order_database", &["order_database_get_order", "order_database_list_all_orders"]),
        server("down", &[]),
        server("db", &["db_query", "db_db_list"]),
    ]}));
    assert_eq!(
        triples(&mappings),
        [
            ("order_database_get_order", "order_database", "get_order"),
            (
                "order_database_list_all_orders",
                "order_database",
                "list_all_orders"
            ),
            ("db_query", "db", "query"),
            ("db_db_list", "db", "db_list"),
        ]
    );
    assert_eq!(mappings.servers_without_tools, ["down"]);
    assert_eq!(mappings.problems, []);

    // Where more servers speak for bare names, one that only looks otherwise is believed to have them, too.
    let mappings = read(&json!({"available_servers": [
        server("order_database", &["get_order"]),
        server("calculator", &["calculator_evaluate", "sum"]),
        server("db", &["db_query", "db_list"]),
    ]}));
    assert_eq!(
        triples(&mappings),
        [
            ("order_database_get_order", "order_database", "get_order"),
            (
                "calculator_calculator_evaluate",
                "calculator",
                "calculator_evaluate"
            ),
            ("calculator_sum", "calculator", "sum"),
            ("db_db_query", "db", "db_query"),
            ("db_db_list", "db", "db_list"),
        ]
    );
}

#[test]
fn colliding_keys_are_told_apart_whatever_the_order() {
    let servers = [
        server("a_b", &["c", "x"]),
        server("a", &["b_c", "y"]),
        server("a", &["b_c_2"]),
    ];
    let forth = read(&json!({"available_servers": servers}));
    let back = read(&json!({"available_servers": servers.iter().rev().collect::<Vec<_>>()}));
    for mappings in [&forth, &back] {
        assert_eq!(mappings.get("a_b_c").unwrap().mcp_server, "a");
        assert_eq!(mappings.get("a_b_c_2").unwrap().mcp_tool, "b_c_2");
        assert_eq!(mappings.get("a_b_c_3").unwrap().mcp_server, "a_b");
        assert_eq!(mappings.find("a_b", "c").unwrap().task_key, "a_b_c_3");
    }
}

#[test]
fn parameters_have_types_and_the_required_ones_come_first() {
    let mappings = read(
        &json!({"available_servers": [{"server_name": "s", "tools": [{
            "name": "t", "description": " Does it. ",
            "parameters": {"properties": {
                "limit": {"type": "integer", "default": 10}, "query": {"type": "string"}, "_atlas_user": {"type": "string"}
            }, "required": ["query", "_atlas_user"]}
        }]}]}),
    );
    let mapping = mappings.get("s_t").unwrap();
    assert_eq!(mapping.description, "Does it.");
    let parameters: Vec<_> = mapping
        .parameters
        .iter()
        .map(|p| (p.name.as_str(), p.annotation.as_str(), p.required))
        .collect();
    assert_eq!(
        parameters,
        [("query", "str", true), ("limit", "int", false)]
    );
    assert_eq!(mapping.parameters[1].default, Some(json!(10)));
    assert_eq!(mapping.parameters[0].default, None);
    assert!(
        mapping.input_schema["properties"]
            .get("_atlas_user")
            .is_none()
    );
}

#[test]
fn the_planner_itself_is_left_out() {
    let leave_out = LeaveOut {
        servers: vec!["secret".to_owned()],
        tools: vec!["plan_prefect_flow".to_owned()],
    };
    let mcp_data = json!({"available_servers": [
        server("planner", &["planner_plan_prefect_flow"]),
        server("secret", &["t"]),
        server("ok", &["t"]),
    ]});
    let mappings = TaskMappings::from_mcp_data(&mcp_data, &leave_out);
    assert_eq!(triples(&mappings), [("ok_t", "ok", "t")]);
}

#[test]
fn unreadable_entries_are_told_and_left_out() {
    let mappings = read(&json!({"available_servers": [
        5,
        {"server_name": "--config=x", "tools": [{"name": "t"}]},
        {"server_name": "s", "tools": "none"},
        {"server_name": "ok", "tools": [{"name": "a\u{0}b"}, {}, {"name": "t", "parameters": 7}]},
    ]}));
    assert_eq!(triples(&mappings), [("ok_t", "ok", "t")]);
    let pointers: Vec<_> = mappings
        .problems
        .iter()
        .map(|p| p.pointer.as_str())
        .collect();
    assert_eq!(
        pointers,
        [
            "/available_servers/0",
            "/available_servers/1",
            "/available_servers/2/tools",
            "/available_servers/3/tools/0",
            "/available_servers/3/tools/1",
        ]
    );
    for odd in [json!(null), json!({}), json!(3), json!([])] {
        assert!(read(&odd).is_empty(), "{odd}");
    }
}
