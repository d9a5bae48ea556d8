//! `cargo xtask parity`: the same requests to the mock and to a real Prefect server,
//! and everything that they answer differently.
//!
//! The requests are written down in [`scripts`]. Each server is started empty and
//! goes through all of them by itself; then the answers are compared, request by
//! request: status, headers that clients look at, and body, with ids, times and
//! made-up names told apart by [`normalise`].
//!
//! What Prefect does in the background at its own pace is switched off on the real
//! server; on the mock it does not come to pass in the seconds that the scripts take.

mod allowed;
mod compare;
mod normalise;
mod operations;
mod pieces;
mod report;
mod run;
mod script;
mod scripts;
mod symbols;
mod timeline;

use anyhow::bail;
use indicatif::{ProgressBar, ProgressStyle};

use self::allowed::Allowed;
use self::operations::Operations;
use self::report::Report;
use self::run::{Conversation, Side};
use self::script::Script;
use crate::binaries::Binaries;
use crate::mock::Mock;
use crate::output;
use crate::prefect_env::{PREFECT_VERSION, PrefectEnv};
use crate::prefect_server::PrefectServer;

const MOCK: &str = "prefect-mock";

/// The mock runs nothing by itself, and does not log that it answers a 500 where
/// Prefect does.
const MOCK_ARGUMENTS: [&str; 4] = ["--simulate", "never", "--log-level", "off"];

/// The real server's environment: the services whose work would depend on how long the
/// scripts take are off, those that scripts wait for are quick, and the network, from
/// which it takes newer views of its collections, is out of reach.
const PREFECT_SETTINGS: [(&str, &str); 12] = [
    ("PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED", "false"),
    ("PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED", "false"),
    ("PREFECT_SERVER_SERVICES_FOREMAN_ENABLED", "false"),
    (
        "PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_ENABLED",
        "false",
    ),
    ("PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED", "false"),
    ("PREFECT_SERVER_SERVICES_REPOSSESSOR_ENABLED", "false"),
    (
        "PREFECT_SERVER_SERVICES_CLEANUP_RECONCILER_ENABLED",
        "false",
    ),
    ("PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED", "false"),
    ("PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_ENABLED", "false"),
    ("PREFECT_SERVER_SERVICES_EVENT_LOGGER_ENABLED", "false"),
    (
        "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_FLUSH_INTERVAL",
        "0.2",
    ),
    // Nothing listens on the port for discarding.
    ("HTTPS_PROXY", "http://127.0.0.1:9"),
];

/// How often a real server is tried. On SQLite it locks itself out now and then, and
/// answers nothing more.
const PREFECT_ATTEMPTS: u32 = 3;

/// What `cargo xtask parity` accepts.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Options {
    /// Run only this script (may be given several times)
    #[arg(long, value_name = "NAME")]
    script: Vec<String>,
}

/// Runs all scripts.
pub(crate) fn run_all() -> anyhow::Result<()> {
    run(&Options::default())
}

/// `cargo xtask parity`.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let document = operations::read_document()?;
    let scripts = chosen(scripts::all(&document), &options.script)?;
    let operations = Operations::of(&document);
    let allowed = Allowed::read()?;
    let binaries = Binaries::build(&[MOCK])?;
    let environment = PrefectEnv::ensure(PREFECT_VERSION)?;

    let (prefect, mock) =
        tokio::runtime::Runtime::new()?.block_on(converse(&scripts, &binaries, &environment))?;
    let compared = compare::compare(&scripts, &prefect, &mock, &operations)?;
    let report = Report::new(&compared, &allowed, &operations, options.script.is_empty());
    print!("{report}");
    match report.faults().as_slice() {
        [] => Ok(()),
        faults => bail!("the mock is not as Prefect is:\n  {}", faults.join("\n  ")),
    }
}

/// The scripts that were asked for; all if none was.
fn chosen(scripts: Vec<Script>, names: &[String]) -> anyhow::Result<Vec<Script>> {
    if let Some(name) = names
        .iter()
        .find(|name| !scripts.iter().any(|script| script.name == name.as_str()))
    {
        let all: Vec<_> = scripts.iter().map(|script| script.name).collect();
        bail!("there is no script {name:?}; there are: {}", all.join(", "));
    }
    let asked = |script: &Script| names.is_empty() || names.iter().any(|name| name == script.name);
    Ok(scripts.into_iter().filter(asked).collect())
}

/// Starts both servers and runs the scripts on each.
async fn converse(
    scripts: &[Script],
    binaries: &Binaries,
    environment: &PrefectEnv,
) -> anyhow::Result<(Vec<Conversation>, Vec<Conversation>)> {
    let steps: usize = scripts.iter().map(|script| script.steps.len()).sum();
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {msg} ({elapsed})")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    let progress = || ProgressBar::new(steps as u64).with_style(style.clone());

    let mock = Mock::start(binaries.path(MOCK)?, &MOCK_ARGUMENTS).await?;
    let on_mock = Side::new("mock", mock.api_url())?
        .run(scripts, &progress())
        .await?;
    for _ in 1..PREFECT_ATTEMPTS {
        match ask_prefect(scripts, environment, &progress()).await {
            Err(error) if is_timeout(&error) => {
                eprintln!("Prefect got stuck, so it begins anew: {error:#}");
            }
            other => return Ok((other?, on_mock)),
        }
    }
    let on_prefect = ask_prefect(scripts, environment, &progress()).await?;
    Ok((on_prefect, on_mock))
}

/// Runs the scripts on a real server of their own.
async fn ask_prefect(
    scripts: &[Script],
    environment: &PrefectEnv,
    progress: &ProgressBar,
) -> anyhow::Result<Vec<Conversation>> {
    let spinner = output::spinner("Starting the Prefect server".to_owned());
    let prefect = PrefectServer::start(environment, 0, &PREFECT_SETTINGS, None).await?;
    spinner.finish_and_clear();
    Side::new("Prefect", prefect.api_url())?
        .run(scripts, progress)
        .await
}

/// Whether a server did not answer in time.
fn is_timeout(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<reqwest::Error>())
        .any(reqwest::Error::is_timeout)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn scripts_are_chosen_by_name() {
        let scripts = || vec![Script::new("a"), Script::new("b")];
        let names = |asked: &[&str]| {
            let asked: Vec<String> = asked.iter().map(|name| (*name).to_owned()).collect();
            let chosen = chosen(scripts(), &asked)?;
            anyhow::Ok(chosen.iter().map(|script| script.name).collect::<Vec<_>>())
        };
        assert_eq!(names(&[]).unwrap(), ["a", "b"]);
        assert_eq!(names(&["b"]).unwrap(), ["b"]);
        assert!(names(&["c"]).is_err());
    }

    #[tokio::test]
    async fn a_server_that_does_not_answer_is_told_from_one_that_is_not_there() {
        let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", silent.local_addr().unwrap());
        let http = reqwest::Client::builder()
            .timeout(std::time::Duration::from_millis(10))
            .build()
            .unwrap();
        let ask = async || anyhow::Error::new(http.get(&url).send().await.unwrap_err());
        assert!(is_timeout(&ask().await.context("in vain")));
        drop(silent);
        assert!(!is_timeout(&ask().await));
    }

    #[test]
    fn the_scripts_have_names_of_their_own() {
        let scripts = scripts::all(&operations::read_document().unwrap());
        let names: BTreeSet<_> = scripts.iter().map(|script| script.name).collect();
        assert_eq!(names.len(), scripts.len());
    }
}
