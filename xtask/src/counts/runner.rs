//! The program that runs benchmarks under Valgrind: `gungraun-runner`, installed with
//! cargo into xtask's own folder.
//!
//! It has to be of the version of the library that the benchmarks are written with, which
//! `Cargo.lock` tells.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Context;
use serde::Deserialize;

use crate::python_env::{is_complete, lock, run_with_spinner};
use crate::workspace;

/// The program's package.
const PACKAGE: &str = "gungraun-runner";

/// The runner, ready to run.
#[derive(Debug)]
pub(super) struct Runner {
    /// Its program.
    pub(super) program: PathBuf,
}

#[derive(Debug, Deserialize)]
struct Lock {
    package: Vec<Package>,
}

#[derive(Debug, Deserialize)]
struct Package {
    name: String,
    version: String,
}

/// Whether Valgrind is on `PATH`.
pub(super) fn valgrind_is_present() -> bool {
    Command::new("valgrind")
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

impl Runner {
    /// Gives the runner, and builds it first if it is not there yet, which takes the
    /// network and a minute.
    pub(super) fn ensure() -> anyhow::Result<Self> {
        let version = locked_version(&workspace::root().join("Cargo.lock"))?;
        let cache = workspace::cache_dir();
        fs::create_dir_all(&cache)
            .with_context(|| format!("cannot create the folder {}", cache.display()))?;
        let _lock = lock(&cache.join(format!("{PACKAGE}.lock")))?;

        let folder = cache.join(PACKAGE);
        let program = folder.join("bin").join(PACKAGE);
        let marker = folder.join("complete");
        let requirements = [format!("{PACKAGE}@{version}")];
        if !is_complete(&marker, &requirements) || !program.exists() {
            let [package] = &requirements;
            // Unoptimised: it only starts Valgrind and reads what that wrote.
            run_with_spinner(
                format!("Installing {package}"),
                Command::new(workspace::cargo())
                    .args(["install", "--locked", "--debug", "--force", "--root"])
                    .arg(&folder)
                    .arg(package),
            )
            .with_context(|| format!("cargo cannot install {package}; look at the network"))?;
            fs::write(&marker, requirements.join("\n"))
                .with_context(|| format!("cannot write {}", marker.display()))?;
        }
        Ok(Self { program })
    }
}

/// The version of the runner that the workspace's library goes with.
fn locked_version(lockfile: &Path) -> anyhow::Result<String> {
    let text = fs::read_to_string(lockfile)
        .with_context(|| format!("cannot read {}", lockfile.display()))?;
    let lock: Lock =
        toml::from_str(&text).with_context(|| format!("{} is not TOML", lockfile.display()))?;
    lock.package
        .into_iter()
        .find(|package| package.name == PACKAGE)
        .map(|package| package.version)
        .with_context(|| format!("{} does not name {PACKAGE}", lockfile.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runner_is_of_the_version_of_the_library() {
        let folder = tempfile::tempdir().unwrap();
        let lockfile = folder.path().join("Cargo.lock");
        fs::write(
            &lockfile,
            "[[package]]\nname = \"gungraun-runner\"\nversion = \"1.2.3\"\n",
        )
        .unwrap();
        assert_eq!(locked_version(&lockfile).unwrap(), "1.2.3");
        fs::write(
            &lockfile,
            "[[package]]\nname = \"other\"\nversion = \"1.2.3\"\n",
        )
        .unwrap();
        assert!(locked_version(&lockfile).is_err());
        locked_version(&workspace::root().join("Cargo.lock")).unwrap();
    }
}
