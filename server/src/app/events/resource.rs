//! Resources as the server names them in its own events.

use std::fmt::{self, Display};

use uuid::Uuid;

use crate::app::Transaction;
use crate::domain::deployment::Deployment;
use crate::domain::event::{Event, RESOURCE_ID, RESOURCE_NAME, RESOURCE_ROLE, Resource};
use crate::domain::flow::Flow;
use crate::domain::json::JsonObject;
use crate::domain::work_pool::{WorkPool, WorkQueue};

/// The label with the type of a work pool.
const WORK_POOL_TYPE: &str = "prefect.work-pool.type";

/// What happened to an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Lifecycle {
    Created,
    Updated,
    Deleted,
}

impl Lifecycle {
    /// How events call it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Deleted => "deleted",
        }
    }
}

/// What names the resource of an object.
#[derive(Debug, Clone, Copy)]
pub(super) struct ResourceId<T> {
    kind: &'static str,
    id: T,
}

/// What names an object among those of its kind.
#[derive(Debug, Clone, Copy)]
pub(super) enum Key<'a> {
    Id(Uuid),
    Name(&'a str),
}

impl Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => Display::fmt(id, f),
            Self::Name(name) => f.write_str(name),
        }
    }
}

impl<T> ResourceId<T> {
    pub(super) fn new(kind: &'static str, id: T) -> Self {
        Self { kind, id }
    }
}

impl<T: Display> Display for ResourceId<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "prefect.{}.{}", self.kind, self.id)
    }
}

/// The resource of an object, with its name.
pub(super) fn resource(kind: &'static str, id: impl Display, name: &str) -> Resource {
    let mut resource = nameless(kind, id);
    resource.insert(RESOURCE_NAME.to_owned(), name.to_owned());
    resource
}

/// The resource of an object.
pub(super) fn nameless(kind: &'static str, id: impl Display) -> Resource {
    of_id(ResourceId::new(kind, id))
}

/// The resource that something names.
pub(super) fn of_id(id: ResourceId<impl Display>) -> Resource {
    let mut resource = Resource::with_capacity(3);
    resource.insert(RESOURCE_ID.to_owned(), id.to_string());
    resource
}

/// A resource in a role.
pub(super) fn in_role(mut resource: Resource, role: &str) -> Resource {
    resource.insert(RESOURCE_ROLE.to_owned(), role.to_owned());
    resource
}

pub(super) fn flow(flow: &Flow) -> Resource {
    resource("flow", flow.id, &flow.name)
}

pub(super) fn deployment(deployment: &Deployment) -> Resource {
    resource("deployment", deployment.id, &deployment.name)
}

pub(super) fn work_queue(queue: &WorkQueue) -> Resource {
    resource("work-queue", queue.id, &queue.name)
}

pub(super) fn work_pool(pool: &WorkPool) -> Resource {
    let mut resource = resource("work-pool", pool.id, &pool.name);
    resource.insert(WORK_POOL_TYPE.to_owned(), pool.pool_type.clone());
    resource
}

impl Transaction<'_> {
    /// Records that something happened now.
    pub(super) fn tell(
        &mut self,
        event: String,
        resource: Resource,
        related: Vec<Resource>,
        payload: JsonObject,
    ) {
        let id = self.random.event_uuid(self.now).into();
        self.record_event(Event {
            id,
            occurred: self.now,
            received: self.now,
            event,
            resource,
            related,
            payload,
            follows: None,
        });
    }
}
