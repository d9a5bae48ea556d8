//! What pydantic makes of single values, in its lax mode.
//!
//! Each function takes what was sent and gives what is to stand in its place
//! and how good the match is, or what is wrong.

mod boolean;
mod datetime;
mod duration;
mod number;
mod pendulum;
mod text;
mod uuid;

pub(super) use boolean::boolean;
pub(super) use datetime::{DateTimeKind, date_time};
pub(super) use duration::duration;
pub(super) use number::{Bounds, integer, number};
pub(super) use text::{bytes, choice, text, text_within};
pub(super) use uuid::{is_plain_uuid, uuid};

use super::edit::Edit;
use super::error::Fault;

/// How good a match is; a union takes its best branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exactness {
    /// Coerced, from a text for instance.
    Lax,
    /// Of a type that loses nothing, such as a whole number for a number.
    Strict,
    /// Of the very type.
    Exact,
}

/// What is to stand in a value's place, and how good the match is.
pub(super) type Match = (Edit, Exactness);

/// A single value's check.
pub(super) type Scalar = Result<Match, Fault>;

/// The value as it was sent.
fn exact() -> Match {
    (Edit::Keep, Exactness::Exact)
}

/// Another value in its place.
fn coerced(value: impl Into<serde_json::Value>) -> Match {
    (Edit::Replace(value.into()), Exactness::Lax)
}
