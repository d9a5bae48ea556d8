//! `prefect-planner`: the planner on standard input and output. Standard output carries MCP and nothing else; the log
//! goes to standard error, and only errors unless `RUST_LOG` asks for more.

use clap::Parser;
use tracing_subscriber::EnvFilter;

/// MCP server that turns a task and an agent's tools into a Prefect flow
#[derive(Parser)]
#[command(name = "prefect-planner", version)]
struct Cli {}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let Cli {} = Cli::parse();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("error"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(std::io::stderr)
        .init();
    prefect_planner::serve_stdio().await
}
