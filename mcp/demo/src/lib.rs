//! Small MCP servers to plan with.
//!
//! | server | tools | stands for |
//! |---|---|---|
//! | [`calculator`] | `evaluate`, `aggregate` | pure computation |
//! | [`employees`] | `select_users`, `list_departments`, `average_salary` | a database |
//! | [`csv_reporter`] | `generate_csv`, `summarize_csv` | a document at the end of a flow |
//! | [`trials`] | `echo`, `repeat`, `wait`, `fail`, `fail_times` | whatever can go wrong |
//!
//! They are real servers, small enough to read. The results of the first three
//! never change, so that a flow made of them can be checked to the last digit.
//! All of them follow three rules:
//!
//! * A result is one JSON object, given twice: as the only text block and as
//!   structured content.
//! * What a caller got wrong is a tool error whose text says what to change.
//!   It is never a protocol error, and it never ends the process.
//! * Input schemas name every argument and refuse any other.
//!
//! Each server speaks MCP on standard input and output: `mcp-demo calculator`.

pub mod calculator;
pub mod csv_reporter;
pub mod employees;
mod outcome;
mod statistics;
pub mod trials;

use std::path::PathBuf;

use mcp_server::serve_stdio;

/// The servers of this crate, under the names hosts are asked to give them.
#[derive(Debug, Clone, PartialEq, Eq, clap::Subcommand)]
#[command(rename_all = "kebab-case")]
pub enum DemoServer {
    /// Evaluate arithmetic expressions and aggregate lists of numbers
    Calculator,
    /// Query a small database of employees
    Employees,
    /// Turn rows into CSV, and CSV into statistics
    CsvReporter,
    /// Fail, wait, echo and repeat, to try a flow
    Trials {
        /// A folder in which attempts are counted, for processes that share it
        #[arg(long, value_name = "FOLDER")]
        folder: Option<PathBuf>,
    },
}

impl DemoServer {
    /// Serves MCP on standard input and output until the client closes them.
    ///
    /// # Errors
    ///
    /// Fails when the server cannot start, or when the streams fail before the
    /// MCP handshake is done.
    pub async fn serve_stdio(self) -> anyhow::Result<()> {
        match self {
            Self::Calculator => serve_stdio(calculator::Calculator::new()).await,
            Self::Employees => serve_stdio(employees::Employees::new()?).await,
            Self::CsvReporter => serve_stdio(csv_reporter::CsvReporter::new()).await,
            Self::Trials { folder } => serve_stdio(trials::Trials::new(folder)).await,
        }
    }
}
