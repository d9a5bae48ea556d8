//! A page of 50 out of 10,000 flow runs.

use std::hint::black_box;

use gungraun::prelude::*;
use prefect_mock::app::FlowRunView;
use prefect_mock_api::types::ReadFlowRunsBody;
use serde_json::{Value, json};

use crate::scene::{MANY, RARE_TAG, Scene, body};

/// The server, and a filter that a page of it matches.
fn query(filter: Value) -> (&'static Scene, &'static ReadFlowRunsBody) {
    let scene: &Scene = Box::leak(Box::new(Scene::with_runs(MANY)));
    let asked: &ReadFlowRunsBody = Box::leak(Box::new(body(json!({
        "flow_runs": filter, "sort": "START_TIME_DESC", "limit": 50,
    }))));
    assert_eq!(scene.app.read_flow_runs(asked).unwrap().len(), 50);
    (scene, asked)
}

fn of_state() -> (&'static Scene, &'static ReadFlowRunsBody) {
    query(json!({"state": {"type": {"any_": ["COMPLETED"]}}}))
}

fn of_rare_tag() -> (&'static Scene, &'static ReadFlowRunsBody) {
    query(json!({"tags": {"all_": [RARE_TAG]}}))
}

#[library_benchmark]
#[bench::of_state(setup = of_state)]
#[bench::of_rare_tag(setup = of_rare_tag)]
fn read((scene, asked): (&'static Scene, &'static ReadFlowRunsBody)) -> Vec<FlowRunView> {
    black_box(scene.app.read_flow_runs(black_box(asked)).unwrap())
}

library_benchmark_group!(name = pages, benchmarks = [read]);
