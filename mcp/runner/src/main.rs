//! `prefect-runner`: the runner on standard input and output. Standard output carries MCP and nothing else; the log goes
//! to standard error, and only errors unless `RUST_LOG` asks for more.

use clap::Parser;
use prefect_runner::Runner;

/// MCP server that deploys and runs planned flows on Prefect
///
/// Which Prefect is said by its own variables: PREFECT_API_URL, and PREFECT_API_KEY or PREFECT_API_AUTH_STRING where the
/// server asks for credentials.
#[derive(Parser)]
#[command(name = "prefect-runner", version)]
struct Cli {}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let Cli {} = Cli::parse();
    mcp_server::log_to_stderr();
    mcp_server::serve_stdio(Runner::from_env()).await
}
