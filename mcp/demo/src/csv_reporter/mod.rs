//! The CSV reporter: rows to CSV text, and CSV text to statistics.

mod generate;
mod summarize;

use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::CallToolResult;
use rmcp::{ServerHandler, tool, tool_handler, tool_router};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::outcome::tool_result;

/// The CSV reporter server. It holds no state.
#[derive(Debug, Default)]
pub struct CsvReporter {}

/// The arguments of `generate_csv`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GenerateArguments {
    /// The rows, each an object that maps a column's name to its value.
    rows: Vec<Map<String, Value>>,
    /// The columns to write and their order. Left out, every column of the
    /// rows, in the order in which they first appear.
    #[serde(default)]
    columns: Option<Vec<String>>,
}

/// The arguments of `summarize_csv`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SummarizeArguments {
    /// CSV text with a header row, separated by commas.
    #[schemars(length(min = 1))]
    csv: String,
}

#[tool_router]
impl CsvReporter {
    /// Makes the server.
    pub fn new() -> Self {
        Self {}
    }

    /// Write rows as CSV.
    #[tool(
        name = "generate_csv",
        description = "Write rows as CSV text with a header row. Returns {csv, row_count, columns}. Missing \
            values and nulls become empty cells; lists and objects are written as JSON.",
        annotations(title = "Generate CSV", read_only_hint = true, open_world_hint = false)
    )]
    fn generate_csv(Parameters(arguments): Parameters<GenerateArguments>) -> CallToolResult {
        tool_result(generate::generate(&arguments.rows, arguments.columns))
    }

    /// Summarize CSV text.
    #[tool(
        name = "summarize_csv",
        description = "Summarize CSV text that has a header row. Returns {row_count, columns}; each column \
            has name, kind (number, text or empty), empty_cells and distinct_values, and columns of \
            numbers also have sum, mean, median, min and max.",
        annotations(
            title = "Summarize CSV",
            read_only_hint = true,
            open_world_hint = false
        )
    )]
    fn summarize_csv(Parameters(arguments): Parameters<SummarizeArguments>) -> CallToolResult {
        tool_result(summarize::summarize(&arguments.csv))
    }
}

#[tool_handler(
    name = "csv_reporter",
    instructions = "Write rows as CSV, and compute statistics of CSV text."
)]
impl ServerHandler for CsvReporter {}
