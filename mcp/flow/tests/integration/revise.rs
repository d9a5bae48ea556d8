//! Edits change what they name, and nothing else.

use mcp_flow::{DraftEdits, DraftFlow, revise};
use mcp_flow_cases::{Case, Choices, Shape, Words, bytes_of_seed};
use serde_json::{Value, json};

/// How many plans are revised, of each kind of words.
const CASES: u64 = 200;

fn text(value: &Value) -> String {
    serde_json::to_string(value).expect("JSON")
}

#[test]
fn tasks_that_no_edit_touches_stay_as_they_are_to_the_byte() {
    for words in [Words::Plain, Words::Hostile] {
        for seed in 0..CASES {
            let shape = Shape {
                words,
                tasks: 6,
                references: 3,
                missing: 0,
            };
            let case = Case::make(&mut Choices::new(&bytes_of_seed(seed)), shape);
            let before =
                serde_json::to_value(case.definition().expect("a good plan")).expect("JSON");
            let tasks = before["tasks"].as_array().expect("tasks");
            let place = usize::try_from(seed).expect("a small number") % tasks.len();
            let mut added = tasks[place].clone();
            added["id"] = json!("added to the plan");
            let edits = DraftEdits::read(&json!([
                {"op": "set_depends_on", "id": tasks[place]["id"], "depends_on": []},
                {"op": "add_task", "task": added},
            ]));
            let again = || revise(&DraftFlow::read(&before), &edits, Some(&case.mappings()));
            let revised = again().unwrap_or_else(|problems| panic!("{words:?} {seed}: {problems}"));
            assert_eq!(
                again(),
                Ok(revised.clone()),
                "a dry run answers what applying does"
            );
            let after = serde_json::to_value(&revised).expect("JSON");
            assert_eq!(text(&after["parameters"]), text(&before["parameters"]));
            assert_eq!(
                after["tasks"].as_array().map(Vec::len),
                Some(tasks.len() + 1)
            );
            for (index, task) in tasks
                .iter()
                .enumerate()
                .filter(|(index, _)| *index != place)
            {
                assert_eq!(text(&after["tasks"][index]), text(task), "{words:?} {seed}");
            }
        }
    }
}
