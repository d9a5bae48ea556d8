//! Pausing, suspending and resuming.

use serde_json::{Value, json};

use super::{LATER, propose, run};
use crate::parity::script::{Script, UNKNOWN};

pub(super) fn pauses(script: &mut Script) {
    let pause =
        |details: Value| json!({"type": "PAUSED", "name": "Paused", "state_details": details});
    run(script, "pauses", json!({"type": "RUNNING"}), json!({}));
    propose(
        script,
        &[
            pause(json!({"pause_timeout": LATER, "pause_key": "one"})),
            json!({"type": "RUNNING"}),
        ],
    );
    script.send("POST", "/flow_runs/{run}/resume");
    script.get("/flow_runs/{run}");
    propose(
        script,
        &[
            json!({"type": "RUNNING"}),
            pause(json!({"pause_timeout": LATER, "pause_key": "one"})),
            pause(json!({"pause_timeout": "2001-01-01T00:00:00Z", "pause_key": "two"})),
            json!({"type": "RUNNING"}),
        ],
    );
    script.send("POST", "/flow_runs/{run}/resume");
    run(script, "suspends", json!({"type": "RUNNING"}), json!({}));
    propose(
        script,
        &[pause(
            json!({"pause_timeout": LATER, "pause_reschedule": true, "pause_key": "x"}),
        )],
    );
    script
        .post(
            "/deployments/",
            json!({"name": "suspended", "flow_id": "{flow}", "work_pool_name": "orchestration-1"}),
        )
        .keep("suspended", "/id");
    script
        .post(
            "/deployments/{suspended}/create_flow_run",
            json!({"name": "suspends", "state": {"type": "RUNNING"}}),
        )
        .keep("run", "/id");
    propose(
        script,
        &[pause(
            json!({"pause_timeout": LATER, "pause_reschedule": true, "pause_key": "x"}),
        )],
    );
    script.send("POST", "/flow_runs/{run}/resume");
    script.get("/flow_runs/{run}");
    propose(
        script,
        &[json!({"type": "PENDING"}), json!({"type": "RUNNING"})],
    );
    script.post("/flow_runs/{run}/resume", json!({}));
    script.send("POST", format!("/flow_runs/{UNKNOWN}/resume"));
    with_input(script);
}

/// A run that waits for input is resumed only with what fits.
fn with_input(script: &mut Script) {
    run(
        script,
        "waits for input",
        json!({"type": "RUNNING"}),
        json!({}),
    );
    let keyset =
        json!({"schema": "in-schema", "response": "in-response", "description": "in-description"});
    let paused = json!({"type": "PAUSED", "state_details": {"pause_timeout": LATER, "pause_key": "i", "run_input_keyset": keyset}});
    propose(script, &[paused]);
    script.post("/flow_runs/{run}/resume", json!({"run_input": {"n": 1}}));
    script.post(
        "/flow_runs/{run}/input",
        json!({"key": "in-schema", "value": "not JSON"}),
    );
    script.post("/flow_runs/{run}/resume", json!({"run_input": {"n": 1}}));
    script.delete("/flow_runs/{run}/input/in-schema");
    let schema =
        json!({"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}})
            .to_string();
    script.post(
        "/flow_runs/{run}/input",
        json!({"key": "in-schema", "value": schema}),
    );
    script.post("/flow_runs/{run}/resume", json!({}));
    script.post("/flow_runs/{run}/resume", json!({"run_input": {}}));
    script.post("/flow_runs/{run}/resume", json!({"run_input": {"n": "x"}}));
    script.post("/flow_runs/{run}/resume", json!({"run_input": {"n": 1}}));
    script.get("/flow_runs/{run}/input/in-response");
    script.get("/flow_runs/{run}");
}
