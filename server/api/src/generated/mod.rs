//! What `cargo xtask gen` makes of `openapi/prefect.json`.

pub mod field;
pub mod interface;
pub mod operations;
pub mod types;
