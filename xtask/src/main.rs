//! The project's own commands: `cargo xtask <verb>`.
//!
//! This file only names the verbs; each has a module of its own. Nothing here
//! depends on another crate of the workspace: what a verb needs of one, it
//! builds and runs as a process, the way a user would.

mod bench;
mod binaries;
mod conformance;
mod counts;
mod demo;
mod e2e;
mod files;
mod generate;
mod host_env;
mod import;
mod journey;
mod mock;
mod openapi;
mod output;
mod parity;
mod prefect_env;
mod prefect_server;
mod prefect_worker;
mod python_env;
mod test;
mod workspace;

use clap::{Parser, Subcommand};

/// The command line.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about, version)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

/// What `cargo xtask` can do.
#[derive(Subcommand)]
enum Verb {
    /// Measure the mock beside real Prefect and beside bare servers
    Bench(bench::Options),
    /// Run MCP's own suite against the planner and the runner
    Conformance,
    /// Count the instructions of the hot paths, and hold them against what is expected
    Counts(counts::Options),
    /// Plan, submit and run a flow on the mock, and show how it went
    Demo,
    /// Plan, submit and run a flow for real: on Prefect with a worker, on the mock with
    /// a worker, and simulated
    E2e,
    /// Generate the server's and the client's code from openapi/prefect.json
    #[command(name = "gen")]
    Generate(generate::Args),
    /// Make openapi/prefect.json anew from real Prefect's own document
    Import(import::Args),
    /// Ask the mock and a real Prefect server the same, and show what they answer differently
    Parity(parity::Options),
    /// Start a real Prefect server of the pinned version, until Ctrl-C
    PrefectServer(prefect_server::Options),
    /// Run all that CI runs: formatting, lints, generated files, tests
    Test(test::Options),
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().verb {
        Verb::Bench(options) => bench::run(&options),
        Verb::Conformance => conformance::run(),
        Verb::Counts(options) => counts::run(&options),
        Verb::Demo => demo::run(),
        Verb::E2e => e2e::run(),
        Verb::Generate(args) => generate::run(&args),
        Verb::Import(args) => import::run(&args),
        Verb::Parity(options) => parity::run(&options),
        Verb::PrefectServer(options) => prefect_server::run(&options),
        Verb::Test(options) => test::run(&options),
    }
}
