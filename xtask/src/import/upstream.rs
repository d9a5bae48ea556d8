//! Real Prefect's own OpenAPI document.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::prefect_env::PrefectEnv;

/// Prints the document without starting a server.
const DUMP: &str = "\
import json, sys
from prefect.server.api.server import create_app
json.dump(create_app(ephemeral=True).openapi(), sys.stdout)
";

/// Installs Prefect of this version, if it is not yet there, and asks it for its document.
pub(crate) fn fetch(version: &str) -> Result<Value> {
    let env = PrefectEnv::ensure(version)?;
    let home = tempfile::tempdir().context("cannot make a folder for Prefect's settings")?;
    let output = Command::new(&env.python)
        .args(["-c", DUMP])
        .env("PREFECT_HOME", home.path())
        .env("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
        .env("PREFECT_LOGGING_LEVEL", "ERROR")
        .output()
        .with_context(|| format!("cannot run {}", &env.python.display()))?;
    ensure!(
        output.status.success(),
        "Prefect {version} did not print its OpenAPI document:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout)
        .with_context(|| format!("what Prefect {version} printed is not JSON"))
}
