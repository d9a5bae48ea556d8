//! The conversation with whoever writes the plan, until there is one that can be used.
//!
//! ```text
//!   new ──► ask ──► answer ──► Planned
//!            ▲        ├──────► Declined   the model says that the tools cannot do it
//!            └ Again ◄┤
//!                     └──────► GaveUp     MAX_ROUNDS answers had problems
//! ```
//!
//! A dialogue is a value: it does no I/O. Whoever drives it takes its turns to a model and brings the answers back, and
//! stops when its deadline is over.

use mcp_flow::{DraftFlow, FlowDefinition, Problem, Problems, TaskMappings, draft};
use serde_json::Value;
use tokio::time::{Duration, Instant};

use crate::prompt::{self, Prompt};
use crate::text::{cut, shorten};

/// How often a model is asked for one plan: once, and then with the problems of what it gave.
pub(crate) const MAX_ROUNDS: u32 = 3;

/// How long all rounds together may take. Hosts cut a call at 120 seconds, and then nobody sees what there was.
pub(crate) const MAX_TIME: Duration = Duration::from_secs(90);

/// The longest answer that is read, in bytes: twice what the most tokens of an answer come to.
pub(crate) const MAX_ANSWER_BYTES: usize = 32 * 1024;

/// The longest part of an answer without a plan in it that is kept, in characters.
const KEPT_CHARS: usize = 2_000;

/// One message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn<'a> {
    /// What we said.
    Planner(&'a str),
    /// What the model said.
    Model(&'a str),
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

/// An answer that had problems, and what we said to it.
#[derive(Clone, Debug)]
struct Exchange {
    answer: String,
    feedback: String,
}

/// A conversation about one task.
#[derive(Clone, Debug)]
pub(crate) struct Dialogue {
    prompt: Prompt,
    began: Instant,
    exchanges: Vec<Exchange>,
    rounds: u32,
    rejected: Option<Rejected>,
}

impl Dialogue {
    /// Begins a conversation.
    pub(crate) fn new(prompt: Prompt) -> Self {
        Self {
            prompt,
            began: Instant::now(),
            exchanges: Vec::new(),
            rounds: 0,
            rejected: None,
        }
    }

    /// Goes on with a conversation that `began` earlier and had these answers already.
    pub(crate) fn resume(&mut self, began: Instant, answers: Vec<String>, mappings: &TaskMappings) {
        self.began = began;
        for answer in answers {
            self.answer(Value::String(answer), mappings);
        }
    }

    /// What the model was asked first.
    pub(crate) fn prompt(&self) -> &Prompt {
        &self.prompt
    }

    /// All messages so far; the last is for the model to answer.
    pub(crate) fn turns(&self) -> Vec<Turn<'_>> {
        let later = self.exchanges.iter().flat_map(|exchange| {
            [
                Turn::Model(&exchange.answer),
                Turn::Planner(&exchange.feedback),
            ]
        });
        [Turn::Planner(&self.prompt.request)]
            .into_iter()
            .chain(later)
            .collect()
    }

    /// The model's answers so far.
    pub(crate) fn answers(&self) -> impl Iterator<Item = &str> {
        self.exchanges.iter().map(|exchange| &*exchange.answer)
    }

    /// When it began.
    pub(crate) fn began(&self) -> Instant {
        self.began
    }

    /// When it is over, with a plan or without.
    pub(crate) fn deadline(&self) -> Instant {
        self.began + MAX_TIME
    }

    /// How many answers there were.
    pub(crate) fn rounds(&self) -> u32 {
        self.rounds
    }

    /// The last plan that could not be used.
    pub(crate) fn rejected(&self) -> Option<&Rejected> {
        self.rejected.as_ref()
    }

    /// Takes an answer: text in which there may be a plan, or JSON that is one.
    ///
    /// Where no tools are known (`mappings` is empty), the plan is held against nothing but itself.
    pub(crate) fn answer(&mut self, answer: Value, mappings: &TaskMappings) -> Verdict {
        self.rounds += 1;
        let (said, (draft, checked)) = match answer {
            Value::String(text) => {
                let text = cut(&text, MAX_ANSWER_BYTES).to_owned();
                let read = read(&text);
                (Some(text), read)
            }
            json => (None, (json.clone(), Ok(json))),
        };
        let checked = checked.and_then(|value| {
            if let Some(reason) = declined(&value) {
                return Ok(Err(reason));
            }
            let draft = DraftFlow::read(&value);
            if mappings.is_empty() {
                FlowDefinition::try_from(draft).map(Ok)
            } else {
                FlowDefinition::from_draft(draft, mappings).map(Ok)
            }
        });
        let problems = match checked {
            Ok(Ok(definition)) => return Verdict::Planned(definition),
            Ok(Err(reason)) => return Verdict::Declined(reason),
            Err(problems) => problems,
        };
        if let Some(answer) = said {
            let feedback = prompt::feedback(&problems);
            self.exchanges.push(Exchange { answer, feedback });
        }
        self.rejected = Some(Rejected { draft, problems });
        if self.rounds < MAX_ROUNDS {
            Verdict::Again
        } else {
            Verdict::GaveUp
        }
    }
}

/// What is kept of an answer's text, and the JSON in it.
fn read(text: &str) -> (Value, Result<Value, Problems>) {
    let kept = || Value::String(shorten(text, KEPT_CHARS));
    // One that was cut ends within a character's length of the bound.
    if text.len() + char::MAX.len_utf8() > MAX_ANSWER_BYTES {
        let problem = Problem::new(
            "",
            format!("the answer is longer than {MAX_ANSWER_BYTES} bytes"),
            "plan fewer tasks, with shorter arguments",
        );
        return (kept(), Err(Problems(vec![problem])));
    }
    match draft::find_object(text) {
        Ok(value) => (value.clone(), Ok(value)),
        Err(problems) => (kept(), Err(problems)),
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

    fn dialogue() -> Dialogue {
        Dialogue::new(Prompt::new("task", &mappings(), 20_000).unwrap())
    }

    fn text(text: &str) -> Value {
        json!(text)
    }

    fn mappings() -> TaskMappings {
        crate::tools::read(&json!([{"server_name": "s", "tools": [{"name": "t"}]}]))
    }

    #[tokio::test]
    async fn a_good_plan_ends_it() {
        let mut dialogue = dialogue();
        assert!(matches!(&*dialogue.turns(), [Turn::Planner(text)] if text.contains("s_t")));
        assert!(matches!(
            dialogue.answer(json!(format!("Sure:\n{GOOD}")), &mappings()),
            Verdict::Planned(_)
        ));
        assert_eq!(dialogue.rounds(), 1);
    }

    #[tokio::test]
    async fn problems_are_told_and_a_mended_plan_is_taken() {
        let mut dialogue = dialogue();
        assert_eq!(dialogue.answer(text(BAD), &mappings()), Verdict::Again);
        let [_, Turn::Model(said), Turn::Planner(told)] = *dialogue.turns() else {
            panic!("{:?}", dialogue.turns());
        };
        assert_eq!(said, BAD);
        assert!(
            told.contains("/tasks/0/task_key") && told.contains("did you mean"),
            "{told}"
        );
        assert!(matches!(
            dialogue.answer(text(GOOD), &mappings()),
            Verdict::Planned(_)
        ));
    }

    #[tokio::test]
    async fn it_gives_up_after_three_answers_and_keeps_the_last() {
        let mut dialogue = dialogue();
        assert_eq!(dialogue.answer(text(BAD), &mappings()), Verdict::Again);
        assert_eq!(
            dialogue.answer(text("no plan"), &mappings()),
            Verdict::Again
        );
        assert_eq!(dialogue.rejected().unwrap().draft, json!("no plan"));
        assert_eq!(dialogue.answer(text(BAD), &mappings()), Verdict::GaveUp);
        assert_eq!(
            dialogue.rejected().unwrap().draft["tasks"][0]["task_key"],
            "s_u"
        );
    }

    #[tokio::test]
    async fn a_model_may_decline() {
        let mut dialogue = dialogue();
        let verdict = dialogue.answer(text(r#"{"cannot": "no tool sends mail"}"#), &mappings());
        assert_eq!(verdict, Verdict::Declined("no tool sends mail".to_owned()));
    }

    #[tokio::test]
    async fn an_answer_without_end_is_cut_and_told() {
        let mut dialogue = dialogue();
        let endless = format!("{}{}", GOOD, "ö".repeat(MAX_ANSWER_BYTES));
        assert_eq!(dialogue.answer(json!(endless), &mappings()), Verdict::Again);
        assert!(
            dialogue
                .rejected()
                .unwrap()
                .problems
                .to_string()
                .contains("longer than")
        );
        assert!(
            dialogue
                .answers()
                .all(|answer| answer.len() <= MAX_ANSWER_BYTES)
        );
        // Told again, as a client does that carries the conversation, it is the same conversation.
        let mut again = self::dialogue();
        again.resume(
            dialogue.began(),
            dialogue.answers().map(str::to_owned).collect(),
            &mappings(),
        );
        assert_eq!(again.turns(), dialogue.turns());
        assert_eq!(again.deadline(), dialogue.deadline());
    }
}
