//! Running the benchmarks.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use serde::Deserialize;

use super::runner::Runner;
use crate::workspace;

/// The instructions of each benchmark, by its path, such as
/// `counts::requests::answer::read_flow_run`.
pub(super) type Counts = BTreeMap<String, u64>;

/// The benchmarks: (package, bench).
const BENCHES: [(&str, &str); 2] = [("prefect-mock", "counts"), ("prefect-rest", "calls")];

/// What the runner tells of a benchmark, a line of JSON each.
#[derive(Debug, Deserialize)]
struct Summary {
    module_path: String,
    id: Option<String>,
    profiles: Vec<Profile>,
}

#[derive(Debug, Deserialize)]
struct Profile {
    data: Data,
}

#[derive(Debug, Deserialize)]
struct Data {
    total: Total,
}

#[derive(Debug, Deserialize)]
struct Total {
    metrics: Metrics,
}

#[derive(Debug, Deserialize)]
struct Metrics {
    #[serde(rename = "Ir")]
    instructions: Metric,
}

#[derive(Debug, Deserialize)]
struct Metric {
    values: Values,
}

#[derive(Debug, Deserialize)]
struct Values {
    new: u64,
}

/// Builds the benchmarks, which is a release build of server and client, and runs them,
/// which takes two minutes. Cargo's messages are shown as they come.
///
/// # Errors
///
/// Fails when they cannot be built or run, or the runner says nothing that can be read.
pub(super) fn run(runner: &Runner) -> anyhow::Result<Counts> {
    let mut counts = Counts::new();
    for (package, bench) in BENCHES {
        let arguments = ["bench", "--package", package, "--bench", bench];
        println!("cargo {}", arguments.join(" "));
        let output = Command::new(workspace::cargo())
            .args(arguments)
            .env("GUNGRAUN_RUNNER", &runner.program)
            .env("GUNGRAUN_OUTPUT_FORMAT", "json")
            .current_dir(workspace::root())
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()
            .context("cannot start cargo; is it on PATH?")?;
        if !output.status.success() {
            bail!(
                "`cargo {}` ended with {}",
                arguments.join(" "),
                output.status
            );
        }
        counts.extend(read(&String::from_utf8_lossy(&output.stdout))?);
    }
    Ok(counts)
}

/// Reads what the runner printed.
fn read(printed: &str) -> anyhow::Result<Counts> {
    let mut counts = Counts::new();
    for line in printed.lines().filter(|line| line.starts_with('{')) {
        let summary: Summary = serde_json::from_str(line)
            .with_context(|| format!("the runner's summary has another form: {line}"))?;
        let [profile] = summary.profiles.as_slice() else {
            bail!("{} was run by several tools", summary.module_path);
        };
        let name = match summary.id {
            Some(id) => format!("{}::{id}", summary.module_path),
            None => summary.module_path,
        };
        counts.insert(name, profile.data.total.metrics.instructions.values.new);
    }
    if counts.is_empty() {
        bail!("no benchmark was run");
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_from_what_the_runner_prints() {
        let line = |id| {
            format!(
                r#"{{"module_path":"counts::answer","id":{id},"profiles":[{{"data":{{"total":
                {{"metrics":{{"Ir":{{"values":{{"new":42,"old":41}}}}}}}}}}}}]}}"#
            )
            .replace('\n', "")
        };
        let printed = format!("something else\n{}\n{}\n", line(r#""one""#), line("null"));
        let expected = [("counts::answer", 42), ("counts::answer::one", 42)];
        let expected = expected.map(|(name, count)| (name.to_owned(), count));
        assert_eq!(read(&printed).unwrap(), Counts::from(expected));
        assert!(read("{}").is_err());
        assert!(read("").is_err());
    }
}
