//! What `cargo xtask gen` makes of `openapi/prefect.json`.

pub mod client;
pub mod field;
