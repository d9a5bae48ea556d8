//! `submit_flow`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mcp_flow::FlowDefinition;
use prefect_runner::PLAN_LABEL;
use serde_json::{Value, json};

use crate::host::call;
use crate::objects::{
    DEPLOYMENT, FLOW, FLOW_RUN, deployment, flow, flow_run, id, plan, with, work_pool, worker,
};
use crate::prefect::Prefect;

/// What is submitted in most tests.
fn arguments() -> Value {
    json!({"flow_definition": plan(), "work_pool_name": "pool"})
}

#[tokio::test]
async fn a_plan_becomes_a_flow_a_deployment_and_a_run() {
    let prefect = Prefect::with_pool().await;
    let session = prefect.session().await;
    let arguments = with(arguments(), &json!({"tags": ["nightly", "é"]}));
    let results = call(&session, "submit_flow", arguments).await;
    assert_eq!(results["success"], true, "{results:#}");
    assert_eq!(results["flow_run_id"], id(FLOW_RUN));
    assert_eq!(results["flow_run_name"], "happy-cat");
    assert_eq!(results["deployment_id"], id(DEPLOYMENT));
    assert_eq!(results["deployment_name"], "default");
    assert_eq!(results["deployment"], "created");
    assert_eq!(results["flow_id"], id(FLOW));
    assert_eq!(results["work_pool_name"], "pool");
    assert_eq!(results["state_type"], "SCHEDULED");
    assert_eq!(results["state_name"], "Scheduled");
    assert!(results["message"].is_string());
    assert!(results["next"].as_str().unwrap().contains(&id(FLOW_RUN)));

    let written = prefect.written().await;
    let [flow, deployment, run] = written.as_slice() else {
        panic!("{written:#?}");
    };
    assert_eq!(flow.what, "POST /flows/");
    assert_eq!(flow.body, json!({"name": "data analysis"}));

    let definition: FlowDefinition = serde_json::from_value(plan()).unwrap();
    let rendered = mcp_flow::render(&definition);
    let url = deployment.body["pull_steps"][0]["urllib.request.urlretrieve"]["url"]
        .as_str()
        .unwrap();
    let source = url
        .strip_prefix("data:text/x-python;base64,")
        .map(|data| STANDARD.decode(data).unwrap());
    assert_eq!(source, Some(rendered.source.into_bytes()));
    assert_eq!(deployment.what, "POST /deployments/");
    assert_eq!(
        deployment.body,
        json!({
            "name": "default", "flow_id": id(FLOW), "work_pool_name": "pool", "description": "Averages.",
            "path": ".", "entrypoint": format!("flow.py:{}", rendered.function),
            "pull_steps": [
                {"urllib.request.urlretrieve": {"url": url, "filename": "flow.py"}},
                {"prefect.deployments.steps.set_working_directory": {"directory": "."}},
            ],
            "parameter_openapi_schema": {"title": "Parameters", "type": "object", "properties": {},
                                         "definitions": {}, "additionalProperties": false},
            "labels": {PLAN_LABEL: serde_json::to_string(&definition).unwrap()},
        })
    );

    let create_run = format!("POST /deployments/{}/create_flow_run", id(DEPLOYMENT));
    assert_eq!(run.what, create_run);
    let key = run.body["idempotency_key"].as_str().unwrap();
    assert_eq!(
        run.body,
        json!({"tags": ["nightly", "é"], "idempotency_key": key})
    );
}

#[tokio::test]
async fn the_plan_is_read_back_from_the_label() {
    let prefect = Prefect::with_pool().await;
    let session = prefect.session().await;
    call(&session, "submit_flow", arguments()).await;
    let written = prefect.written().await;
    let label = written[1].body["labels"][PLAN_LABEL].as_str().unwrap();
    let definition: FlowDefinition = serde_json::from_str(label).unwrap();
    assert_eq!(definition, serde_json::from_value(plan()).unwrap());
}

#[tokio::test]
async fn an_unchanged_plan_writes_nothing_and_starts_a_new_run() {
    let prefect = Prefect::with_pool().await;
    let session = prefect.session().await;
    // The second time as a planner's whole answer in text, with everything else as text too.
    let text = json!({"results": {"flow_definition": plan()}}).to_string();
    let again = json!({"flow_definition": text, "work_pool_name": " pool ", "deployment_name": "default",
                       "parameters": "{}", "tags": "[\"t\"]"});
    call(&session, "submit_flow", arguments()).await;
    let results = call(&session, "submit_flow", again).await;
    assert_eq!(results["deployment"], "unchanged");
    let written = prefect.written().await;
    let [_, _, first, second] = written.as_slice() else {
        panic!("{written:#?}");
    };
    assert!(second.what.ends_with("/create_flow_run"));
    assert_eq!(second.body["tags"], json!(["t"]));
    assert_ne!(
        first.body["idempotency_key"],
        second.body["idempotency_key"]
    );
}

#[tokio::test]
async fn a_changed_plan_updates_the_deployment_and_leaves_its_schedules() {
    let schedules = json!([
        {"id": id(7), "created": null, "updated": null, "deployment_id": id(DEPLOYMENT), "active": false,
         "max_scheduled_runs": null, "parameters": {}, "slug": "six",
         "schedule": {"cron": "0 6 * * *", "timezone": "Europe/Berlin", "day_or": true}},
        {"id": id(8), "created": null, "updated": null, "deployment_id": id(DEPLOYMENT), "active": true,
         "max_scheduled_runs": 3, "parameters": {"a": 1}, "slug": null,
         "schedule": {"interval": 3600.0, "anchor_date": "2026-01-01T00:00:00Z", "timezone": "UTC"}},
    ]);
    let existing = with(
        deployment(),
        &json!({"labels": {PLAN_LABEL: "{}"}, "schedules": schedules}),
    );
    let prefect = Prefect::start().await;
    prefect.keep_deployment(Some(existing)).await;
    prefect.polled_pool("pool").await;
    let session = prefect.session().await;
    call(&session, "submit_flow", arguments()).await;

    let written = prefect.written().await;
    assert_eq!(written[0].what, "POST /deployments/");
    assert_eq!(
        written[0].body["schedules"],
        json!([
            {"active": false, "max_scheduled_runs": null, "parameters": {}, "slug": "six",
             "schedule": {"cron": "0 6 * * *", "timezone": "Europe/Berlin", "day_or": true}},
            {"active": true, "max_scheduled_runs": 3, "parameters": {"a": 1}, "slug": null,
             "schedule": {"interval": 3600.0, "anchor_date": "2026-01-01T00:00:00Z", "timezone": "UTC"}},
        ])
    );
    // What belongs to the deployment's owner is not told, and so stays.
    for key in [
        "paused",
        "tags",
        "job_variables",
        "concurrency_limit",
        "parameters",
    ] {
        assert!(written[0].body.get(key).is_none(), "{key}");
    }
}

#[tokio::test]
async fn each_part_of_a_plan_that_changes_updates_the_deployment() {
    for (pointer, value) in [
        (
            "/flow_definition/tasks/0/parameters/department",
            json!("Sales"),
        ),
        ("/flow_definition/tasks/0/parameters", json!({})),
        ("/flow_definition/description", json!("")),
        ("/work_pool_name", json!("other")),
    ] {
        let prefect = Prefect::with_pool().await;
        prefect.polled_pool("other").await;
        let session = prefect.session().await;
        call(&session, "submit_flow", arguments()).await;
        let mut changed = arguments();
        *changed.pointer_mut(pointer).unwrap() = value;
        let results = call(&session, "submit_flow", changed).await;
        assert_eq!(results["deployment"], "updated", "{pointer}");
        assert!(
            results["message"]
                .as_str()
                .unwrap()
                .contains("have changed")
        );
        let written = prefect.written().await;
        assert_eq!(written.len(), 5);
        assert_eq!(written[3].what, "POST /deployments/");
    }
}

#[tokio::test]
async fn a_deployment_of_somebody_elses_is_not_overwritten() {
    let prefect = Prefect::start().await;
    prefect.keep_deployment(Some(deployment())).await;
    prefect.polled_pool("pool").await;
    let session = prefect.session().await;
    let results = call(&session, "submit_flow", arguments()).await;
    assert_eq!(results["success"], false);
    assert!(
        results["error"]
            .as_str()
            .unwrap()
            .contains("\"data analysis\"/\"default\"")
    );
    assert!(
        results["next"]
            .as_str()
            .unwrap()
            .contains("deployment_name")
    );
    assert_eq!(prefect.written().await, []);
}

#[tokio::test]
async fn an_unknown_work_pool_is_told_with_those_that_there_are() {
    for (existing, advice) in [
        (
            json!([work_pool("zoo"), work_pool("ark")]),
            "one of work_pool_names",
        ),
        (json!([]), "There are no work pools yet"),
    ] {
        let prefect = Prefect::start().await;
        let not_found = json!({"detail": "Work pool \"pool\" not found."});
        for (verb, route) in [
            ("GET", "/work_pools/pool"),
            ("POST", "/work_pools/pool/workers/filter"),
        ] {
            prefect.on(verb, route, 404, not_found.clone()).await;
        }
        prefect.keep_deployment(None).await;
        prefect
            .on("POST", "/work_pools/filter", 200, existing.clone())
            .await;
        let session = prefect.session().await;
        let results = call(&session, "submit_flow", arguments()).await;
        assert_eq!(results["success"], false);
        assert_eq!(results["error"], "There is no work pool \"pool\".");
        let next = results["next"].as_str().unwrap();
        assert!(next.contains(advice), "{next}");
        assert!(next.contains("create_work_pool"), "{next}");
        let names: Vec<&str> = match existing.as_array().unwrap().len() {
            0 => vec![],
            _ => vec!["ark", "zoo"],
        };
        assert_eq!(results["work_pool_names"], json!(names));
        assert_eq!(prefect.written().await, []);
    }
}

#[tokio::test]
async fn a_paused_work_pool_is_pointed_out() {
    let prefect = Prefect::start().await;
    prefect.keep_deployment(None).await;
    let paused = with(
        work_pool("pool"),
        &json!({"is_paused": true, "status": "PAUSED"}),
    );
    prefect.on("GET", "/work_pools/pool", 200, paused).await;
    prefect.workers("pool", json!([worker()])).await;
    prefect
        .on("POST", "/flows/", 200, flow("data analysis"))
        .await;
    let create_run = format!("/deployments/{}/create_flow_run", id(DEPLOYMENT));
    let run = flow_run("SCHEDULED", "Scheduled");
    prefect.on("POST", &create_run, 201, run).await;
    let session = prefect.session().await;
    let results = call(&session, "submit_flow", arguments()).await;
    assert!(
        results["message"].as_str().unwrap().contains("paused"),
        "{results:#}"
    );
}

#[tokio::test]
async fn all_that_is_wrong_with_a_plan_is_told_and_nothing_is_asked() {
    let prefect = Prefect::with_pool().await;
    let session = prefect.session().await;
    let mut bad = plan();
    bad["flow_name"] = json!("a/b");
    bad["tasks"][0]["mcp_tool"] = json!(null);
    bad["tasks"][1]["depends_on"] = json!(["db_qery"]);
    let arguments = json!({"flow_definition": bad, "work_pool_name": "pool"});
    let results = call(&session, "submit_flow", arguments).await;
    assert_eq!(results["success"], false);
    let problems = results["problems"].as_array().unwrap();
    assert_eq!(results["problem_count"], problems.len());
    let pointers: Vec<&str> = problems
        .iter()
        .map(|problem| problem["pointer"].as_str().unwrap())
        .collect();
    for pointer in ["/flow_name", "/tasks/0", "/tasks/1/depends_on/0"] {
        assert!(pointers.contains(&pointer), "{pointers:?}");
    }
    assert!(
        problems
            .iter()
            .all(|problem| problem["message"].is_string() && problem["fix"].is_string())
    );
    assert_eq!(prefect.asked().await, []);
}

#[tokio::test]
async fn a_run_whose_answer_is_lost_is_asked_for_again_with_the_same_key() {
    let prefect = Prefect::with_pool().await;
    let create_run = format!("/deployments/{}/create_flow_run", id(DEPLOYMENT));
    let busy = json!({"exception_message": "Service Unavailable"});
    prefect.once("POST", &create_run, 503, busy).await;
    let session = prefect.session_that_retries().await;
    let results = call(&session, "submit_flow", arguments()).await;
    assert_eq!(results["success"], true, "{results:#}");
    let written = prefect.written().await;
    let [_, _, lost, again] = written.as_slice() else {
        panic!("{written:#?}");
    };
    assert!(lost.body["idempotency_key"].is_string());
    assert_eq!(lost, again);
}

#[tokio::test]
async fn no_credential_leaves_the_header() {
    const CANARY: &str = "canary-7f3a";
    let prefect = Prefect::with_pool().await;
    let session = prefect.session_with_key(CANARY).await;
    let good = call(&session, "submit_flow", arguments()).await;
    let unknown = json!({"flow_definition": plan(), "work_pool_name": "unknown"});
    let bad = call(&session, "submit_flow", unknown).await;
    assert_eq!(
        (&good["success"], &bad["success"]),
        (&json!(true), &json!(false))
    );
    let asked = prefect.asked().await;
    assert!(!format!("{asked:?}{good}{bad}").contains(CANARY));
}

/// Arguments with a plan that takes parameters.
fn with_parameters(parameters: Value) -> Value {
    let mut plan = plan();
    plan["parameters"] = json!({
        "department": {"type": "string", "default": "Engineering"},
        "limit": {"type": "integer"},
    });
    plan["tasks"][0]["parameters"]["department"] = json!("{{parameters.department}}");
    plan["tasks"][0]["parameters"]["limit"] = json!("{{parameters.limit}}");
    json!({"flow_definition": plan, "work_pool_name": "pool", "parameters": parameters})
}

#[tokio::test]
async fn parameters_reach_the_run() {
    let prefect = Prefect::with_pool().await;
    let session = prefect.session().await;
    let results = call(
        &session,
        "submit_flow",
        with_parameters(json!({"limit": 3})),
    )
    .await;
    assert_eq!(results["success"], true, "{results:#}");
    let written = prefect.written().await;
    let schema = &written[1].body["parameter_openapi_schema"];
    assert_eq!(schema["required"], json!(["limit"]));
    assert_eq!(written[2].body["parameters"], json!({"limit": 3}));
}

#[tokio::test]
async fn all_faults_of_parameters_are_told_and_nothing_is_asked() {
    let prefect = Prefect::with_pool().await;
    let session = prefect.session().await;
    let parameters = json!({"department": 5, "colour": "red"});
    let results = call(&session, "submit_flow", with_parameters(parameters)).await;
    assert_eq!(results["success"], false);
    let faults = results["parameter_faults"].as_array().unwrap();
    assert_eq!(faults.len(), 3, "{faults:#?}");
    assert_eq!(prefect.asked().await, []);
}

#[tokio::test]
async fn job_variables_are_those_of_the_pool_and_stay_when_not_given() {
    let prefect = Prefect::with_pool().await;
    let template =
        json!({"variables": {"properties": {"image": {}, "env": {}}}, "job_configuration": {}});
    let docker = with(
        work_pool("docker"),
        &json!({"type": "docker", "base_job_template": template}),
    );
    prefect.on("GET", "/work_pools/docker", 200, docker).await;
    prefect.workers("docker", json!([worker()])).await;
    let session = prefect.session().await;
    let submit = |job_variables: Value| {
        let changes = json!({"work_pool_name": "docker", "job_variables": job_variables});
        call(&session, "submit_flow", with(arguments(), &changes))
    };
    let refused = submit(json!({"image": "i", "namespace": "n"})).await;
    let error = refused["error"].as_str().unwrap();
    assert!(
        error.contains("\"namespace\"") && !error.contains("\"image\""),
        "{error}"
    );
    assert!(
        refused["next"]
            .as_str()
            .unwrap()
            .contains("\"image\", \"env\"")
    );
    assert_eq!(prefect.written().await, []);

    let created = submit(json!("{\"image\": \"i\"}")).await;
    assert_eq!(created["deployment"], "created", "{created:#}");
    assert_eq!(
        prefect.written().await[1].body["job_variables"],
        json!({"image": "i"})
    );
    assert_eq!(submit(json!(null)).await["deployment"], "unchanged");
    assert_eq!(submit(json!({"image": "j"})).await["deployment"], "updated");
}

#[tokio::test]
async fn a_repeated_key_starts_no_second_run() {
    let prefect = Prefect::with_pool().await;
    let create_run = format!("/deployments/{}/create_flow_run", id(DEPLOYMENT));
    let run = flow_run("RUNNING", "Running");
    let session = prefect.session().await;
    let keyed = with(arguments(), &json!({"idempotency_key": " mine "}));
    let first = call(&session, "submit_flow", keyed.clone()).await;
    assert_eq!(first["flow_run"], "created");
    prefect.once("POST", &create_run, 200, run).await;
    let second = call(&session, "submit_flow", keyed).await;
    assert_eq!(second["flow_run"], "existing", "{second:#}");
    assert!(
        second["message"]
            .as_str()
            .unwrap()
            .contains("no other was started")
    );
    assert_eq!(
        prefect.written().await.pop().unwrap().body["idempotency_key"],
        "mine"
    );
}

#[tokio::test]
async fn a_run_that_may_have_been_started_is_told_with_its_key() {
    let prefect = Prefect::with_pool().await;
    let create_run = format!("/deployments/{}/create_flow_run", id(DEPLOYMENT));
    let broken = json!({"exception_message": "Internal Server Error"});
    prefect.once("POST", &create_run, 500, broken).await;
    let session = prefect.session().await;
    let failed = call(&session, "submit_flow", arguments()).await;
    assert_eq!(failed["success"], false);
    let key = failed["idempotency_key"].as_str().unwrap();
    assert_eq!(
        prefect.written().await.pop().unwrap().body["idempotency_key"],
        key
    );
    let next = failed["next"].as_str().unwrap();
    assert!(
        next.contains(&format!("idempotency_key \"{key}\"")),
        "{next}"
    );
}
