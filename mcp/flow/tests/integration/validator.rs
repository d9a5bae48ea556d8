//! Good plans are accepted, and bad ones are rejected with pointers to just what is wrong with them.

use std::collections::BTreeSet;

use mcp_flow::{DraftFlow, FlowDefinition, Problems, validate};
use mcp_flow_cases::{Case, Choices, MISTAKES, Mistake, Shape, Spoiled, Words, bytes_of_seed};

/// How many good plans are tried.
const GOOD: u64 = 400;

/// How many plans with one mistake of each class.
const OF_EACH_CLASS: u64 = 15;

/// How many plans with several mistakes.
const COMBINATIONS: u64 = 200;

/// The most tries to find a plan in which a mistake can be made.
const TRIES: u64 = 400;

const ORDINARY: Shape = Shape {
    words: Words::Plain,
    tasks: 6,
    references: 3,
    missing: 0,
};

fn problems(case: &Case) -> Problems {
    case.definition().expect_err("the plan has a mistake")
}

fn check(spoiled: &Spoiled, told: &str) {
    let problems = problems(&spoiled.case);
    let found: BTreeSet<&str> = problems
        .iter()
        .map(|problem| problem.pointer.as_str())
        .collect();
    let wanted: BTreeSet<&str> = spoiled.pointers.iter().map(String::as_str).collect();
    assert_eq!(found, wanted, "{told}\n{problems}\n{:#}", spoiled.case.plan);
    for problem in &problems {
        assert!(
            !problem.message.is_empty() && !problem.fix.is_empty(),
            "{told}: {problem:?}"
        );
    }
}

/// Makes mistakes in the plan of a seed; nothing where one of them cannot be made there.
fn spoil(seed: u64, mistakes: &[&Mistake]) -> Option<Spoiled> {
    let bytes = bytes_of_seed(seed);
    let mut choices = Choices::new(&bytes);
    let mut spoiled = Spoiled::new(Case::make(&mut choices, ORDINARY));
    let all = mistakes
        .iter()
        .all(|mistake| mistake.make(&mut spoiled, &mut choices));
    all.then_some(spoiled)
}

#[test]
fn good_plans_are_accepted() {
    for words in [Words::Plain, Words::Hostile] {
        for seed in 0..GOOD {
            let case = Case::make(
                &mut Choices::new(&bytes_of_seed(seed)),
                Shape { words, ..ORDINARY },
            );
            let definition = case
                .definition()
                .unwrap_or_else(|problems| panic!("{words:?} {seed}: {problems}\n{:#}", case.plan));
            // What travels reads back as itself, with the tools and without them.
            let text = serde_json::to_string(&definition).expect("JSON");
            let back: FlowDefinition = serde_json::from_str(&text).expect("a definition");
            assert_eq!(
                serde_json::to_string(&back).expect("JSON"),
                text,
                "{words:?} {seed}"
            );
            let draft = DraftFlow::from_text(&text).expect("a plan");
            let again = validate(&draft, Some(&case.mappings()));
            assert_eq!(again.as_ref(), Ok(&definition), "{words:?} {seed}");
        }
    }
}

#[test]
fn each_class_of_mistake_is_told_where_it_is() {
    for (class, mistake) in (0..).zip(&MISTAKES) {
        let seeds = (0..TRIES).map(|seed| 10_000 * (class + 1) + seed);
        let spoiled = seeds.filter_map(|seed| Some((seed, spoil(seed, &[mistake])?)));
        let mut count = 0;
        for (seed, spoiled) in spoiled.take(usize::try_from(OF_EACH_CLASS).expect("a small number"))
        {
            check(&spoiled, &format!("{mistake:?}, seed {seed}"));
            count += 1;
        }
        assert_eq!(count, OF_EACH_CLASS, "{mistake:?} can hardly ever be made");
    }
}

#[test]
fn all_mistakes_of_a_plan_are_told_at_once() {
    let mut count = 0;
    let mut seed = 1_000_000;
    while count < COMBINATIONS {
        seed += 1;
        assert!(seed < 1_010_000, "mistakes can hardly ever be combined");
        let bytes = bytes_of_seed(seed);
        let mut choices = Choices::new(&bytes);
        let several = 2 + choices.below(3);
        let mistakes: Vec<&Mistake> = (0..several).map(|_| choices.one_of(&MISTAKES)).collect();
        if let Some(spoiled) = spoil(seed, &mistakes) {
            check(&spoiled, &format!("{mistakes:?}, seed {seed}"));
            count += 1;
        }
    }
}
