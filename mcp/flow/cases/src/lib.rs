//! Plans and tool sets made up from bytes, for tests and fuzzing of `mcp-flow`.
//!
//! ```text
//! a seed ─► bytes ─► Choices ─► Case: tools as a host tells them, a plan for them, and what the plan means
//! libFuzzer ─►──┘                │ └─► spoil: the same plan with mistakes, and where they are
//!                                └───► Checker: the rendered Python, taken apart by CPython
//! ```
//!
//! The same bytes always make the same case, so a failure is told by its seed, and a fuzzer can mutate its way through
//! cases. What a plan means is kept as the generator meant it ([`Meant`]), never read back out of the plan's text:
//! tests compare what `mcp-flow` makes of the text with it.
//!
//! Only tests and fuzz targets depend on this crate.

mod argument;
mod case;
mod checker;
mod choices;
mod kind;
mod meant;
mod parameter;
mod spoil;
mod words;

pub use case::{Case, MeantTask, Shape};
pub use checker::Checker;
pub use choices::{Choices, bytes_of_seed};
pub use kind::Kind;
pub use meant::{Meant, Missing, Step, python_json};
pub use parameter::CaseParameter;
pub use spoil::{MISTAKES, Mistake, Spoiled};
pub use words::Words;
