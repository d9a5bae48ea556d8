//! Filters, sorts, pages, counts and histories over one population.

mod queries;
mod seed;

use serde_json::{Value, json};

use super::with;
use crate::parity::script::Script;

/// What is listed and counted in one way.
const LISTS: [&str; 4] = ["flow_runs", "task_runs", "flows", "deployments"];

pub(super) fn script() -> Script {
    let mut script = Script::new("population");
    seed::seed(&mut script);
    for (list, filters) in LISTS.into_iter().zip([
        queries::flow_runs(),
        queries::task_runs(),
        queries::flows(),
        queries::deployments(),
    ]) {
        for filter in filters {
            ask(&mut script, list, &json!({list: filter}));
        }
    }
    for body in queries::across() {
        for list in LISTS {
            ask(&mut script, list, &body);
        }
    }
    sorts(&mut script);
    for list in LISTS {
        pages(&mut script, list);
    }
    pools(&mut script);
    histories(&mut script);
    lateness(&mut script);
    script
}

/// Lists and counts what matches.
fn ask(script: &mut Script, list: &str, body: &Value) {
    script.post(
        format!("/{list}/filter"),
        with(body, json!({"sort": "NAME_ASC"})),
    );
    script.post(format!("/{list}/count"), body.clone());
}

fn sorts(script: &mut Script) {
    let few = json!({"name": {"like_": "population-1"}});
    for sort in [
        "START_TIME_ASC",
        "START_TIME_DESC",
        "EXPECTED_START_TIME_ASC",
        "EXPECTED_START_TIME_DESC",
        "NAME_ASC",
        "NAME_DESC",
        "NEXT_SCHEDULED_START_TIME_ASC",
        "END_TIME_DESC",
        "ID_DESC",
        "SIZE",
    ] {
        // Runs without the time in question are in no order, so they are left out.
        let (field, order) = match sort {
            "START_TIME_ASC" | "START_TIME_DESC" => ("start_time", json!({"is_null_": false})),
            "END_TIME_DESC" => ("end_time", json!({"is_null_": false})),
            "NEXT_SCHEDULED_START_TIME_ASC" => ("state", json!({"type": {"any_": ["SCHEDULED"]}})),
            _ => ("name", json!({"like_": "population-"})),
        };
        let any_order = sort == "ID_DESC";
        for list in ["flow_runs", "task_runs"] {
            let step = script.post(
                format!("/{list}/filter"),
                json!({list: {field: order}, "sort": sort}),
            );
            if any_order {
                step.any_order("");
            }
        }
    }
    script
        .post("/flow_runs/filter", json!({"flow_runs": few, "sort": null}))
        .any_order("");
    for sort in [
        "CREATED_DESC",
        "UPDATED_DESC",
        "NAME_ASC",
        "NAME_DESC",
        "SIZE",
    ] {
        for list in ["flows", "deployments"] {
            script.post(format!("/{list}/filter"), json!({"sort": sort}));
        }
    }
}

fn pages(script: &mut Script, list: &str) {
    for page in [
        json!({"limit": 0}),
        json!({"limit": 1}),
        json!({"limit": 200}),
        json!({"limit": 201}),
        json!({"limit": -1}),
        json!({"limit": "3"}),
        json!({"limit": 2, "offset": 1}),
        json!({"limit": null, "offset": null}),
        json!({"limit": 2, "offset": 1000}),
        json!({"limit": 2, "offset": -1}),
    ] {
        script.post(
            format!("/{list}/filter"),
            with(&page, json!({"sort": "NAME_ASC"})),
        );
    }
    for page in [
        json!({}),
        json!({"page": 1, "limit": 3}),
        json!({"page": 2, "limit": 3}),
        json!({"page": 0, "limit": 3}),
        json!({"page": -1, "limit": 3}),
        json!({"page": 1000, "limit": 3}),
        json!({"page": 1, "limit": 0}),
        json!({"page": 1, "limit": 200}),
        json!({"page": 1, "limit": 201}),
        json!({"limit": null}),
    ] {
        script.post(
            format!("/{list}/paginate"),
            with(&page, json!({"sort": "NAME_ASC"})),
        );
    }
    let none = json!({"flows": {"name": {"any_": ["nothing"]}}, "sort": "NAME_ASC"});
    script.post(format!("/{list}/paginate"), none);
}

fn pools(script: &mut Script) {
    for filter in queries::work_pools() {
        script
            .post("/work_pools/filter", json!({"work_pools": filter}))
            .any_order("");
        script.post("/work_pools/count", json!({"work_pools": filter}));
    }
    for page in [
        json!({"limit": 0}),
        json!({"limit": 201}),
        json!({"limit": -1}),
        json!({"offset": 1000}),
        json!({"offset": -1}),
    ] {
        script.post("/work_pools/filter", page);
    }
    script.post("/work_pools/population-1/concurrency_status", json!({}));
    script.post("/work_queues/{fast}/concurrency_status", json!({}));
}

fn histories(script: &mut Script) {
    let span = json!({"history_start": "2099-01-01T00:00:00Z", "history_end": "2099-01-03T00:00:00Z", "history_interval_seconds": 43_200});
    for path in ["/flow_runs/history", "/task_runs/history"] {
        for more in [
            json!({}),
            json!({"flows": {"name": {"any_": ["population-alpha"]}}}),
            json!({"flow_runs": {"state": {"name": {"any_": ["Late"]}}}}),
            json!({"task_runs": {"name": {"like_": "t"}}}),
            json!({"deployments": {"name": {"any_": ["population-d1"]}}}),
            json!({"work_pools": {"name": {"any_": ["population-1"]}}}),
            json!({"work_queues": {"name": {"any_": ["fast"]}}}),
            json!({"history_interval_seconds": 0.5}),
            json!({"history_interval_seconds": 0}),
            json!({"history_interval_seconds": 1}),
            json!({"history_interval_seconds": 400}),
            json!({"history_interval_seconds": "P1D"}),
            json!({"history_end": "2098-01-01T00:00:00Z"}),
            json!({"history_start": null}),
        ] {
            // What was expected but not started yet is late by how long that is ago.
            script.post(path, with(&span, more));
        }
        script.post(path, json!({}));
    }
}

fn lateness(script: &mut Script) {
    for body in [
        json!({"flow_runs": {"name": {"any_": ["nothing"]}}}),
        json!({"flow_runs": {"name": {"like_": "population-past"}}}),
        json!({"flow_runs": {"expected_start_time": {"after_": "2098-01-01T00:00:00Z"}}}),
    ] {
        script.post("/flow_runs/lateness", body).duration();
    }
}
