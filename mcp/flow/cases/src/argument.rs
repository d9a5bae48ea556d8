//! What an argument may be.

use serde_json::{Value, json};

use crate::case::Shape;
use crate::choices::Choices;
use crate::kind::Kind;
use crate::meant::{Meant, Step};
use crate::parameter::CaseParameter;
use crate::words::Words;

/// How deep lists and objects are nested in an argument.
pub(crate) const DEPTH: usize = 3;

/// The ways to parts that the result of every stubbed tool has.
fn paths() -> Vec<Vec<Step>> {
    let key = |key: &str| Step::Key(key.to_owned());
    vec![
        vec![],
        vec![key("n")],
        vec![key("text")],
        vec![key("rows")],
        vec![key("rows"), Step::Item(0)],
        vec![key("rows"), Step::Item(-1), key("name")],
        vec![key("rows"), Step::Item(1), key("value")],
        vec![key("rows"), key("0"), key("name")],
        vec![key("odd key")],
        vec![key("odd key"), key("flags"), Step::Item(1)],
        vec![key("odd key"), key("x")],
    ]
}

/// The ways to parts that it lacks.
fn missing_paths() -> Vec<Vec<Step>> {
    let key = |key: &str| Step::Key(key.to_owned());
    vec![
        vec![key("gone")],
        vec![key("rows"), Step::Item(7)],
        vec![key("rows"), Step::Item(-3), key("name")],
        vec![key("rows"), key("name")],
        vec![key("rows"), Step::Item(0), key("name"), key("first")],
        vec![key("n"), Step::Item(0)],
        vec![key("odd key"), Step::Item(0)],
        vec![key("odd key"), key("x"), key("y")],
    ]
}

/// Writes one argument.
pub(crate) struct Writer<'a, 'b, 'c> {
    pub(crate) choices: &'a mut Choices<'b>,
    pub(crate) shape: Shape,
    /// The tasks that it may refer to.
    pub(crate) ids: &'c [&'c str],
    /// The flow's parameters, to which it adds those that it comes to need.
    pub(crate) parameters: &'a mut Vec<CaseParameter>,
    /// How many references to tasks may still be put in.
    pub(crate) left: &'a mut usize,
}

impl Writer<'_, '_, '_> {
    pub(crate) fn argument(&mut self, kind: &Kind, depth: usize) -> Meant {
        if self.choices.chance(20)
            && let Some(name) = self.parameter(kind)
        {
            return Meant::Parameter(name, Vec::new());
        }
        if *self.left > 0 && !self.ids.is_empty() && self.choices.chance(40) {
            return match kind {
                Kind::Text | Kind::Any if self.choices.chance(60) => self.text(),
                _ => self.reference(),
            };
        }
        let words = self.shape.words;
        match kind {
            Kind::List(inner) => {
                let count = self.choices.below(4);
                Meant::List(
                    (0..count)
                        .map(|_| self.argument(inner, depth - 1))
                        .collect(),
                )
            }
            Kind::Object(members) => {
                let mut given = Vec::new();
                for (key, kind, required) in members {
                    if *required || self.choices.chance(50) {
                        given.push((key.clone(), self.argument(kind, depth - 1)));
                    }
                }
                Meant::Object(given)
            }
            Kind::Any if self.choices.chance(10) => {
                let part = self.part_of_parameter();
                part.unwrap_or(Meant::Scalar(Value::Null))
            }
            Kind::Nullable(inner) if self.choices.chance(60) => self.argument(inner, depth),
            Kind::Any if depth > 1 && self.choices.chance(40) => {
                let inner = Kind::choose(self.choices, words, depth - 1);
                self.argument(&inner, depth - 1)
            }
            kind => Meant::Scalar(kind.scalar(self.choices, words).unwrap_or(Value::Null)),
        }
    }

    /// The name of a parameter of this kind, which is added unless there are enough of them.
    fn parameter(&mut self, kind: &Kind) -> Option<String> {
        let mut known = self.parameters.iter();
        if let Some(known) = known.find(|parameter| parameter.kind == *kind) {
            return Some(known.name.clone());
        }
        let words = self.shape.words;
        let parameter =
            CaseParameter::make(self.choices, words, self.parameters.len(), kind.clone())?;
        let name = parameter.name.clone();
        self.parameters.push(parameter);
        Some(name)
    }

    /// A part of a parameter that is an object.
    fn part_of_parameter(&mut self) -> Option<Meant> {
        let words = self.shape.words;
        let kind = Kind::Object(vec![
            ("odd key".to_owned(), Kind::Text, true),
            (words.key(self.choices, 7), Kind::Number, true),
        ]);
        let name = self.parameter(&kind)?;
        let Kind::Object(members) = &kind else {
            return None;
        };
        let key = &self.choices.one_of(members).0;
        Some(Meant::Parameter(name, vec![Step::Key(key.clone())]))
    }

    fn reference(&mut self) -> Meant {
        *self.left = self.left.saturating_sub(1);
        let task = (*self.choices.one_of(self.ids)).to_owned();
        let path = match self.shape.words {
            Words::Hostile => {
                let steps = 0..self.choices.below(4);
                let step = |_| {
                    if self.choices.chance(40) {
                        Step::Item(self.choices.whole())
                    } else {
                        Step::Key(Words::Hostile.text(self.choices))
                    }
                };
                steps.map(step).collect()
            }
            Words::Plain if self.choices.chance(self.shape.missing) => {
                self.choices.one_of(&missing_paths()).clone()
            }
            Words::Plain => self.choices.one_of(&paths()).clone(),
        };
        Meant::Reference(task, path)
    }

    /// A text with as many references as are left.
    fn text(&mut self) -> Meant {
        let mut parts = Vec::new();
        while *self.left > 0 {
            let text = self.shape.words.text(self.choices);
            if !text.is_empty() {
                parts.push(Meant::Scalar(json!(text)));
            }
            parts.push(self.reference());
        }
        if self.choices.chance(20)
            && let Some(part) = self.part_of_parameter()
        {
            parts.push(part);
        }
        // A reference with nothing around it would keep its type.
        if parts.len() == 1 {
            parts.push(Meant::Scalar(json!("!")));
        }
        Meant::Text(parts)
    }
}
