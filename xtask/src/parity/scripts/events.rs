//! Events that clients record, and those that the server makes itself.

use serde_json::{Value, json};

use crate::parity::script::Script;

/// The span of the events that this script records.
fn span() -> Value {
    json!({"since": "2021-01-01T00:00:00Z", "until": "2021-01-31T00:00:00Z"})
}

pub(super) fn script() -> Script {
    let mut script = Script::new("events");
    record(&mut script);
    script
        .post("/events/filter", json!({"filter": {"occurred": span()}}))
        .until("/total", json!(6));
    filters(&mut script);
    counts(&mut script);
    pages(&mut script);
    faults(&mut script);
    of_the_server(&mut script);
    script
}

fn record(script: &mut Script) {
    let event = |number: u8, name: &str, day: u8, resource: Value, related: Value| {
        json!({
            "id": format!("6f1e2d3c-0000-4000-8000-0000000000e{number}"),
            "occurred": format!("2021-01-{day:02}T12:00:0{number}Z"),
            "event": name, "resource": resource, "related": related,
            "payload": {"number": number, "text": "some words"},
        })
    };
    let resource = |id: &str, name: &str| json!({"prefect.resource.id": id, "prefect.resource.name": name, "colour": "red"});
    let related =
        |id: &str, role: &str| json!({"prefect.resource.id": id, "prefect.resource.role": role});
    script.post(
        "/events",
        json!([
            event(
                1,
                "events.one.happened",
                1,
                resource("events.thing.1", "first"),
                json!([])
            ),
            event(
                2,
                "events.one.ended",
                2,
                resource("events.thing.1", "first"),
                json!([related("events.other.1", "parent")])
            ),
            event(
                3,
                "events.two.happened",
                2,
                resource("events.thing.2", "second"),
                json!([
                    related("events.other.1", "child"),
                    related("events.other.2", "parent")
                ])
            ),
        ]),
    );
    let mut follows = event(
        4,
        "events.two.ended",
        3,
        resource("events.thing.2", "second"),
        json!([]),
    );
    follows["follows"] = "6f1e2d3c-0000-4000-8000-0000000000e3".into();
    script.post(
        "/events",
        json!([
            follows,
            event(
                5,
                "events.three.happened",
                8,
                resource("events.thing.3", "third"),
                json!([])
            )
        ]),
    );
    script.post("/events", json!([]));
    let mut without_payload = event(
        6,
        "events.three.ended",
        20,
        json!({"prefect.resource.id": "events.thing.3"}),
        json!([]),
    );
    if let Some(event) = without_payload.as_object_mut() {
        event.remove("payload");
        event.remove("related");
    }
    script.post("/events", json!([without_payload]));
}

fn filters(script: &mut Script) {
    for filter in [
        json!({"order": "ASC"}),
        json!({"order": "DESC"}),
        json!({"event": {"name": ["events.one.happened", "events.two.ended"]}}),
        json!({"event": {"prefix": ["events.one", "events.three."]}}),
        json!({"event": {"prefix": ["events."], "exclude_prefix": ["events.one"], "exclude_name": ["events.two.ended"]}}),
        json!({"resource": {"id": ["events.thing.1"]}}),
        json!({"resource": {"id_prefix": ["events.thing"]}}),
        json!({"resource": {"labels": {"prefect.resource.name": "sec*"}}}),
        json!({"resource": {"labels": {"colour": ["red", "green"]}}}),
        json!({"resource": {"id_prefix": ["events.thing"], "distinct": true}}),
        json!({"related": {"id": ["events.other.1"]}}),
        json!({"related": {"role": ["parent"]}}),
        json!({"related": {"resources_in_roles": [["events.other.1", "parent"]]}}),
        json!({"related": [{"id": ["events.other.1"]}, {"id": ["events.other.2"]}]}),
        json!({"any_resource": {"id": ["events.other.2"]}}),
        json!({"any_resource": {"id_prefix": ["events.thing.3", "events.other.2"]}}),
        json!({"id": {"id": ["6f1e2d3c-0000-4000-8000-0000000000e4"]}}),
        json!({"text": {"query": "second"}}),
        json!({"text": {"query": "happened -third"}}),
        json!({"colour": "red"}),
        json!({"order": "SIDEWAYS"}),
        json!({"event": {"name": "events.one.happened"}}),
        json!({"resource": {"id": []}}),
    ] {
        let mut filter = filter;
        filter["occurred"] = span();
        script.post("/events/filter", json!({"filter": filter}));
        script.post("/events/count-by/event", json!({"filter": filter}));
    }
}

fn counts(script: &mut Script) {
    for countable in ["day", "time", "event", "resource", "nothing"] {
        script.post(
            format!("/events/count-by/{countable}"),
            json!({"filter": {"occurred": span()}}),
        );
    }
    for (unit, interval) in [
        ("week", 1.0),
        ("day", 7.0),
        ("hour", 12.0),
        ("hour", 100.0),
        ("minute", 2880.0),
        ("day", 0.0),
        ("second", 1.0),
        ("second", 0.001),
        ("year", 1.0),
    ] {
        script.post(
            "/events/count-by/time",
            json!({"filter": {"occurred": span()}, "time_unit": unit, "time_interval": interval}),
        );
    }
    script.post("/events/count-by/time", json!({}));
}

fn pages(script: &mut Script) {
    for limit in [2, 0, 50, 51, -1] {
        script.post(
            "/events/filter",
            json!({"filter": {"occurred": span()}, "limit": limit}),
        );
    }
    script
        .post(
            "/events/filter",
            json!({"filter": {"occurred": span(), "order": "ASC"}, "limit": 4}),
        )
        .keep("next", "/next_page");
    script.get("{next}").keep("last", "/next_page");
    script.get("/events/filter/next");
    script.get("/events/filter/next?page-token=nonsense");
    script.get("/events/filter/next?page-token=");
}

fn faults(script: &mut Script) {
    let id = "6f1e2d3c-0000-4000-8000-0000000000f1";
    let resource = json!({"prefect.resource.id": "events.thing.9"});
    for event in [
        json!({}),
        json!({"id": "x", "occurred": "2021-01-01T00:00:00Z", "event": "e", "resource": resource}),
        json!({"id": id, "occurred": "soon", "event": "e", "resource": resource}),
        json!({"id": id, "occurred": "2021-01-01T00:00:00Z", "event": "e", "resource": {}}),
        json!({"id": id, "occurred": "2021-01-01T00:00:00Z", "event": "e", "resource": {"prefect.resource.id": 5}}),
        json!({"id": id, "occurred": "2021-01-01T00:00:00Z", "event": "e", "resource": resource, "related": [{"prefect.resource.id": "x"}]}),
        json!({"id": id, "occurred": "2021-01-01T00:00:00Z", "event": "e", "resource": resource, "payload": []}),
    ] {
        script.post("/events", json!([event]));
    }
    script.post("/events", json!({}));
}

/// What happens to a flow run, its deployment and its pool is told by the server.
fn of_the_server(script: &mut Script) {
    script
        .post("/flows/", json!({"name": "events-1"}))
        .keep("flow", "/id");
    script
        .post(
            "/work_pools/",
            json!({"name": "events-1", "type": "process"}),
        )
        .keep("pool", "/id");
    script.post("/deployments/", json!({"name": "d", "flow_id": "{flow}", "work_pool_name": "events-1", "tags": ["of-the-deployment"]})).keep("deployment", "/id");
    script
        .post(
            "/deployments/{deployment}/create_flow_run",
            json!({"name": "events-run", "tags": ["of-the-run"]}),
        )
        .keep("run", "/id");
    for state in ["PENDING", "RUNNING", "COMPLETED"] {
        script.post(
            "/flow_runs/{run}/set_state",
            json!({"state": {"type": state}}),
        );
    }
    let of_the_run = json!({"resource": {"id": ["prefect.flow-run.{run}"]}, "order": "ASC"});
    script
        .post("/events/filter", json!({"filter": of_the_run}))
        .until("/total", json!(4));
    script.post(
        "/work_pools/events-1/workers/heartbeat",
        json!({"name": "w"}),
    );
    script.post("/work_pools/events-1/get_scheduled_flow_runs", json!({}));
    script.patch("/work_pools/events-1", json!({"is_paused": true}));
    script
        .post(
            "/events/filter",
            json!({"filter": {"resource": {"id": ["prefect.work-pool.{pool}"]}, "order": "ASC"}}),
        )
        .until("/total", json!(4));
    script.post("/events/filter", json!({"filter": {"any_resource": {"id": ["prefect.deployment.{deployment}"]}, "event": {"prefix": ["prefect.deployment."]}, "order": "ASC"}})).until("/total", json!(2));
}
