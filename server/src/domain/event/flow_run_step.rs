//! The events of flow runs: one for each state that a run enters.
//!
//! A *step* is what such an event is told from. It is a fraction of the event's size, and
//! nearly all of it lies in one piece: thousands of steps are kept, and what they left
//! scattered among other things would keep the memory of these from being given back.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use compact_str::CompactString;
use serde_json::{Value, json};

use super::resource::{
    Key, ResourceId, deployment, flow, in_role, nameless, of_id, resource, work_pool, work_queue,
};
use super::{Event, RESOURCE_NAME, Resource};
use crate::domain::created_by::CreatedBy;
use crate::domain::deployment::Deployment;
use crate::domain::flow::Flow;
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{EventId, FlowRunId};
use crate::domain::json::JsonObject;
use crate::domain::python;
use crate::domain::state::{State, StateType};
use crate::domain::task_run::TaskRun;
use crate::domain::work_pool::{WorkPool, WorkQueue};

/// Two states that are this far apart need no help to be told in order.
const TIGHT_TIMING: TimeDelta = TimeDelta::minutes(5);

/// The most characters of a state's message that an event has.
const MAX_MESSAGE_CHARS: usize = 100_000;

/// A flow run's step from one state to another, as it was when it was made.
#[derive(Debug)]
pub struct FlowRunStep {
    received: DateTime<Utc>,
    run_id: FlowRunId,
    run_name: CompactString,
    run_count: u64,
    initial: Option<Moment>,
    entered: Moment,
    relatives: Relatives,
}

impl FlowRunStep {
    /// The step into a state that a run has entered, of which the server was told at a
    /// time.
    pub fn new(
        run: &FlowRun,
        initial: Option<&State>,
        entered: &State,
        relatives: Relatives,
        received: DateTime<Utc>,
    ) -> Self {
        Self {
            received,
            run_id: run.id,
            run_name: CompactString::new(&*run.name),
            run_count: run.progress.run_count,
            initial: initial.map(Moment::of),
            entered: Moment::of(entered),
            relatives,
        }
    }

    /// The id of the event: that of the state that was entered.
    pub fn id(&self) -> EventId {
        self.entered.id
    }

    /// When the state was entered.
    pub fn occurred(&self) -> DateTime<Utc> {
        self.entered.timestamp
    }

    /// What names the resources of the event.
    pub fn resource_ids(&self) -> impl Iterator<Item = ResourceId<Key<'_>>> {
        let own = ResourceId::new("flow-run", Key::Id(self.run_id.uuid()));
        std::iter::once(own).chain(self.relatives.ids())
    }

    /// Puts the event together: some dozens of small texts.
    pub fn tell(&self) -> Event {
        let (initial, entered) = (self.initial.as_ref(), &self.entered);
        let mut labels = resource("flow-run", self.run_id, &self.run_name);
        let mut label = |name: &str, value: String| {
            labels.insert(name.to_owned(), value);
        };
        label("prefect.run-count", self.run_count.to_string());
        label(
            "prefect.state-message",
            entered.message.as_deref().unwrap_or_default().to_owned(),
        );
        label("prefect.state-name", entered.name.to_string());
        label(
            "prefect.state-timestamp",
            python::isoformat(entered.timestamp),
        );
        label("prefect.state-type", entered.state_type.to_string());

        let intended = json!({
            "from": initial.map(|state| state.state_type.as_str()),
            "to": entered.state_type.as_str(),
        });
        let mut payload = JsonObject::new();
        payload.insert("intended".to_owned(), intended);
        let initial_state = initial.map_or(Value::Null, Moment::payload);
        payload.insert("initial_state".to_owned(), initial_state);
        payload.insert("validated_state".to_owned(), entered.payload());

        Event {
            id: entered.id,
            occurred: entered.timestamp,
            received: self.received,
            event: format!("prefect.flow-run.{}", entered.name),
            resource: labels,
            related: self.relatives.resources(),
            payload,
            follows: initial
                .filter(|initial| (entered.timestamp - initial.timestamp).abs() < TIGHT_TIMING)
                .map(|initial| initial.id),
        }
    }
}

/// What an event says of a state.
#[derive(Debug)]
struct Moment {
    id: EventId,
    state_type: StateType,
    name: Cow<'static, str>,
    timestamp: DateTime<Utc>,
    /// Cut if it is very long; `None` if it is empty.
    message: Option<Box<str>>,
    pause_reschedule: bool,
}

impl Moment {
    fn of(state: &State) -> Self {
        let message = state.message.as_deref().filter(|text| !text.is_empty());
        Self {
            id: EventId::new(state.id.uuid()),
            state_type: state.state_type,
            name: state.name.clone(),
            timestamp: state.timestamp,
            message: message.map(|text| truncated_to(MAX_MESSAGE_CHARS, text).into()),
            pause_reschedule: state.details.more.pause_reschedule,
        }
    }

    fn payload(&self) -> Value {
        let mut payload = JsonObject::new();
        let mut say =
            |key: &str, value: String| payload.insert(key.to_owned(), Value::String(value));
        say("type", self.state_type.to_string());
        if !self.name.is_empty() {
            say("name", self.name.to_string());
        }
        if let Some(message) = &self.message {
            say("message", message.to_string());
        }
        if self.state_type == StateType::Paused {
            say("pause_reschedule", self.pause_reschedule.to_string());
        }
        Value::Object(payload)
    }
}

/// What a flow run belongs to, the tags of all that, and who made the run.
#[derive(Debug)]
pub struct Relatives {
    /// Its flow.
    pub flow: Option<Arc<Flow>>,
    /// Its deployment.
    pub deployment: Option<Arc<Deployment>>,
    /// The queue it waits in.
    pub queue: Option<Arc<WorkQueue>>,
    /// The pool of that queue.
    pub pool: Option<Arc<WorkPool>>,
    /// The task run that stands for it in its parent.
    pub parent: Option<Arc<TaskRun>>,
    /// Its own tags.
    pub tags: Arc<[String]>,
    /// Who made it.
    pub created_by: Option<Arc<CreatedBy>>,
}

impl Relatives {
    /// What names them.
    fn ids(&self) -> Vec<ResourceId<Key<'_>>> {
        let object = |kind, id| ResourceId::new(kind, Key::Id(id));
        let objects = [
            self.flow.as_ref().map(|one| object("flow", one.id.uuid())),
            self.deployment
                .as_ref()
                .map(|one| object("deployment", one.id.uuid())),
            self.queue
                .as_ref()
                .map(|one| object("work-queue", one.id.uuid())),
            self.pool
                .as_ref()
                .map(|one| object("work-pool", one.id.uuid())),
            self.parent
                .as_ref()
                .map(|one| object("task-run", one.id.uuid())),
            self.created_by.as_deref().and_then(creator_id),
        ];
        let tags = self
            .tags()
            .map(|tag| ResourceId::new("tag", Key::Name(tag)));
        objects.into_iter().flatten().chain(tags).collect()
    }

    /// What an event says of them.
    fn resources(&self) -> Vec<Resource> {
        let objects = [
            self.flow.as_deref().map(|one| in_role(flow(one), "flow")),
            self.deployment
                .as_deref()
                .map(|one| in_role(deployment(one), "deployment")),
            self.queue
                .as_deref()
                .map(|one| in_role(work_queue(one), "work-queue")),
            self.pool
                .as_deref()
                .map(|one| in_role(work_pool(one), "work-pool")),
            self.parent
                .as_deref()
                .map(|one| in_role(resource("task-run", one.id, &one.name), "task-run")),
        ];
        let tags: BTreeSet<&str> = self.tags().collect();
        let tags = tags
            .into_iter()
            .map(|tag| in_role(nameless("tag", tag), "tag"));
        let creator = self.created_by.as_deref().and_then(creator);
        objects
            .into_iter()
            .flatten()
            .chain(tags)
            .chain(creator)
            .collect()
    }

    /// The tags of the run and of all that it belongs to; some may be there twice.
    fn tags(&self) -> impl Iterator<Item = &str> {
        let flow = self.flow.as_ref().map(|flow| &flow.tags[..]);
        let deployment = self.deployment.as_ref().map(|one| &one.tags[..]);
        let parent = self.parent.as_ref().map(|parent| &parent.tags[..]);
        [Some(&self.tags[..]), flow, deployment, parent]
            .into_iter()
            .flatten()
            .flatten()
            .map(String::as_str)
    }
}

/// What names who made a run, if that is something with events of its own.
fn creator_id(by: &CreatedBy) -> Option<ResourceId<Key<'static>>> {
    let kind = match by.kind.as_deref()? {
        "DEPLOYMENT" => "deployment",
        "AUTOMATION" => "automation",
        _ => return None,
    };
    Some(ResourceId::new(
        kind,
        by.id.map_or(Key::Name("None"), Key::Id),
    ))
}

/// What an event says of who made a run.
fn creator(by: &CreatedBy) -> Option<Resource> {
    let mut creator = in_role(of_id(creator_id(by)?), "creator");
    if let Some(name) = by.display_value.as_ref().filter(|name| !name.is_empty()) {
        creator.insert(RESOURCE_NAME.to_owned(), name.clone());
    }
    Some(creator)
}

/// A text without its middle, if it is longer than a number of characters. A note in
/// its place tells how much there was.
fn truncated_to(length: usize, text: &str) -> String {
    let half = length / 2;
    let Some((start, _)) = text
        .char_indices()
        .nth(length)
        .and_then(|_| text.char_indices().nth(half))
    else {
        return text.to_owned();
    };
    let Some((end, _)) = text.char_indices().rev().nth(half.saturating_sub(1)) else {
        return text.to_owned();
    };
    let (beginning, end) = (&text[..start], &text[end..]);
    let omitted = text.chars().count() - 2 * half;
    let note = format!("...{omitted} additional characters...");
    if omitted <= note.len() {
        return text.to_owned();
    }
    format!("{beginning}{note}{end}")
}

#[cfg(test)]
mod tests {
    use super::truncated_to;

    #[test]
    fn long_messages_lose_their_middle() {
        assert_eq!(truncated_to(4, "äbcd"), "äbcd");
        assert_eq!(
            truncated_to(4, "äbcde"),
            "äbcde",
            "it would not get shorter"
        );
        let long = format!("äb{}cd", "x".repeat(100));
        assert_eq!(
            truncated_to(4, &long),
            "äb...100 additional characters...cd"
        );
    }
}
