//! What is asked, one file for each subject.

mod artifacts_and_logs;
mod deletions;
mod deployments;
mod events;
mod faults;
mod flow_runs;
mod flows;
mod limits;
mod orchestration;
mod population;
mod schedules;
mod server;
mod stored;
mod task_runs;
mod transitions;
mod work_pools;
mod work_queues;

use serde_json::Value;

use super::script::Script;

/// The types of states.
const STATE_TYPES: [&str; 9] = [
    "SCHEDULED",
    "PENDING",
    "RUNNING",
    "COMPLETED",
    "FAILED",
    "CANCELLED",
    "CRASHED",
    "PAUSED",
    "CANCELLING",
];

/// All scripts on the API of a document, in the order in which they are run: those
/// that list all that there is before there is much.
pub(super) fn all(document: &Value) -> Vec<Script> {
    vec![
        faults::script(document),
        limits::of_tags(),
        limits::global(),
        population::script(),
        server::script(),
        flows::script(),
        work_pools::script(),
        work_queues::script(),
        deployments::script(),
        schedules::script(),
        flow_runs::script(),
        task_runs::script(),
        transitions::flow_runs(),
        transitions::task_runs(),
        orchestration::script(),
        artifacts_and_logs::artifacts(),
        artifacts_and_logs::logs(),
        events::script(),
        stored::variables(),
        stored::others(),
        deletions::script(),
    ]
}

/// A body with more members than it has, or others.
fn with(body: &Value, more: Value) -> Value {
    let mut body = body.clone();
    if let (Some(body), Value::Object(more)) = (body.as_object_mut(), more) {
        body.extend(more);
    }
    body
}
