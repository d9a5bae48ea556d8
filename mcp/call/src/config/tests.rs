use std::path::Path;

use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use serde_json::{Value, json};

use crate::config::{Command, Config, Endpoint};

fn environment(name: &str) -> Option<String> {
    match name {
        "API_KEY" => Some("k3y-canary".to_owned()),
        "REGION" => Some("north".to_owned()),
        _ => None,
    }
}

fn config(entries: &Value) -> Config {
    Config::parse(Path::new("mcp.json"), &entries.to_string()).unwrap()
}

fn endpoint(entries: &Value) -> Endpoint {
    config(entries).server("s", &environment).unwrap().endpoint
}

/// What is wrong with the server `s` of these entries.
fn problem(entries: &Value) -> String {
    let error = config(entries).server("s", &environment).unwrap_err();
    error.to_string()
}

fn command(program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Endpoint {
    Endpoint::Stdio(Command {
        program: program.to_owned(),
        arguments: arguments.iter().map(ToString::to_string).collect(),
        folder: None,
        environment: environment
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
    })
}

#[track_caller]
fn assert_http(endpoint: &Endpoint, url: &str, headers: &[(&str, &str)]) {
    let Endpoint::Http {
        url: found,
        headers: set,
    } = endpoint
    else {
        panic!("{endpoint:?}");
    };
    assert_eq!(found.as_str(), url);
    assert_eq!(set.len(), headers.len());
    for (name, value) in headers {
        assert_eq!(set.get(*name).unwrap(), value, "{name}");
    }
}

#[test]
fn atlas_has_a_list_for_a_command() {
    let entry = json!({"s": {
        "command": ["python", "main.py", "${API_KEY}"],
        "env": {"KEY": "${API_KEY}", "MIXED": "x-${API_KEY}", "PLAIN": "1"},
        "groups": ["users"], "compliance_level": "Public", "require_approval": [],
    }});
    assert_eq!(
        endpoint(&entry),
        command(
            "python",
            &["main.py", "${API_KEY}"],
            &[
                ("KEY", "k3y-canary"),
                ("MIXED", "x-${API_KEY}"),
                ("PLAIN", "1")
            ]
        )
    );
}

#[test]
fn atlas_finds_the_transport_in_its_order() {
    let http = |entry: Value| assert_http(&endpoint(&json!({"s": entry})), "http://host/mcp", &[]);
    http(json!({"url": "http://host/mcp"}));
    http(json!({"url": "host/mcp"}));
    http(json!({"url": "host/mcp", "type": "http"}));
    http(json!({"url": "http://host/mcp", "transport": "http", "command": ["x"]}));
    let both = json!({"s": {"url": "http://host/mcp", "command": ["x"]}});
    assert_eq!(endpoint(&both), command("x", &[], &[]));
    for legacy in [
        json!({"url": "http://host/sse"}),
        json!({"url": "host/x", "type": "sse"}),
        json!({"url": "http://host/mcp", "transport": "sse"}),
    ] {
        assert!(problem(&json!({"s": legacy})).contains("streamable HTTP"));
    }
}

#[test]
fn atlas_sends_a_token_as_its_type_says() {
    let entry = |kind: &str| {
        endpoint(
            &json!({"s": {"url": "http://host/", "auth_type": kind, "auth_token": "${API_KEY}"}}),
        )
    };
    for kind in ["none", "bearer", "jwt", "oauth"] {
        assert_http(
            &entry(kind),
            "http://host/",
            &[("authorization", "Bearer k3y-canary")],
        );
    }
    assert_http(
        &entry("api_key"),
        "http://host/",
        &[("x-api-key", "k3y-canary")],
    );
    let named = json!({"s": {"url": "http://host/", "auth_type": "api_key", "auth_token": "t0k", "auth_header": "X-Mine"}});
    assert_http(&endpoint(&named), "http://host/", &[("x-mine", "t0k")]);
    let without = json!({"s": {"url": "http://host/", "auth_type": "oauth"}});
    assert!(problem(&without).contains("\"auth_token\""));
}

#[test]
fn the_common_form_has_arguments_of_their_own() {
    let entry = json!({"mcpServers": {"s": {
        "command": "${PROGRAM:-npx}", "args": ["-y", "x@${REGION}"],
        "env": {"URL": "http://${REGION}/?k=${API_KEY}"},
    }}, "other": 1});
    assert_eq!(
        endpoint(&entry),
        command(
            "npx",
            &["-y", "x@north"],
            &[("URL", "http://north/?k=k3y-canary")]
        )
    );
}

#[test]
fn the_common_form_has_headers() {
    let entry = |kind: Option<&str>| {
        json!({"mcpServers": {"s": {"type": kind, "url": "https://${REGION}.host/mcp",
                                    "headers": {"Authorization": "Bearer ${API_KEY}", "X-A": "b"}}}})
    };
    for kind in [
        None,
        Some("http"),
        Some("streamable-http"),
        Some("streamableHttp"),
    ] {
        assert_http(
            &endpoint(&entry(kind)),
            "https://north.host/mcp",
            &[("authorization", "Bearer k3y-canary"), ("x-a", "b")],
        );
    }
    assert!(problem(&entry(Some("sse"))).contains("streamable HTTP"));
    assert!(problem(&entry(Some("carrier-pigeon"))).contains("\"type\""));
}

#[test]
fn each_mistake_is_told_with_the_server_and_without_a_value() {
    let atlas = [
        (json!({"command": "prog"}), "is not a list"),
        (json!({"command": []}), "is empty"),
        (json!({"command": [1]}), "is not a list"),
        (json!({}), "neither \"command\" nor \"url\""),
        (json!([]), "is not an object"),
        (json!({"command": ["x"], "enabled": false}), "switched off"),
        (
            json!({"command": ["x"], "enabled": "yes"}),
            "neither true nor false",
        ),
        (
            json!({"command": ["x"], "env": {"A": "${UNSET}"}}),
            "UNSET, which is not set",
        ),
        (
            json!({"command": ["x"], "env": {"A": 1}}),
            "\"A\" in its \"env\"",
        ),
        (
            json!({"command": ["x"], "env": {"A=": "canary"}}),
            "cannot be a variable",
        ),
        (
            json!({"command": ["x"], "cwd": "no/such/folder"}),
            "no such folder",
        ),
        (json!({"url": "ftp://canary"}), "http:// or https://"),
        (json!({"url": "http://"}), "not a URL"),
        (
            json!({"url": "http://h/", "auth_token": "a\ncanary"}),
            "cannot be sent",
        ),
        (
            json!({"transport": "pigeon"}),
            "neither \"stdio\" nor \"http\"",
        ),
        (json!({"transport": "http"}), "no \"url\""),
    ];
    let common = [
        (json!({"command": ["prog"]}), "is not a text"),
        (
            json!({"command": "x", "args": "y"}),
            "\"args\" is not a list",
        ),
        (json!({"command": "${UNSET}"}), "UNSET, which is not set"),
        (json!({"command": "${UNSET:-}"}), "is empty"),
        (json!({"command": "x", "disabled": true}), "switched off"),
        (
            json!({"url": "http://h/", "headers": {"a b": "canary"}}),
            "name of a header",
        ),
        (
            json!({"url": "http://h/", "headers": {"Accept": "x"}}),
            "set by the protocol",
        ),
        (
            json!({"url": "http://h/", "headers": ["canary"]}),
            "is not an object",
        ),
    ];
    let common = common.map(|(entry, words)| (json!({"mcpServers": {"s": entry}}), words));
    let atlas = atlas.map(|(entry, words)| (json!({"s": entry}), words));
    for (entries, words) in atlas.iter().chain(&common) {
        let problem = problem(entries);
        assert!(problem.contains(words), "{entries}: {problem}");
        assert!(
            problem.contains("\"s\" in the configuration mcp.json"),
            "{problem}"
        );
        assert!(!problem.contains("canary"), "{problem}");
    }
}

#[test]
fn a_mistake_in_one_server_does_no_harm_to_another() {
    let config = config(&json!({"broken": 7, "s": {"command": ["x"]}}));
    assert!(config.server("s", &environment).is_ok());
    assert!(config.server("broken", &environment).is_err());
}

#[test]
fn an_unknown_server_gets_the_nearest_name() {
    let config = config(&json!({"calculator": {}, "database": {}}));
    let error = config.server("calculater", &environment).unwrap_err();
    assert!(
        error.to_string().contains("did you mean \"calculator\"?"),
        "{error}"
    );
}

#[test]
fn a_folder_is_beside_the_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("inside")).unwrap();
    let file = folder.path().join("mcp.json");
    std::fs::write(&file, r#"{"s": {"command": ["x"], "cwd": "inside"}}"#).unwrap();
    let config = Config::load(Some(&file)).unwrap();
    let Endpoint::Stdio(Command { folder: found, .. }) =
        config.server("s", &environment).unwrap().endpoint
    else {
        panic!("a program");
    };
    assert_eq!(found, Some(folder.path().join("inside")));
}

#[test]
fn files_that_are_none_are_told() {
    for text in ["", "[]", "7", "{", "{\"mcpServers\": []}"] {
        let error = Config::parse(Path::new("the.json"), text).unwrap_err();
        assert!(error.to_string().contains("the.json"), "{text}: {error}");
    }
    let missing = Config::load(Some(Path::new("/no/such/file.json"))).unwrap_err();
    assert!(missing.to_string().contains("cannot be read"), "{missing}");
}

/// JSON, in which the names and values that mean something are likely.
fn any_json() -> impl Strategy<Value = Value> {
    let word = prop_oneof![
        "[a-z]{0,4}",
        any::<String>(),
        Just("${API_KEY}".to_owned()),
        Just("${X:-${Y}}".to_owned()),
        Just("http://a:b@h:1/?k=v".to_owned()),
        Just("sse".to_owned()),
        Just("http".to_owned()),
        Just("api_key".to_owned()),
    ];
    let key = prop_oneof![
        any::<String>(),
        prop_oneof![
            Just("s"),
            Just("mcpServers"),
            Just("command"),
            Just("args"),
            Just("env"),
            Just("url"),
            Just("headers"),
            Just("transport"),
            Just("type"),
            Just("cwd"),
            Just("enabled"),
            Just("auth_type"),
            Just("auth_token"),
            Just("auth_header"),
        ]
        .prop_map(str::to_owned),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        word.prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 8, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((key.clone(), inner), 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn no_configuration_panics(entry: bool, common: bool, value in any_json()) {
        let value = if entry { json!({"s": value}) } else { value };
        let value = if common { json!({"mcpServers": value}) } else { value };
        if let Ok(config) = Config::parse(Path::new("mcp.json"), &value.to_string()) {
            for name in config.names() {
                let _ = config.description(name);
                if let Err(error) = config.server(name, &environment) {
                    let _ = error.to_string();
                }
            }
        }
    }

    #[test]
    fn no_text_panics(text: String) {
        let _ = Config::parse(Path::new("mcp.json"), &text);
    }
}
