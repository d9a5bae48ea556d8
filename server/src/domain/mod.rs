//! The domain: what Prefect's server decides, as pure functions over plain data.
//!
//! Nothing here knows HTTP, reads the time, draws a random number or does I/O:
//! what a decision needs is handed in, and what it changes is handed back. So
//! each part can be tested on its own, and against what real Prefect did.

pub mod artifact;
pub mod automation;
pub mod block;
pub mod cleanup;
pub mod concurrency;
pub mod created_by;
pub mod deployment;
pub mod derived;
pub mod event;
pub mod flow;
pub mod flow_run;
pub mod flow_run_input;
pub mod ids;
pub mod jitter;
pub mod job_variables;
pub mod json;
pub mod log;
pub mod orchestration;
pub(crate) mod python;
pub mod run;
pub mod schedule;
pub mod schema_tools;
pub mod sparse;
pub mod state;
pub mod task_run;
pub(crate) mod time;
pub mod variable;
pub mod work_pool;
