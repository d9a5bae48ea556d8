//! The graphs that a real server answered for these very runs.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::app::fixture::{Fixture, body};
use crate::app::{App, Error, GraphNode, NewFlowRun, NodeKind, Settings};
use crate::clock::ManualClock;
use crate::domain::artifact::Artifact;
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{FlowRunId, TaskRunId};
use crate::random::Random;

fn task_run_input(id: TaskRunId) -> Value {
    json!({"input_type": "task_run", "id": id})
}

/// A flow run with task runs, one after the other, called by one letter each.
struct Drawn {
    fixture: Fixture,
    run: Arc<FlowRun>,
    names: BTreeMap<Uuid, String>,
}

impl Drawn {
    fn new() -> Self {
        let fixture = Fixture::new();
        let run = fixture.any_run();
        Self {
            fixture,
            run,
            names: BTreeMap::new(),
        }
    }

    fn task_run(&mut self, name: &str, inputs: &Value) -> TaskRunId {
        self.fixture.clock.advance(Duration::from_secs(1));
        let request = json!({
            "flow_run_id": self.run.id, "task_key": name, "dynamic_key": "0", "name": name,
            "task_inputs": inputs,
        });
        let (view, _) = self.fixture.app.create_task_run(body(request)).unwrap();
        let id = view.task_run.id;
        self.names.insert(id.uuid(), name.to_owned());
        id
    }

    fn set_state(&self, id: TaskRunId, state: &str) {
        self.fixture.clock.advance(Duration::from_secs(1));
        let request = body(json!({"state": {"type": state}, "force": true}));
        self.fixture.app.set_task_run_state(id, request).unwrap();
    }

    fn nodes(&self) -> Vec<GraphNode> {
        let graph = self
            .fixture
            .app
            .read_flow_run_graph_v2(self.run.id, None)
            .unwrap();
        let roots: Vec<Uuid> = graph
            .nodes
            .iter()
            .filter(|node| node.parents.is_empty())
            .map(|node| node.id)
            .collect();
        assert_eq!(graph.root_node_ids, roots);
        graph.nodes
    }

    /// The names of some ids, in the order of the alphabet: Prefect leaves open in
    /// which order they come.
    fn named(&self, ids: &[Uuid]) -> String {
        let mut names: Vec<&str> = ids.iter().map(|id| self.names[id].as_str()).collect();
        names.sort_unstable();
        names.concat()
    }

    /// The edges of each node: parents, children and what it runs inside of.
    fn edges(&self) -> BTreeMap<String, [String; 3]> {
        let edges = |node: GraphNode| {
            let name = self.names[&node.id].clone();
            let [parents, children, encapsulating] =
                [node.parents, node.children, node.encapsulating].map(|ids| self.named(&ids));
            (name, [parents, children, encapsulating])
        };
        self.nodes().into_iter().map(edges).collect()
    }
}

#[test]
fn edges_come_as_often_as_prefect_joins_them() {
    let mut drawn = Drawn::new();
    let constant = json!({"input_type": "constant", "type": "int"});
    let a = drawn.task_run("a", &json!({"x": [], "y": [], "z": [constant]}));
    let b = drawn.task_run("b", &json!({"x": [task_run_input(a)], "y": []}));
    let d = task_run_input(drawn.task_run("d", &json!({})));
    drawn.task_run(
        "c",
        &json!({
            "x": [task_run_input(b), d], "y": [d], "q": [task_run_input(a)], "__parents__": [d],
        }),
    );
    drawn.task_run("e", &json!({"y": [d]}));
    let expected = [
        ("a", ["", "bbbccc", ""]),
        ("b", ["aaa", "cc", ""]),
        ("c", ["aaabbdd", "", "d"]),
        ("d", ["", "cce", ""]),
        ("e", ["d", "", ""]),
    ];
    let expected = expected.map(|(name, edges)| (name.to_owned(), edges.map(str::to_owned)));
    assert_eq!(drawn.edges(), BTreeMap::from(expected));
}

#[test]
fn a_subflow_run_takes_the_place_of_its_task_run() {
    let mut drawn = Drawn::new();
    let a = drawn.task_run("a", &json!({}));
    let parent = drawn.task_run("p", &json!({"x": [task_run_input(a)]}));
    let subflow_run = drawn
        .fixture
        .app
        .transaction(|tx| {
            let (run, _) = tx.create_flow_run(NewFlowRun {
                name: Some("sub".to_owned()),
                parent_task_run_id: Some(parent),
                ..NewFlowRun::of_flow(drawn.run.flow_id)
            })?;
            Ok(run)
        })
        .unwrap();
    drawn.names.insert(subflow_run.id.uuid(), "s".to_owned());
    // Nothing leads to the task run, as it is no node.
    drawn.task_run("g", &json!({"x": [task_run_input(parent)]}));
    let edges = drawn.edges();
    assert_eq!(edges["a"], ["", "s", ""]);
    assert_eq!(edges["s"], ["a", "", ""]);
    assert_eq!(edges["g"], ["", "", ""]);
    let nodes = drawn.nodes();
    let node = nodes.iter().find(|node| node.id == subflow_run.id.uuid());
    let node = node.unwrap();
    assert_eq!(node.kind, NodeKind::FlowRun);
    assert_eq!(node.label, "flow-0 / sub");
}

#[test]
fn nodes_are_in_the_order_of_their_start() {
    let mut drawn = Drawn::new();
    let [a, b, _] = ["a", "b", "c"].map(|name| drawn.task_run(name, &json!({})));
    drawn.set_state(b, "RUNNING");
    drawn.set_state(a, "COMPLETED");
    let order = |nodes: &[GraphNode]| -> String {
        nodes.iter().map(|node| &*drawn.names[&node.id]).collect()
    };
    // `c` counts as started when it was expected.
    assert_eq!(order(&drawn.nodes()), "cba");

    let since = drawn.nodes()[2].end_time.unwrap();
    let graph = |since| {
        let graph = drawn
            .fixture
            .app
            .read_flow_run_graph_v2(drawn.run.id, since);
        order(&graph.unwrap().nodes)
    };
    assert_eq!(graph(Some(since)), "cba");
    let later = since + chrono::TimeDelta::microseconds(1);
    assert_eq!(graph(Some(later)), "cb");
}

#[test]
fn artifacts_show_where_they_belong() {
    let mut drawn = Drawn::new();
    let a = drawn.task_run("a", &json!({}));
    let run_id = drawn.run.id;
    drawn
        .fixture
        .app
        .transaction(|tx| {
            let rows = [
                (Some("key"), Some("progress"), Some(a)),
                (Some("key"), Some("markdown"), None),
                (None, Some("result"), None),
                (None, Some("table"), None),
                (None, None, None),
            ];
            for (number, (key, kind, task_run_id)) in (0..).zip(rows) {
                let time = tx.now + chrono::TimeDelta::seconds(number);
                tx.add_artifact(Artifact {
                    id: tx.random.uuid_v4().into(),
                    created: time,
                    updated: time,
                    key: key.map(str::to_owned),
                    kind: kind.map(str::to_owned),
                    description: None,
                    data: json!(0.5),
                    metadata: None,
                    flow_run_id: Some(run_id),
                    task_run_id,
                });
            }
            Ok(())
        })
        .unwrap();
    let graph = drawn.fixture.app.read_flow_run_graph_v2(run_id, None);
    let graph = graph.unwrap();
    let own: Vec<_> = graph
        .artifacts
        .iter()
        .map(|one| (one.kind.as_deref(), one.is_latest, &one.data))
        .collect();
    let null = Value::Null;
    assert_eq!(
        own,
        [
            (Some("markdown"), true, &null),
            (Some("table"), true, &null)
        ]
    );
    let [artifact] = &graph.nodes[0].artifacts[..] else {
        panic!("the task run has one artifact");
    };
    assert!(!artifact.is_latest);
    assert_eq!(artifact.data, json!(0.5));
}

#[test]
fn a_graph_has_bounds() {
    let clock = ManualClock::new(crate::app::fixture::noon());
    let settings = Settings {
        max_graph_nodes: 2,
        ..Settings::default()
    };
    let app = App::new(
        Arc::new(clock.clone()),
        Arc::new(Random::seeded(1)),
        settings,
    );
    let mut drawn = Drawn {
        fixture: Fixture {
            app: Arc::new(app),
            clock,
        },
        ..Drawn::new()
    };
    drawn.run = drawn.fixture.any_run();
    drawn.task_run("a", &json!({}));
    drawn.task_run("b", &json!({}));
    assert_eq!(drawn.nodes().len(), 2);
    drawn.task_run("c", &json!({}));
    let id = drawn.run.id;
    let graph = drawn.fixture.app.read_flow_run_graph_v2(id, None);
    let message = format!("The graph of flow run {id} has more than 2 nodes.");
    assert_eq!(graph.unwrap_err(), Error::BadRequest(message));
}

#[test]
fn dependencies_name_each_task_run_once() {
    let mut drawn = Drawn::new();
    let a = drawn.task_run("a", &json!({}));
    let b = drawn.task_run(
        "b",
        &json!({"x": [task_run_input(a)], "y": [task_run_input(a)]}),
    );
    let parameter = json!({"input_type": "parameter", "name": "q"});
    let inputs = json!({
        "x": [task_run_input(a), task_run_input(b), parameter], "__parents__": [task_run_input(b)],
    });
    let c = drawn.task_run("c", &inputs);
    let graph = drawn.fixture.app.read_flow_run_graph_v1(drawn.run.id);
    let upstream: BTreeMap<_, _> = graph
        .unwrap()
        .into_iter()
        .map(|one| (one.task_run.id, one.upstream))
        .collect();
    assert_eq!(
        upstream,
        BTreeMap::from([(a, vec![]), (b, vec![a]), (c, vec![a, b])])
    );
}

#[test]
fn nobody_has_no_graph() {
    let fixture = Fixture::new();
    let id = FlowRunId::new(Uuid::nil());
    assert_eq!(
        fixture.app.read_flow_run_graph_v1(id).unwrap_err(),
        Error::Missing(format!("Flow run with id {id} not found"))
    );
    assert_eq!(
        fixture.app.read_flow_run_graph_v2(id, None).unwrap_err(),
        Error::Missing(format!("Flow run {id} not found"))
    );
}
