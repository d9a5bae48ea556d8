//! A client of the program's WebSockets.

use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::{self, Message, WebSocket, client};

/// A client that has introduced itself.
pub(super) struct Client(pub(super) WebSocket<TcpStream>);

impl Client {
    /// Opens a socket and introduces itself.
    pub(super) fn open(port: u16, path: &str) -> Self {
        Self::over(TcpStream::connect(("127.0.0.1", port)).unwrap(), path)
    }

    /// Introduces itself over a connection.
    fn over(stream: TcpStream, path: &str) -> Self {
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .unwrap();
        let url = format!("ws://localhost/api{path}");
        let request =
            client::ClientRequestBuilder::new(url.parse().unwrap()).with_sub_protocol("prefect");
        let (socket, _) = client(request, stream).unwrap();
        let mut client = Self(socket);
        client.say(&json!({"type": "auth"}));
        assert_eq!(client.hear()["type"], "auth_success");
        client
    }

    /// Asks for all events that were and that come.
    pub(super) fn watching(stream: TcpStream) -> Self {
        Self::watching_for(stream, &Value::Null)
    }

    /// Asks for the events that were and that come whose names a filter admits.
    pub(super) fn watching_for(stream: TcpStream, names: &Value) -> Self {
        let mut client = Self::over(stream, "/events/out");
        // Without an end, what has occurred by now is all that is asked for.
        let occurred = json!({"since": "2000-01-01T00:00:00Z", "until": "9000-01-01T00:00:00Z"});
        let filter = json!({"occurred": occurred, "event": names});
        client.say(&json!({"type": "filter", "filter": filter}));
        client
    }

    pub(super) fn say(&mut self, message: &Value) {
        self.0.send(Message::text(message.to_string())).unwrap();
    }

    pub(super) fn hear(&mut self) -> Value {
        match self.next() {
            Message::Text(text) => serde_json::from_str(&text).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn next(&mut self) -> Message {
        self.try_next().unwrap()
    }

    /// The next message, or why there is none.
    pub(super) fn try_next(&mut self) -> tungstenite::Result<Message> {
        self.0.read()
    }
}

/// Connects with little room for what is not read, so that a client is found to stall
/// soon.
pub(super) fn connect_narrowly(port: u16) -> TcpStream {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_io().build().unwrap();
    let stream = runtime.block_on(async {
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(16 * 1024).unwrap();
        let connecting = socket.connect(([127, 0, 0, 1], port).into());
        connecting.await.unwrap().into_std().unwrap()
    });
    stream.set_nonblocking(false).unwrap();
    stream
}
