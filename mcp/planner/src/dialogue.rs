//! The conversation with a model, until it has given a plan that can be used.
//!
//! ```text
//!   new ──► ask ──► answer ──► Planned
//!            ▲        ├──────► Declined   the model says that the tools cannot do it
//!            └ Again ◄┤
//!                     └──────► GaveUp     MAX_ROUNDS answers had problems
//! ```
//!
//! A dialogue is a value: it does no I/O and knows no clock. Whoever drives it takes its turns to a model and brings
//! the answers back.

use mcp_flow::{DraftFlow, FlowDefinition, Problems, TaskMappings, draft};
use serde_json::Value;

use crate::{prompt, text::shorten};

/// How often a model is asked for one plan: once, and then with the problems of what it gave.
pub(crate) const MAX_ROUNDS: u32 = 3;

/// The longest part of an answer without a plan in it that is kept, in characters.
const KEPT_CHARS: usize = 2_000;

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// What we said.
    Planner(String),
    /// What the model said.
    Model(String),
}

/// A plan that cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rejected {
    /// The plan as the model gave it; a string where there was no JSON in its answer.
    pub(crate) draft: Value,
    /// Everything that is wrong with it.
    pub(crate) problems: Problems,
}

/// What follows from an answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Verdict {
    /// The plan can be used.
    Planned(FlowDefinition),
    /// The model says why the tools cannot do the task.
    Declined(String),
    /// The model is to be asked again.
    Again,
    /// The model has been asked often enough.
    GaveUp,
}

/// A conversation about one task.
#[derive(Clone, Debug)]
pub(crate) struct Dialogue {
    turns: Vec<Turn>,
    rounds: u32,
    rejected: Option<Rejected>,
}

impl Dialogue {
    /// Begins a conversation about `task`.
    pub(crate) fn new(task: &str, mappings: &TaskMappings) -> Self {
        let turns = vec![Turn::Planner(prompt::request(task, mappings))];
        Self {
            turns,
            rounds: 0,
            rejected: None,
        }
    }

    /// All messages so far; the last is for the model to answer.
    pub(crate) fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// How many answers there were.
    pub(crate) fn rounds(&self) -> u32 {
        self.rounds
    }

    /// The last plan that could not be used.
    pub(crate) fn rejected(&self) -> Option<&Rejected> {
        self.rejected.as_ref()
    }

    /// Takes the model's answer.
    pub(crate) fn answer(&mut self, answer: String, mappings: &TaskMappings) -> Verdict {
        self.rounds += 1;
        let (draft, checked) = match draft::find_object(&answer) {
            Err(problems) => (Value::String(shorten(&answer, KEPT_CHARS)), Err(problems)),
            Ok(value) => {
                if let Some(reason) = declined(&value) {
                    return Verdict::Declined(reason);
                }
                let checked = FlowDefinition::from_draft(DraftFlow::read(&value), mappings);
                (value, checked)
            }
        };
        let problems = match checked {
            Ok(definition) => return Verdict::Planned(definition),
            Err(problems) => problems,
        };
        self.turns.push(Turn::Model(answer));
        self.turns.push(Turn::Planner(prompt::feedback(&problems)));
        self.rejected = Some(Rejected { draft, problems });
        if self.rounds < MAX_ROUNDS {
            Verdict::Again
        } else {
            Verdict::GaveUp
        }
    }
}

/// The reason in an answer that says that the task cannot be done.
fn declined(answer: &Value) -> Option<String> {
    let reason = answer
        .get("cannot")
        .filter(|_| answer.get("tasks").is_none())?;
    Some(shorten(
        reason.as_str().unwrap_or("no reason given"),
        KEPT_CHARS,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const GOOD: &str = r#"{"flow_name": "f", "tasks": [{"task_key": "s_t"}]}"#;
    const BAD: &str = r#"{"flow_name": "f", "tasks": [{"task_key": "s_u"}]}"#;

    fn mappings() -> TaskMappings {
        crate::tools::read(&json!([{"server_name": "s", "tools": [{"name": "t"}]}]))
    }

    #[test]
    fn a_good_plan_ends_it() {
        let mut dialogue = Dialogue::new("task", &mappings());
        assert!(matches!(&dialogue.turns(), [Turn::Planner(text)] if text.contains("s_t")));
        assert!(matches!(
            dialogue.answer(format!("Sure:\n{GOOD}"), &mappings()),
            Verdict::Planned(_)
        ));
        assert_eq!(dialogue.rounds(), 1);
    }

    #[test]
    fn problems_are_told_and_a_mended_plan_is_taken() {
        let mut dialogue = Dialogue::new("task", &mappings());
        assert_eq!(dialogue.answer(BAD.to_owned(), &mappings()), Verdict::Again);
        let [_, Turn::Model(said), Turn::Planner(told)] = dialogue.turns() else {
            panic!("{:?}", dialogue.turns());
        };
        assert_eq!(said, BAD);
        assert!(
            told.contains("/tasks/0/task_key") && told.contains("did you mean"),
            "{told}"
        );
        assert!(matches!(
            dialogue.answer(GOOD.to_owned(), &mappings()),
            Verdict::Planned(_)
        ));
    }

    #[test]
    fn it_gives_up_after_three_answers_and_keeps_the_last() {
        let mut dialogue = Dialogue::new("task", &mappings());
        assert_eq!(dialogue.answer(BAD.to_owned(), &mappings()), Verdict::Again);
        assert_eq!(
            dialogue.answer("no plan".to_owned(), &mappings()),
            Verdict::Again
        );
        assert_eq!(dialogue.rejected().unwrap().draft, json!("no plan"));
        assert_eq!(
            dialogue.answer(BAD.to_owned(), &mappings()),
            Verdict::GaveUp
        );
        assert_eq!(
            dialogue.rejected().unwrap().draft["tasks"][0]["task_key"],
            "s_u"
        );
    }

    #[test]
    fn a_model_may_decline() {
        let mut dialogue = Dialogue::new("task", &mappings());
        let verdict = dialogue.answer(
            r#"{"cannot": "no tool sends mail"}"#.to_owned(),
            &mappings(),
        );
        assert_eq!(verdict, Verdict::Declined("no tool sends mail".to_owned()));
    }
}
