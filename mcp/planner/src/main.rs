//! `prefect-planner`: the planner on standard input and output. Standard output carries MCP and nothing else; the log
//! goes to standard error, and only errors unless `RUST_LOG` asks for more.

use clap::Parser;

/// MCP server that turns a task and an agent's tools into a Prefect flow
#[derive(Parser)]
#[command(name = "prefect-planner", version)]
struct Cli {}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let Cli {} = Cli::parse();
    mcp_server::log_to_stderr();
    prefect_planner::serve_stdio().await
}
