//! MCP over streamable HTTP, beside standard input and output.
//!
//! ```text
//!  connection ─► path /mcp? ─► bearer token? ─► body, bounded ─► rmcp: Host, Origin, protocol ─► handler
//!   (bounded)       404             401           413, 408          403, …        └ sessions (bounded)
//! ```
//!
//! Clients of MCP 2025-11-25 and older get a session; those of 2026-07-28 need none. The address is told as the first
//! line of standard output, `MCP_URL=http://127.0.0.1:8931/mcp`, and to people on standard error.
//!
//! * **Who may ask.** An address that others can reach is served only with a token ([`TOKEN_VARIABLE`]). A browser that
//!   was lured here under a foreign name is refused by the `Host` and the `Origin` that it sends.
//! * **Headers** of a request are with its tools: [`http::request::Parts`] is among the extensions of its context. The
//!   `Authorization` header is taken out before, so that no tool can pass this server's token on.
//! * **What is bounded**: connections ([`MAX_CONNECTIONS`], further ones wait), the time to send a request's head
//!   ([`HEAD_TIMEOUT`], which ends idle connections too) and body ([`BODY_TIMEOUT`]), a body
//!   ([`crate::MAX_MESSAGE_BYTES`]), sessions ([`MAX_SESSIONS`], the one unused for longest makes room) and how long
//!   one stays unused ([`SESSION_IDLE`]). Each answer is kept for a minute, for a client that lost its connection.
//! * **The end**: at SIGINT and SIGTERM no connection is taken any more; calls get [`END_PATIENCE`] to be answered.

mod address;
mod config;
mod connections;
mod message;
mod origin;
mod service;
mod sessions;
mod signals;
mod token;

use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use rmcp::ServerHandler;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use tokio::net::TcpListener;

pub use self::config::{Config, ConfigError, Options, TOKEN_VARIABLE};
use self::connections::Connections;
use self::service::Service;
use self::sessions::Sessions;

/// The path that MCP is served at.
pub const PATH: &str = "/mcp";
/// How many connections are open at the same time; further ones wait to be taken.
pub const MAX_CONNECTIONS: u32 = 256;
/// How many sessions there are at the same time.
pub const MAX_SESSIONS: usize = 512;
/// How long a session may go unused: a working day, because many clients cannot begin another.
pub const SESSION_IDLE: Duration = Duration::from_secs(8 * 60 * 60);
/// How long a client may take to send the head of its next request.
pub const HEAD_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a client may take to send the body of a request.
pub const BODY_TIMEOUT: Duration = Duration::from_secs(30);
/// How long calls may go on once the process is asked to end.
pub const END_PATIENCE: Duration = Duration::from_secs(5);

/// Serves MCP over HTTP until the process is asked to end.
///
/// # Errors
/// Fails when the address cannot be listened at, or when it is not loopback and there is no token.
pub async fn serve<H>(handler: H, config: Config) -> anyhow::Result<()>
where
    H: ServerHandler + Clone,
{
    let end = signals::end_signal()?;
    let address = config.bindable_address().await?;
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen at {address}; choose another --http address"))?;
    let bound = listener
        .local_addr()
        .context("the system does not tell which port was taken")?;

    let connections = Connections::new();
    let rmcp_config = StreamableHttpServerConfig::default()
        .with_allowed_hosts(config.allowed_hosts(bound))
        .with_allowed_origins(config.allowed_origins())
        .with_max_request_body_bytes(crate::MAX_MESSAGE_BYTES)
        .with_cancellation_token(connections.streams_end());
    let mcp = StreamableHttpService::new(
        move || Ok(handler.clone()),
        Arc::new(Sessions::new()),
        rmcp_config,
    );
    let url = format!("http://{bound}{PATH}");
    tell(&url);
    let service = Service::new(mcp, config.token, connections.calls());
    connections.serve(listener, service, end).await;
    Ok(())
}

/// Tells the address: the first line of standard output for programs, a line on standard error for people. Nobody has
/// to listen to either.
fn tell(url: &str) {
    let mut stdout = std::io::stdout();
    let _ = writeln!(stdout, "MCP_URL={url}").and_then(|()| stdout.flush());
    let _ = writeln!(std::io::stderr(), "serving MCP at {url} until Ctrl-C");
}
