//! Generated from openapi/prefect.json by `cargo xtask gen`. Do not edit.

#[rustfmt::skip]
pub mod client;
#[rustfmt::skip]
pub mod field;
