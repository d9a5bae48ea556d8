//! What a socket may take, in one place.

use std::time::Duration;

use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

/// How much of the server one socket may take: time and memory.
///
/// At rest a socket costs one task and a few kilobytes. At its worst it holds one
/// incoming message of [`max_message_bytes`](Self::max_message_bytes) and, going
/// out, [`WRITE_BUFFER_BYTES`] and one frame: what it has not been sent yet waits
/// in the ring of the [feed](crate::app::Feed), which all sockets share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SocketLimits {
    /// How long a client may take for each message of its introduction.
    pub handshake: Duration,
    /// How long a frame may take to be written, which it takes when the client
    /// does not read.
    pub write: Duration,
    /// How long a client may be silent before it is pinged.
    pub ping_interval: Duration,
    /// How long it may then be silent before it is taken to be gone.
    pub ping_timeout: Duration,
    /// How long a closed socket is kept for the client to take its leave.
    pub close: Duration,
    /// The longest message that a client may send, in bytes.
    pub max_message_bytes: usize,
}

/// How much of what goes out may be gathered before it is written, in bytes.
const WRITE_BUFFER_BYTES: usize = 16 * 1024;

/// What is set aside for reading from the start, in bytes.
const READ_BUFFER_BYTES: usize = 4 * 1024;

impl Default for SocketLimits {
    /// The intervals between pings and the longest message are those of the HTTP
    /// server that Prefect runs on; the rest that server leaves open.
    fn default() -> Self {
        Self {
            handshake: Duration::from_secs(30),
            write: Duration::from_secs(20),
            ping_interval: Duration::from_secs(20),
            ping_timeout: Duration::from_secs(20),
            close: Duration::from_secs(2),
            max_message_bytes: 16 * 1024 * 1024,
        }
    }
}

impl SocketLimits {
    pub(super) fn config(&self) -> WebSocketConfig {
        WebSocketConfig::default()
            .read_buffer_size(READ_BUFFER_BYTES)
            .write_buffer_size(WRITE_BUFFER_BYTES)
            .max_frame_size(Some(self.max_message_bytes))
            .max_message_size(Some(self.max_message_bytes))
    }
}
