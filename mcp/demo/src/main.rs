//! `mcp-demo <server>`: one of the demonstration servers on standard input and
//! output. Nothing but MCP is ever written to standard output.

use clap::Parser;
use mcp_demo::DemoServer;

/// Small MCP servers to plan with, on standard input and output
#[derive(Parser)]
#[command(name = "mcp-demo", version)]
struct Cli {
    #[command(subcommand)]
    server: DemoServer,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    mcp_server::log_to_stderr();
    cli.server.serve_stdio().await
}
