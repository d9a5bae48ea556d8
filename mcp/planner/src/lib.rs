//! The planner: an MCP server that turns a task and the tools of an agent into a Prefect flow.
//!
//! ```text
//!                     ┌ a plan that the host passes in ──────────────┐
//!                     ├ the client's model, asked by MCP ────────────┤
//!  task, `_mcp_data` ─┼ a model of the planner's own, by HTTP ───────┼─► validate ─► results, Python, graph
//!                     └ none of these: a brief, from which the ──────┘       │
//!                       host's own model writes the plan and calls again     └─► problems: mend and try again
//! ```
//!
//! A plan is a model's work. The planner shows the model its tools, checks what it says with [`mcp_flow`], tells it what
//! is wrong, and renders what is right; it never makes up a plan itself, and never fills one in.
//!
//! * **Where a plan comes from** is decided for each call, in the order of the picture. A further source is a further
//!   `driver::ModelDriver`: the dialogue with the model is the same for all.
//! * **A dialogue is bounded**: to three rounds, to 90 seconds, and its prompt, answers and state to sizes that are
//!   constants beside what they bound. Nothing of it is kept when a call is answered.
//! * **Results** are one JSON object under `results`, beside `artifacts` and `display` for a host that has a canvas;
//!   the same as structured content and as the one text block. There is no output schema, because hosts drop keys that
//!   such a schema does not list. What went wrong is told as a result with `success: false`, because hosts keep only
//!   the text of an error.
//! * **The process lives as long as its client.** Whatever comes in, nothing here ends it: a host may never start it
//!   again.

mod arguments;
mod artifacts;
pub mod config;
mod dialogue;
mod driver;
mod plan;
mod progress;
mod prompt;
mod prompts;
mod resources;
mod results;
mod revise;
mod server;
mod steps;
mod text;
mod tools;

use tokio::io::{AsyncRead, AsyncWrite};

pub use crate::server::Planner;

/// Serves MCP on two streams until the client closes the one that is read.
///
/// # Errors
/// Fails when the streams fail before the MCP handshake is done.
pub async fn serve<R, W>(planner: Planner, read: R, write: W) -> anyhow::Result<()>
where
    R: AsyncRead + Send + Unpin + 'static,
    W: AsyncWrite + Send + Unpin + 'static,
{
    mcp_server::serve(planner, read, write).await
}
