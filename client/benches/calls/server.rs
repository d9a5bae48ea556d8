//! A server that always gives the same answer, in a thread of its own.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;

use serde_json::Value;

/// Starts the server, and gives the URL of its API.
pub(crate) fn start(answer: &Value) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let found = response("200 OK", &answer.to_string());
    // As Prefect answers without protection against CSRF.
    let unprocessable = response("422 Unprocessable Entity", r#"{"detail": "disabled"}"#);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (found, unprocessable) = (found.clone(), unprocessable.clone());
            thread::spawn(move || serve(stream.unwrap(), &found, &unprocessable));
        }
    });
    format!("http://{address}/api")
}

fn response(status: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body.as_bytes()].concat()
}

/// Answers each request when all of it has come, until the client goes.
fn serve(mut stream: TcpStream, found: &[u8], unprocessable: &[u8]) {
    stream.set_nodelay(true).unwrap();
    let mut buffer = vec![0; 1024 * 1024];
    loop {
        let mut filled = 0;
        while !is_whole(&buffer[..filled]) {
            match stream.read(&mut buffer[filled..]) {
                Ok(0) | Err(_) => return,
                Ok(read) => filled += read,
            }
        }
        let asks_for_token = buffer.starts_with(b"GET /api/csrf-token");
        let answer = if asks_for_token { unprocessable } else { found };
        if stream.write_all(answer).is_err() {
            return;
        }
    }
}

/// Whether a request has come with all of its body.
fn is_whole(request: &[u8]) -> bool {
    let Some(end) = request.windows(4).position(|bytes| bytes == b"\r\n\r\n") else {
        return false;
    };
    let head = String::from_utf8_lossy(&request[..end]).to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"));
    let length = length.map_or(0, |length| length.trim().parse().unwrap());
    request.len() >= end + 4 + length
}
