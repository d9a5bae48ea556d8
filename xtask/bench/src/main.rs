//! `prefect-bench`: measures the mock beside real Prefect and beside bare servers.
//!
//! `cargo xtask bench` builds and starts it; see `docs/performance.md` for what is
//! measured and how. It knows the servers as a user does: as programs that it starts
//! and asks over HTTP.

mod bare;
mod bench;
mod data;
mod flooder;
mod load;
mod machine;
mod operations;
mod options;
mod progress;
mod report;
mod scenarios;
mod servers;

use clap::{Parser, Subcommand};

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "prefect-bench", version, about)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

/// What it can do.
#[derive(Debug, Subcommand)]
enum Verb {
    /// Measure, and report
    Run(options::Options),
    /// Serve two prepared answers with hyper alone
    #[command(hide = true)]
    BareHyper(bare::Options),
    /// Serve two prepared answers with dropshot alone
    #[command(hide = true)]
    BareDropshot(bare::Options),
    /// Send bad input as fast as it is refused, until standard input ends
    #[command(hide = true)]
    Flood(flooder::Options),
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().verb {
        Verb::Run(options) => bench::run(&options),
        Verb::BareHyper(options) => bare::serve_hyper(&options),
        Verb::BareDropshot(options) => bare::serve_dropshot(&options),
        Verb::Flood(options) => flooder::flood(&options),
    }
}
