//! Bodies of requests, checked against the document.

use std::hint::black_box;

use gungraun::prelude::*;
use prefect_mock::http::PrefectServer;
use prefect_mock_api::ServerContext as _;
use prefect_mock_api::schema::Document;
use serde_json::{Value, json};

/// An operation and its body.
type Sent = (&'static str, Vec<u8>);

fn sent(operation_id: &'static str, body: &Value) -> Sent {
    let sent = (operation_id, body.to_string().into_bytes());
    check(&sent);
    sent
}

fn create() -> Sent {
    sent(
        "create_flow_run_from_deployment",
        &json!({
            "name": "one", "parameters": {"department": "Sales", "limit": 10},
            "tags": ["a", "b"], "idempotency_key": "6f1e2d3c-0000-4000-8000-000000000001",
            "state": {"type": "SCHEDULED", "state_details": {"scheduled_time": "2026-01-01T12:00:00Z"}},
        }),
    )
}

fn filter() -> Sent {
    sent(
        "read_flow_runs",
        &json!({
            "flow_runs": {
                "state": {"type": {"any_": ["RUNNING", "PENDING"]}},
                "start_time": {"after_": "2026-01-01T12:00:00Z"},
            },
            "deployments": {"name": {"any_": ["daily"]}},
            "sort": "START_TIME_DESC", "limit": 50,
        }),
    )
}

fn check((operation_id, body): &Sent) -> Value {
    Document::shared()
        .check_body(
            operation_id,
            Some("application/json"),
            body,
            PrefectServer::DOMAIN_RULES,
        )
        .unwrap()
}

#[library_benchmark]
#[bench::create_flow_run(setup = create)]
#[bench::filter_flow_runs(setup = filter)]
fn check_body(sent: Sent) -> (Value, Sent) {
    (black_box(check(black_box(&sent))), sent)
}

library_benchmark_group!(name = bodies, benchmarks = [check_body]);
