//! `prefect-mock`: the server as a program.
//!
//! Standard output has one line, `PREFECT_API_URL=…`, as soon as the server can be
//! asked; the log goes to standard error. The program ends at SIGINT or SIGTERM.

use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use clap::{Args, Parser, ValueEnum};
use prefect_mock::random::Random;
use prefect_mock::server::{Config, DEFAULT_PORT, start_server};
use prefect_mock::simulator::{Delays, SimulateMode};
use slog::{Drain as _, Level, LevelFilter, Logger, o};
use slog_async::AsyncGuard;

/// An in-memory Prefect 3 server for development, tests and demonstrations
#[derive(Debug, Parser)]
#[command(name = "prefect-mock", version)]
struct Cli {
    /// Where to listen: an IP address, or a name that leads to one
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
    /// The port to listen on; 0 takes a free one
    #[arg(long, default_value_t = DEFAULT_PORT)]
    port: u16,
    /// Which pools to simulate the workers of: `auto` (those without one that is
    /// online), `always` or `never`
    #[arg(long, value_name = "MODE", default_value_t)]
    simulate: SimulateMode,
    #[command(flatten)]
    delays: DelayArguments,
    /// Draw the same ids and names every time
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// How much to log on standard error
    #[arg(long, value_enum, default_value_t = LogLevel::Warning)]
    log_level: LogLevel,
    /// Log JSON, one object a line
    #[arg(long)]
    log_json: bool,
}

/// How fast simulated runs are, in milliseconds.
#[derive(Debug, Args)]
struct DelayArguments {
    /// How long a simulated run that is due waits to be submitted
    #[arg(long = "submit-delay-ms", value_name = "MILLISECONDS", default_value_t = milliseconds(Delays::default().submit))]
    submit: u64,
    /// How long a simulated flow or task run is pending
    #[arg(long = "start-delay-ms", value_name = "MILLISECONDS", default_value_t = milliseconds(Delays::default().start))]
    start: u64,
    /// How long a simulated task runs
    #[arg(long = "task-delay-ms", value_name = "MILLISECONDS", default_value_t = milliseconds(Delays::default().task))]
    task: u64,
}

impl From<DelayArguments> for Delays {
    fn from(arguments: DelayArguments) -> Self {
        Self {
            submit: Duration::from_millis(arguments.submit),
            start: Duration::from_millis(arguments.start),
            task: Duration::from_millis(arguments.task),
        }
    }
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// How much to log; each level has those before it in it.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum LogLevel {
    Off,
    Error,
    Warning,
    Info,
    Debug,
    Trace,
}

impl LogLevel {
    fn level(self) -> Option<Level> {
        match self {
            Self::Off => None,
            Self::Error => Some(Level::Error),
            Self::Warning => Some(Level::Warning),
            Self::Info => Some(Level::Info),
            Self::Debug => Some(Level::Debug),
            Self::Trace => Some(Level::Trace),
        }
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    // The guard writes out what was logged when it goes.
    let (log, _guard) = logger(cli.log_level, cli.log_json);
    match run(cli, log) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // If standard error is closed there is nobody to tell.
            let _ = writeln!(std::io::stderr(), "prefect-mock: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[tokio::main]
async fn run(cli: Cli, log: Logger) -> anyhow::Result<()> {
    // From here on a signal ends the program in order.
    let signal = end_signal()?;
    let server = start_server(Config {
        host: cli.host,
        port: cli.port,
        simulate: cli.simulate,
        delays: cli.delays.into(),
        random: Arc::new(cli.seed.map_or_else(Random::from_os, Random::seeded)),
        log,
        ..Config::default()
    })
    .await?;
    announce(server.url()).context("cannot write the server's URL to standard output")?;
    signal.await;
    server.shutdown().await;
    Ok(())
}

fn announce(url: &str) -> std::io::Result<()> {
    let mut stdout = std::io::stdout();
    writeln!(stdout, "PREFECT_API_URL={url}")?;
    stdout.flush()
}

/// Resolves when the program is asked to end: at SIGINT or SIGTERM.
#[cfg(unix)]
fn end_signal() -> anyhow::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let watch = |kind| signal(kind).context("cannot watch for signals");
    let (mut interrupt, mut terminate) = (
        watch(SignalKind::interrupt())?,
        watch(SignalKind::terminate())?,
    );
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Resolves when the program is asked to end: at Ctrl-C.
#[cfg(not(unix))]
fn end_signal() -> anyhow::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            // It cannot be watched for, so only the system can end the program.
            std::future::pending::<()>().await;
        }
    })
}

/// A log on standard error that is written by a thread of its own, which the guard
/// waits for.
fn logger(level: LogLevel, json: bool) -> (Logger, Option<AsyncGuard>) {
    let Some(level) = level.level() else {
        return (Logger::root(slog::Discard, o!()), None);
    };
    let stderr = std::io::stderr();
    let (drain, guard) = if json {
        slog_async::Async::new(slog_json::Json::default(stderr).fuse()).build_with_guard()
    } else {
        let decorator = slog_term::PlainSyncDecorator::new(stderr);
        let format = slog_term::FullFormat::new(decorator).build();
        slog_async::Async::new(format.fuse()).build_with_guard()
    };
    let drain = LevelFilter::new(drain, level).fuse();
    (Logger::root(drain, o!()), Some(guard))
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, Parser as _};

    use prefect_mock::simulator::{Delays, SimulateMode};

    use super::{Cli, LogLevel};

    #[test]
    fn the_command_line_is_in_order() {
        Cli::command().debug_assert();
        let cli = Cli::parse_from(["prefect-mock", "--port", "0", "--log-level", "debug"]);
        assert_eq!((cli.host.as_str(), cli.port), ("127.0.0.1", 0));
        assert!(matches!(cli.log_level, LogLevel::Debug));
        assert_eq!(cli.simulate, SimulateMode::Auto);
        assert_eq!(Delays::from(cli.delays), Delays::default());
    }
}
