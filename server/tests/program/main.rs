//! The program, run as users run it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[cfg(target_os = "linux")]
mod load;
mod socket_client;
mod sockets;
#[cfg(target_os = "linux")]
mod watchers;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running program. It is killed if a test fails before it ends.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Program {
    fn start(arguments: &[&str]) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_prefect-mock"))
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        Self(child)
    }

    /// The port that the first line of output tells.
    fn port(&mut self) -> u16 {
        let mut line = String::new();
        let stdout = self.0.stdout.as_mut().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        let port = line
            .strip_prefix("PREFECT_API_URL=http://127.0.0.1:")
            .and_then(|rest| rest.strip_suffix("/api\n"));
        port.unwrap_or_else(|| panic!("{line:?} tells no URL"))
            .parse()
            .unwrap()
    }

    fn stderr(&mut self) -> String {
        let mut text = String::new();
        self.0
            .stderr
            .as_mut()
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    }
}

/// Sends one request and reads its answer: the head, and the body if it has one.
fn ask(stream: &mut TcpStream, method: &str, path: &str, body: &str) -> String {
    let request = format!(
        "{method} /api{path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut reader = BufReader::new(stream);
    let (mut answer, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        assert_ne!(reader.read_line(&mut line).unwrap(), 0, "{answer}");
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.trim().parse().unwrap();
        }
        answer.push_str(&line);
        if line == "\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    answer + &String::from_utf8(body).unwrap()
}

fn get(stream: &mut TcpStream, path: &str) -> String {
    ask(stream, "GET", path, "")
}

#[test]
fn it_tells_its_url_first_and_answers_there_and_logs_nothing() {
    let mut program = Program::start(&["--port", "0"]);
    let port = program.port();
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    assert!(get(&mut stream, "/admin/version").ends_with("\"3.8.8\""));
    assert!(get(&mut stream, "/nothing").starts_with("HTTP/1.1 404"));
    program.0.kill().unwrap();
    assert_eq!(program.stderr(), "");
}

#[test]
fn a_seed_draws_the_same_ids_again() {
    let id = || {
        let mut program = Program::start(&["--port", "0", "--seed", "7"]);
        let mut stream = TcpStream::connect(("127.0.0.1", program.port())).unwrap();
        let pool = ask(&mut stream, "POST", "/work_pools/", r#"{"name": "p"}"#);
        let (_, rest) = pool
            .split_once(r#""id":""#)
            .unwrap_or_else(|| panic!("{pool}"));
        rest.split_once('"').unwrap().0.to_owned()
    };
    assert_eq!(id(), id());
}

#[test]
fn a_taken_port_is_told_in_one_line() {
    let mut first = Program::start(&["--port", "0"]);
    let port = first.port().to_string();
    let mut second = Program::start(&["--port", &port]);
    assert_eq!(second.0.wait().unwrap().code(), Some(1));
    let text = second.stderr();
    let expected = format!("prefect-mock: cannot listen on 127.0.0.1:{port}: ");
    let reason = text.strip_prefix(&expected).unwrap();
    assert_eq!(reason.lines().count(), 1, "{text}");
    assert!(
        reason.ends_with("; end what listens there, or choose another host or port\n"),
        "{text}"
    );
}

#[test]
fn it_logs_json_when_asked() {
    let mut program = Program::start(&["--port", "0", "--log-level", "debug", "--log-json"]);
    let mut stream = TcpStream::connect(("127.0.0.1", program.port())).unwrap();
    get(&mut stream, "/health");
    let stderr = BufReader::new(program.0.stderr.take().unwrap());
    let answered = stderr
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(&line.unwrap()).unwrap())
        .find(|entry| entry["msg"] == "operation answered")
        .unwrap();
    assert_eq!(answered["operation"], "health_check");
}

/// With a connection open that somebody keeps for later.
#[cfg(unix)]
#[test]
fn signals_end_it_in_order_within_a_second() {
    for signal in ["INT", "TERM"] {
        let mut program = Program::start(&["--port", "0"]);
        let mut stream = TcpStream::connect(("127.0.0.1", program.port())).unwrap();
        get(&mut stream, "/health");
        let pid = program.0.id().to_string();
        let started = Instant::now();
        Command::new("kill")
            .args(["-s", signal, &pid])
            .status()
            .unwrap();
        assert!(program.0.wait().unwrap().success(), "SIG{signal}");
        assert!(started.elapsed() < Duration::from_secs(1), "SIG{signal}");
        assert_eq!(program.stderr(), "");
    }
}

/// How much memory a process holds, in KiB.
#[cfg(target_os = "linux")]
fn resident_kib(process: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", process.id())).unwrap();
    let resident = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:")?.strip_suffix("kB"))
        .unwrap();
    resident.trim().parse().unwrap()
}

/// What the README promises of a release build; `cargo xtask test --long` makes one.
#[cfg(all(target_os = "linux", not(debug_assertions)))]
#[test]
fn it_answers_at_once_and_stays_small() {
    let started = Instant::now();
    let mut program = Program::start(&["--port", "0"]);
    let mut stream = TcpStream::connect(("127.0.0.1", program.port())).unwrap();
    get(&mut stream, "/health");
    assert!(started.elapsed() < Duration::from_millis(100));

    let resident_kib = resident_kib(&program.0);
    assert!(resident_kib < 30_000, "{resident_kib} KiB");
}
