//! A client of the Prefect 3 REST API.

#[expect(clippy::all, clippy::pedantic, missing_docs, unreachable_pub, reason = "generated")]
mod generated;

pub use generated::client::*;
pub use generated::field::Field;
