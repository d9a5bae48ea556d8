//! Writing generated files, and checking that they are up to date.

use std::path::Path;

use anyhow::{Context, Result, bail};

/// Whether a generator writes its files or only compares them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Compare; change nothing.
    Check,
    /// Write what differs.
    Write,
}

/// Makes a file hold `contents`, or fails in [`Mode::Check`] when it does not.
///
/// `verb` is the xtask command that mends a stale file.
pub(crate) fn ensure_contents(path: &Path, contents: &str, mode: Mode, verb: &str) -> Result<()> {
    let current = std::fs::read(path).ok();
    if current.as_deref() == Some(contents.as_bytes()) {
        return Ok(());
    }
    let root = crate::workspace::root();
    let shown = path.strip_prefix(&root).unwrap_or(path).display();
    match mode {
        Mode::Check if current.is_none() => {
            bail!("{shown} is missing: run `cargo xtask {verb}`")
        }
        Mode::Check => bail!("{shown} is stale: run `cargo xtask {verb}`"),
        Mode::Write => {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)
                    .with_context(|| format!("cannot make {}", folder.display()))?;
            }
            // A reader never sees half a file: write beside it, then rename.
            let beside = path.with_extension("new");
            std::fs::write(&beside, contents)
                .and_then(|()| std::fs::rename(&beside, path))
                .with_context(|| format!("cannot write {shown}"))?;
            println!("wrote {shown}");
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Mode, ensure_contents};

    #[test]
    fn a_stale_file_is_named_with_the_command_that_mends_it_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("generated.rs");
        let missing = ensure_contents(&path, "new", Mode::Check, "gen")
            .unwrap_err()
            .to_string();
        assert!(missing.contains("generated.rs is missing"), "{missing}");

        ensure_contents(&path, "new", Mode::Write, "gen").unwrap();
        ensure_contents(&path, "new", Mode::Check, "gen").unwrap();

        std::fs::write(&path, "old").unwrap();
        let stale = ensure_contents(&path, "new", Mode::Check, "gen")
            .unwrap_err()
            .to_string();
        assert!(
            stale.contains("generated.rs is stale: run `cargo xtask gen`"),
            "{stale}"
        );
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
    }
}
