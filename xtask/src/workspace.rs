//! Where things are in this checkout.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The environment variable that moves [`cache_dir`] elsewhere.
pub(crate) const CACHE_DIR_VARIABLE: &str = "PREFECT_XTASK_DIR";

/// The root of the workspace: the folder of the root `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    // Cargo sets the variable for what it runs. The compiled-in value serves
    // when the binary is started by hand.
    let manifest_dir = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest_dir
        .parent()
        .map_or_else(|| manifest_dir.clone(), Path::to_path_buf)
}

/// The folder for what xtask downloads and keeps between runs. Git ignores
/// it; deleting it costs time and nothing else.
pub(crate) fn cache_dir() -> PathBuf {
    env::var_os(CACHE_DIR_VARIABLE)
        .filter(|value| !value.is_empty())
        .map_or_else(|| root().join(".xtask"), PathBuf::from)
}

/// The cargo that runs this xtask, so that the toolchain stays the same.
pub(crate) fn cargo() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"))
}
