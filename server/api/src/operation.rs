//! What is known of an operation without calling it.

use crate::Operation;

/// One operation of the document: which it is, and where it is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OperationInfo {
    /// The operation.
    pub operation: Operation,
    /// Its operationId.
    pub id: &'static str,
    /// The HTTP method, upper case.
    pub method: &'static str,
    /// The path template, without `/api`.
    pub path: &'static str,
    /// The template, split.
    pub segments: &'static [Segment],
}

/// One segment of a path template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Segment {
    /// Matches itself.
    Literal(&'static str),
    /// Matches any UUID, under this name. Prefect answers 404 to anything else here.
    Uuid(&'static str),
    /// Matches any text, under this name.
    Text(&'static str),
}

impl Segment {
    /// The name of the variable, if it is one.
    pub fn variable(&self) -> Option<&'static str> {
        match self {
            Self::Literal(_) => None,
            Self::Uuid(name) | Self::Text(name) => Some(name),
        }
    }
}

impl Operation {
    /// What is known of this operation.
    pub fn info(self) -> &'static OperationInfo {
        &crate::OPERATIONS[self as usize]
    }
}
