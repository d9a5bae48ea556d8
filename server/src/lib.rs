//! An in-memory Prefect 3 server for development and tests.

pub mod clock;
pub mod domain;
pub mod random;
