//! What orchestration knows and changes of a run: how far it has come, and the
//! policy by which it is retried.

mod policy;
mod progress;

pub use policy::{FlowRunPolicy, RetryDelay, RetryType, TaskRunPolicy};
pub use progress::RunProgress;
