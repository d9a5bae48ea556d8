//! `prefect-runner`: the runner on standard input and output, or over HTTP. On the former, standard output carries MCP
//! and nothing else; the log goes to standard error, and only errors unless `RUST_LOG` asks for more.

use std::process::ExitCode;

use clap::Parser;
use prefect_runner::{Options, Runner};

/// MCP server that deploys and runs planned flows on Prefect
///
/// Which Prefect is said by its own variables: PREFECT_API_URL, and PREFECT_API_KEY or PREFECT_API_AUTH_STRING where the
/// server asks for credentials.
#[derive(Parser)]
#[command(
    name = "prefect-runner",
    version,
    after_help = "MCP_SERVER_TOKEN is the bearer token that clients must send over HTTP. RUST_LOG says what is logged \
                  to standard error."
)]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(flatten)]
    http: mcp_server::http::Options,
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    mcp_server::log_to_stderr();
    mcp_server::exit_code(
        "prefect-runner",
        mcp_server::run(Runner::from_env().with_options(cli.options), cli.http).await,
    )
}
