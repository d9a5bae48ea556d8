//! Whole requests, from what came through the socket to what goes back: routing, the
//! check of the body, the operation, and the answer's bytes.

use std::hint::black_box;

use chrono::TimeDelta;
use gungraun::prelude::*;
use prefect_mock_api::Reply;
use serde_json::{Value, json};

use crate::scene::{Request, Scene, noon};

/// How many runs there are beside the one that is asked for.
const OTHERS: usize = 100;

type Asked = (&'static Scene, &'static Request);

/// A server, and a request that it answers as it has answered one of its kind before.
fn asked(scene: Scene, once: &Request, request: Request) -> Asked {
    let reply = scene.answer(once);
    assert!(
        reply.status.is_success(),
        "{}",
        String::from_utf8_lossy(&reply.body)
    );
    scene.wait();
    (Box::leak(Box::new(scene)), Box::leak(Box::new(request)))
}

fn read_flow_run() -> Asked {
    let scene = Scene::with_runs(OTHERS);
    let run = scene.create_run(&json!({}));
    let request = || Request::new("GET", &format!("/flow_runs/{run}"), &Value::Null);
    asked(scene, &request(), request())
}

fn create_flow_run() -> Asked {
    let scene = Scene::with_runs(OTHERS);
    let path = scene.create_run_path();
    let request = |key| {
        let body = json!({"parameters": {"department": "Sales"}, "idempotency_key": key});
        Request::new("POST", &path, &body)
    };
    asked(scene, &request("one"), request("two"))
}

fn set_flow_run_state() -> Asked {
    let scene = Scene::with_runs(OTHERS);
    let request = || {
        let run = scene.create_run(&json!({}));
        let body = json!({"state": {"type": "PENDING", "name": "Pending"}});
        Request::new("POST", &format!("/flow_runs/{run}/set_state"), &body)
    };
    let (once, request) = (request(), request());
    asked(scene, &once, request)
}

fn filter_flow_runs() -> Asked {
    let scene = Scene::with_runs(OTHERS);
    let body = json!({
        "flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}},
        "sort": "START_TIME_DESC", "limit": 50,
    });
    let request = || Request::new("POST", "/flow_runs/filter", &body);
    asked(scene, &request(), request())
}

/// A hundred log lines, as a client sends them.
fn create_logs() -> Asked {
    let scene = Scene::with_runs(OTHERS);
    let run = scene.create_run(&json!({}));
    let line = |second: i64| {
        json!({
            "name": "prefect.flow_runs", "level": 20,
            "message": format!("Line {second} of a run that tells what it does"),
            "timestamp": noon() + TimeDelta::microseconds(second * 1_234_567),
            "flow_run_id": run,
        })
    };
    let request = || Request::new("POST", "/logs/", &(0..100).map(line).collect());
    asked(scene, &request(), request())
}

#[library_benchmark]
#[bench::read_flow_run(setup = read_flow_run)]
#[bench::create_flow_run(setup = create_flow_run)]
#[bench::set_flow_run_state(setup = set_flow_run_state)]
#[bench::filter_flow_runs(setup = filter_flow_runs)]
#[bench::create_logs(setup = create_logs)]
fn answer((scene, request): Asked) -> Reply {
    black_box(scene.answer(black_box(request)))
}

library_benchmark_group!(name = requests, benchmarks = [answer]);
