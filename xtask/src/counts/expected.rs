//! What is to be counted: `expected.toml`.

use std::collections::BTreeMap;

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::bench::Counts;
use super::machine::Machine;
use crate::files::{Mode, ensure_contents};
use crate::workspace;

/// Where the list is.
pub(super) const FILE: &str = "xtask/src/counts/expected.toml";

/// The command that writes it.
pub(super) const COMMAND: &str = "cargo xtask counts --accept";

/// The whole list.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expected {
    /// Where these were counted.
    pub(super) machine: Machine,
    /// The instructions of each benchmark, by its path.
    pub(super) instructions: BTreeMap<String, u64>,
}

impl Expected {
    /// Reads the checked-in list.
    pub(super) fn read() -> anyhow::Result<Self> {
        let path = workspace::root().join(FILE);
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {FILE}; `{COMMAND}` writes it"))?;
        Self::parse(&text)
    }

    fn parse(text: &str) -> anyhow::Result<Self> {
        toml::from_str(text)
            .with_context(|| format!("{FILE} cannot be read; `{COMMAND}` writes it anew"))
    }

    fn text(&self) -> anyhow::Result<String> {
        let list = toml::to_string(self).context("the counts cannot be written")?;
        Ok(format!(
            "# Instructions of the hot paths. Written by `{COMMAND}`.\n\n{list}"
        ))
    }
}

/// Writes these counts as the list.
pub(super) fn write(machine: &Machine, counts: &Counts) -> anyhow::Result<()> {
    let expected = Expected {
        machine: machine.clone(),
        instructions: counts.clone(),
    };
    let path = workspace::root().join(FILE);
    ensure_contents(&path, &expected.text()?, Mode::Write, "counts --accept")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checked_in_list_is_as_it_would_be_written() {
        let text = std::fs::read_to_string(workspace::root().join(FILE)).unwrap();
        let expected = Expected::parse(&text).unwrap();
        assert_eq!(expected.text().unwrap(), text);
    }
}
