//! `cargo xtask test`: everything that must hold, in one command. CI runs
//! exactly this.
//!
//! The steps run in order, each to its end, and a failed step does not keep
//! the later ones from running: one run shows all that is wrong. The command
//! fails if any step failed.
//!
//! The tests against real Prefect, and those with MCP clients and with Atlas, need
//! Python. Where there is none they are skipped and named, except in CI (`CI` is
//! set), where that is a failure. MCP's own suite needs Node and npm likewise, and instruction
//! counts need Valgrind.

use std::cell::OnceCell;
use std::env;
use std::ffi::OsStr;
use std::fmt;
use std::num::NonZero;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::files::Mode;
use crate::host_env::{self, Host, HostEnvs};
use crate::prefect_env::{PREFECT_VERSION, PrefectEnv};
use crate::python_env::{self, OLDEST_PYTHON, PythonVersion};
use crate::{bench, conformance, counts, demo, e2e, generate, parity, workspace};

/// Tells the tests which Python has Prefect.
const PREFECT_PYTHON_VARIABLE: &str = "PREFECT_PYTHON";

/// What the path of every test against real Prefect contains.
const REAL_PREFECT_TESTS: &str = "real_prefect";

/// What the path of every test with an MCP client in Python contains.
const PYTHON_CLIENT_TESTS: &str = "python_client";

/// What the path of every test in Atlas contains.
const ATLAS_TESTS: &str = "atlas::";

/// What the paths of tests begin with that have real clients of Prefect at work, for
/// minutes: its own commands, and its workers on golden plans. They have a step of
/// their own, in which they do not take the processor from tests that wait.
const REAL_CLIENTS_TESTS: [&str; 2] = ["clients::", "plans::"];

/// How many processors such a test keeps busy.
const PROCESSORS_OF_A_SCENE: usize = 2;

/// How many cases property tests try with `--long`; proptest's own default is
/// 256.
const LONG_PROPERTY_CASES: &str = "4096";

/// What `cargo xtask test` accepts.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Also run the tests marked as long and those of a release build, and more
    /// cases of each property
    #[arg(long)]
    long: bool,
}

/// What came of a step.
#[derive(Debug)]
enum Outcome {
    Passed,
    Skipped(String),
    Failed(anyhow::Error),
}

/// A step that has run.
#[derive(Debug)]
struct Finished {
    title: &'static str,
    outcome: Outcome,
    took: Duration,
}

/// The steps that have run.
#[derive(Debug, Default)]
struct Score {
    finished: Vec<Finished>,
}

/// A step to come: its title and what it does.
type Step<'a> = (&'static str, Box<dyn Fn() -> anyhow::Result<Outcome> + 'a>);

/// Runs all steps and shows a summary.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let prefect = OnceCell::new();
    let mcp = OnceCell::new();
    let atlas = OnceCell::new();
    let steps: [Step<'_>; 17] = [
        (
            "formatting",
            Box::new(|| cargo(&["fmt", "--all", "--check"], &[])),
        ),
        ("lints", Box::new(lint)),
        (
            "generated files",
            Box::new(|| generate::run_here(Mode::Check).map(|()| Outcome::Passed)),
        ),
        (
            "documentation",
            Box::new(|| {
                cargo(
                    &["doc", "--workspace", "--no-deps"],
                    &[("RUSTDOCFLAGS", OsStr::new("-D warnings"))],
                )
            }),
        ),
        // The tests start the workspace's binaries as processes, and `cargo
        // test` alone does not build those of other packages.
        (
            "build",
            Box::new(|| cargo(&["build", "--workspace", "--all-targets"], &[])),
        ),
        ("real Prefect", Box::new(|| prepare_prefect(&prefect))),
        (
            "MCP clients",
            Box::new(|| prepare_hosts(&host_env::CLIENTS, OLDEST_PYTHON, &mcp)),
        ),
        (
            "Atlas",
            Box::new(|| prepare_hosts(&host_env::ATLAS, host_env::OLDEST_PYTHON_OF_ATLAS, &atlas)),
        ),
        (
            "tests",
            Box::new(|| run_tests(options, prefect.get(), mcp.get(), atlas.get())),
        ),
        ("conformance", Box::new(test_conformance)),
        ("parity", Box::new(|| compare_with_prefect(prefect.get()))),
        ("real clients", Box::new(|| test_clients(prefect.get()))),
        ("demo", Box::new(|| demo::run().map(|()| Outcome::Passed))),
        ("end to end", Box::new(|| go_end_to_end(prefect.get()))),
        (
            "benchmarks",
            Box::new(|| bench::run_short(prefect.get()).map(|()| Outcome::Passed)),
        ),
        ("instruction counts", Box::new(count_instructions)),
        ("release build", Box::new(|| test_release(options))),
    ];

    let titles: Vec<&str> = steps.iter().map(|(title, _)| *title).collect();
    println!("Steps: {}", titles.join(", "));
    let mut score = Score::default();
    for (index, (title, step)) in steps.iter().enumerate() {
        println!("\n── [{}/{}] {title} ──", index + 1, steps.len());
        score.run(title, step);
    }

    println!("\n{score}");
    match score.failures() {
        0 => Ok(()),
        failures => bail!("{failures} of {} steps failed; see above", steps.len()),
    }
}

impl Score {
    fn run(&mut self, title: &'static str, step: impl FnOnce() -> anyhow::Result<Outcome>) {
        let started = Instant::now();
        let outcome = step().unwrap_or_else(Outcome::Failed);
        match &outcome {
            Outcome::Passed => {}
            Outcome::Skipped(reason) => println!("skipped: {reason}"),
            Outcome::Failed(error) => println!("failed: {error:#}"),
        }
        self.finished.push(Finished {
            title,
            outcome,
            took: started.elapsed(),
        });
    }

    fn failures(&self) -> usize {
        self.finished
            .iter()
            .filter(|step| matches!(step.outcome, Outcome::Failed(_)))
            .count()
    }
}

impl fmt::Display for Score {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{:<19} {:<8} {:>9}", "step", "outcome", "seconds")?;
        for step in &self.finished {
            let (outcome, reason) = match &step.outcome {
                Outcome::Passed => ("passed", String::new()),
                Outcome::Skipped(reason) => ("skipped", format!("  {reason}")),
                Outcome::Failed(error) => ("FAILED", format!("  {error}")),
            };
            let seconds = step.took.as_secs_f64();
            // The table has one line for each step, however long its error.
            let reason = reason.lines().next().unwrap_or_default().to_owned();
            writeln!(
                out,
                "{:<19} {outcome:<8} {seconds:>9.1}{reason}",
                step.title
            )?;
        }
        Ok(())
    }
}

/// Runs cargo at the root of the workspace, with its output shown as it comes.
fn cargo(arguments: &[&str], variables: &[(&str, &OsStr)]) -> anyhow::Result<Outcome> {
    println!("cargo {}", arguments.join(" "));
    let status = Command::new(workspace::cargo())
        .args(arguments)
        .envs(variables.iter().copied())
        .current_dir(workspace::root())
        .stdin(Stdio::null())
        .status()
        .context("cannot start cargo; is it on PATH?")?;
    if status.success() {
        return Ok(Outcome::Passed);
    }
    bail!(
        "`cargo {}` ended with {status}",
        arguments.first().copied().unwrap_or_default()
    )
}

fn lint() -> anyhow::Result<Outcome> {
    cargo(
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
        &[],
    )
}

/// Tests what is promised of a release build: how soon the mock answers and how
/// little memory it takes, how soon the planner and the runner are ready, how soon a
/// flow is submitted, how soon a plan of many tools is validated, and what `mcp-call`
/// costs beside the server that it calls.
fn test_release(options: &Options) -> anyhow::Result<Outcome> {
    if !options.long {
        return Ok(Outcome::Skipped("only with --long".to_owned()));
    }
    // The server that `mcp-call` is timed with.
    cargo(&["build", "--release", "--package", "mcp-demo"], &[])?;
    let release = ["test", "--release", "--package"];
    for rest in [
        &["prefect-mock", "--test", "program"][..],
        &["prefect-planner", "--test", "integration", "speed::"],
        &["mcp-flow", "--test", "integration", "speed::"],
        &["mcp-call", "--test", "integration", "speed::"],
        &["prefect-runner", "--test", "integration", "speed::"],
    ] {
        cargo(&[&release[..], rest].concat(), &[])?;
    }
    Ok(Outcome::Passed)
}

/// Makes real Prefect ready, or says why the tests go without it.
fn prepare_prefect(prefect: &OnceCell<PrefectEnv>) -> anyhow::Result<Outcome> {
    if let Some(reason) = without_python(OLDEST_PYTHON) {
        return Ok(Outcome::Skipped(reason));
    }
    let environment = PrefectEnv::ensure(PREFECT_VERSION)?;
    println!(
        "Prefect {} in {}",
        environment.version,
        environment.python.display()
    );
    prefect.get_or_init(|| environment);
    Ok(Outcome::Passed)
}

/// Makes what the MCP servers are tested with ready, or says why the tests go
/// without it.
fn prepare_hosts(
    hosts: &[Host],
    oldest_python: PythonVersion,
    ready: &OnceCell<HostEnvs>,
) -> anyhow::Result<Outcome> {
    if let Some(reason) = without_python(oldest_python) {
        return Ok(Outcome::Skipped(reason));
    }
    let environments = HostEnvs::ensure(hosts)?;
    for (variable, python) in environments.variables() {
        println!("{variable}={}", python.display());
    }
    ready.get_or_init(|| environments);
    Ok(Outcome::Passed)
}

/// Why tests that need Python are skipped, if they are.
fn without_python(oldest: PythonVersion) -> Option<String> {
    let skipped = !python_env::python_is_present(oldest) && !in_ci();
    let (major, minor) = oldest;
    skipped.then(|| {
        format!(
            "there is no Python {major}.{minor} or newer on PATH, so the tests that need it do not \
             run (they are listed with the tests)"
        )
    })
}

/// Runs MCP's own suite against the MCP servers.
fn test_conformance() -> anyhow::Result<Outcome> {
    if !conformance::npm_is_present() && !in_ci() {
        let reason = "there is no Node with npm on PATH, with which MCP's own suite is installed";
        return Ok(Outcome::Skipped(reason.to_owned()));
    }
    conformance::run().map(|()| Outcome::Passed)
}

/// Asks the mock and real Prefect the same.
fn compare_with_prefect(prefect: Option<&PrefectEnv>) -> anyhow::Result<Outcome> {
    if prefect.is_some() {
        return parity::run_all().map(|()| Outcome::Passed);
    }
    if in_ci() {
        bail!("there is no real Prefect to compare with; see the step before");
    }
    let reason =
        "there is no Python 3.10 or newer on PATH, so nothing is compared with real Prefect";
    Ok(Outcome::Skipped(reason.to_owned()))
}

/// Whether this run is CI's, where nothing may be skipped.
fn in_ci() -> bool {
    env::var("CI").is_ok_and(|value| !value.is_empty() && value != "false" && value != "0")
}

fn run_tests(
    options: &Options,
    prefect: Option<&PrefectEnv>,
    mcp: Option<&HostEnvs>,
    atlas: Option<&HostEnvs>,
) -> anyhow::Result<Outcome> {
    let mut arguments = vec!["test", "--workspace", "--no-fail-fast", "--"];
    for tests in REAL_CLIENTS_TESTS {
        arguments.extend(["--skip", tests]);
    }
    let mut variables = Vec::new();
    if options.long {
        arguments.push("--include-ignored");
        variables.push(("PROPTEST_CASES", OsStr::new(LONG_PROPERTY_CASES)));
    }
    let mut skipped = Vec::new();
    match prefect {
        Some(environment) => {
            variables.push((PREFECT_PYTHON_VARIABLE, environment.python.as_os_str()));
        }
        None => skipped.push(REAL_PREFECT_TESTS),
    }
    for (environments, tests) in [(mcp, PYTHON_CLIENT_TESTS), (atlas, ATLAS_TESTS)] {
        match environments {
            Some(environments) => variables.extend(environments.variables()),
            None => skipped.push(tests),
        }
    }
    for tests in &skipped {
        arguments.extend(["--skip", tests]);
    }
    let outcome = cargo(&arguments, &variables);
    for tests in skipped {
        println!("\nSkipped for want of Python:");
        cargo(&["test", "--workspace", tests, "--", "--list"], &variables)?;
    }
    outcome
}

/// Runs real clients of Prefect on the mock and on real Prefect.
fn test_clients(prefect: Option<&PrefectEnv>) -> anyhow::Result<Outcome> {
    let Some(environment) = prefect else {
        return Ok(Outcome::Skipped("there is no real Prefect".to_owned()));
    };
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = (processors / PROCESSORS_OF_A_SCENE).max(1).to_string();
    // With all packages, as they are built already: for one alone, its dependencies
    // would be built once more, with fewer features.
    let mut arguments = vec!["test", "--workspace", "--test", "integration", "--"];
    arguments.extend(REAL_CLIENTS_TESTS);
    arguments.extend(["--test-threads", &threads]);
    cargo(
        &arguments,
        &[(PREFECT_PYTHON_VARIABLE, environment.python.as_os_str())],
    )
}

/// Counts what the hot paths cost.
fn count_instructions() -> anyhow::Result<Outcome> {
    match counts::why_not() {
        Some(reason) if !in_ci() => Ok(Outcome::Skipped(reason.to_owned())),
        _ => counts::check().map(|()| Outcome::Passed),
    }
}

/// Goes from a task to results on real Prefect and on the mock.
fn go_end_to_end(prefect: Option<&PrefectEnv>) -> anyhow::Result<Outcome> {
    if prefect.is_none() {
        return Ok(Outcome::Skipped("there is no real Prefect".to_owned()));
    }
    e2e::run().map(|()| Outcome::Passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_failures_count_as_failures() {
        let mut score = Score::default();
        score.run("formatting", || Ok(Outcome::Passed));
        score.run("lints", || Ok(Outcome::Skipped("no Python".to_owned())));
        score.run("tests", || bail!("two\nlines"));
        assert_eq!(score.failures(), 1);

        let summary = score.to_string();
        let lines: Vec<&str> = summary.lines().collect();
        let [_, formatting, lints, tests] = lines.as_slice() else {
            panic!("not a line for each step: {summary}");
        };
        assert!(formatting.starts_with("formatting          passed"));
        assert!(lints.contains("skipped") && lints.ends_with("no Python"));
        assert!(tests.contains("FAILED") && tests.ends_with("two"));
    }
}
