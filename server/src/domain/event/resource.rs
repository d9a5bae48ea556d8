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

impl ResourceId<Key<'_>> {
    /// Appends it as it is displayed, which takes several times as long by formatting.
    pub fn push_to(&self, text: &mut String) {
        for part in ["prefect.", self.kind, "."] {
            text.push_str(part);
        }
        match self.id {
            Key::Id(id) => text.push_str(id.hyphenated().encode_lower(&mut Uuid::encode_buffer())),
            Key::Name(name) => text.push_str(name),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_id_is_pushed_as_it_is_displayed() {
        let id = Uuid::from_u128(0x0198_c0de_0000_7000_8000_0000_0000_abcd);
        for key in [Key::Id(id), Key::Name("nightly")] {
            let id = ResourceId::new("tag", key);
            let mut text = String::from("> ");
            id.push_to(&mut text);
            assert_eq!(text, format!("> {id}"));
        }
    }
}
