//! Answers, from what the application gives to the bytes that are sent.

use std::hint::black_box;

use gungraun::prelude::*;
use http::StatusCode;
use prefect_mock::app::FlowRunView;
use prefect_mock_api::types::FlowRunResponse;
use prefect_mock_api::{Reply, Written};
use serde_json::json;

use crate::scene::{Scene, body};

/// So many flow runs.
fn views(count: usize) -> Vec<FlowRunView> {
    let scene: &Scene = Box::leak(Box::new(Scene::with_runs(count)));
    let views = scene.app.read_flow_runs(&body(json!({}))).unwrap();
    assert_eq!(views.len(), count);
    serialise(views.clone());
    views
}

fn serialise(views: Vec<FlowRunView>) -> Reply {
    let page = Written::<Vec<FlowRunResponse>>::of_each(&views);
    Reply::json(StatusCode::OK, page).unwrap()
}

#[library_benchmark]
#[bench::one(args = (1), setup = views)]
#[bench::fifty(args = (50), setup = views)]
fn flow_runs(views: Vec<FlowRunView>) -> Reply {
    black_box(serialise(black_box(views)))
}

library_benchmark_group!(name = answers, benchmarks = [flow_runs]);
