//! What is left when a call ends, in whatever way: nothing.

use std::path::Path;
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::json;
use tokio::process::Child;
use tokio::time::{sleep, timeout};

use crate::program::{PATIENCE, Program, give};
use crate::scripted::{answer_to_request, config, response, say, session};

/// A server that writes its process id, and that of a child, and then does `rest` when it is called.
fn server(rest: &str) -> Program {
    let script = format!(
        "sleep 600 & echo $! > child; echo $$ > server\n{}",
        session(&format!("{}\n{rest}", answer_to_request()))
    );
    Program::new(&config(&script))
}

/// A number that a server has written, once it is there.
async fn number(path: &Path) -> i32 {
    let read = async {
        loop {
            if let Ok(text) = std::fs::read_to_string(path)
                && let Ok(number) = text.trim().parse()
            {
                return number;
            }
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(PATIENCE, read).await.unwrap()
}

/// Whether a process is there and not only waiting for somebody to take note of its end.
fn lives(process: i32) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{process}/stat"));
    status.is_ok_and(|status| !status.rsplit(')').next().unwrap().starts_with(" Z"))
}

/// Waits until the server and its child are gone.
async fn nothing_is_left(program: &Program) {
    for name in ["server", "child"] {
        let process = number(&program.path(name)).await;
        let gone = async {
            while lives(process) {
                sleep(Duration::from_millis(10)).await;
            }
        };
        assert!(timeout(PATIENCE, gone).await.is_ok(), "the {name} lives on");
    }
}

async fn start(program: &Program) -> Child {
    let mut child = program.command(&["s", "t"]).spawn().unwrap();
    give(&mut child, "{}").await;
    number(&program.path("called")).await;
    child
}

fn signal(child: &Child, signal: Signal) {
    let process = i32::try_from(child.id().unwrap()).unwrap();
    kill(Pid::from_raw(process), signal).unwrap();
}

#[tokio::test]
async fn after_a_result() {
    let program = server(&say(&response(1, &json!({"structuredContent": 1}))));
    assert_eq!(program.call("s", "t", &json!({})).await.result(), 1);
    nothing_is_left(&program).await;
}

#[tokio::test]
async fn after_a_server_that_does_not_want_to_end() {
    let stubborn = format!(
        "trap '' TERM; {}; while :; do sleep 0.1; done",
        say(&response(1, &json!({"structuredContent": 1})))
    );
    let program = server(&stubborn);
    assert_eq!(program.call("s", "t", &json!({})).await.result(), 1);
    nothing_is_left(&program).await;
}

#[tokio::test]
async fn after_signals() {
    for (sent, code) in [(Signal::SIGTERM, 143), (Signal::SIGINT, 130)] {
        let program = server("echo 1 > called; sleep 600");
        let child = start(&program).await;
        signal(&child, sent);
        let output = timeout(PATIENCE, child.wait_with_output())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(output.status.code(), Some(code));
        nothing_is_left(&program).await;
    }
}

#[tokio::test]
async fn after_being_killed() {
    // Also where the server neither ends with its standard input nor when it is told to.
    for rest in [
        "echo 1 > called; sleep 600",
        "trap '' TERM; echo 1 > called; while :; do sleep 0.1; done",
    ] {
        let program = server(rest);
        let mut child = start(&program).await;
        signal(&child, Signal::SIGKILL);
        timeout(PATIENCE, child.wait()).await.unwrap().unwrap();
        nothing_is_left(&program).await;
    }
}

#[tokio::test]
async fn after_the_reader_has_gone() {
    let program = server("echo 1 > called; sleep 600");
    let mut child = start(&program).await;
    drop(child.stdout.take());
    let status = timeout(PATIENCE, child.wait()).await.unwrap().unwrap();
    assert_eq!(status.code(), Some(8));
    nothing_is_left(&program).await;
}

#[tokio::test]
async fn after_a_time_limit() {
    let program = server("echo 1 > called; sleep 600");
    let ended = program.run(&["--timeout", "0.5", "s", "t"], "").await;
    ended.failed(7, &[]);
    nothing_is_left(&program).await;
}
