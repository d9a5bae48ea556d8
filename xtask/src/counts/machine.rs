//! What a count depends on beside the code: who compiles it, and the C library.

use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};

/// Where counts were counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Machine {
    /// The compiler, such as `rustc 1.95.0`.
    pub(super) compiler: String,
    /// The C library, which allocates and copies, such as `glibc 2.36`.
    pub(super) c_library: String,
}

impl Machine {
    /// This one.
    ///
    /// # Errors
    ///
    /// Fails when rustc or getconf do not say.
    pub(super) fn this() -> anyhow::Result<Self> {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let version = said(Command::new(rustc).arg("--version"))?;
        // Without the commit and the date: the same release is the same compiler.
        let words: Vec<&str> = version.split_whitespace().take(2).collect();
        Ok(Self {
            compiler: words.join(" "),
            c_library: said(Command::new("getconf").arg("GNU_LIBC_VERSION"))?,
        })
    }
}

fn said(command: &mut Command) -> anyhow::Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start {program}; is it on PATH?"))?;
    if !output.status.success() {
        bail!("{program} ended with {}", output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
