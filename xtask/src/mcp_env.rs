//! MCP clients in Python, each in an environment that xtask keeps.
//!
//! The planner is tested with the clients that hosts are made of. `mcp` 1 and 2
//! do not go into one environment, so there are two.

use std::ffi::OsStr;

use crate::python_env::PythonEnv;

/// The clients of one environment.
struct Clients {
    /// Tells the tests which Python has them.
    variable: &'static str,
    /// The environment's name.
    name: &'static str,
    /// What they are called.
    title: &'static str,
    /// What pip is asked to install.
    requirements: &'static [&'static str],
}

/// All environments: with FastMCP 3, which speaks MCP 2025-11-25 and samples, as
/// Atlas does; and with the reference client of MCP 2026-07-28.
const CLIENTS: [Clients; 2] = [
    Clients {
        variable: "MCP_1_PYTHON",
        name: "mcp-1",
        title: "FastMCP 3",
        requirements: &["fastmcp==3.4.10", "mcp==1.30.0"],
    },
    Clients {
        variable: "MCP_2_PYTHON",
        name: "mcp-2",
        title: "mcp 2",
        requirements: &["mcp==2.3.0"],
    },
];

/// The environments of all clients.
#[derive(Debug)]
pub(crate) struct McpEnvs {
    environments: Vec<(&'static str, PythonEnv)>,
}

impl McpEnvs {
    /// Gives the environments, and makes those first that there are not yet;
    /// see [`PythonEnv::ensure`].
    pub(crate) fn ensure() -> anyhow::Result<Self> {
        let mut environments = Vec::new();
        for clients in CLIENTS {
            let requirements: Vec<String> = clients
                .requirements
                .iter()
                .map(ToString::to_string)
                .collect();
            let environment = PythonEnv::ensure(clients.name, clients.title, &requirements)?;
            environments.push((clients.variable, environment));
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
