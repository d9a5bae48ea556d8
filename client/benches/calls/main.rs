//! What a call by the generated client costs beside the same call made by hand.
//!
//! `cargo xtask counts` counts the instructions of both under Valgrind's Callgrind, and
//! lets the generated one take a tenth more. By hand is plain reqwest with the same
//! settings: the same request, and the answer read into the same type. Both ask a
//! server in another thread, on a connection that is open already; the thread is not
//! counted.

#![recursion_limit = "256"] // for an answer as long as Prefect's, in one `json!`
#![expect(
    clippy::unwrap_used,
    reason = "a benchmark that cannot be set up ends, and says where"
)]

mod by_hand;
mod call;
mod generated;
mod server;
mod setting;

use gungraun::Callgrind;
use gungraun::prelude::*;

use call::calls;

main!(
    config = LibraryBenchmarkConfig::default().tool(Callgrind::with_args(["--cache-sim=no"])),
    library_benchmark_groups = calls
);
