//! Counting attempts, across processes where that is wanted.

use std::collections::HashMap;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::PathBuf;

use parking_lot::Mutex;
use thiserror::Error;

/// Counts attempts by name.
///
/// A flow calls each tool in a process of its own, so counts that are to last
/// longer than one call are kept in a folder: a file for each name, with one byte
/// for each attempt. Appending is atomic, and so is counting.
#[derive(Debug)]
pub(super) enum Attempts {
    Here(Mutex<HashMap<String, u32>>),
    InFolder(PathBuf),
}

/// Why an attempt could not be counted.
#[derive(Debug, Error)]
pub(super) enum AttemptsError {
    /// The name cannot be that of a file.
    #[error("{0:?} is no name to count attempts under; use letters, digits, - and _")]
    Name(String),
    /// The file cannot be written.
    #[error("cannot count attempts in {path}: {source}; check the folder that --folder names")]
    File { path: PathBuf, source: io::Error },
}

impl Attempts {
    pub(super) fn new(folder: Option<PathBuf>) -> Self {
        folder.map_or_else(|| Self::Here(Mutex::default()), Self::InFolder)
    }

    /// Counts one attempt; which one of its name it is, from 1.
    pub(super) fn count(&self, name: &str) -> Result<u32, AttemptsError> {
        let is_fit = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if name.is_empty() || !name.chars().all(is_fit) {
            return Err(AttemptsError::Name(name.to_owned()));
        }
        match self {
            Self::Here(counts) => {
                let mut counts = counts.lock();
                let count = counts.entry(name.to_owned()).or_default();
                *count = count.saturating_add(1);
                Ok(*count)
            }
            Self::InFolder(folder) => {
                let path = folder.join(name);
                count_in(&path).map_err(|source| AttemptsError::File { path, source })
            }
        }
    }
}

fn count_in(path: &PathBuf) -> io::Result<u32> {
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    file.write_all(b".")?;
    let length = file.metadata()?.len();
    Ok(u32::try_from(length).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_are_counted_by_name_and_across_counters_of_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let shared = || Attempts::new(Some(folder.path().to_owned()));
        for (first, second, expected) in [
            (shared(), shared(), 3),
            (Attempts::new(None), Attempts::new(None), 1),
        ] {
            assert_eq!(first.count("a").unwrap(), 1);
            assert_eq!(first.count("a").unwrap(), 2);
            assert_eq!(first.count("b").unwrap(), 1);
            assert_eq!(second.count("a").unwrap(), expected);
        }
    }

    #[test]
    fn a_name_stays_in_its_folder() {
        for name in ["", "../a", "a/b", "."] {
            let error = Attempts::new(None).count(name).unwrap_err();
            assert!(matches!(error, AttemptsError::Name(_)), "{name}");
        }
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        let nowhere = tempfile::tempdir().unwrap().path().join("nowhere");
        let error = Attempts::new(Some(nowhere)).count("a").unwrap_err();
        assert!(error.to_string().contains("--folder"), "{error}");
    }
}
