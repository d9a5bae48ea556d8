//! `mcp-call`: the command line. Standard output has the result and nothing else; the exit code tells what happened.

mod stop;

use std::io::{IsTerminal as _, Read as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use mcp_call::config::Config;
use mcp_call::{Call, Failure, Listing, Start};
use tokio::runtime::Runtime;

/// What `--help` tells of exit codes.
const EXIT_CODES: &str = "\
Exit codes:
  0    the result is on standard output
  1    the tool answered with an error
  2    the command line is wrong
  3    the server has no such tool
  4    the server cannot be started or reached, or was lost during the call
  5    the configuration is missing or wrong, or has no such server
  6    standard input has no JSON object
  7    a time limit was reached
  8    the result cannot be written, or nobody is there to read it
  130  stopped by SIGINT
  143  stopped by SIGTERM";

/// Calls one tool of one configured MCP server
///
/// The tool's arguments are read from standard input, as one JSON object (nothing stands for none). Its result is
/// written to standard output, as JSON in one line.
#[derive(Parser)]
#[command(
    name = "mcp-call",
    version,
    after_help = EXIT_CODES,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    disable_help_subcommand = true
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    common: Common,
    /// The most seconds that the call may take [default: no limit]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    timeout: Option<Duration>,
    /// Ends the process group of this number once standard input is closed
    #[cfg(unix)]
    #[arg(long, hide = true, exclusive = true, value_name = "GROUP")]
    guard: Option<i32>,
    /// The server's name in the configuration (after `--`, it may be any name)
    #[arg(required = true)]
    server: Option<String>,
    /// The tool's name, with or without SERVER_ in front
    #[arg(required = true)]
    tool: Option<String>,
}

/// What all commands take.
#[derive(Args)]
struct Common {
    /// The servers: an mcp.json of Atlas's form, or with "mcpServers" [default: mcp.json here, else
    /// mcp-call/mcp.json in your configuration folder]
    #[arg(long, value_name = "FILE", env = "MCP_CALL_CONFIG")]
    config: Option<PathBuf>,
    /// The most seconds that the server may take to be ready
    #[arg(
        long,
        value_name = "SECONDS",
        env = "MCP_CALL_CONNECT_TIMEOUT",
        default_value = "30",
        value_parser = seconds
    )]
    connect_timeout: Duration,
}

#[derive(Subcommand)]
enum Command {
    /// Shows the servers, or the tools of one
    List {
        #[command(flatten)]
        common: Common,
        /// Write JSON, for programs
        #[arg(long)]
        json: bool,
        /// The server whose tools are shown
        server: Option<String>,
    },
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Nobody may be there to read it, which is no reason to panic.
            let _ = writeln!(std::io::stderr(), "mcp-call: {failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}

fn run(cli: Cli) -> Result<(), Failure> {
    #[cfg(unix)]
    if let Some(group) = cli.guard {
        runtime()?.block_on(mcp_call::guard::watch(group));
        return Ok(());
    }
    match cli.command {
        Some(Command::List {
            common,
            json,
            server,
        }) => {
            let listing = if json { Listing::Json } else { Listing::Text };
            list(&common, listing, server.as_deref())
        }
        None => {
            let call = Call {
                tool: cli.tool.unwrap_or_default(),
                arguments: mcp_call::arguments(&read_input()?)?,
                limit: cli.timeout,
            };
            let config = Config::load(cli.common.config.as_deref())?;
            let server = cli.server.unwrap_or_default();
            block_on(mcp_call::call(&config, &server, &start(&cli.common), &call))
        }
    }
}

fn list(common: &Common, listing: Listing, server: Option<&str>) -> Result<(), Failure> {
    let config = Config::load(common.config.as_deref())?;
    let text = match server {
        Some(server) => block_on(mcp_call::list_tools(
            &config,
            server,
            &start(common),
            listing,
        ))?,
        None => mcp_call::list_servers(&config, listing),
    };
    let mut output = std::io::stdout().lock();
    output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush())
        .map_err(Failure::Output)
}

/// Standard input to its end. A terminal is not waited for: whoever types has no arguments to give.
fn read_input() -> Result<String, Failure> {
    let mut input = std::io::stdin();
    let mut text = String::new();
    if !input.is_terminal() {
        input
            .read_to_string(&mut text)
            .map_err(|error| Failure::Arguments(format!("cannot be read ({error})")))?;
    }
    Ok(text)
}

/// How a session is begun: with this program as the guard of a server.
fn start(common: &Common) -> Start {
    Start {
        limit: common.connect_timeout,
        guard: std::env::current_exe().ok(),
    }
}

/// Runs to the end, or until somebody stops this process. What is given up ends its server.
fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    runtime()?.block_on(async {
        tokio::select! {
            outcome = work => outcome,
            interruption = stop::wait() => Err(Failure::Interrupted(interruption)),
        }
    })
}

/// One thread, because there is one call; more would have to be started.
fn runtime() -> Result<Runtime, Failure> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::Output)
}

/// Reads a number of seconds greater than 0.
fn seconds(text: &str) -> Result<Duration, String> {
    text.parse()
        .ok()
        .filter(|seconds| *seconds > 0.0)
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .ok_or_else(|| "write a number of seconds greater than 0".to_owned())
}
