//! Generated from openapi/prefect.json by `cargo xtask gen`. Do not edit.

#[rustfmt::skip]
pub mod field;
#[rustfmt::skip]
pub mod interface;
#[rustfmt::skip]
pub mod operations;
#[rustfmt::skip]
pub mod types;
