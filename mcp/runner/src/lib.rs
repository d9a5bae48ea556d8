//! The runner: an MCP server that deploys planned flows to Prefect and runs them.
//!
//! ```text
//!  flow_definition ─► validate ─► Python ─► deployment ─► flow run ─► a worker of the work pool, anywhere
//!                        │                  (carries the source)          │
//!                        └─► problems                                     └─► mcp-call ─► MCP tools
//!
//!  get_run_status ◄─ state, state history and task runs ◄─ Prefect ◄──────┘
//! ```
//!
//! | tool | what it asks of Prefect |
//! |---|---|
//! | `create_work_pool` | a work pool; one that is there already is left as it is |
//! | `list_work_pools` | the work pools |
//! | `submit_flow` | a flow, a deployment that carries the plan's source, and a run of it |
//! | `get_run_status` | a flow run, its states, task runs, artifacts and, if it failed, log lines; waits for the end if asked |
//! | `cancel_flow_run` | the state CANCELLING, and waits for the end |
//! | `list_flow_runs`, `get_run_logs` | a page of flow runs, or of log lines |
//! | `list_deployments`, `run_deployment`, `delete_deployment` | deployments, also those that it did not make |
//!
//! * **A flow travels in its deployment.** A worker needs no shared disk, no repository and no image of ours: the pull
//!   steps write the source into the folder that the worker made for the run. The plan itself is in the deployment's
//!   label [`PLAN_LABEL`], as JSON text; Prefect copies it to each run. Only fields that Prefect has are used, and no
//!   credential of this process is put into any of them. See `deployment.rs`.
//! * **Results** are one JSON object under `results`: `success`, then the facts; the same as structured content and as
//!   the one text block. There is no output schema, because hosts drop keys that such a schema does not list. What went
//!   wrong is told as a result with `success: false`, `error` and `next`, because hosts keep only the text of an error.
//! * **The process lives as long as its client.** It starts without a Prefect server, and even without knowing where
//!   one is; each call says what is missing. A call ends before hosts give up on it: see [`Runner::with_patience`]. One
//!   that waits for a run ends within a second of the time that it may wait, whatever Prefect does.
//! * **A run is started once.** Each has an idempotency key. See `run/start.rs`.
//! * **It does no more than it may.** A runner can be limited to reading, and to some work pools: see [`Options`]. A
//!   request over HTTP may bring the credentials of who makes it: see `prefect/credentials.rs`.
//! * **Answers are bounded.** Lists are told page by page, outputs and log lines up to some tens of KiB.

mod arguments;
mod deployment;
mod failure;
mod filters;
mod job_variables;
mod options;
mod page;
mod parameters;
mod prefect;
mod prompts;
mod resources;
mod results;
mod run;
mod server;
mod tools;
mod workers;

pub use crate::deployment::PLAN_LABEL;
pub use crate::options::Options;
pub use crate::prefect::retry_policy;
pub use crate::server::Runner;
