//! What the server's hot paths cost, in instructions.
//!
//! `cargo xtask counts` runs these under Valgrind's Callgrind and holds the counts
//! against `xtask/src/counts/expected.toml`. A count is the same whatever else the
//! machine does, so it can be checked where a time cannot.
//!
//! Only what a benchmark's function itself does is counted. Its setup makes what that
//! takes, does the same thing once before, so that nothing is counted that happens once
//! in a process, and leaks what it made, so that freeing it is not counted either. Ids
//! come from a seed and the time from a clock that stands still.

#![expect(
    clippy::unwrap_used,
    reason = "a benchmark that cannot be set up ends, and says where"
)]

mod filter;
mod orchestration;
mod request;
mod routing;
mod scene;
mod schema;
mod serialise;

use filter::pages;
use gungraun::Callgrind;
use gungraun::prelude::*;
use orchestration::proposals;
use request::requests;
use routing::routes;
use schema::bodies;
use serialise::answers;

main!(
    config = LibraryBenchmarkConfig::default().tool(Callgrind::with_args(["--cache-sim=no"])),
    library_benchmark_groups = [proposals, pages, answers, routes, bodies, requests]
);
