//! One WebSocket: messages in and out, within its limits.

use std::borrow::Cow;
use std::pin::Pin;
use std::time::Duration;

use futures::{FutureExt as _, SinkExt as _, StreamExt as _};
use tokio::io::{AsyncWriteExt as _, copy, sink};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::error::{CapacityError, ProtocolError};
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role};
use tokio_tungstenite::tungstenite::{Bytes, Error, Message, Utf8Bytes};

use super::SocketLimits;
use super::upgrade::Connection;

/// The longest reason that a close frame has room for, in bytes.
const MAX_REASON_BYTES: usize = 123;

/// Why the server closes a socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Close {
    code: CloseCode,
    reason: Cow<'static, str>,
}

impl Close {
    /// A close with a reason, which is cut to what a close frame has room for.
    pub(super) fn new(code: CloseCode, reason: impl Into<Cow<'static, str>>) -> Self {
        let mut reason = reason.into();
        if reason.len() > MAX_REASON_BYTES {
            let end = (0..=MAX_REASON_BYTES).rfind(|end| reason.is_char_boundary(*end));
            reason.to_mut().truncate(end.unwrap_or(0));
        }
        Self { code, reason }
    }

    /// The client did not keep to the protocol.
    pub(super) fn protocol(reason: impl Into<Cow<'static, str>>) -> Self {
        Self::new(CloseCode::Protocol, reason)
    }

    /// The client may not do this.
    pub(super) fn policy(reason: impl Into<Cow<'static, str>>) -> Self {
        Self::new(CloseCode::Policy, reason)
    }

    /// The client could not keep up. Prefect's clients connect again.
    pub(super) fn too_slow(reason: impl Into<Cow<'static, str>>) -> Self {
        Self::new(CloseCode::Again, reason)
    }

    /// The server ends.
    pub(super) fn shutdown() -> Self {
        Self::new(CloseCode::Restart, "the server is shutting down")
    }

    pub(super) fn code(&self) -> u16 {
        self.code.into()
    }

    pub(super) fn reason(&self) -> &str {
        &self.reason
    }
}

/// How a socket came to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ended {
    /// The client is gone, or has said that it goes.
    Gone,
    /// The server closes it.
    Close(Close),
}

impl From<Close> for Ended {
    fn from(close: Close) -> Self {
        Self::Close(close)
    }
}

/// What a client sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Heard {
    /// A text message.
    Text(Utf8Bytes),
    /// A message that is no text.
    Binary,
    /// A ping. It is answered when the socket is next asked for a message, so a
    /// client that waits for the answer knows that what it sent before was dealt with.
    Ping,
}

/// A WebSocket. Whatever waits on it can be dropped and asked again.
pub(super) struct Socket {
    stream: WebSocketStream<TcpStream>,
    limits: SocketLimits,
    /// Until silence has gone on for too long. It is kept from one message to the next,
    /// which costs less than to begin anew for each that is sent.
    silence: Pin<Box<Sleep>>,
    is_pinged: bool,
}

impl Socket {
    pub(super) async fn new(connection: Connection, limits: SocketLimits) -> Self {
        let config = Some(limits.config());
        let Connection { stream, read } = connection;
        let stream = WebSocketStream::from_partially_read(stream, read, Role::Server, config).await;
        Self {
            stream,
            limits,
            silence: Box::pin(sleep(limits.ping_interval)),
            is_pinged: false,
        }
    }

    /// The next message. A client that says nothing is pinged meanwhile.
    pub(super) async fn receive(&mut self) -> Result<Heard, Ended> {
        loop {
            let message = tokio::select! {
                message = self.stream.next() => message,
                () = self.silence.as_mut() => {
                    self.ask_for_life().await?;
                    continue;
                }
            };
            if let Some(heard) = self.take(message)? {
                return Ok(heard);
            }
        }
    }

    /// The next message, if it has arrived already.
    pub(super) fn receive_now(&mut self) -> Option<Result<Heard, Ended>> {
        loop {
            let message = self.stream.next().now_or_never()?;
            if let Some(heard) = self.take(message).transpose() {
                return Some(heard);
            }
        }
    }

    /// The next text of a client that introduces itself, which must not take long.
    /// `refused` says what to do with one that sends something else, or nothing.
    pub(super) async fn introduction(
        &mut self,
        refused: impl Fn() -> Close,
    ) -> Result<Utf8Bytes, Ended> {
        let limit = self.limits.handshake;
        let text = async {
            loop {
                match self.receive().await? {
                    Heard::Text(text) => return Ok(text),
                    Heard::Binary => return Err(refused().into()),
                    Heard::Ping => {}
                }
            }
        };
        timeout(limit, text)
            .await
            .unwrap_or_else(|_| Err(refused().into()))
    }

    /// Sends a text at once.
    pub(super) async fn send(&mut self, text: String) -> Result<(), Ended> {
        self.queue(text).await?;
        self.flush().await
    }

    /// Sends a text, at the latest with the next [`flush`](Self::flush).
    pub(super) async fn queue(&mut self, text: impl Into<Utf8Bytes>) -> Result<(), Ended> {
        let writing = self.stream.feed(Message::text(text));
        written(timeout(self.limits.write, writing).await, self.limits)
    }

    /// Writes what was queued.
    pub(super) async fn flush(&mut self) -> Result<(), Ended> {
        let writing = self.stream.flush();
        written(timeout(self.limits.write, writing).await, self.limits)
    }

    /// Ends the socket: tells the client why, and waits a little for it to go.
    pub(super) async fn end(mut self, ended: Ended) {
        let Ended::Close(Close { code, reason }) = ended else {
            return;
        };
        let limit = self.limits.close;
        let farewell = async {
            let frame = CloseFrame {
                code,
                reason: reason.as_ref().into(),
            };
            self.stream.send(Message::Close(Some(frame))).await.ok()?;
            // What the client still sends has to be read, or its machine is told of
            // a broken connection, and forgets the close frame over it.
            let connection = self.stream.get_mut();
            connection.shutdown().await.ok()?;
            copy(connection, &mut sink()).await.ok()
        };
        // One that does not go by itself is dropped.
        let _ = timeout(limit, farewell).await;
    }

    /// What is to be done with what was read; `None` for what concerns nobody else.
    fn take(&mut self, message: Option<Result<Message, Error>>) -> Result<Option<Heard>, Ended> {
        let message = match message {
            None => return Err(Ended::Gone),
            Some(Err(error)) => return Err(self.broken(&error)),
            Some(Ok(message)) => message,
        };
        self.silent_for_at_most(self.limits.ping_interval);
        self.is_pinged = false;
        Ok(match message {
            Message::Text(text) => Some(Heard::Text(text)),
            Message::Binary(_) => Some(Heard::Binary),
            Message::Ping(_) => Some(Heard::Ping),
            // Reading on answers a close, and then finds the end.
            Message::Pong(_) | Message::Close(_) | Message::Frame(_) => None,
        })
    }

    /// From now on.
    fn silent_for_at_most(&mut self, time: Duration) {
        self.silence.as_mut().reset(Instant::now() + time);
    }

    async fn ask_for_life(&mut self) -> Result<(), Ended> {
        if self.is_pinged {
            return Err(Close::new(CloseCode::Error, "keepalive ping timeout").into());
        }
        self.is_pinged = true;
        self.silent_for_at_most(self.limits.ping_timeout);
        let writing = self.stream.send(Message::Ping(Bytes::new()));
        written(timeout(self.limits.write, writing).await, self.limits)
    }

    /// The end that an error in what a client sent leads to, in the words of the
    /// server that Prefect runs on.
    fn broken(&self, error: &Error) -> Ended {
        let fault = match error {
            Error::Utf8(_) => return Close::new(CloseCode::Invalid, "").into(),
            Error::Capacity(CapacityError::MessageTooLong { size, .. }) => {
                let limit = self.limits.max_message_bytes;
                let reason = format!("frame with {size} bytes exceeds limit of {limit} bytes");
                return Close::new(CloseCode::Size, reason).into();
            }
            Error::Protocol(ProtocolError::ResetWithoutClosingHandshake) => return Ended::Gone,
            Error::Protocol(fault) => fault,
            _ => return Ended::Gone,
        };
        let reason = match fault {
            ProtocolError::UnmaskedFrameFromClient => "incorrect masking".into(),
            ProtocolError::NonZeroReservedBits => "reserved bits must be 0".into(),
            ProtocolError::InvalidOpcode(_)
            | ProtocolError::UnknownControlFrameType(_)
            | ProtocolError::UnknownDataFrameType(_) => "invalid opcode".into(),
            ProtocolError::ControlFrameTooBig => "control frame too long".into(),
            other => Cow::Owned(other.to_string()),
        };
        Close::protocol(reason).into()
    }
}

fn written(
    outcome: Result<Result<(), Error>, tokio::time::error::Elapsed>,
    limits: SocketLimits,
) -> Result<(), Ended> {
    match outcome {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) => Err(Ended::Gone),
        Err(_) => {
            let seconds = limits.write.as_secs_f64();
            let reason = format!("nothing was read for {seconds} seconds; read faster");
            Err(Close::too_slow(reason).into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_fits_into_its_frame() {
        assert_eq!(Close::protocol("short").reason(), "short");
        assert_eq!(Close::protocol("a".repeat(124)).reason(), "a".repeat(123));
        let cut = Close::protocol("é".repeat(62));
        assert_eq!(cut.reason(), "é".repeat(61));
        assert_eq!(cut.code(), 1002);
    }
}
