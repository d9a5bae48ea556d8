//! What this project's MCP servers share: how a handler is served on a pair of streams.
//!
//! * **The process lives as long as its client.** Whatever comes in, nothing here ends it: a host may never start it
//!   again. rmcp alone would end it over a message that comes too early; see `handshake.rs`.
//! * **Standard output carries MCP and nothing else.** The log goes to standard error; see [`log_to_stderr`].

mod handshake;

use anyhow::Context as _;
use rmcp::transport::async_rw::AsyncRwTransport;
use rmcp::{ServerHandler, ServiceExt as _};
use tokio::io::{AsyncRead, AsyncWrite};
use tracing_subscriber::EnvFilter;

use crate::handshake::Patient;

/// Serves MCP on standard input and output until the client closes them.
///
/// # Errors
/// Fails when the streams fail before the MCP handshake is done.
pub async fn serve_stdio<H: ServerHandler>(handler: H) -> anyhow::Result<()> {
    let (read, write) = rmcp::transport::stdio();
    serve(handler, read, write).await
}

/// Serves MCP on two streams until the client closes the one that is read.
///
/// # Errors
/// Fails when the streams fail before the MCP handshake is done.
pub async fn serve<H, R, W>(handler: H, read: R, write: W) -> anyhow::Result<()>
where
    H: ServerHandler,
    R: AsyncRead + Send + Unpin + 'static,
    W: AsyncWrite + Send + Unpin + 'static,
{
    let transport = Patient::new(AsyncRwTransport::new_server(read, write));
    let running = handler
        .serve(transport)
        .await
        .context("no MCP client began a session; start this server from an MCP host")?;
    running
        .waiting()
        .await
        .context("the MCP session was torn down")?;
    Ok(())
}

/// Sends the process's log to standard error: errors only, unless `RUST_LOG` asks for more.
pub fn log_to_stderr() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("error"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(std::io::stderr)
        .init();
}
