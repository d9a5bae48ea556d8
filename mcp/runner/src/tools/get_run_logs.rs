//! `get_run_logs`.

use std::ops::RangeInclusive;

use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{CallToolResult, Extensions};
use rmcp::{tool, tool_router};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::arguments::{boolean, describe, flow_run_id, schema, text, whole_number};
use crate::failure::Failure;
use crate::page;
use crate::prefect::Prefect;
use crate::results::{self, Facts, facts};
use crate::run::logs::{self, LEVELS};
use crate::server::Runner;

/// How many lines are told when the caller does not say.
const DEFAULT_LIMIT: u32 = 50;

/// How many lines can be told at once: one less than Prefect gives, because one more says whether there are more.
const LIMITS: RangeInclusive<u32> = 1..=199;

/// The furthest that a log can be read.
const MAX_OFFSET: u32 = i32::MAX.unsigned_abs();

/// The most bytes of JSON that the message of a line takes.
const MAX_LINE_BYTES: usize = 4_000;

/// The most bytes of JSON that all lines of an answer take.
const MAX_LOG_BYTES: usize = 32 * 1024;

/// The arguments of `get_run_logs`.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct GetRunLogsArguments {
    /// The run's id.
    #[schemars(required, schema_with = "schema::string")]
    flow_run_id: Option<Value>,
    /// Only the lines of this task run, by its id.
    #[serde(default)]
    #[schemars(schema_with = "schema::optional_string")]
    task_run_id: Option<Value>,
    /// The lowest level: DEBUG, INFO, WARNING, ERROR or CRITICAL; all if left out.
    #[serde(default)]
    #[schemars(schema_with = "schema::optional_string")]
    level: Option<Value>,
    /// Whether the newest lines come first.
    #[serde(default)]
    #[schemars(schema_with = "schema::boolean")]
    newest_first: Option<Value>,
    /// How many lines at most, from 1 to 199.
    #[serde(default)]
    #[schemars(schema_with = "limit")]
    limit: Option<Value>,
    /// How many lines to leave out before: the next_offset of an answer.
    #[serde(default)]
    #[schemars(schema_with = "page::offset")]
    offset: Option<Value>,
}

fn limit(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "integer", "minimum": LIMITS.start(), "maximum": LIMITS.end(), "default": DEFAULT_LIMIT,
    })
}

#[tool_router(router = get_run_logs_router, vis = "pub(super)")]
impl Runner {
    /// Read the logs of a flow run.
    #[tool(
        name = "get_run_logs",
        description = "Read the log lines of a flow run, page by page: oldest first, or newest first if asked for.",
        annotations(
            title = "Get the logs of a flow run",
            read_only_hint = true,
            open_world_hint = false
        )
    )]
    async fn get_run_logs(
        &self,
        request: Extensions,
        Parameters(arguments): Parameters<GetRunLogsArguments>,
    ) -> CallToolResult {
        results::of(get_run_logs(self.prefect(&request), arguments).await)
    }
}

/// Reads a page of log lines.
async fn get_run_logs(
    prefect: Result<Prefect, Failure>,
    arguments: GetRunLogsArguments,
) -> Result<Facts, Failure> {
    let flow_run_id = flow_run_id(arguments.flow_run_id)?;
    let limit = whole_number("limit", arguments.limit, LIMITS)?.unwrap_or(DEFAULT_LIMIT);
    let query = logs::Query {
        flow_run_id,
        task_run_id: task_run_id(arguments.task_run_id)?,
        level: level(arguments.level)?,
        newest_first: boolean("newest_first", arguments.newest_first)?,
        // One more says whether there are more.
        limit: limit + 1,
        offset: whole_number("offset", arguments.offset, 0..=MAX_OFFSET)?.unwrap_or_default(),
    };
    let prefect = prefect?;
    let client = prefect.client();
    let lines = prefect
        .limit()
        .over(Box::pin(logs::read(client, &query)))
        .await?;
    if lines.is_empty() {
        // A run without lines is one thing, no run another.
        let run = crate::run::read(client, flow_run_id);
        prefect.limit().over(Box::pin(run)).await?;
    }
    let mut left = MAX_LOG_BYTES;
    let told: Vec<Value> = lines
        .iter()
        .take(usize::try_from(limit).unwrap_or(usize::MAX))
        .map(|line| logs::told(line, MAX_LINE_BYTES))
        .take_while(|line| {
            let bytes = line.to_string().len();
            let fits = bytes <= left;
            left = left.saturating_sub(bytes);
            fits
        })
        .collect();
    let count = u32::try_from(told.len()).unwrap_or(u32::MAX);
    let next = (told.len() < lines.len()).then(|| query.offset.saturating_add(count));
    Ok(facts(json!({
        "flow_run_id": flow_run_id,
        "line_count": count,
        "lines": told,
        "next_offset": next,
    })))
}

fn task_run_id(value: Option<Value>) -> Result<Option<Uuid>, Failure> {
    let name = "task_run_id";
    let Some(text) = text(name, value)? else {
        return Ok(None);
    };
    match Uuid::try_parse(&text) {
        Ok(id) => Ok(Some(id)),
        Err(_) => Err(Failure::argument(
            name,
            format!("is {}, which is no UUID", describe(&json!(text))),
            "Call again with a task_run_id that get_run_status tells, or without it.",
        )),
    }
}

/// A level by its name or its number.
fn level(value: Option<Value>) -> Result<Option<i64>, Failure> {
    let value = match value {
        Some(Value::Number(number)) => Some(json!(number.to_string())),
        value => value,
    };
    let Some(text) = text("level", value)? else {
        return Ok(None);
    };
    let named = LEVELS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(&text))
        .map(|(_, number)| *number);
    match named.or_else(|| text.parse().ok()) {
        Some(level) => Ok(Some(level)),
        None => Err(Failure::argument(
            "level",
            format!("is {}, which is no level", describe(&json!(text))),
            "Call again with DEBUG, INFO, WARNING, ERROR or CRITICAL, or without it.",
        )),
    }
}
