//! Typed ids: one newtype over [`Uuid`] per kind of object.
//!
//! Every object of Prefect's API is named by a UUID. A type per kind keeps a
//! flow's id from being looked up among deployments. Most ids are version 4;
//! those of states, events and task runs are version 7, so that they sort by
//! the time they were made. Serde sees the bare UUID.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Declares the id types, each with its one-line meaning.
macro_rules! ids {
    ($($(#[$meaning:meta])* $name:ident,)+) => {
        $(
            $(#[$meaning])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
            #[serde(transparent)]
            pub struct $name(Uuid);

            impl $name {
                /// Wraps a UUID that is known to name this kind of object.
                pub const fn new(uuid: Uuid) -> Self {
                    Self(uuid)
                }

                /// The bare UUID, for the wire.
                pub const fn uuid(self) -> Uuid {
                    self.0
                }
            }

            /// The order of the bytes, compared as one number: a tree of ids is gone
            /// through with each change of a run.
            impl Ord for $name {
                fn cmp(&self, other: &Self) -> Ordering {
                    self.0.as_u128().cmp(&other.0.as_u128())
                }
            }

            impl PartialOrd for $name {
                fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                    Some(self.cmp(other))
                }
            }

            impl From<Uuid> for $name {
                fn from(uuid: Uuid) -> Self {
                    Self(uuid)
                }
            }

            impl From<$name> for Uuid {
                fn from(id: $name) -> Self {
                    id.0
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    fmt::Display::fmt(&self.0, f)
                }
            }

            impl FromStr for $name {
                type Err = uuid::Error;

                fn from_str(text: &str) -> Result<Self, Self::Err> {
                    Uuid::from_str(text).map(Self)
                }
            }
        )+
    };
}

ids! {
    /// An artifact: something a run made that is worth showing.
    ArtifactId,
    /// A collection: the artifacts that share a key.
    ArtifactCollectionId,
    /// A message that infrastructure is left over.
    CleanupMessageId,
    /// A concurrency limit of the v2 API: a counted number of slots.
    ConcurrencyLimitId,
    /// A deployment: a flow with where and when to run it.
    DeploymentId,
    /// An event, such as a change of state.
    EventId,
    /// A flow.
    FlowId,
    /// One run of a flow.
    FlowRunId,
    /// One input that was sent to a flow run.
    FlowRunInputId,
    /// A lease: the right to hold slots of concurrency limits until it expires.
    LeaseId,
    /// One line of a run's log.
    LogId,
    /// A schedule of a deployment.
    ScheduleId,
    /// A state in the history of a run.
    StateId,
    /// One run of a task.
    TaskRunId,
    /// A variable.
    VariableId,
    /// A work pool: where workers take runs from.
    WorkPoolId,
    /// A queue within a work pool.
    WorkQueueId,
    /// A worker that polls a work pool.
    WorkerId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_json_are_the_bare_uuid() {
        let text = "0198c0de-0000-7000-8000-00000000abcd";
        let id: FlowRunId = text.parse().unwrap();
        assert_eq!(id.to_string(), text);
        assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{text}\""));
        assert_eq!(
            serde_json::from_str::<FlowRunId>(&format!("\"{text}\"")).unwrap(),
            id
        );
    }

    #[test]
    fn ids_are_in_the_order_of_their_texts() {
        let texts = [
            "00000000-0000-0000-0000-0000000000ff",
            "00ff0000-0000-0000-0000-000000000000",
            "ff000000-0000-0000-0000-000000000000",
        ];
        let ids = texts.map(|text| text.parse::<FlowRunId>().unwrap());
        assert!(ids.is_sorted());
        assert!(ids[0] < ids[1] && ids[1] < ids[2]);
    }

    #[test]
    fn malformed_text_is_an_error() {
        assert!("not-a-uuid".parse::<FlowId>().is_err());
    }
}
