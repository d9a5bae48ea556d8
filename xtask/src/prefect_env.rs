//! Real Prefect in a Python virtual environment that xtask makes and keeps.
//!
//! Everything that compares with real Prefect (the import of the document, the
//! tests, the parity run) takes Prefect from here, so all of it sees one pinned
//! version. An environment lives in `.xtask/prefect-<version>` at the root of
//! the workspace, or under `PREFECT_XTASK_DIR` where that is set.
//!
//! An environment counts as made only once its marker file is written, which
//! is the last step: an installation that was interrupted is begun again. Two
//! xtasks that want the same environment take turns through a lock file.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use crate::{output, workspace};

/// The Prefect release that this project reproduces.
pub(crate) const PREFECT_VERSION: &str = "3.8.8";

/// What is installed beside Prefect, and why: with newer FastAPI releases its
/// server does not start, and with newer SQLAlchemy releases it makes no
/// scheduled runs and answers 503 where it should.
const COMPANION_REQUIREMENTS: [&str; 2] = ["fastapi<0.151", "sqlalchemy<2.1"];

/// The oldest Python that Prefect runs on, as (major, minor).
const OLDEST_PYTHON: (u32, u32) = (3, 10);

/// The names under which a Python may be found, most ordinary first.
const PYTHON_NAMES: [&str; 7] = [
    "python3",
    "python",
    "python3.14",
    "python3.13",
    "python3.12",
    "python3.11",
    "python3.10",
];

/// How many of the last lines of a failed installer are shown.
const SHOWN_ERROR_LINES: usize = 15;

/// An installed Prefect.
#[derive(Debug, Clone)]
pub(crate) struct PrefectEnv {
    /// Prefect's release, such as `3.8.8`.
    pub(crate) version: String,
    /// The environment's Python interpreter.
    pub(crate) python: PathBuf,
    /// The environment's `prefect` command.
    pub(crate) prefect: PathBuf,
}

impl PrefectEnv {
    /// Gives the environment for one Prefect release, and makes it first if
    /// there is none yet. Making it takes about a minute and needs the network;
    /// finding it takes one start of Python.
    ///
    /// # Errors
    ///
    /// Fails when there is no fitting Python, when that Python cannot make a
    /// virtual environment, or when pip cannot install the release.
    pub(crate) fn ensure(version: &str) -> anyhow::Result<Self> {
        let cache = workspace::cache_dir();
        fs::create_dir_all(&cache)
            .with_context(|| format!("cannot create the folder {}", cache.display()))?;
        let _lock = lock(&cache.join(format!("prefect-{version}.lock")))?;

        let folder = cache.join(format!("prefect-{version}"));
        let environment = Self::in_folder(&folder, version);
        let marker = folder.join("complete");
        if is_complete(&marker, version) && answers(&environment.python) {
            return Ok(environment);
        }
        environment.make(&folder)?;
        fs::write(&marker, requirements(version).join("\n"))
            .with_context(|| format!("cannot write {}", marker.display()))?;
        Ok(environment)
    }

    fn in_folder(folder: &Path, version: &str) -> Self {
        let (scripts, suffix) = if cfg!(windows) {
            ("Scripts", ".exe")
        } else {
            ("bin", "")
        };
        let scripts = folder.join(scripts);
        Self {
            version: version.to_owned(),
            python: scripts.join(format!("python{suffix}")),
            prefect: scripts.join(format!("prefect{suffix}")),
        }
    }

    fn make(&self, folder: &Path) -> anyhow::Result<()> {
        let base_python = find_python().context(
            "install Python 3.10 or newer and put it on PATH; real Prefect runs on Python",
        )?;
        match fs::remove_dir_all(folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(error)
                    .with_context(|| format!("cannot remove the unfinished {}", folder.display()));
            }
            _ => {}
        }

        run_with_spinner(
            format!("Making a virtual environment in {}", folder.display()),
            Command::new(&base_python).args(["-m", "venv"]).arg(folder),
        )
        .context(
            "Python cannot make a virtual environment; \
             on Debian and Ubuntu, install the package python3-venv",
        )?;
        run_with_spinner(
            format!("Installing Prefect {}", self.version),
            Command::new(&self.python)
                .args(["-m", "pip", "install", "--quiet", "--no-input"])
                .args(requirements(&self.version)),
        )
        .with_context(|| {
            format!(
                "pip cannot install Prefect {}; look at the network and at pip's configuration",
                self.version
            )
        })
    }
}

/// Whether a Python is here from which an environment could be made.
pub(crate) fn python_is_present() -> bool {
    find_python().is_ok()
}

/// What pip is asked to install.
fn requirements(version: &str) -> Vec<String> {
    let companions = COMPANION_REQUIREMENTS.map(str::to_owned);
    [format!("prefect=={version}")]
        .into_iter()
        .chain(companions)
        .collect()
}

/// Takes the lock that stands for one environment; dropping the file frees it.
fn lock(path: &Path) -> anyhow::Result<File> {
    let file = File::create(path)
        .with_context(|| format!("cannot create the lock file {}", path.display()))?;
    file.lock()
        .with_context(|| format!("cannot take the lock on {}", path.display()))?;
    Ok(file)
}

/// Whether the marker says that just these requirements were installed.
fn is_complete(marker: &Path, version: &str) -> bool {
    fs::read_to_string(marker).is_ok_and(|text| text == requirements(version).join("\n"))
}

/// Whether an interpreter starts. One whose base was upgraded or removed
/// leaves a dangling link behind.
fn answers(python: &Path) -> bool {
    python_version(python).is_some()
}

/// The first Python on `PATH` that Prefect runs on.
fn find_python() -> anyhow::Result<PathBuf> {
    let mut too_old = Vec::new();
    for name in PYTHON_NAMES {
        match python_version(Path::new(name)) {
            Some(version) if version >= OLDEST_PYTHON => return Ok(PathBuf::from(name)),
            Some((major, minor)) => too_old.push(format!("{name} is {major}.{minor}")),
            None => {}
        }
    }
    if too_old.is_empty() {
        bail!("no Python was found on PATH");
    }
    bail!("no Python on PATH is new enough ({})", too_old.join(", "))
}

/// The (major, minor) version an interpreter reports, if it starts at all.
fn python_version(python: &Path) -> Option<(u32, u32)> {
    let output = Command::new(python)
        .args(["-c", "import sys; print(*sys.version_info[:2])"])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    parse_version(&String::from_utf8_lossy(&output.stdout))
}

/// Reads `"3 11\n"`.
fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.split_whitespace().map(str::parse);
    match (numbers.next()?, numbers.next()?) {
        (Ok(major), Ok(minor)) => Some((major, minor)),
        _ => None,
    }
}

/// Runs a command behind a spinner, and shows what it said only if it fails.
fn run_with_spinner(title: String, command: &mut Command) -> anyhow::Result<()> {
    let spinner = output::spinner(title);
    let finished = command.stdin(Stdio::null()).output();
    spinner.finish_and_clear();

    let program = command.get_program().to_string_lossy().into_owned();
    let finished = finished.with_context(|| format!("cannot start {program}"))?;
    if finished.status.success() {
        return Ok(());
    }
    let said = [finished.stdout, finished.stderr].concat();
    bail!(
        "{program} ended with {}:\n{}",
        finished.status,
        output::last_lines(&String::from_utf8_lossy(&said), SHOWN_ERROR_LINES)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_is_read_from_what_python_prints() {
        assert_eq!(parse_version("3 11\n"), Some((3, 11)));
        assert_eq!(parse_version("3"), None);
        assert_eq!(parse_version("three eleven"), None);
    }

    #[test]
    fn minor_versions_compare_as_numbers() {
        assert!((3, 9) < OLDEST_PYTHON);
        assert!((3, 10) >= OLDEST_PYTHON);
        assert!((2, 12) < OLDEST_PYTHON);
    }

    #[test]
    fn only_a_marker_of_the_same_requirements_counts() {
        let folder = tempfile::tempdir().unwrap();
        let marker = folder.path().join("complete");
        assert!(!is_complete(&marker, "3.8.8"));
        fs::write(&marker, "prefect==3.8.8").unwrap();
        assert!(
            !is_complete(&marker, "3.8.8"),
            "half a list of requirements"
        );
        fs::write(&marker, requirements("3.8.8").join("\n")).unwrap();
        assert!(is_complete(&marker, "3.8.8"));
        assert!(!is_complete(&marker, "3.8.9"));
    }

    #[test]
    fn a_missing_interpreter_does_not_answer() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!answers(&folder.path().join("python")));
    }

    #[test]
    fn a_failed_command_shows_its_last_words() {
        let error = run_with_spinner(
            "Failing".to_owned(),
            Command::new("cargo").args(["--no-such-flag-exists"]),
        )
        .unwrap_err();
        assert!(error.to_string().contains("no-such-flag-exists"), "{error}");
    }
}
