//! A page of 50 out of 10,000 flow runs, and the history of all of them.

use std::hint::black_box;

use chrono::TimeDelta;
use gungraun::prelude::*;
use prefect_mock::app::{FlowRunView, HistoryInterval};
use prefect_mock_api::types::{FlowRunHistoryBody, ReadFlowRunsBody};
use serde_json::{Value, json};

use crate::scene::{MANY, RARE_TAG, Scene, body, noon};

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

fn history_of_a_day() -> (&'static Scene, &'static FlowRunHistoryBody) {
    let scene: &Scene = Box::leak(Box::new(Scene::with_runs(MANY)));
    let asked: &FlowRunHistoryBody = Box::leak(Box::new(body(json!({
        "history_start": noon() - TimeDelta::hours(12), "history_end": noon() + TimeDelta::hours(12),
        "history_interval_seconds": 3600,
    }))));
    let history = scene.app.flow_run_history(asked).unwrap();
    let counts = history.iter().flat_map(|interval| &interval.states);
    assert_eq!(counts.map(|state| state.count).sum::<u64>(), MANY as u64);
    (scene, asked)
}

#[library_benchmark]
#[bench::of_a_day(setup = history_of_a_day)]
fn history((scene, asked): (&'static Scene, &'static FlowRunHistoryBody)) -> Vec<HistoryInterval> {
    black_box(scene.app.flow_run_history(black_box(asked)).unwrap())
}

library_benchmark_group!(name = pages, benchmarks = [read, history]);
