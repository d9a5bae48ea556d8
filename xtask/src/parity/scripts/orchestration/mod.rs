//! What becomes of proposed states: retries, schedules, slots, pauses, cancelling.

mod pauses;
mod slots;
mod task_runs;

use serde_json::{Value, json};

use super::with;
use crate::parity::script::{Script, UNKNOWN};

/// Long after anything else happens.
const LATER: &str = "2099-01-01T00:00:00Z";

pub(super) fn script() -> Script {
    let mut script = Script::new("orchestration");
    script
        .post("/flows/", json!({"name": "orchestration-1"}))
        .keep("flow", "/id");
    script
        .post(
            "/work_pools/",
            json!({"name": "orchestration-1", "type": "process"}),
        )
        .keep("queue", "/default_queue_id");
    schedules(&mut script);
    repeats(&mut script);
    retries(&mut script);
    results(&mut script);
    pauses::pauses(&mut script);
    cancelling(&mut script);
    slots::of_deployments(&mut script);
    slots::of_pools(&mut script);
    task_runs::task_runs(&mut script);
    faults(&mut script);
    script
}

/// Makes a run and keeps it as `run`.
fn run(script: &mut Script, name: &str, state: Value, more: Value) {
    let body = json!({"name": name, "flow_id": "{flow}", "state": state});
    script
        .post("/flow_runs/", with(&body, more))
        .keep("run", "/id");
}

/// Proposes states to `run`, one after the other, and reads it.
fn propose(script: &mut Script, states: &[Value]) {
    for state in states {
        script.post("/flow_runs/{run}/set_state", json!({"state": state}));
    }
    script.get("/flow_runs/{run}");
}

fn schedules(script: &mut Script) {
    let scheduled = json!({"type": "SCHEDULED", "state_details": {"scheduled_time": LATER}});
    run(script, "in the future", scheduled.clone(), json!({}));
    // How long to wait depends on the day.
    script.post(
        "/flow_runs/{run}/set_state",
        json!({"state": {"type": "PENDING"}}),
    );
    script.get("/flow_runs/{run}");
    run(
        script,
        "in the past",
        json!({"type": "SCHEDULED", "state_details": {"scheduled_time": "2001-01-01T00:00:00Z"}}),
        json!({}),
    );
    propose(
        script,
        &[
            json!({"type": "PENDING"}),
            json!({"type": "RUNNING"}),
            json!({"type": "COMPLETED"}),
        ],
    );
    run(script, "rescheduled", json!({"type": "PENDING"}), json!({}));
    propose(
        script,
        &[
            scheduled,
            json!({"type": "SCHEDULED", "name": "Late"}),
            json!({"type": "CRASHED"}),
        ],
    );
    script.get("/flow_run_states/?flow_run_id={run}");
}

fn repeats(script: &mut Script) {
    let transition = json!({"transition_id": "6f1e2d3c-0000-4000-8000-000000000001"});
    run(script, "repeats", json!({"type": "PENDING"}), json!({}));
    propose(
        script,
        &[
            json!({"type": "RUNNING", "state_details": transition}),
            json!({"type": "RUNNING", "state_details": transition}),
            json!({"type": "PENDING", "name": "Submitting"}),
            json!({"type": "COMPLETED", "message": "done"}),
            json!({"type": "COMPLETED", "message": "done again"}),
        ],
    );
    run(script, "submitting", json!({"type": "PENDING"}), json!({}));
    propose(
        script,
        &[
            json!({"type": "PENDING", "name": "Submitting"}),
            json!({"type": "PENDING", "name": "InfrastructurePending"}),
            json!({"type": "PENDING"}),
        ],
    );
}

fn retries(script: &mut Script) {
    let failed = || json!({"type": "FAILED", "message": "no"});
    let running = || json!({"type": "RUNNING"});
    let late = json!({"empirical_policy": {"retries": 2, "retry_delay": 100_000}});
    run(script, "retries later", json!({"type": "PENDING"}), late);
    propose(script, &[running(), failed(), json!({"type": "PENDING"})]);
    script.get("/flow_run_states/?flow_run_id={run}");
    let soon = json!({"empirical_policy": {"retries": 2, "retry_delay": 0}});
    run(script, "retries soon", json!({"type": "PENDING"}), soon);
    propose(
        script,
        &[
            running(),
            failed(),
            running(),
            failed(),
            running(),
            failed(),
        ],
    );
    script.get("/flow_run_states/?flow_run_id={run}");
    run(script, "no retries", json!({"type": "PENDING"}), json!({}));
    propose(
        script,
        &[
            running(),
            failed(),
            running(),
            json!({"type": "CRASHED"}),
            running(),
        ],
    );
    run(
        script,
        "forced",
        json!({"type": "RUNNING"}),
        json!({"empirical_policy": {"retries": 2, "retry_delay": 5}}),
    );
    script.post(
        "/flow_runs/{run}/set_state",
        json!({"state": failed(), "force": true}),
    );
    script.get("/flow_runs/{run}");
}

fn results(script: &mut Script) {
    let result = json!({"type": "result", "storage_key": "k", "storage_block_id": null});
    for data in [
        json!(null),
        json!(5),
        json!("text"),
        json!([]),
        json!({"type": "unpersisted"}),
        result,
    ] {
        run(script, "results", json!({"type": "RUNNING"}), json!({}));
        propose(
            script,
            &[
                json!({"type": "COMPLETED", "data": data}),
                json!({"type": "RUNNING"}),
                json!({"type": "SCHEDULED"}),
            ],
        );
    }
}

fn cancelling(script: &mut Script) {
    for (name, state) in [
        ("cancel scheduled", json!({"type": "SCHEDULED"})),
        ("cancel pending", json!({"type": "PENDING"})),
        (
            "cancel paused",
            json!({"type": "PAUSED", "state_details": {"pause_timeout": LATER}}),
        ),
        (
            "cancel suspended",
            json!({"type": "PAUSED", "state_details": {"pause_timeout": LATER, "pause_reschedule": true}}),
        ),
        ("cancel running", json!({"type": "RUNNING"})),
    ] {
        for infrastructure in [None, Some("host:1")] {
            run(script, name, state.clone(), json!({}));
            if let Some(pid) = infrastructure {
                script.patch("/flow_runs/{run}", json!({"infrastructure_pid": pid}));
            }
            propose(
                script,
                &[
                    json!({"type": "CANCELLING"}),
                    json!({"type": "COMPLETED"}),
                    json!({"type": "CANCELLED"}),
                    json!({"type": "RUNNING"}),
                ],
            );
        }
    }
}

fn faults(script: &mut Script) {
    for path in ["/flow_runs", "/task_runs"] {
        script.post(
            format!("{path}/{UNKNOWN}/set_state"),
            json!({"state": {"type": "RUNNING"}}),
        );
        script.post(format!("{path}/{UNKNOWN}/set_state"), json!({}));
    }
    for body in [
        json!({"state": {"type": "WALKING"}}),
        json!({"state": {"type": "running"}}),
        json!({"state": {"type": "RUNNING", "colour": "red"}}),
        json!({"state": {"type": "RUNNING", "timestamp": LATER}}),
        json!({"state": {"type": "RUNNING", "id": UNKNOWN}}),
        json!({"state": {"type": "RUNNING", "state_details": {"transition_id": "x"}}}),
        json!({"state": {"type": "RUNNING"}, "force": "by all means"}),
        json!({"state": {"type": "SCHEDULED", "state_details": {"scheduled_time": "soon"}}}),
        json!({"state": {"type": "RUNNING", "name": null, "message": null, "state_details": null}}),
        json!({"state": {"type": "RUNNING", "name": 5}}),
    ] {
        script.post("/flow_runs/{run}/set_state", body);
    }
}
