//! A scene: what a group does, on the mock and on real Prefect at the same time,
//! and what is compared.
//!
//! A step is done on both sides at once and compared before the next. A
//! difference is noted and the scene goes on, so that one run shows them all; the
//! scene fails when it is dropped. A step that does not do on real Prefect what
//! the scene says ends it, since there is nothing to be compared with.

use std::path::PathBuf;

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use prefect_mock::app::Settings;
use prefect_mock::server::Config;
use prefect_mock::simulator::SimulateMode;
use similar::TextDiff;

use crate::fixtures::mock::Mock;
use crate::fixtures::prefect::RealPrefect;

use super::facts;
use super::side::Side;
use crate::fixtures::process::Output;

/// Marks a line of standard error as more than information.
const ALARMS: [&str; 5] = ["WARN", "ERROR", "CRITICAL", "Traceback", "Error"];

/// How long after its time a run is late, on both sides: longer than a scene
/// lasts, so that none becomes late on a slow machine.
const LATE_AFTER: TimeDelta = TimeDelta::hours(1);

/// What real Prefect calls that, in seconds.
const LATE_AFTER_VARIABLE: &str = "PREFECT_SERVER_SERVICES_LATE_RUNS_AFTER_SECONDS";

/// How long after its end more may be told of a run: clients tell log lines and
/// events in the background.
const SETTLING_LIMIT: Duration = Duration::from_secs(30);

/// How often it is looked whether all has been told.
const SETTLING_INTERVAL: Duration = Duration::from_millis(500);

/// Lines of output that come or do not by a race: a client warns of what it has
/// not yet told when it ends, and one that watches a run from its creation may
/// come too late to be told of that.
const RACES: [&str; 2] = ["Still processing items", "prefect.flow-run.Scheduled *"];

/// How the output of a step is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// As it is.
    Counts,
    /// Line by line, whatever their order.
    Open,
}

/// A mock, a real Prefect, and clients of each.
pub(super) struct Scene {
    mock: Side,
    real: Side,
    differences: Vec<String>,
    // Declared after the sides: servers go once their clients are gone.
    _mock: Mock,
    _prefect: RealPrefect,
}

impl Scene {
    /// Starts both servers, if there is a Python that has Prefect. The mock
    /// leaves all work to workers.
    pub(super) async fn open() -> Option<Self> {
        Self::with_mock(SimulateMode::Never).await
    }

    /// Starts both servers, if there is a Python that has Prefect. The mock
    /// simulates the pools that no worker polls.
    pub(super) async fn simulating() -> Option<Self> {
        Self::with_mock(SimulateMode::Auto).await
    }

    async fn with_mock(simulate: SimulateMode) -> Option<Self> {
        let late_after = LATE_AFTER.num_seconds().to_string();
        let settings = [(LATE_AFTER_VARIABLE, late_after.as_str())];
        let prefect = RealPrefect::with_settings(&settings).await?;
        let mock = Mock::with(Config {
            simulate,
            settings: Settings {
                late_after: LATE_AFTER,
                ..Settings::default()
            },
            ..Config::default()
        })
        .await;
        let python = PathBuf::from(prefect.python());
        Some(Self {
            mock: Side::new("mock", mock.url(), python.clone()),
            real: Side::new("real Prefect", prefect.url(), python),
            differences: Vec::new(),
            _mock: mock,
            _prefect: prefect,
        })
    }

    /// Runs a `prefect` command that succeeds.
    pub(super) async fn cli(&mut self, line: &str) {
        self.run(cli(line), true, Order::Counts).await;
    }

    /// Runs a `prefect` command that succeeds, and whose lines have no order.
    pub(super) async fn cli_in_any_order(&mut self, line: &str) {
        self.run(cli(line), true, Order::Open).await;
    }

    /// Runs a `prefect` command that fails.
    pub(super) async fn cli_fails(&mut self, line: &str) {
        self.run(cli(line), false, Order::Counts).await;
    }

    /// Runs a script of `flows/` that succeeds.
    pub(super) async fn python(&mut self, line: &str) {
        self.run(words(line), true, Order::Open).await;
    }

    /// Runs a script of `flows/` that fails.
    pub(super) async fn python_fails(&mut self, line: &str) {
        self.run(words(line), false, Order::Open).await;
    }

    /// Starts a `prefect` command in the background, and waits until it has
    /// written something.
    pub(super) async fn begin_cli(&mut self, name: &'static str, line: &str, text: &str) {
        self.begin(name, cli(line), text).await;
    }

    /// Starts a script of `flows/` in the background, and waits until it has
    /// written something.
    pub(super) async fn begin_python(&mut self, name: &'static str, line: &str, text: &str) {
        self.begin(name, words(line), text).await;
    }

    /// Waits on each side until what was begun has written something: a run that has
    /// ended for the server may have more to say.
    pub(super) async fn wait_for_text(&mut self, name: &'static str, text: &str) {
        tokio::join!(
            self.mock.wait_for_text(name, text),
            self.real.wait_for_text(name, text)
        );
    }

    /// Ends what was begun with Ctrl-C. What it wrote is compared if that ended it
    /// on real Prefect, which is not always so after a run was cancelled.
    pub(super) async fn interrupt(&mut self, name: &'static str) {
        self.settle(name).await;
        tokio::join!(self.mock.interrupt(name), self.real.interrupt(name));
        if self.real.last().code.is_some() {
            self.compare(&format!("^C {name}"), Order::Open).await;
        }
    }

    /// Waits until what was begun has written the same on both sides, or no longer
    /// than that may take: what the processes of flow runs write passes through it.
    async fn settle(&mut self, name: &'static str) {
        let started = Instant::now();
        while started.elapsed() < SETTLING_LIMIT {
            tokio::join!(self.mock.learn_names(), self.real.learn_names());
            let (mock, real) = (self.mock.so_far(name), self.real.so_far(name));
            if compared(&mut self.mock, mock, Order::Open)
                == compared(&mut self.real, real, Order::Open)
            {
                return;
            }
            tokio::time::sleep(SETTLING_INTERVAL).await;
        }
    }

    /// Keeps what a pattern's first group finds in the last output, on each side
    /// its own. `{name}` stands for it from now on.
    pub(super) fn keep(&mut self, name: &'static str, pattern: &str) {
        self.mock.keep(name, pattern);
        self.real.keep(name, pattern);
    }

    /// Waits on each side until something is so.
    pub(super) async fn until(&mut self, what: &str, is_so: impl AsyncFn(&Side) -> bool) {
        tokio::join!(
            self.mock.wait_until(what, &is_so),
            self.real.wait_until(what, &is_so)
        );
    }

    /// Compares what the API says of all runs: their states now and before,
    /// their task runs, logs and artifacts. Some of it reaches a server a while
    /// after a run has ended, so it may take its time to be the same.
    pub(super) async fn compare_runs(&mut self) {
        let started = Instant::now();
        loop {
            tokio::join!(self.mock.learn_names(), self.real.learn_names());
            let (mock, real) = tokio::join!(
                facts::of_runs(&mut self.mock),
                facts::of_runs(&mut self.real)
            );
            if mock == real || started.elapsed() > SETTLING_LIMIT {
                self.expect_same("what the API says of the runs", &mock, &real);
                return;
            }
            tokio::time::sleep(SETTLING_INTERVAL).await;
        }
    }

    /// Checks that the last output on the mock warns of nothing.
    pub(super) fn expect_no_alarm_on_the_mock(&mut self) {
        let output = self.mock.last();
        let output = without_races(&output.stderr);
        let alarms: Vec<&str> = output.lines().filter(|line| is_alarm(line)).collect();
        assert!(alarms.is_empty(), "alarms on the mock: {alarms:#?}");
    }

    /// The mock's side, for what only it has to keep to.
    pub(super) fn on_the_mock(&self) -> &Side {
        &self.mock
    }

    async fn begin(&mut self, name: &'static str, arguments: Vec<String>, text: &str) {
        self.mock.begin(name, &arguments);
        self.real.begin(name, &arguments);
        tokio::join!(
            self.mock.wait_for_text(name, text),
            self.real.wait_for_text(name, text)
        );
    }

    async fn run(&mut self, arguments: Vec<String>, succeeds: bool, order: Order) {
        tokio::join!(self.mock.run(&arguments), self.real.run(&arguments));
        let title = arguments.join(" ");
        let on_real = self.real.last();
        assert_eq!(
            on_real.code == Some(0),
            succeeds,
            "{title}: not what the scene says, on real Prefect: {on_real}"
        );
        self.compare(&title, order).await;
    }

    /// Compares the last output of both sides.
    async fn compare(&mut self, title: &str, order: Order) {
        tokio::join!(self.mock.learn_names(), self.real.learn_names());
        let (mock, real) = (self.mock.last().clone(), self.real.last().clone());
        let mock = compared(&mut self.mock, mock, order);
        let real = compared(&mut self.real, real, order);
        if self.expect_same(title, &mock.0, &real.0) {
            self.expect_no_more(title, &mock.1, &real.1);
        }
    }

    fn expect_same(&mut self, title: &str, mock: &str, real: &str) -> bool {
        if mock == real {
            return true;
        }
        let diff = TextDiff::from_lines(real, mock);
        let diff = diff
            .unified_diff()
            .header(self.real.name(), self.mock.name())
            .to_string();
        self.differences.push(format!("── {title}\n{diff}"));
        false
    }

    /// Standard error has the same lines, but for alarms that only real Prefect
    /// caused.
    fn expect_no_more(&mut self, title: &str, mock: &str, real: &str) {
        let missing: Vec<&str> = lines_beyond(real, mock)
            .into_iter()
            .filter(|line| !is_alarm(line))
            .collect();
        let more = lines_beyond(mock, real);
        if missing.is_empty() && more.is_empty() {
            return;
        }
        self.differences.push(format!(
            "── {title}: standard error\nonly on real Prefect:\n{}\nonly on the mock:\n{}\n",
            missing.join("\n"),
            more.join("\n")
        ));
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert!(
                self.differences.is_empty(),
                "{} differences from real Prefect:\n{}",
                self.differences.len(),
                self.differences.join("\n")
            );
        }
    }
}

/// The exit code and standard output as they are compared, and standard error.
fn compared(side: &mut Side, mut output: Output, order: Order) -> (String, String) {
    for text in [&mut output.stdout, &mut output.stderr] {
        *text = without_races(text);
    }
    let normaliser = side.normaliser();
    let stdout = match order {
        Order::Counts => normaliser.text(&output.stdout),
        Order::Open => normaliser.lines(&output.stdout),
    };
    let code = output
        .code
        .map_or_else(|| "a signal".to_owned(), |code| code.to_string());
    (
        format!("{stdout}\nexit code: {code}\n"),
        normaliser.lines(&output.stderr),
    )
}

/// The lines that one text has more often than another.
fn lines_beyond<'a>(one: &'a str, other: &str) -> Vec<&'a str> {
    let mut others: Vec<&str> = other.lines().collect();
    one.lines()
        .filter(|line| {
            let same = others.iter().position(|other| other == line);
            same.map(|index| others.swap_remove(index)).is_none()
        })
        .collect()
}

fn without_races(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !RACES.iter().any(|race| line.contains(race)))
        .collect();
    lines.join("\n")
}

fn is_alarm(line: &str) -> bool {
    ALARMS.iter().any(|alarm| line.contains(alarm))
}

fn cli(line: &str) -> Vec<String> {
    let mut arguments = vec!["-m".to_owned(), "prefect".to_owned()];
    arguments.extend(words(line));
    arguments
}

/// The words of a line as a shell has them.
fn words(line: &str) -> Vec<String> {
    shlex::split(line).unwrap_or_else(|| panic!("a quote is left open: {line}"))
}
