//! The load generator: as many clients as are asked for, each on a connection of its
//! own, each with its next request as soon as the one before is answered.
//!
//! It takes little of the processor: requests are prepared bytes, of answers only the
//! head is parsed, and all clients run on one thread. What it takes all the same is
//! missing from what the server gets; so the processor time of the server is measured
//! beside the throughput.

mod connection;
mod figures;
mod pace;
mod request;
mod round;
mod traffic;

use connection::Answer;
pub(crate) use connection::{Connection, excerpt};
pub(crate) use figures::{Figures, Latencies, Spread};
pub(crate) use pace::{Pace, pace};
pub(crate) use request::Request;
pub(crate) use round::{Round, Span, drive};
pub(crate) use traffic::{Plan, WholeRuns};
