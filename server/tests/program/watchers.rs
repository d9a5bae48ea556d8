//! Clients that watch events while others work, good ones and bad ones.

use std::io::Write as _;
use std::net::{Shutdown, TcpStream};
use std::sync::mpsc::{self, Receiver};
use std::thread::JoinHandle;

use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

use super::socket_client::Client;

/// A client that asks for everything and does not read.
pub(super) fn stall(port: u16) -> Client {
    Client::watching(connect(port))
}

/// One that asks for everything and goes away at once, and one that goes before it has
/// asked.
pub(super) fn vanish(port: u16) {
    drop(stall(port));
    let mut stream = connect(port);
    stream
        .write_all(b"GET /api/events/out HTTP/1.1\r\n")
        .unwrap();
}

/// A client that reads all that it asked for.
pub(super) struct Watcher {
    stream: TcpStream,
    reader: JoinHandle<()>,
    /// The ids of the resources that the events were about.
    pub(super) seen: Receiver<String>,
}

impl Watcher {
    /// Watches for the events of one name.
    pub(super) fn of(port: u16, event: &str) -> Self {
        let stream = connect(port);
        let mut client =
            Client::watching_for(stream.try_clone().unwrap(), &json!({"name": [event]}));
        let (sender, seen) = mpsc::channel();
        let reader = std::thread::spawn(move || {
            while let Ok(message) = client.try_next() {
                let Message::Text(text) = message else {
                    continue;
                };
                let message: Value = serde_json::from_str(&text).unwrap();
                let id = &message["event"]["resource"]["prefect.resource.id"];
                if sender.send(id.as_str().unwrap().to_owned()).is_err() {
                    return;
                }
            }
        });
        Self {
            stream,
            reader,
            seen,
        }
    }

    pub(super) fn close(self) {
        self.stream.shutdown(Shutdown::Both).unwrap();
        self.reader.join().unwrap();
    }
}

fn connect(port: u16) -> TcpStream {
    TcpStream::connect(("127.0.0.1", port)).unwrap()
}
