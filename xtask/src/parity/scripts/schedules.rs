//! Schedules, and the runs that they make.
//!
//! None of these schedules has an occurrence in the years that a scheduler looks
//! ahead, so runs are made when the script asks for them.

use serde_json::{Value, json};

use super::with;
use crate::parity::script::{Script, UNKNOWN};

/// A schedule of each kind, the first with an occurrence long after 2090.
fn kinds() -> [Value; 3] {
    [
        json!({"rrule": "DTSTART:20990101T000000Z\nRRULE:FREQ=DAILY", "timezone": "UTC"}),
        // A Monday that is a leap day: in 2044, 2072 and 2112.
        json!({"cron": "0 0 29 2 1", "timezone": "Europe/Berlin", "day_or": false}),
        json!({"interval": 3_155_760_000.0, "anchor_date": "2099-01-01T06:00:00Z", "timezone": "UTC"}),
    ]
}

pub(super) fn script() -> Script {
    let mut script = Script::new("schedules");
    script
        .post("/flows/", json!({"name": "schedules-1"}))
        .keep("flow", "/id");
    let [rrule, cron, interval] = kinds();
    script
        .post("/deployments/", json!({
            "name": "d", "flow_id": "{flow}",
            "schedules": [{"schedule": rrule, "active": true, "slug": "first", "parameters": {"p": 1}}],
        }))
        .keep("deployment", "/id")
        .keep("first", "/schedules/0/id");
    add(&mut script, &cron, &interval);
    change(&mut script);
    make_runs(&mut script);
    replace(&mut script, &cron, &interval);
    script
}

fn add(script: &mut Script, cron: &Value, interval: &Value) {
    let path = "/deployments/{deployment}/schedules";
    script.get(path).any_order("");
    script
        .post(path, json!([{"schedule": cron, "active": false}, {"schedule": interval, "slug": "third", "max_scheduled_runs": 5}]))
        .any_order("")
        .keep("second", "/0/id");
    script.post(path, json!([]));
    for schedule in [
        json!({}),
        json!({"cron": "x"}),
        json!({"cron": "0 0 * * * *"}),
        json!({"cron": "@daily", "timezone": "Nowhere/Else"}),
        json!({"cron": "0 0 29 2 1", "day_or": false, "interval": null}),
        json!({"interval": 0}),
        json!({"interval": -5}),
        json!({"interval": "P1D"}),
        json!({"interval": 60, "timezone": "nowhere"}),
        json!({"rrule": "FREQ=NEVER"}),
        json!({"rrule": "x"}),
        json!({"rrule": "FREQ=DAILY", "timezone": "nowhere"}),
        json!({"rrule": "DTSTART:20990101T000000\nRRULE:FREQ=DAILY;COUNT=3", "timezone": "America/New_York"}),
        json!("daily"),
        json!(null),
    ] {
        script.post(path, json!([{"schedule": schedule, "active": false}]));
    }
    for more in [
        json!({"slug": "first"}),
        json!({"slug": "Not A Slug"}),
        json!({"max_scheduled_runs": 0}),
        json!({"max_scheduled_runs": 10_000}),
        json!({"active": "perhaps"}),
        json!({"colour": "red"}),
        json!({"replaces": "first"}),
        json!({"parameters": null}),
    ] {
        let body = json!({"schedule": interval, "active": false});
        script.post(path, json!([with(&body, more)]));
    }
    script.post(
        format!("/deployments/{UNKNOWN}/schedules"),
        json!([{"schedule": interval}]),
    );
    script.get(path).any_order("");
    script.get(format!("/deployments/{UNKNOWN}/schedules"));
    script
        .get("/deployments/{deployment}")
        .any_order("/schedules");
}

fn change(script: &mut Script) {
    let path = "/deployments/{deployment}/schedules/{first}";
    for body in [
        json!({"active": false}),
        json!({"active": true}),
        json!({"active": null}),
        json!({"max_scheduled_runs": 2}),
        json!({"max_scheduled_runs": null}),
        json!({"slug": "renamed"}),
        json!({"slug": "third"}),
        json!({"slug": null}),
        json!({"parameters": {"p": 2}}),
        json!({"schedule": {"interval": 3_155_760_000.0, "anchor_date": "2099-06-01T06:00:00Z"}}),
        json!({"schedule": {"cron": "bad"}}),
        json!({"schedule": {"rrule": "DTSTART:20990101T000000Z\nRRULE:FREQ=DAILY"}}),
        json!({"colour": "red"}),
        json!({}),
    ] {
        script.patch(path, body);
        script
            .get("/deployments/{deployment}/schedules")
            .any_order("");
    }
    script.patch(
        format!("/deployments/{{deployment}}/schedules/{UNKNOWN}"),
        json!({"active": true}),
    );
    script.patch(
        format!("/deployments/{UNKNOWN}/schedules/{{first}}"),
        json!({"active": true}),
    );
    script.delete(format!("/deployments/{{deployment}}/schedules/{UNKNOWN}"));
    script.delete(format!("/deployments/{UNKNOWN}/schedules/{{first}}"));
}

fn make_runs(script: &mut Script) {
    let path = "/deployments/{deployment}/schedule";
    let runs = json!({"deployments": {"id": {"any_": ["{deployment}"]}}, "sort": "EXPECTED_START_TIME_ASC"});
    for body in [
        json!({"start_time": "2099-01-01T00:00:00Z", "end_time": "2099-01-03T12:00:00Z", "min_runs": 1, "max_runs": 10}),
        json!({"start_time": "2099-01-01T00:00:00Z", "end_time": "2099-01-03T12:00:00Z", "min_runs": 1, "max_runs": 10}),
        json!({"start_time": "2099-02-01T00:00:00Z", "end_time": "2099-03-01T12:00:00Z", "min_runs": 2, "max_runs": 3}),
        json!({"start_time": "2099-04-01T00:00:00Z", "min_time": 172_800, "min_runs": 1, "max_runs": 9, "end_time": "2099-05-01T00:00:00Z"}),
        json!({"start_time": "x"}),
        json!({"max_runs": 0}),
        json!({}),
    ] {
        script.post(path, body);
        script.post("/flow_runs/filter", runs.clone());
    }
    script.post(format!("/deployments/{UNKNOWN}/schedule"), json!({}));
    script.patch(
        "/deployments/{deployment}/schedules/{first}",
        json!({"parameters": {"p": 3}}),
    );
    script.post("/flow_runs/filter", runs.clone());
    script.post(path, json!({"start_time": "2099-01-01T00:00:00Z", "end_time": "2099-01-03T12:00:00Z", "min_runs": 1}));
    script.post("/flow_runs/filter", runs.clone());
    script.post(
        "/deployments/{deployment}/create_flow_run",
        json!({"name": "by hand"}),
    );
    script.post("/deployments/{deployment}/pause_deployment", json!({}));
    script.post("/flow_runs/filter", runs.clone());
    script.post("/deployments/{deployment}/resume_deployment", json!({}));
    script.post(path, json!({"start_time": "2099-01-01T00:00:00Z", "end_time": "2099-01-02T12:00:00Z", "min_runs": 1}));
    script.patch("/deployments/{deployment}", json!({"paused": true}));
    script.post("/flow_runs/filter", runs.clone());
    script.post(path, json!({"start_time": "2099-01-01T00:00:00Z", "end_time": "2099-01-02T12:00:00Z", "min_runs": 1}));
    script.post("/flow_runs/filter", runs.clone());
    script.patch("/deployments/{deployment}", json!({"paused": false}));
    script.delete("/deployments/{deployment}/schedules/{first}");
    script.delete("/deployments/{deployment}/schedules/{first}");
    script.post("/flow_runs/filter", runs);
}

/// The schedules of an update take the place of all that there were.
fn replace(script: &mut Script, cron: &Value, interval: &Value) {
    let schedules = "/deployments/{deployment}/schedules";
    script.patch(
        "/deployments/{deployment}",
        json!({"schedules": [{"schedule": cron}]}),
    );
    script.get(schedules).any_order("");
    script.patch("/deployments/{deployment}", json!({"schedules": [{"schedule": interval, "active": false, "slug": "s"}, {"schedule": cron, "slug": "t"}]}));
    script.get(schedules).any_order("");
    script.patch("/deployments/{deployment}", json!({"schedules": [{"schedule": interval, "active": false, "slug": "s"}, {"schedule": interval}]}));
    script.get(schedules).any_order("");
    script.patch("/deployments/{deployment}", json!({"schedules": [{"schedule": cron, "slug": "same"}, {"schedule": cron, "slug": "same"}]}));
    script.get(schedules).any_order("");
    script.post(
        "/deployments/",
        json!({"name": "d", "flow_id": "{flow}", "schedules": [{"schedule": cron}]}),
    );
    script.get(schedules).any_order("");
    script.post("/deployments/", json!({"name": "d", "flow_id": "{flow}"}));
    script.get(schedules).any_order("");
    script.patch("/deployments/{deployment}", json!({"schedules": []}));
    script.get(schedules);
    script.patch(
        "/deployments/{deployment}",
        json!({"schedules": [{"schedule": cron}]}),
    );
    script.patch("/deployments/{deployment}", json!({"schedules": null}));
    script.get(schedules);
}
