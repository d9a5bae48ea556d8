//! An in-memory Prefect 3 server for development and tests.

pub mod app;
pub mod clock;
pub mod domain;
pub mod http;
pub mod random;
pub mod server;
pub mod services;
pub mod simulator;
pub mod store;
