//! `cargo xtask counts`: what the hot paths of server and client cost, in instructions.
//!
//! ```text
//!  cargo bench ─► server/benches/counts ─┐                       ┌─ expected.toml
//!  runner.rs   ─► client/benches/calls  ─┴─► bench.rs: counts ─► judge.rs ─► verdicts
//!                     (in Valgrind)
//! ```
//!
//! Valgrind's Callgrind counts each instruction that a benchmark executes, which is the
//! same number whatever else the machine does. So a count can be held against one that is
//! checked in, where a time cannot. A count that has changed by more than the tolerance,
//! up or down, fails; `--accept` writes the new ones, and the change of `expected.toml`
//! then says in a review what a change of the code has cost or saved.

mod bench;
mod expected;
mod judge;
mod machine;
mod runner;

use anyhow::bail;

use self::expected::Expected;
use self::machine::Machine;
use self::runner::Runner;

/// What `cargo xtask counts` accepts.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Take what is counted for what is expected from now on
    #[arg(long)]
    accept: bool,
}

/// Counts as the command line says.
///
/// # Errors
///
/// Fails when this machine cannot count, when something cannot be installed or built, and
/// when a count is not as expected.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    if let Some(reason) = why_not() {
        bail!("{reason}");
    }
    let runner = Runner::ensure()?;
    let counts = bench::run(&runner)?;
    let machine = Machine::this()?;
    if options.accept {
        expected::write(&machine, &counts)?;
    }
    let expected = Expected::read()?;
    let verdicts = judge::judge(&expected, &machine, &counts);
    for line in verdicts.table() {
        println!("{line}");
    }
    verdicts.into_result()
}

/// Counts, and holds the counts against what is expected.
///
/// # Errors
///
/// As [`run`].
pub(crate) fn check() -> anyhow::Result<()> {
    run(&Options { accept: false })
}

/// Why this machine cannot count, if it cannot.
pub(crate) fn why_not() -> Option<&'static str> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Some("instructions are counted on Linux on x86-64, for which the counts are");
    }
    if !runner::valgrind_is_present() {
        return Some(
            "there is no Valgrind on PATH; on Debian and Ubuntu, install the package valgrind",
        );
    }
    None
}
