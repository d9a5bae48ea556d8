use serde_json::json;

use super::*;
use crate::draft::DraftFlow;

fn graph(ids: &[(&str, &[&str])]) -> TaskGraph {
    let tasks: Vec<_> = ids
        .iter()
        .map(|(id, needs)| json!({"id": id, "mcp_server": "s", "mcp_tool": "t<1>", "depends_on": needs}))
        .collect();
    let draft = DraftFlow::read(&json!({"flow_name": "f", "tasks": tasks}));
    TaskGraph::of(&FlowDefinition::try_from(draft).unwrap())
}

fn diamond() -> TaskGraph {
    graph(&[
        ("end", &["left", "right"]),
        ("left", &["start"]),
        ("right", &["start"]),
        ("start", &[]),
    ])
}

#[test]
fn tasks_come_after_those_that_they_need() {
    let order: Vec<_> = diamond()
        .nodes
        .iter()
        .map(|node| (node.id.clone(), node.level))
        .collect();
    let expected = [("start", 0), ("left", 1), ("right", 1), ("end", 2)];
    assert_eq!(order, expected.map(|(id, level)| (id.to_owned(), level)));
}

#[test]
fn the_text_drawing() {
    assert_eq!(
        diamond().to_text(),
        "1 ─ start  s.t<1>\n2 ┬ left   s.t<1>  ← start\n  └ right  s.t<1>  ← start\n3 ─ end    s.t<1>  ← left, right\n"
    );
}

#[test]
fn the_mermaid_drawing_escapes_names() {
    assert_eq!(
        graph(&[("a|b", &[]), ("c; end", &["a|b"])]).to_mermaid(),
        "flowchart LR\n    n0[\"a#124;b<br/>s.t#60;1#62;\"]\n    n1[\"c#59; end<br/>s.t#60;1#62;\"]\n    n0 --> n1\n"
    );
}

#[test]
fn the_svg_drawing_is_a_golden() {
    let svg = graph(&[
        ("<script>alert(1)</script> & so on and so on and so on", &[]),
        (
            "left",
            &["<script>alert(1)</script> & so on and so on and so on"],
        ),
        (
            "right",
            &["<script>alert(1)</script> & so on and so on and so on"],
        ),
        ("end", &["right", "left"]),
    ])
    .to_svg();
    assert!(!svg.contains("<script"));
    expectorate::assert_contents("tests/golden/graph.svg", &svg);
}
