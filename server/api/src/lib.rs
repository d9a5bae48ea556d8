//! The server's side of `openapi/prefect.json`: types, the trait that a server
//! implements, and what stands between it and dropshot.
//!
//! ```text
//! request → endpoint → router → admission → call (schema checks) → dispatch → PrefectApi
//!                                                                                │
//! response ← endpoint ← Reply ←────────────────── reply::* or ApiError ←─────────┘
//! ```
//!
//! A request for a WebSocket leaves the endpoint at once, for [`Upgrade`].
//!
//! [`generated`] comes from the document by `cargo xtask gen`; the rest is
//! written by hand. Nothing here knows how a work pool or a flow run behaves.

mod aside;
mod call;
mod endpoint;
mod error;
#[expect(clippy::all, clippy::pedantic, missing_docs, reason = "generated")]
pub mod generated;
mod operation;
mod pieces;
pub mod reply;
mod router;
pub mod schema;
mod time;
mod written;

pub use call::Call;
pub use endpoint::{Admission, MAX_BODY_BYTES, Upgrade, api_description};
pub use error::ApiError;
pub use generated::field::Field;
pub use generated::interface::*;
pub use generated::operations::*;
pub use generated::types;
pub use operation::{OperationInfo, Segment};
pub use reply::Reply;
pub use router::{NoRoute, Route, Router};
pub use written::{WriteJson, Written};
