//! Each call, in both ways.

use std::hint::black_box;

use gungraun::prelude::*;
use prefect_rest::types;

use crate::setting::{Caller, Setting};

#[library_benchmark]
#[bench::by_hand(args = (Caller::by_hand), setup = Setting::to_read_one)]
#[bench::generated(args = (Caller::generated), setup = Setting::to_read_one)]
fn read_flow_run(setting: Setting) -> (types::FlowRunResponse, Setting) {
    (black_box(setting.read_flow_run()), setting)
}

#[library_benchmark]
#[bench::by_hand(args = (Caller::by_hand), setup = Setting::to_read_page)]
#[bench::generated(args = (Caller::generated), setup = Setting::to_read_page)]
fn read_200_flow_runs(setting: Setting) -> (Vec<types::FlowRunResponse>, Setting) {
    (black_box(setting.read_flow_runs()), setting)
}

#[library_benchmark]
#[bench::by_hand(args = (Caller::by_hand), setup = Setting::to_create)]
#[bench::generated(args = (Caller::generated), setup = Setting::to_create)]
fn create_flow_run_of_400_kib(mut setting: Setting) -> (types::FlowRunResponse, Setting) {
    (black_box(setting.create_flow_run()), setting)
}

library_benchmark_group!(
    name = calls,
    benchmarks = [
        read_flow_run,
        read_200_flow_runs,
        create_flow_run_of_400_kib
    ]
);
