//! The planner and the runner in Atlas: the real one, of two releases, without its user interface.
//!
//! ```text
//!   scripted model ◄─ chat completions ─ Atlas ─ stdio ─► prefect-planner
//!                     (and, in 0.9,        ├─── stdio ──► prefect-runner ─► mock
//!                      what servers ask)   └─── stdio ──► mcp-demo ×3
//! ```
//!
//! Only the model is scripted. It goes on from what Atlas tells it and no further, so a fact that Atlas cuts or drops
//! ends the conversation. The planner and the runner are started by the entry of the README, as it stands there.
//!
//! Atlas answers sampling requests up to 0.9, and has its own model write the plan since 0.10. The Python that has it is
//! taken from `ATLAS_0_9_PYTHON` and `ATLAS_0_10_PYTHON`, which `cargo xtask test` sets; without it a test says so and
//! passes.

mod flow;
mod host;
mod model;
mod unreachable;
mod usual;
mod watched;
