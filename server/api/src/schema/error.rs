//! What is wrong with a request, in pydantic's words.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::{Value, json};

/// One thing that is wrong with a request: which rule, where, and with what.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldError {
    /// pydantic's name of the rule, such as `missing` or `uuid_parsing`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Where: `body` or `query`, then keys, indexes, and the names of a union's branches.
    pub loc: Vec<Loc>,
    /// For people.
    pub msg: Cow<'static, str>,
    /// What was sent there; for `missing`, the object around it.
    pub input: Value,
    /// The rule's own values, such as a bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ctx: Option<Value>,
}

/// One step of where an error is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Loc {
    /// A key, or the name of a union's branch.
    Key(String),
    /// A place in a list, or an offset in a text.
    Index(usize),
}

impl From<&str> for Loc {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

/// Where the check is, as a chain on the stack: nothing is allocated until an
/// error is found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    step: Step<'p>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'p> {
    Key(&'p str),
    Index(usize),
    Start(&'p [Loc]),
}

impl<'p> Path<'p> {
    pub(super) fn new(start: &'p [Loc]) -> Self {
        Self {
            parent: None,
            step: Step::Start(start),
        }
    }

    pub(super) fn key<'c>(&'c self, key: &'c str) -> Path<'c> {
        Path {
            parent: Some(self),
            step: Step::Key(key),
        }
    }

    pub(super) fn index(&self, index: usize) -> Path<'_> {
        Path {
            parent: Some(self),
            step: Step::Index(index),
        }
    }

    fn loc(&self) -> Vec<Loc> {
        self.loc_before(0)
    }

    /// The location, with room for so many steps more.
    fn loc_before(&self, more: usize) -> Vec<Loc> {
        let mut loc = match self.parent {
            Some(parent) => parent.loc_before(more + 1),
            None => Vec::with_capacity(more + 1),
        };
        match self.step {
            Step::Key(key) => loc.push(key.into()),
            Step::Index(index) => loc.push(Loc::Index(index)),
            Step::Start(start) => loc.extend_from_slice(start),
        }
        loc
    }
}

/// A broken rule, before it is known where.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fault {
    kind: &'static str,
    msg: Cow<'static, str>,
    ctx: Option<Value>,
}

impl Fault {
    /// A rule without values of its own.
    pub(super) fn plain(kind: &'static str, msg: &'static str) -> Self {
        Self {
            kind,
            msg: Cow::Borrowed(msg),
            ctx: None,
        }
    }

    /// A rule with values of its own.
    pub(super) fn with_ctx(kind: &'static str, msg: String, ctx: Value) -> Self {
        Self {
            kind,
            msg: Cow::Owned(msg),
            ctx: Some(ctx),
        }
    }

    /// A parser's complaint: `{what}, {error}`, with the complaint as context.
    pub(super) fn parsing(kind: &'static str, what: &str, error: &str) -> Self {
        Self::with_ctx(kind, format!("{what}, {error}"), json!({ "error": error }))
    }

    /// What a validator written in Python raised. On the wire its exception is an empty object.
    pub(super) fn value_error(message: &str) -> Self {
        Self::with_ctx(
            "value_error",
            format!("Value error, {message}"),
            json!({ "error": {} }),
        )
    }

    pub(super) fn missing() -> Self {
        Self::plain("missing", "Field required")
    }

    /// The error, now that it is known where and with what.
    pub(super) fn at(self, path: &Path<'_>, input: &Value) -> FieldError {
        self.of(path.loc(), input.clone())
    }

    /// The error at a place that is no path through the schema.
    pub(super) fn of(self, loc: Vec<Loc>, input: Value) -> FieldError {
        FieldError {
            kind: self.kind,
            loc,
            msg: self.msg,
            input,
            ctx: self.ctx,
        }
    }
}
