//! Events of flow runs: one for each state that a run enters, named after it.
//!
//! The event has the id of the state, and follows that of the state before it if less
//! than five minutes lie between them.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::count::python_isoformat;
use super::resource::{
    Key, ResourceId, deployment, flow, in_role, nameless, of_id, resource, work_pool, work_queue,
};
use crate::app::Transaction;
use crate::domain::created_by::CreatedBy;
use crate::domain::deployment::Deployment;
use crate::domain::event::{Event, RESOURCE_NAME, Resource};
use crate::domain::flow::Flow;
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{EventId, FlowRunId};
use crate::domain::json::JsonObject;
use crate::domain::state::{State, StateType};
use crate::domain::task_run::TaskRun;
use crate::domain::work_pool::{WorkPool, WorkQueue};
use crate::store::{RecordedEvent, Tables};

/// Two states that are this far apart need no help to be told in order.
const TIGHT_TIMING: TimeDelta = TimeDelta::minutes(5);

/// The most characters of a state's message that an event has.
const MAX_MESSAGE_CHARS: usize = 100_000;

impl Transaction<'_> {
    /// Records that a run has entered a state. Costs a look-up of each object that the
    /// run belongs to; the event is put together when somebody looks at it.
    pub(in crate::app) fn record_flow_run_state(
        &mut self,
        run: &FlowRun,
        initial: Option<&Arc<State>>,
        entered: &Arc<State>,
    ) {
        let relatives = Relatives::of(run, self.tables);
        let own = ResourceId::new("flow-run", Key::Id(run.id.uuid()));
        let id = EventId::new(entered.id.uuid());
        let step = Step {
            received: self.now,
            run_id: run.id,
            run_name: Arc::clone(&run.name),
            run_count: run.progress.run_count,
            initial: initial.cloned(),
            entered: Arc::clone(entered),
            relatives: relatives.clone(),
        };
        let event = RecordedEvent::later(id, entered.timestamp, move || step.tell());
        let ids = std::iter::once(own).chain(relatives.ids());
        self.record_event_of(event, ids);
    }
}

/// The step of a run from one state to another, as it was when it was made.
struct Step {
    received: DateTime<Utc>,
    run_id: FlowRunId,
    run_name: Arc<str>,
    run_count: u64,
    initial: Option<Arc<State>>,
    entered: Arc<State>,
    relatives: Relatives,
}

impl Step {
    /// Puts the event together: some dozens of small texts.
    fn tell(&self) -> Event {
        let (initial, entered) = (self.initial.as_deref(), &*self.entered);
        let mut labels = resource("flow-run", self.run_id, &self.run_name);
        let mut label = |name: &str, value: String| {
            labels.insert(name.to_owned(), value);
        };
        label("prefect.run-count", self.run_count.to_string());
        label(
            "prefect.state-message",
            message(entered).unwrap_or_default(),
        );
        label("prefect.state-name", entered.name.to_string());
        label(
            "prefect.state-timestamp",
            python_isoformat(entered.timestamp),
        );
        label("prefect.state-type", entered.state_type.to_string());

        let intended = json!({
            "from": initial.map(|state| state.state_type.as_str()),
            "to": entered.state_type.as_str(),
        });
        let mut payload = JsonObject::new();
        payload.insert("intended".to_owned(), intended);
        let initial_state = initial.map_or(Value::Null, state_payload);
        payload.insert("initial_state".to_owned(), initial_state);
        payload.insert("validated_state".to_owned(), state_payload(entered));

        Event {
            id: EventId::new(entered.id.uuid()),
            occurred: entered.timestamp,
            received: self.received,
            event: format!("prefect.flow-run.{}", entered.name),
            resource: labels,
            related: self.relatives.resources(),
            payload,
            follows: initial
                .filter(|initial| (entered.timestamp - initial.timestamp).abs() < TIGHT_TIMING)
                .map(|initial| EventId::new(initial.id.uuid())),
        }
    }
}

/// What a flow run belongs to, the tags of all that, and who made the run.
#[derive(Clone)]
struct Relatives {
    flow: Option<Arc<Flow>>,
    deployment: Option<Arc<Deployment>>,
    queue: Option<Arc<WorkQueue>>,
    pool: Option<Arc<WorkPool>>,
    parent: Option<Arc<TaskRun>>,
    tags: Arc<[String]>,
    created_by: Option<Arc<CreatedBy>>,
}

impl Relatives {
    fn of(run: &FlowRun, tables: &Tables) -> Self {
        let queue = run.work_queue_id.and_then(|id| tables.work_queues.get(id));
        let pool = queue.and_then(|queue| tables.work_pools.get(queue.work_pool_id));
        let deployment = run.deployment_id.and_then(|id| tables.deployments.get(id));
        let parent = run
            .parent_task_run_id
            .and_then(|id| tables.task_runs.get(id));
        Self {
            flow: tables.flows.get(run.flow_id).cloned(),
            deployment: deployment.cloned(),
            queue: queue.cloned(),
            pool: pool.cloned(),
            parent: parent.cloned(),
            tags: Arc::clone(&run.tags),
            created_by: run.created_by.clone(),
        }
    }

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

/// What an event says of a state.
fn state_payload(state: &State) -> Value {
    let mut payload = JsonObject::new();
    let mut say = |key: &str, value: String| payload.insert(key.to_owned(), Value::String(value));
    say("type", state.state_type.to_string());
    if !state.name.is_empty() {
        say("name", state.name.to_string());
    }
    if let Some(message) = message(state) {
        say("message", message);
    }
    if state.state_type == StateType::Paused {
        say(
            "pause_reschedule",
            state.details.more.pause_reschedule.to_string(),
        );
    }
    Value::Object(payload)
}

/// The message of a state, cut if it is very long; `None` if it is empty.
fn message(state: &State) -> Option<String> {
    let message = state.message.as_deref().filter(|text| !text.is_empty())?;
    Some(truncated_to(MAX_MESSAGE_CHARS, message))
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
