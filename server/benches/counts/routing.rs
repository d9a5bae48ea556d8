//! From a method and a path to an operation.

use std::hint::black_box;

use gungraun::prelude::*;
use prefect_mock_api::{OPERATIONS, Route, Router, Segment};

const ID: &str = "6f1e2d3c-0000-4000-8000-000000000001";

/// A method, and the decoded segments of a path.
type Asked = (&'static str, Vec<&'static str>);

/// One request for each operation of the document, and room for where they lead.
fn one_for_each_operation() -> (Vec<Asked>, Vec<Route<'static>>) {
    let asked: Vec<Asked> = OPERATIONS
        .iter()
        .map(|info| {
            let segments = info.segments.iter().map(|segment| match segment {
                Segment::Literal(literal) => literal,
                Segment::Uuid(_) => ID,
                Segment::Text(_) => "local",
            });
            (info.method, segments.collect())
        })
        .collect();
    let found: Vec<Route<'static>> = asked.iter().map(find).collect();
    (asked, Vec::with_capacity(found.len()))
}

fn find((method, segments): &Asked) -> Route<'static> {
    Router::shared().route(method, segments).unwrap()
}

#[library_benchmark]
#[bench::one_for_each_operation(setup = one_for_each_operation)]
fn route(
    (asked, mut routes): (Vec<Asked>, Vec<Route<'static>>),
) -> (Vec<Asked>, Vec<Route<'static>>) {
    routes.extend(black_box(&asked).iter().map(find));
    (asked, black_box(routes))
}

library_benchmark_group!(name = routes, benchmarks = [route]);
