//! `cargo xtask conformance`: MCP's own suite against the planner and the runner.
//!
//! ```text
//!  npm ─► suite.rs ──────── list, run ──────┐
//!  cargo ─► server.rs ─► prefect-… --http ◄─┘  each server × each version of the protocol
//!                              │
//!                       findings: checks that are not passed
//!                              │
//!  expected.toml ─► expected.rs: each is expected, and each that is expected is found
//! ```
//!
//! Much of the suite calls tools, prompts and resources that it expects a server under
//! test to have. These servers do not have them, so such checks are listed in
//! `expected.toml`, with the reason. The list is held true: what is not on it must
//! pass, and what is on it must not.

mod expected;
mod server;
mod suite;

use std::collections::BTreeSet;

use anyhow::bail;

use self::expected::Expected;
use self::server::Server;
use self::suite::Suite;
pub(crate) use self::suite::npm_is_present;
use crate::binaries::Binaries;
use crate::mock::Mock;

/// The servers under test, each the program of the package of its name.
const SERVERS: [&str; 2] = ["prefect-planner", "prefect-runner"];

/// The Prefect that the runner works with.
const MOCK: &str = "prefect-mock";

/// The versions of the protocol: the last with sessions, and the one without.
const VERSIONS: [&str; 2] = ["2025-11-25", "2026-07-28"];

/// Runs the suite against all servers in all versions.
///
/// # Errors
///
/// Fails when something cannot be installed, built or started, and when a check passes
/// or fails other than expected.
pub(crate) fn run() -> anyhow::Result<()> {
    let expected = Expected::read()?;
    let suite = Suite::ensure()?;
    let binaries = Binaries::build(&[&SERVERS[..], &[MOCK]].concat())?;
    // The runner has resources of Prefect's to list and to read.
    let runtime = tokio::runtime::Runtime::new()?;
    let prefect = runtime.block_on(Mock::start(binaries.path(MOCK)?, &[]))?;

    let mut surprises = Vec::new();
    let mut known = BTreeSet::new();
    println!(
        "{:<16} {:<11} {:>9} {:>7} {:>9}",
        "server", "version", "scenarios", "passed", "expected"
    );
    for name in SERVERS {
        let server = Server::start(binaries.path(name)?, prefect.api_url())?;
        for version in VERSIONS {
            let tally = suite.run(server.url(), version)?;
            let found = expected.judge(&tally);
            println!(
                "{name:<16} {version:<11} {:>9} {:>7} {:>9}",
                tally.scenarios.len(),
                tally.passed(),
                found.as_expected
            );
            let surprise = |what: &String| format!("{name}, {version}: {what}");
            surprises.extend(found.surprises.iter().map(surprise));
            known.extend(tally.checks.into_keys());
        }
    }
    surprises.extend(expected.unknown(&known));
    if surprises.is_empty() {
        return Ok(());
    }
    for surprise in &surprises {
        println!("{surprise}");
    }
    bail!(
        "{} checks came out other than {} says; see above",
        surprises.len(),
        expected::FILE
    )
}
