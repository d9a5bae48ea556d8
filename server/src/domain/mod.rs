//! The domain: what Prefect's server decides, as pure functions over plain data.
//!
//! Nothing here knows HTTP, reads the time, draws a random number or does I/O:
//! what a decision needs is handed in, and what it changes is handed back. So
//! each part can be tested on its own, and against what real Prefect did.

pub mod ids;
pub mod state;
