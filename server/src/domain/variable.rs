//! Variables: named values that flows look up.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::ids::VariableId;

/// A variable.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// Names the variable.
    pub id: VariableId,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it was last changed.
    pub updated: DateTime<Utc>,
    /// What it is looked up by. Unique.
    pub name: String,
    /// Any JSON, also null.
    pub value: Value,
    /// Its tags, as they were given.
    pub tags: Vec<String>,
}
