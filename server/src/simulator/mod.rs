//! The simulator: stands in for the workers that a pool does not have.
//!
//! A *simulated* pool's runs go from state to state as if a worker had picked
//! them up and their flow had run. The simulator asks for each state as a worker
//! would, through the same application; so limits, priorities, pauses and
//! cancellation hold for its runs as for any other.
//!
//! ```text
//!   SCHEDULED ──poll──▶ PENDING ──start──▶ RUNNING ─┬─▶ tasks ─┬──finish──▶ COMPLETED
//!                                                   └──────────┘
//!                                          CANCELLING ──────────cancel────▶ CANCELLED
//! ```
//!
//! It is seen as a worker of each pool that it simulates, named
//! [`SIMULATOR_WORKER`], so that clients that look for one find it.
//!
//! A run whose deployment carries a [plan] gets a task run for each task
//! of it. A task starts when all that it depends on have completed, so branches
//! run side by side; a run without a plan has no tasks.
//!
//! # How it works
//!
//! A [`Simulation`] is plain: it is told of [changes](crate::app::Change), says
//! when its next *step* is due, and takes the steps that are. All steps of all
//! runs wait in one queue, ordered by time; taking one costs O(log n) and what
//! the application does. The *driver* ([`run`]) owns the waiting. Tests own it
//! themselves, on a clock that they move, and never sleep.
//!
//! A pool is polled when the first of its runs is due, and then when the next is:
//! what waits for its time is ordered by the store, and costs nothing here.
//!
//! One task runs the simulation, and nothing else touches it. It holds no lock
//! while it waits, and takes the store's only through the application, for one
//! transition at a time. However many steps are due, it takes a few at a time, and
//! lets requests have their turn between.

mod config;
mod driver;
pub mod plan;
mod plans;
mod polls;
mod pools;
mod records;
mod runs;
mod simulation;
mod steps;
#[cfg(test)]
mod tests;
mod worker;

pub use config::{Delays, SimulateMode};
pub use driver::run;
pub use simulation::Simulation;
pub use worker::SIMULATOR_WORKER;
