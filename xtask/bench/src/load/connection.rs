//! One HTTP/1.1 connection that is kept.

use std::net::SocketAddr;

use anyhow::{Context, bail, ensure};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::Request;

/// How many bytes are asked of the socket at least.
const READ_BYTES: usize = 16 * 1024;

/// The most headers that an answer may have.
const MAX_HEADERS: usize = 32;

/// The most bytes of an answer; a page of 200 runs has a tenth.
const MAX_ANSWER_BYTES: usize = 64 * 1024 * 1024;

/// An answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answer<'a> {
    /// Its status code.
    pub(crate) status: u16,
    /// Its body.
    pub(crate) body: &'a [u8],
}

/// Where an answer's parts are.
#[derive(Debug, Clone, Copy)]
struct Head {
    status: u16,
    bytes: usize,
    body_bytes: usize,
}

/// A connection to a server.
#[derive(Debug)]
pub(crate) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    /// Connects to a server.
    pub(crate) async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address)
            .await
            .with_context(|| format!("cannot connect to {address}"))?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(READ_BYTES),
        })
    }

    /// Sends a request and reads the whole answer.
    ///
    /// # Errors
    ///
    /// Fails when the connection breaks, or the answer is not what HTTP/1.1 servers say
    /// on a connection that is kept, its length before it. The connection is of no use
    /// then.
    pub(crate) async fn exchange(&mut self, request: &[u8]) -> anyhow::Result<Answer<'_>> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let mut head = None;
        loop {
            self.buffer.reserve(READ_BYTES);
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                bail!("the server closed the connection");
            }
            if head.is_none() {
                head = parse_head(&self.buffer)?;
            }
            let Some(head) = head else {
                continue;
            };
            let bytes = head.bytes + head.body_bytes;
            ensure!(self.buffer.len() <= bytes, "an answer that is too long");
            if self.buffer.len() == bytes {
                return Ok(Answer {
                    status: head.status,
                    body: &self.buffer[head.bytes..],
                });
            }
        }
    }

    /// Sends a request that has to succeed, and reads its answer.
    pub(crate) async fn call(
        &mut self,
        method: &str,
        path: &str,
        body: &Value,
    ) -> anyhow::Result<Value> {
        let request = Request::new(method, path, Some(body));
        let answer = self.exchange(request.bytes()).await?;
        if !(200..300).contains(&answer.status) {
            bail!(
                "{method} {path} was answered {}: {}",
                answer.status,
                excerpt(answer.body)
            );
        }
        if answer.body.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(answer.body)
            .with_context(|| format!("{method} {path} was not answered with JSON"))
    }

    /// [`Self::call`] with POST.
    pub(crate) async fn post(&mut self, path: &str, body: &Value) -> anyhow::Result<Value> {
        self.call("POST", path, body).await
    }
}

/// The beginning of a body, for a message.
pub(crate) fn excerpt(body: &[u8]) -> String {
    const SHOWN: usize = 400;
    String::from_utf8_lossy(body.get(..SHOWN).unwrap_or(body)).into_owned()
}

/// Reads the head of an answer; nothing if it is not whole yet.
fn parse_head(bytes: &[u8]) -> anyhow::Result<Option<Head>> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(head_bytes) = response.parse(bytes)? else {
        return Ok(None);
    };
    let status = response.code.context("an answer without a status")?;
    let length = response
        .headers
        .iter()
        .find(|header| header.name.eq_ignore_ascii_case("content-length"));
    let body_bytes = match length {
        Some(header) => std::str::from_utf8(header.value)?.trim().parse()?,
        None if status == 204 => 0,
        None => bail!("an answer without content-length (status {status})"),
    };
    ensure!(body_bytes <= MAX_ANSWER_BYTES, "an answer that is too long");
    Ok(Some(Head {
        status,
        bytes: head_bytes,
        body_bytes,
    }))
}

#[cfg(test)]
mod tests {
    use super::parse_head;

    #[test]
    fn a_head_is_read_when_it_is_whole() {
        let answer = b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}";
        assert!(parse_head(&answer[..30]).unwrap().is_none());
        let head = parse_head(answer).unwrap().unwrap();
        assert_eq!((head.status, head.body_bytes), (201, 2));
        assert_eq!(&answer[head.bytes..], b"{}");
    }

    #[test]
    fn an_answer_of_unknown_length_is_refused() {
        assert!(parse_head(b"HTTP/1.1 200 OK\r\n\r\n").is_err());
        let head = parse_head(b"HTTP/1.1 204 No Content\r\n\r\n").unwrap();
        assert_eq!(head.unwrap().body_bytes, 0);
    }
}
