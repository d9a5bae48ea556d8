//! `prefect-planner`: the planner on standard input and output, or over HTTP. On the former, standard output carries MCP
//! and nothing else; the log goes to standard error, and only errors unless `RUST_LOG` asks for more.

use std::env;
use std::process::ExitCode;

use clap::Parser;
use clap::builder::RangedU64ValueParser;
use prefect_planner::Planner;
use prefect_planner::config::{
    API_KEY_VARIABLE, Config, DEFAULT_MAX_PROMPT_BYTES, EndpointConfig, MIN_MAX_PROMPT_BYTES,
    MODEL_URL_VARIABLE, MODEL_VARIABLE,
};

/// MCP server that turns a task and an agent's tools into a Prefect flow
///
/// A plan comes from the host, from the client's model by MCP sampling, or from the endpoint below; where there is none
/// of these, the host's own model is told how to write it.
#[derive(Parser)]
#[command(
    name = "prefect-planner",
    version,
    after_help = "PREFECT_PLANNER_API_KEY is the endpoint's key, if it wants one. MCP_SERVER_TOKEN is the bearer token \
                  that clients must send over HTTP. RUST_LOG says what is logged to standard error."
)]
struct Cli {
    /// An OpenAI-compatible endpoint to ask where the client offers no model, such as https://api.example.com/v1
    #[arg(long, env = MODEL_URL_VARIABLE, hide_env_values = true, value_name = "URL")]
    model_url: Option<String>,

    /// The model's name at that endpoint
    #[arg(long, env = MODEL_VARIABLE, value_name = "NAME")]
    model: Option<String>,

    /// The most that a model's first prompt may take, in bytes; of more tools than fit, the most relevant are told
    #[arg(
        long,
        env = "PREFECT_PLANNER_MAX_PROMPT_BYTES",
        value_name = "BYTES",
        default_value_t = DEFAULT_MAX_PROMPT_BYTES,
        value_parser = RangedU64ValueParser::<usize>::new().range(MIN_MAX_PROMPT_BYTES as u64..)
    )]
    max_prompt_bytes: usize,

    #[command(flatten)]
    http: mcp_server::http::Options,
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    mcp_server::log_to_stderr();
    mcp_server::exit_code("prefect-planner", run(cli).await)
}

async fn run(cli: Cli) -> anyhow::Result<()> {
    // The key is no option: every user of a machine can read a command line.
    let api_key = env::var(API_KEY_VARIABLE).ok();
    let endpoint = EndpointConfig::read(
        cli.model_url.as_deref(),
        cli.model.as_deref(),
        api_key.as_deref(),
    )?;
    let planner = Planner::new(Config {
        endpoint,
        max_prompt_bytes: cli.max_prompt_bytes,
        ..Config::new(rand::random())
    });
    mcp_server::run(planner, cli.http).await
}
