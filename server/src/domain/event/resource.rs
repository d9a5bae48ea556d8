//! Resources as the server names them in its own events.

use std::fmt::{self, Display};

use uuid::Uuid;

use super::{RESOURCE_ID, RESOURCE_NAME, RESOURCE_ROLE, Resource};
use crate::domain::deployment::Deployment;
use crate::domain::flow::Flow;
use crate::domain::work_pool::{WorkPool, WorkQueue};

/// The label with the type of a work pool.
const WORK_POOL_TYPE: &str = "prefect.work-pool.type";

/// What names the resource of an object.
#[derive(Debug, Clone, Copy)]
pub struct ResourceId<T> {
    kind: &'static str,
    id: T,
}

/// What names an object among those of its kind.
#[derive(Debug, Clone, Copy)]
pub enum Key<'a> {
    /// Its id.
    Id(Uuid),
    /// Its name, where that is what names it.
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
    /// What names the object of a kind and an id.
    pub fn new(kind: &'static str, id: T) -> Self {
        Self { kind, id }
    }
}

impl<T: Display> Display for ResourceId<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "prefect.{}.{}", self.kind, self.id)
    }
}

/// The resource of an object, with its name.
pub fn resource(kind: &'static str, id: impl Display, name: &str) -> Resource {
    let mut resource = nameless(kind, id);
    resource.insert(RESOURCE_NAME.to_owned(), name.to_owned());
    resource
}

/// The resource of an object.
pub fn nameless(kind: &'static str, id: impl Display) -> Resource {
    of_id(ResourceId::new(kind, id))
}

/// The resource that something names.
pub fn of_id(id: ResourceId<impl Display>) -> Resource {
    let mut resource = Resource::with_capacity(3);
    resource.insert(RESOURCE_ID.to_owned(), id.to_string());
    resource
}

/// A resource in a role.
pub fn in_role(mut resource: Resource, role: &str) -> Resource {
    resource.insert(RESOURCE_ROLE.to_owned(), role.to_owned());
    resource
}

/// The resource of a flow.
pub fn flow(flow: &Flow) -> Resource {
    resource("flow", flow.id, &flow.name)
}

/// The resource of a deployment.
pub fn deployment(deployment: &Deployment) -> Resource {
    resource("deployment", deployment.id, &deployment.name)
}

/// The resource of a work queue.
pub fn work_queue(queue: &WorkQueue) -> Resource {
    resource("work-queue", queue.id, &queue.name)
}

/// The resource of a work pool, with its type.
pub fn work_pool(pool: &WorkPool) -> Resource {
    let mut resource = resource("work-pool", pool.id, &pool.name);
    resource.insert(WORK_POOL_TYPE.to_owned(), pool.pool_type.clone());
    resource
}
