//! Events of flow runs: one for each state that a run enters, named after it.
//!
//! The event has the id of the state, and follows that of the state before it if less
//! than five minutes lie between them.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::count::python_isoformat;
use super::resource::{deployment, flow, in_role, nameless, resource, work_pool, work_queue};
use crate::app::Transaction;
use crate::domain::created_by::CreatedBy;
use crate::domain::event::{Event, RESOURCE_NAME, Resource};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::EventId;
use crate::domain::json::JsonObject;
use crate::domain::state::{State, StateType};
use crate::store::Tables;

/// Two states that are this far apart need no help to be told in order.
const TIGHT_TIMING: TimeDelta = TimeDelta::minutes(5);

/// The most characters of a state's message that an event has.
const MAX_MESSAGE_CHARS: usize = 100_000;

impl Transaction<'_> {
    /// Records that a run has entered a state. Costs some dozens of small texts, and
    /// a look-up of each object that the run belongs to.
    pub(in crate::app) fn record_flow_run_state(
        &mut self,
        run: &FlowRun,
        initial: Option<&State>,
        entered: &State,
    ) {
        let mut labels = resource("flow-run", run.id, &run.name);
        let mut label = |name: &str, value: String| {
            labels.insert(name.to_owned(), value);
        };
        label("prefect.run-count", run.progress.run_count.to_string());
        label(
            "prefect.state-message",
            message(entered).unwrap_or_default(),
        );
        label("prefect.state-name", entered.name.clone());
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

        let follows = initial
            .filter(|initial| (entered.timestamp - initial.timestamp).abs() < TIGHT_TIMING)
            .map(|initial| EventId::new(initial.id.uuid()));
        let related = self.tables.related_to_flow_run(run);
        self.record_event(Event {
            id: EventId::new(entered.id.uuid()),
            occurred: entered.timestamp,
            received: self.now,
            event: format!("prefect.flow-run.{}", entered.name),
            resource: labels,
            related,
            payload,
            follows,
        });
    }
}

impl Tables {
    /// What a flow run belongs to, the tags of all that, and who made the run.
    fn related_to_flow_run(&self, run: &FlowRun) -> Vec<Resource> {
        let flow_of = self.flows.get(run.flow_id);
        let deployment_of = run.deployment_id.and_then(|id| self.deployments.get(id));
        let queue = run.work_queue_id.and_then(|id| self.work_queues.get(id));
        let pool = queue.and_then(|queue| self.work_pools.get(queue.work_pool_id));
        let parent = run.parent_task_run_id.and_then(|id| self.task_runs.get(id));

        let tags: BTreeSet<&String> = [
            Some(&run.tags[..]),
            flow_of.map(|flow| &flow.tags[..]),
            deployment_of.map(|deployment| &deployment.tags[..]),
            parent.map(|parent| &parent.tags[..]),
        ]
        .into_iter()
        .flatten()
        .flatten()
        .collect();

        let objects = [
            flow_of.map(|one| in_role(flow(one), "flow")),
            deployment_of.map(|one| in_role(deployment(one), "deployment")),
            queue.map(|one| in_role(work_queue(one), "work-queue")),
            pool.map(|one| in_role(work_pool(one), "work-pool")),
            parent.map(|one| in_role(resource("task-run", one.id, &one.name), "task-run")),
        ];
        let tags = tags
            .into_iter()
            .map(|tag| in_role(nameless("tag", tag), "tag"));
        let creator = run.created_by.as_deref().and_then(creator);
        objects
            .into_iter()
            .flatten()
            .chain(tags)
            .chain(creator)
            .collect()
    }
}

/// Who made a run, if that is something with events of its own.
fn creator(by: &CreatedBy) -> Option<Resource> {
    let kind = match by.kind.as_deref()? {
        "DEPLOYMENT" => "deployment",
        "AUTOMATION" => "automation",
        _ => return None,
    };
    let id = by.id.map_or_else(|| "None".to_owned(), |id| id.to_string());
    let mut creator = in_role(nameless(kind, id), "creator");
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
        say("name", state.name.clone());
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
