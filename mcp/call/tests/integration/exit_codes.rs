//! One code for each kind of failure, and where the configuration comes from.

use std::path::PathBuf;

use serde_json::json;

use crate::program::{Program, sibling};
use crate::scripted::server;

#[tokio::test]
async fn the_command_line_is_checked() {
    let program = Program::new(&json!({}));
    for wrong in [
        &["only-a-server"][..],
        &["--nonsense", "s", "t"],
        &["s", "t", "u"],
        &["--timeout", "0", "s", "t"],
        &["--timeout", "soon", "s", "t"],
        &["--connect-timeout=-1", "s", "t"],
        &["list", "a", "b"],
    ] {
        let ended = program.run(wrong, "").await;
        assert_eq!(ended.code, Some(2), "{wrong:?}: {ended:?}");
        assert!(!ended.stderr.contains("panicked"));
    }
    let help = program.run(&["--help"], "").await;
    assert_eq!(help.code, Some(0));
    for code in ["0", "1", "2", "3", "4", "5", "6", "7", "8", "130", "143"] {
        assert!(
            help.stdout.contains(&format!("\n  {code} ")),
            "{code} in {}",
            help.stdout
        );
    }
}

#[tokio::test]
async fn standard_input_is_checked_before_anything_starts() {
    let program = Program::new(&json!({"s": {"command": ["touch", "started"]}}));
    for wrong in ["[1]", "{", "nonsense", "\"text\""] {
        let ended = program.run(&["s", "t"], wrong).await;
        ended.failed(6, &["standard input", "JSON object"]);
    }
    assert!(!program.path("started").exists());
}

#[tokio::test]
async fn a_bad_configuration_has_a_code_of_its_own() {
    let program = Program::new(
        &json!({"calculator": {"command": ["x"]}, "off": {"command": ["x"], "enabled": false},
                                       "old": {"url": "http://h/sse"}, "unset": {"command": ["x"], "env": {"A": "${NO_SUCH_VARIABLE}"}}}),
    );
    let run = async |server: &str| program.call(server, "t", &json!({})).await;
    run("calculater")
        .await
        .failed(5, &["did you mean \"calculator\"?", "mcp.json"]);
    run("off").await.failed(5, &["\"off\"", "switched off"]);
    run("old").await.failed(5, &["\"old\"", "streamable HTTP"]);
    run("unset")
        .await
        .failed(5, &["\"unset\"", "NO_SUCH_VARIABLE"]);

    std::fs::write(program.path("mcp.json"), "{ not json").unwrap();
    run("calculator")
        .await
        .failed(5, &["is not JSON", "line 1"]);
    std::fs::remove_file(program.path("mcp.json")).unwrap();
    let elsewhere = program.path("elsewhere").display().to_string();
    let program = program
        .with("HOME", &elsewhere)
        .with("XDG_CONFIG_HOME", &elsewhere);
    let ended = program.call("calculator", "t", &json!({})).await;
    ended.failed(5, &["--config", "MCP_CALL_CONFIG", "mcp-call/mcp.json"]);
}

#[tokio::test]
async fn the_configuration_is_found_in_order() {
    let config = |value: i32| json!({"s": {"command": ["sh", "-c", server(&json!({"structuredContent": value}))]}});
    let program = Program::new(&config(1));
    let write = |name: &str, value: i32| -> PathBuf {
        let path = program.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, config(value).to_string()).unwrap();
        path
    };
    let named = write("named.json", 2);
    let variable = write("variable.json", 3);
    write("home/mcp-call/mcp.json", 4);
    let home = program.path("home").display().to_string();
    let program = program.with("XDG_CONFIG_HOME", &home);

    let run =
        async |program: &Program, arguments: &[&str]| program.run(arguments, "").await.result();
    assert_eq!(run(&program, &["s", "t"]).await, 1);
    std::fs::remove_file(program.path("mcp.json")).unwrap();
    assert_eq!(run(&program, &["s", "t"]).await, 4);
    let program = program.with("MCP_CALL_CONFIG", variable.to_str().unwrap());
    assert_eq!(run(&program, &["s", "t"]).await, 3);
    assert_eq!(
        run(&program, &["--config", named.to_str().unwrap(), "s", "t"]).await,
        2
    );
}

#[tokio::test]
async fn a_server_that_is_not_there_has_a_code_of_its_own() {
    let program = Program::new(
        &json!({"missing": {"command": ["no-such-program-anywhere"]}, "closed": {"url": "http://127.0.0.1:1/mcp"},
                                       "dead": {"command": ["sh", "-c", "read line; echo first >&2; echo last words >&2; exit 3"]},
                                       "usage": {"command": ["sh", "-c", "read line; echo usage: server FILE; exit 2"]},
                                       "killed": {"command": ["sh", "-c", "read line; kill -9 $$"]}}),
    );
    let run = async |server: &str| program.call(server, "t", &json!({})).await;
    run("missing").await.failed(
        4,
        &[
            "\"missing\"",
            "no-such-program-anywhere",
            "cannot be started",
        ],
    );
    run("closed")
        .await
        .failed(4, &["\"closed\"", "127.0.0.1:1", "Connection refused"]);
    run("dead").await.failed(
        4,
        &[
            "\"dead\"",
            "exited with status 3",
            "    first\n    last words",
        ],
    );
    run("usage").await.failed(
        4,
        &[
            "\"usage\"",
            "exited with status 2",
            "    usage: server FILE",
        ],
    );
    run("killed")
        .await
        .failed(4, &["\"killed\"", "ended by signal 9"]);
}

// Only Linux has a file that is always full.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_result_that_nobody_takes_has_a_code_of_its_own() {
    let program = Program::new(&json!({"s": {"command": [sibling("mcp-demo"), "calculator"]}}));
    let mut command = program.command(&["s", "evaluate"]);
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut child = command.stdout(full).spawn().unwrap();
    crate::program::give(&mut child, r#"{"expression": "1"}"#).await;
    let output = child.wait_with_output().await.unwrap();
    assert_eq!(output.status.code(), Some(8));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot be written"));
}
