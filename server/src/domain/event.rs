//! Events: what happened to a resource, as Prefect tells it.
//!
//! A *resource* is anything with labels, of which `prefect.resource.id` names it, as
//! in `prefect.flow-run.0198c0de-…`. An event concerns one resource and names others
//! that are *related* to it, each in a *role*. Clients send events; the server records
//! its own, such as `prefect.flow-run.Running`, of which cancelling and watching depend.

pub mod flow_run_step;
pub mod resource;

use chrono::{DateTime, Utc};
use indexmap::IndexMap;

use super::ids::EventId;
use super::json::JsonObject;

/// The label that names a resource.
pub const RESOURCE_ID: &str = "prefect.resource.id";
/// The label that says what a related resource is to the event.
pub const RESOURCE_ROLE: &str = "prefect.resource.role";
/// The label with a resource's name.
pub const RESOURCE_NAME: &str = "prefect.resource.name";

/// The labels of a resource, in the order in which they were given.
pub type Resource = IndexMap<String, String>;

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Names the event; whoever it happened to chose it.
    pub id: EventId,
    /// When it happened, as its sender saw it.
    pub occurred: DateTime<Utc>,
    /// When the server was told.
    pub received: DateTime<Utc>,
    /// What happened, such as `prefect.flow-run.Running`.
    pub event: String,
    /// What it happened to.
    pub resource: Resource,
    /// What else it concerns, each with a role.
    pub related: Vec<Resource>,
    /// What there is to say besides.
    pub payload: JsonObject,
    /// An event known to have come before this one.
    pub follows: Option<EventId>,
}

impl Event {
    /// The ids of the resources that it concerns, its own first. One without an id
    /// has an empty one.
    pub fn resource_ids(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.resource)
            .chain(&self.related)
            .map(resource_id)
    }
}

/// What names a resource.
pub fn resource_id(resource: &Resource) -> &str {
    resource.get(RESOURCE_ID).map_or("", String::as_str)
}
