//! The HTTP edge: from the document's types to the application and back.
//!
//! Handlers are a few lines each and decide nothing; they are filed by tag. The
//! one place that knows a status code is [`error`].

mod admin;
mod admission;
mod artifacts;
mod automations;
mod block_documents;
mod collections;
mod concurrency_limits;
mod concurrency_limits_v2;
mod convert;
mod deployments;
mod error;
mod event_page;
mod events;
mod flow_run_states;
mod flow_runs;
mod flows;
mod logs;
mod read_runs;
#[cfg(test)]
mod replay;
mod rules;
mod sockets;
mod task_run_states;
mod task_runs;
mod variables;
mod work_pools;
mod work_queues;

use prefect_mock_api::ServerContext;
use prefect_mock_api::schema::DomainRules;

pub use admission::RequestScope;
pub use sockets::{SocketLimits, Sockets, SocketsGuard};

/// The server, as an implementation of the document. It is never made.
pub enum PrefectServer {}

impl ServerContext for PrefectServer {
    type Context = RequestScope;
    const DOMAIN_RULES: &'static dyn DomainRules = &rules::PrefectRules;
}
