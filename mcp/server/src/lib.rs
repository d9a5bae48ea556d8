//! What this project's MCP servers share: how a handler is served, on a pair of streams or over HTTP.
//!
//! * **The process lives as long as its client.** Whatever comes in, nothing here ends it: a host may never start it
//!   again. rmcp alone would end it over a message that comes too early; see `handshake.rs`.
//! * **Standard output carries MCP and nothing else.** The log goes to standard error; see [`log_to_stderr`]. Over HTTP
//!   standard output carries one line, the address; see [`http`].
//! * **A message is bounded** to [`MAX_MESSAGE_BYTES`]: a longer line is skipped and logged, a longer HTTP body refused.

mod handshake;
pub mod http;

use std::process::ExitCode;

use anyhow::Context as _;
use rmcp::transport::async_rw::AsyncRwTransport;
use rmcp::{ServerHandler, ServiceExt as _};
use tokio::io::{AsyncRead, AsyncWrite};
use tracing_subscriber::EnvFilter;

use crate::handshake::Patient;

/// How long one message of a client may be, in bytes. The longest sensible ones are plans with their data in them.
pub const MAX_MESSAGE_BYTES: usize = 8 * 1024 * 1024;

/// Serves MCP as the command line asks: over HTTP where it names an address, else on standard input and output.
///
/// # Errors
/// Fails as [`serve_stdio`] and [`http::serve`] do.
pub async fn run<H>(handler: H, options: http::Options) -> anyhow::Result<()>
where
    H: ServerHandler + Clone,
{
    match http::Config::read(options)? {
        Some(config) => http::serve(handler, config).await,
        None => serve_stdio(handler).await,
    }
}

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
    let streams = AsyncRwTransport::new_server(read, write).with_max_line_length(MAX_MESSAGE_BYTES);
    let running = handler
        .serve(Patient::new(streams))
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

/// How a program ends: well, or with 1 and what went wrong in one line on standard error.
pub fn exit_code(program: &str, outcome: anyhow::Result<()>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{program}: {error:#}");
            ExitCode::FAILURE
        }
    }
}
