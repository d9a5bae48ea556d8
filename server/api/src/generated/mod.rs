//! What `cargo xtask gen` makes of `openapi/prefect.json`.
//!
//! The files are formatted by their generator, whose version is pinned, so that
//! they do not change with the toolchain's rustfmt.

#[rustfmt::skip]
pub mod field;
#[rustfmt::skip]
pub mod interface;
#[rustfmt::skip]
pub mod operations;
#[rustfmt::skip]
pub mod types;
