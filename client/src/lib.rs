//! A client of the Prefect 3 REST API, for real Prefect and for `prefect-mock` alike.
//!
//! [`Client`], its operations and [`types`] are generated from
//! `openapi/prefect.json`; each operation is a method that gives a builder.
//! Around them, by hand: where the server is and who asks ([`Config`]), and what
//! happens to a request on its way ([`Connection`]): credentials, CSRF tokens,
//! retries, and an idempotency key on every creation of a flow run.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let client = prefect_rest::Client::from_env()?;
//! let pools = client
//!     .read_work_pools()
//!     .body(prefect_rest::types::ReadWorkPoolsBody::default())
//!     .send()
//!     .await?;
//! for pool in pools.iter() {
//!     println!("{} ({})", pool.name, pool.type_);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # What a call costs
//!
//! At most a tenth more instructions than the same call made by hand with reqwest, which
//! `cargo xtask counts` guards: about 8 % for one flow run, and 0.2 % for a page of 200
//! or a body of 400 KiB. What it adds is the same for a body of any length:
//!
//! - A body is written once, with its idempotency key in it. The bytes are shared by all
//!   attempts, and not copied.
//! - Of a request, each attempt has its own URL and headers.
//! - An answer in JSON is read once, to its end, before the call counts as answered; what
//!   is parsed are those bytes.
//!
//! Connections are kept open: calls one after another share one, and there are never
//! more than there were calls at once. Whether the server wants CSRF tokens is asked once
//! for each client, before its first change.
//!
//! # Absent and null
//!
//! In what is sent, a property that may be absent or null is a [`Field`]:
//! `Field::Absent` keeps what is stored, `Field::Null` clears it.

mod answer;
mod config;
mod connection;
mod csrf;
mod explain;
#[expect(
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub,
    reason = "generated"
)]
mod generated;
mod idempotency;
mod retry;
mod ui;
mod wait;

pub use config::{Config, ConfigError, Credentials};
pub use connection::Connection;
pub use explain::{ApiError, explain, is_conflict, is_not_found};
pub use generated::client::*;
pub use generated::field::Field;
pub use retry::RetryPolicy;
pub use wait::{WaitError, is_terminal};
