//! A Python virtual environment that xtask makes and keeps.
//!
//! Whatever is needed of Python packages comes from such environments, each for
//! one pinned set of requirements: real Prefect, MCP clients and Atlas. One lives in
//! `.xtask/<name>` at the root of the workspace, or under `PREFECT_XTASK_DIR`
//! where that is set.
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

/// A version of Python, as (major, minor).
pub(crate) type PythonVersion = (u32, u32);

/// The oldest Python that most packages run on.
pub(crate) const OLDEST_PYTHON: PythonVersion = (3, 10);

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

/// An environment with what was asked for in it.
#[derive(Debug, Clone)]
pub(crate) struct PythonEnv {
    /// Its Python interpreter.
    pub(crate) python: PathBuf,
    /// The folder of its commands.
    scripts: PathBuf,
}

impl PythonEnv {
    /// Gives the environment called `name`, and makes it first if there is none
    /// with just these `requirements` yet, from a Python that is no older than
    /// `oldest`. Making it takes up to a minute and needs the network; finding it
    /// takes one start of Python. `title` is what a user is told to be waiting for.
    ///
    /// # Errors
    ///
    /// Fails when there is no fitting Python, when that Python cannot make a
    /// virtual environment, or when pip cannot install the requirements.
    pub(crate) fn ensure(
        name: &str,
        title: &str,
        oldest: PythonVersion,
        requirements: &[String],
    ) -> anyhow::Result<Self> {
        let cache = workspace::cache_dir();
        fs::create_dir_all(&cache)
            .with_context(|| format!("cannot create the folder {}", cache.display()))?;
        let _lock = lock(&cache.join(format!("{name}.lock")))?;

        let folder = cache.join(name);
        let environment = Self::in_folder(&folder);
        let marker = folder.join("complete");
        if is_complete(&marker, requirements) && answers(&environment.python) {
            return Ok(environment);
        }
        environment.make(&folder, title, oldest, requirements)?;
        fs::write(&marker, requirements.join("\n"))
            .with_context(|| format!("cannot write {}", marker.display()))?;
        Ok(environment)
    }

    /// The path of one of its commands.
    pub(crate) fn command(&self, name: &str) -> PathBuf {
        let suffix = if cfg!(windows) { ".exe" } else { "" };
        self.scripts.join(format!("{name}{suffix}"))
    }

    fn in_folder(folder: &Path) -> Self {
        let scripts = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
        let unnamed = Self {
            python: PathBuf::new(),
            scripts,
        };
        Self {
            python: unnamed.command("python"),
            ..unnamed
        }
    }

    fn make(
        &self,
        folder: &Path,
        title: &str,
        oldest: PythonVersion,
        requirements: &[String],
    ) -> anyhow::Result<()> {
        let base_python = find_python(oldest).with_context(|| {
            let (major, minor) = oldest;
            format!(
                "install Python {major}.{minor} or newer and put it on PATH; {title} runs on Python"
            )
        })?;
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
            format!("Installing {title}"),
            Command::new(&self.python)
                .args(["-m", "pip", "install", "--quiet", "--no-input"])
                .args(requirements),
        )
        .with_context(|| {
            format!("pip cannot install {title}; look at the network and at pip's configuration")
        })
    }
}

/// Whether a Python is here from which an environment could be made.
pub(crate) fn python_is_present(oldest: PythonVersion) -> bool {
    find_python(oldest).is_ok()
}

/// Takes the lock that stands for one environment; dropping the file frees it.
pub(crate) fn lock(path: &Path) -> anyhow::Result<File> {
    let file = File::create(path)
        .with_context(|| format!("cannot create the lock file {}", path.display()))?;
    file.lock()
        .with_context(|| format!("cannot take the lock on {}", path.display()))?;
    Ok(file)
}

/// Whether the marker says that just these requirements were installed.
pub(crate) fn is_complete(marker: &Path, requirements: &[String]) -> bool {
    fs::read_to_string(marker).is_ok_and(|text| text == requirements.join("\n"))
}

/// Whether an interpreter starts. One whose base was upgraded or removed
/// leaves a dangling link behind.
fn answers(python: &Path) -> bool {
    python_version(python).is_some()
}

/// The first Python on `PATH` that is new enough.
fn find_python(oldest: PythonVersion) -> anyhow::Result<PathBuf> {
    let mut too_old = Vec::new();
    for name in PYTHON_NAMES {
        match python_version(Path::new(name)) {
            Some(version) if version >= oldest => return Ok(PathBuf::from(name)),
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
fn python_version(python: &Path) -> Option<PythonVersion> {
    let output = Command::new(python)
        .args(["-c", "import sys; print(*sys.version_info[:2])"])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    parse_version(&String::from_utf8_lossy(&output.stdout))
}

/// Reads `"3 11\n"`.
fn parse_version(text: &str) -> Option<PythonVersion> {
    let mut numbers = text.split_whitespace().map(str::parse);
    match (numbers.next()?, numbers.next()?) {
        (Ok(major), Ok(minor)) => Some((major, minor)),
        _ => None,
    }
}

/// Runs a command behind a spinner, and shows what it said only if it fails.
pub(crate) fn run_with_spinner(title: String, command: &mut Command) -> anyhow::Result<()> {
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
        let wanted = ["prefect==3.8.8".to_owned(), "fastapi<1".to_owned()];
        assert!(!is_complete(&marker, &wanted));
        fs::write(&marker, "prefect==3.8.8").unwrap();
        assert!(
            !is_complete(&marker, &wanted),
            "half a list of requirements"
        );
        fs::write(&marker, wanted.join("\n")).unwrap();
        assert!(is_complete(&marker, &wanted));
        assert!(!is_complete(&marker, &wanted[1..]));
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
