//! The four WebSockets.

mod bad_input;
mod cleanup;
mod client;
mod load;
mod usage;

pub(crate) use usage::taken_in;
