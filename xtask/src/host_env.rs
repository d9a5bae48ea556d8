//! What the MCP servers are tested with, in Python: clients that hosts are made
//! of, and Atlas, a whole host. Each is in an environment that xtask keeps.
//!
//! Versions that do not go into one environment are apart: `mcp` 1 and 2, and
//! Atlas with and without sampling.

use std::ffi::OsStr;

use crate::python_env::{OLDEST_PYTHON, PythonEnv, PythonVersion};

/// One environment.
#[derive(Debug)]
pub(crate) struct Host {
    /// Tells the tests which Python has it.
    variable: &'static str,
    /// The environment's name.
    name: &'static str,
    /// What it is called.
    title: &'static str,
    /// The oldest Python that it runs on.
    oldest_python: PythonVersion,
    /// What pip is asked to install.
    requirements: &'static [&'static str],
}

/// Clients: FastMCP 3, which speaks MCP 2025-11-25 and samples, and the reference
/// client of MCP 2026-07-28.
pub(crate) const CLIENTS: [Host; 2] = [
    Host {
        variable: "MCP_1_PYTHON",
        name: "mcp-1",
        title: "FastMCP 3",
        oldest_python: OLDEST_PYTHON,
        requirements: &["fastmcp==3.4.10", "mcp==1.30.0"],
    },
    Host {
        variable: "MCP_2_PYTHON",
        name: "mcp-2",
        title: "mcp 2",
        oldest_python: OLDEST_PYTHON,
        requirements: &["mcp==2.3.0"],
    },
];

/// The oldest Python that Atlas runs on.
pub(crate) const OLDEST_PYTHON_OF_ATLAS: PythonVersion = (3, 11);

/// With newer `LiteLLM` releases, these releases of Atlas fail at the first call
/// of a model: they miss a class that is in no `mcp` that Atlas goes with.
const LITELLM: &str = "litellm==1.97.0";

/// Atlas: the last release that answers sampling requests, and the first that
/// does not. Both have the same FastMCP, which is pinned so that a test that
/// passed does not fail for a release that nobody has asked for.
pub(crate) const ATLAS: [Host; 2] = [
    Host {
        variable: "ATLAS_0_9_PYTHON",
        name: "atlas-0.9",
        title: "Atlas 0.9.0",
        oldest_python: OLDEST_PYTHON_OF_ATLAS,
        requirements: &[
            "atlas-chat==0.9.0",
            LITELLM,
            "fastmcp==3.4.10",
            "mcp==1.30.0",
        ],
    },
    Host {
        variable: "ATLAS_0_10_PYTHON",
        name: "atlas-0.10",
        title: "Atlas 0.10.0",
        oldest_python: OLDEST_PYTHON_OF_ATLAS,
        requirements: &[
            "atlas-chat==0.10.0",
            LITELLM,
            "fastmcp==3.4.10",
            "mcp==1.30.0",
        ],
    },
];

/// The environments of some hosts.
#[derive(Debug)]
pub(crate) struct HostEnvs {
    environments: Vec<(&'static str, PythonEnv)>,
}

impl HostEnvs {
    /// Gives the environments, and makes those first that there are not yet;
    /// see [`PythonEnv::ensure`].
    pub(crate) fn ensure(hosts: &[Host]) -> anyhow::Result<Self> {
        let mut environments = Vec::new();
        for host in hosts {
            let requirements: Vec<String> =
                host.requirements.iter().map(ToString::to_string).collect();
            let environment =
                PythonEnv::ensure(host.name, host.title, host.oldest_python, &requirements)?;
            environments.push((host.variable, environment));
        }
        Ok(Self { environments })
    }

    /// Each variable that tests look at, and its value.
    pub(crate) fn variables(&self) -> impl Iterator<Item = (&'static str, &OsStr)> {
        self.environments
            .iter()
            .map(|(variable, environment)| (*variable, environment.python.as_os_str()))
    }
}
