//! The flow's parameters.

use serde_json::{Value, json};

use crate::choices::Choices;
use crate::kind::Kind;
use crate::words::Words;

/// The most parameters of a flow.
const MOST: usize = NAMES.len();

/// Names that a parameter may have although they mean something to Python, to the module or to those who read it.
const NAMES: [&str; 8] = [
    "id",
    "results",
    "parameters",
    "futures",
    "args",
    "match",
    "task_n_n",
    "i",
];

/// A parameter of the flow.
#[derive(Clone, Debug)]
pub struct CaseParameter {
    /// Its name.
    pub name: String,
    /// What it takes.
    pub kind: Kind,
    /// Its schema, as the plan writes it.
    pub schema: Value,
    /// What a run is told for it; nothing where the default is to hold.
    pub told: Option<Value>,
}

impl CaseParameter {
    /// One more parameter of a flow that has `number` of them; nothing where those are enough.
    pub(crate) fn make(
        choices: &mut Choices<'_>,
        words: Words,
        number: usize,
        kind: Kind,
    ) -> Option<Self> {
        if number >= MOST {
            return None;
        }
        let name = match words {
            Words::Plain => words.key(choices, number),
            Words::Hostile => NAMES.get(number).copied()?.to_owned(),
        };
        let mut schema = kind.schema();
        if choices.chance(50) {
            schema["description"] = json!(words.text(choices));
        }
        let mut told = Some(kind.value(choices, words));
        if choices.chance(60) {
            schema["default"] = kind.value(choices, words);
            told = told.filter(|_| choices.chance(50));
        }
        Some(Self {
            name,
            kind,
            schema,
            told,
        })
    }
}
