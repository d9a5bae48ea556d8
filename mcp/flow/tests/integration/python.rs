//! The Python that these tests use.

use std::ffi::OsString;
use std::process::Command;

/// The Python that has Prefect, if the environment names one, else `python3`; nothing where there is none, unless this
/// is continuous integration.
pub(crate) fn python() -> Option<OsString> {
    let python = std::env::var_os("PREFECT_PYTHON").unwrap_or_else(|| "python3".into());
    let version = Command::new(&python).arg("--version").output();
    if version.is_ok_and(|version| version.status.success()) {
        return Some(python);
    }
    assert!(
        std::env::var_os("CI").is_none(),
        "continuous integration needs Python"
    );
    eprintln!("skipped: there is no Python");
    None
}
