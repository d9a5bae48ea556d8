//! Generated code means what the plan means: random plans, run by real Prefect with stubbed tools, send and return what
//! a reference interpreter of the plan says.

use std::collections::{BTreeSet, HashMap};
use std::process::{Command, Stdio};

use mcp_flow::{FlowDefinition, TaskGraph, render};
use mcp_flow_cases::{Case, Choices, Meant, Missing, Shape, Step, Words, bytes_of_seed};
use serde_json::{Map, Value, json};

use crate::fixtures::prefect::RealPrefect;

/// How many plans run inside flows that they share.
const CASES: u64 = 1_000;

/// How many plans share one flow run.
const IN_ONE_FLOW: usize = 250;

/// How many plans are flow runs of their own.
const OWN_FLOWS: u64 = 25;

/// The program that runs them.
const PROGRAM: &str = include_str!("run_cases.py");

/// Plans with up to five references in an argument, some of which lead nowhere.
const SHAPE: Shape = Shape {
    words: Words::Plain,
    tasks: 6,
    references: 5,
    missing: 15,
};

/// A plan, and what is to become of it.
struct Expected {
    seed: u64,
    case: Case,
    definition: FlowDefinition,
    /// The results of the tasks that have one.
    results: HashMap<String, Value>,
    /// What each tool is sent, by task.
    sent: Map<String, Value>,
    /// What the first task that fails may say; nothing where none does.
    errors: Vec<String>,
}

/// What a stubbed tool answers.
fn stub(tool: &str, arguments: &Value) -> Value {
    let n = leaves(arguments);
    let rows = json!([{"name": format!("{tool} é"), "value": f64::from(n) + 0.5}, {"name": "", "value": -1}]);
    json!({"n": n, "text": "a \"b\"\n{{c}}", "rows": rows, "odd key": {"x": null, "flags": [true, false]}})
}

fn leaves(value: &Value) -> u32 {
    match value {
        Value::Array(items) => items.iter().map(leaves).sum(),
        Value::Object(members) => members.values().map(leaves).sum(),
        _ => 1,
    }
}

/// Interprets the plan of a seed.
fn expected(seed: u64) -> Expected {
    let case = Case::make(&mut Choices::new(&bytes_of_seed(seed)), SHAPE);
    let definition = case
        .definition()
        .unwrap_or_else(|problems| panic!("seed {seed}: {problems}"));
    let parameters = case.values();
    let mut results = HashMap::new();
    let mut sent = Map::new();
    let mut errors = Vec::new();
    for node in TaskGraph::of(&definition).nodes() {
        let task = &case.tasks[node.place];
        let referenced = task.arguments.iter().flat_map(|(_, meant)| meant.tasks());
        let mut needs = task.depends_on.iter().map(String::as_str).chain(referenced);
        if needs.any(|need| !results.contains_key(need)) {
            continue;
        }
        let worth = |(name, meant): &(String, Meant)| {
            Ok((name.clone(), meant.evaluate(&results, &parameters)?))
        };
        let worths: Vec<Result<(String, Value), Box<Missing>>> =
            task.arguments.iter().map(worth).collect();
        let missing: Vec<String> = worths
            .iter()
            .filter_map(|worth| worth.as_ref().err())
            .map(|missing| message(missing))
            .collect();
        if !missing.is_empty() {
            if errors.is_empty() {
                errors = missing;
            }
            continue;
        }
        let arguments = Value::Object(worths.into_iter().flatten().collect());
        results.insert(
            task.id.clone(),
            stub(&case.tools[task.tool].tool, &arguments),
        );
        sent.insert(task.id.clone(), arguments);
    }
    Expected {
        seed,
        case,
        definition,
        results,
        sent,
        errors,
    }
}

/// What a flow says of a part that a result lacks.
fn message(missing: &Missing) -> String {
    let step = |step: &Step| match step {
        Step::Key(key) => format!("['{key}']"),
        Step::Item(place) => format!("[{place}]"),
    };
    let taken: String = missing.taken.iter().map(step).collect::<Vec<_>>().concat();
    let found = match &missing.found {
        Value::Object(members) => {
            let keys: Vec<String> = members.keys().map(|key| format!("'{key}'")).collect();
            format!("an object with the keys {}", keys.join(", "))
        }
        Value::Array(items) => format!("a list of length {}", items.len()),
        other => format!("the value {other}"),
    };
    format!(
        "ReferenceNotFound: {}{taken} has no {}; there is {found}",
        missing.whole,
        step(&missing.step)
    )
}

/// Runs cases in one process; returns what became of each.
fn run(server: &RealPrefect, cases: &[Expected], own: bool) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, content: &str| {
        std::fs::write(folder.path().join(name), content).expect("a file");
    };
    let mut modules: Vec<Value> = Vec::new();
    for case in cases {
        let rendered = render(&case.definition);
        let name = format!("case_{}", case.seed);
        write(&format!("{name}.py"), &rendered.source);
        modules.push(json!({"name": name, "function": rendered.function, "told": case.case.told}));
    }
    write("run_cases.py", PROGRAM);
    write(
        "request.json",
        &json!({"own": own, "cases": modules}).to_string(),
    );
    let output = Command::new(std::env::var_os("PREFECT_PYTHON").expect("a Python"))
        .args(["run_cases.py", "request.json"])
        .current_dir(folder.path())
        .env("PREFECT_API_URL", server.url())
        .env("PREFECT_HOME", folder.path())
        .env("PREFECT_LOGGING_LEVEL", "CRITICAL")
        .stdin(Stdio::null())
        .output()
        .expect("Python runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(text.lines().last().unwrap_or_default()).expect("a list of outcomes")
}

fn compare(case: &Expected, outcome: &Value) {
    let told = format!(
        "seed {}\n{:#}\n{}",
        case.seed,
        case.case.plan,
        render(&case.definition).source
    );
    assert_eq!(outcome["sent"], Value::Object(case.sent.clone()), "{told}");
    if case.errors.is_empty() {
        assert_eq!(outcome["error"], Value::Null, "{told}");
        assert_eq!(outcome["result"], json!(case.results), "{told}");
    } else {
        let error = outcome["error"].as_str().unwrap_or_default();
        assert!(
            case.errors.iter().any(|wanted| wanted == error),
            "{error}\n{:#?}\n{told}",
            case.errors
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn real_prefect_does_what_random_plans_mean() {
    let Some(server) = RealPrefect::start().await else {
        return;
    };
    // First, because the server is busy for a while with what it is told of so many tasks.
    let own: Vec<Expected> = (CASES..CASES + OWN_FLOWS).map(expected).collect();
    for (case, outcome) in own.iter().zip(run(&server, &own, true)) {
        compare(case, &outcome);
    }
    let cases: Vec<Expected> = (0..CASES).map(expected).collect();
    let failing = cases.iter().filter(|case| !case.errors.is_empty()).count();
    assert!(
        (50..500).contains(&failing),
        "{failing} of the plans refer to something that is not there"
    );
    let arguments = cases
        .iter()
        .flat_map(|case| &case.case.tasks)
        .flat_map(|task| &task.arguments);
    let references: BTreeSet<usize> = arguments.map(|(_, meant)| meant.tasks().len()).collect();
    assert_eq!(
        references,
        (0..=SHAPE.references).collect(),
        "references in an argument"
    );
    for cases in cases.chunks(IN_ONE_FLOW) {
        let outcomes = run(&server, cases, false);
        assert_eq!(outcomes.len(), cases.len());
        for (case, outcome) in cases.iter().zip(&outcomes) {
            compare(case, outcome);
        }
    }
}
