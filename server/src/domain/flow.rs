//! A flow: the name under which runs and deployments are gathered.

use chrono::{DateTime, Utc};

use super::ids::FlowId;
use super::json::JsonObject;

/// A flow. Flows are made on first use and found by their name ever after.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// Names the flow.
    pub id: FlowId,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it was last changed.
    pub updated: DateTime<Utc>,
    /// The name, unique among flows.
    pub name: String,
    /// Tags, as they were given.
    pub tags: Vec<String>,
    /// Labels; `None` where none were ever given.
    pub labels: Option<JsonObject>,
}
