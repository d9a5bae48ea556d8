//! No stranger's text becomes code: plans and tool sets with hostile names, texts, values and defaults give modules
//! that CPython parses, that have only the kinds of nodes that are listed, and whose literals are the plan's values.
//!
//! The same is a fuzz target in `mcp/flow/fuzz`.

use mcp_flow_cases::{Case, Checker, Choices, Shape, Words, bytes_of_seed};

use crate::python::python;

/// How many plans are tried.
const CASES: u64 = 10_000;

/// How many Pythons take modules apart at the same time.
const CHECKERS: u64 = 2;

/// Plans of those who mean harm.
const HOSTILE: Shape = Shape {
    words: Words::Hostile,
    tasks: 4,
    references: 5,
    missing: 0,
};

fn case(seed: u64) -> Case {
    Case::make(&mut Choices::new(&bytes_of_seed(seed)), HOSTILE)
}

#[test]
fn no_text_of_a_stranger_becomes_code() {
    let Some(python) = python() else {
        return;
    };
    let failures: Vec<String> = std::thread::scope(|scope| {
        let check = |first: u64| {
            let mut checker = Checker::start(&python).expect("Python starts");
            (first..CASES)
                .step_by(usize::try_from(CHECKERS).expect("a small number"))
                .filter_map(|seed| {
                    let fault = checker.check(&case(seed)).err()?;
                    Some(format!("seed {seed}: {fault}"))
                })
                .take(3)
                .collect::<Vec<_>>()
        };
        let threads: Vec<_> = (0..CHECKERS)
            .map(|first| scope.spawn(move || check(first)))
            .collect();
        let failures = threads
            .into_iter()
            .map(|thread| thread.join().expect("a checker ends"));
        failures.flatten().collect()
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn cases_are_what_this_test_needs() {
    let cases: Vec<Case> = (0..500).map(case).collect();
    let text = |case: &Case| format!("{}{}", case.plan, case.mcp_data);
    for word in [
        r#"\"\"\""#,
        "\\\\N{DIGIT ONE}",
        "\u{2028}",
        "__class__",
        "{{",
        "\\n",
        "%(x)s",
        "lambda",
    ] {
        assert!(cases.iter().any(|case| text(case).contains(word)), "{word}");
    }
    let count = |what: &dyn Fn(&Case) -> bool| cases.iter().filter(|case| what(case)).count();
    assert!(count(&|case| case.tasks.len() > 2) > 100);
    assert!(count(&|case| case.plan.to_string().contains("{{")) > 200);
    assert!(count(&|case| !case.parameters.is_empty()) > 150);
    assert!(count(&|case| case.parameters.len() > 1) > 50);
    assert!(
        count(&|case| case
            .tasks
            .iter()
            .all(|task| case.tools.get(task.tool).is_some()))
            > 450
    );
}
