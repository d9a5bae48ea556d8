//! MCP on a child process's standard input and output: a JSON-RPC message in each line.
//!
//! Unlike rmcp's own transport, nothing that a server writes leaves a request without an answer: an answer that cannot
//! be understood becomes an error, a message that is too long ends the session, and what is no message at all (a
//! program that prints its usage, a forgotten `print`) is kept for the error message.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rmcp::model::{ErrorData, JsonRpcMessage, RequestId};
use rmcp::service::{RoleClient, RxJsonRpcMessage, TxJsonRpcMessage};
use rmcp::transport::Transport;
use serde::Deserialize;
use serde::de::IgnoredAny;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{ChildStdin, ChildStdout};
use tokio::sync::Mutex;

use crate::connection::log::Log;

/// The longest message that is read, in bytes. A result is in memory several times over while it is passed on.
pub(crate) const MAX_MESSAGE_BYTES: usize = 64 * 1024 * 1024;

/// What a transport notices beside the messages.
#[derive(Debug, Clone, Default)]
pub(super) struct Noticed {
    /// Lines that are no messages.
    pub(super) stray: Log,
    /// Whether a message was longer than [`MAX_MESSAGE_BYTES`].
    too_long: Arc<AtomicBool>,
}

impl Noticed {
    /// Whether the session ended over a message that was too long.
    pub(super) fn too_long(&self) -> bool {
        self.too_long.load(Ordering::Relaxed)
    }
}

/// The transport.
pub(super) struct StdioTransport {
    input: Arc<Mutex<Option<ChildStdin>>>,
    output: BufReader<ChildStdout>,
    /// What has been read of a line. It is kept here because reading may be broken off between any two pieces.
    line: Vec<u8>,
    noticed: Noticed,
}

/// What is read of a message that cannot be understood, at whatever depth it is nested.
#[derive(Deserialize)]
struct Envelope {
    id: Option<RequestId>,
    method: Option<IgnoredAny>,
}

impl StdioTransport {
    pub(super) fn new(input: ChildStdin, output: ChildStdout, noticed: Noticed) -> Self {
        Self {
            input: Arc::new(Mutex::new(Some(input))),
            output: BufReader::new(output),
            line: Vec::new(),
            noticed,
        }
    }

    /// Reads to the end of a line; false at the end of the stream. Whoever breaks it off can call it again.
    async fn read_line(&mut self) -> io::Result<bool> {
        loop {
            let available = self.output.fill_buf().await?;
            if available.is_empty() {
                return Ok(false);
            }
            let end = available.iter().position(|byte| *byte == b'\n');
            let taken = end.map_or(available.len(), |end| end + 1);
            if self.line.len() + taken > MAX_MESSAGE_BYTES {
                self.noticed.too_long.store(true, Ordering::Relaxed);
                return Ok(false);
            }
            self.line.extend(available.iter().take(taken));
            self.output.consume(taken);
            if end.is_some() {
                return Ok(true);
            }
        }
    }

    /// The message that a line is, or the error that takes its place.
    fn message(&self, line: &[u8]) -> Option<RxJsonRpcMessage<RoleClient>> {
        if line.is_empty() {
            return None;
        }
        let error = match serde_json::from_slice(line) {
            Ok(message) => return Some(message),
            Err(error) => error,
        };
        if let Ok(Envelope {
            id: Some(id),
            method: None,
        }) = serde_json::from_slice(line)
        {
            let text = format!("the server's answer is not one of MCP ({error})");
            let error = ErrorData::internal_error(text, None);
            Some(JsonRpcMessage::error(error, Some(id)))
        } else {
            self.noticed.stray.push(line);
            self.noticed.stray.push(b"\n");
            None
        }
    }
}

impl Transport<RoleClient> for StdioTransport {
    type Error = io::Error;

    fn send(
        &mut self,
        message: TxJsonRpcMessage<RoleClient>,
    ) -> impl Future<Output = Result<(), io::Error>> + Send + 'static {
        let input = Arc::clone(&self.input);
        async move {
            let mut line = serde_json::to_vec(&message)?;
            line.push(b'\n');
            match input.lock().await.as_mut() {
                Some(input) => {
                    input.write_all(&line).await?;
                    input.flush().await
                }
                None => Err(io::ErrorKind::NotConnected.into()),
            }
        }
    }

    async fn receive(&mut self) -> Option<RxJsonRpcMessage<RoleClient>> {
        loop {
            let whole = self.read_line().await.unwrap_or(false);
            if !whole {
                if !self.noticed.too_long() {
                    self.noticed.stray.push(&self.line);
                }
                self.line.clear();
                return None;
            }
            let line = std::mem::take(&mut self.line);
            if let Some(message) = self.message(line.trim_ascii()) {
                return Some(message);
            }
        }
    }

    async fn close(&mut self) -> Result<(), io::Error> {
        *self.input.lock().await = None;
        Ok(())
    }
}
