//! What a tool takes.

use serde_json::{Map, Value, json};

use crate::choices::Choices;
use crate::words::Words;

/// A kind of value that an argument takes: a JSON Schema of which both good and bad values are known.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Any string.
    Text,
    /// A whole number from 0 to 1,000.
    Whole,
    /// Any number.
    Number,
    /// A boolean.
    Flag,
    /// One of some values.
    OneOf(Vec<Value>),
    /// A list of one kind.
    List(Box<Kind>),
    /// An object with these members and no others, each with whether it is required.
    Object(Vec<(String, Kind, bool)>),
    /// A kind, or null.
    Nullable(Box<Kind>),
    /// Anything.
    Any,
}

/// Numbers that Rust and Python write alike.
const NUMBERS: [f64; 6] = [0.5, -1.25, 2.75, 100.125, 0.0625, 0.1];

impl Kind {
    /// Some kind; `depth` more may be nested in it.
    pub(crate) fn choose(choices: &mut Choices<'_>, words: Words, depth: usize) -> Self {
        let kinds = if depth == 0 { 6 } else { 9 };
        match choices.below(kinds) {
            0 => Self::Text,
            1 => Self::Whole,
            2 => Self::Number,
            3 => Self::Flag,
            4 => {
                let mut values: Vec<Value> = Vec::new();
                for _ in 0..=choices.below(3) {
                    let value = match choices.below(8) {
                        0 => json!(choices.whole()),
                        1 => json!(choices.chance(50)),
                        _ => json!(words.text(choices)),
                    };
                    if !values.contains(&value) {
                        values.push(value);
                    }
                }
                Self::OneOf(values)
            }
            5 => Self::Any,
            6 => Self::List(Box::new(Self::choose(choices, words, depth - 1))),
            7 => Self::Nullable(Box::new(Self::choose(choices, words, 0))),
            _ => {
                let mut members: Vec<(String, Kind, bool)> = Vec::new();
                for number in 0..=choices.below(3) {
                    let key = words.key(choices, number);
                    let kind = Self::choose(choices, words, depth - 1);
                    // References are not looked for in keys, and braces in one are a mistake of the plan.
                    if !key.contains("{{") && members.iter().all(|(other, ..)| *other != key) {
                        members.push((key, kind, choices.chance(50)));
                    }
                }
                Self::Object(members)
            }
        }
    }

    /// As a tool's author writes it.
    pub(crate) fn schema(&self) -> Value {
        match self {
            Self::Text => json!({"type": "string"}),
            Self::Whole => json!({"type": "integer", "minimum": 0, "maximum": 1000}),
            Self::Number => json!({"type": "number"}),
            Self::Flag => json!({"type": "boolean"}),
            Self::OneOf(values) => match values.as_slice() {
                [only] => json!({"const": only}),
                values => json!({"enum": values}),
            },
            Self::List(inner) => json!({"type": "array", "items": inner.schema()}),
            Self::Object(members) => {
                let each = members.iter();
                let properties: Map<String, Value> = each
                    .clone()
                    .map(|(key, kind, _)| (key.clone(), kind.schema()))
                    .collect();
                let required: Vec<&String> = each
                    .filter(|(.., required)| *required)
                    .map(|(key, ..)| key)
                    .collect();
                json!({"type": "object", "properties": properties, "required": required,
                       "additionalProperties": false})
            }
            Self::Nullable(inner) => json!({"anyOf": [inner.schema(), {"type": "null"}]}),
            Self::Any => json!({}),
        }
    }

    /// The values that its schema lists, at whatever depth.
    pub fn listed(&self) -> Vec<&Value> {
        match self {
            Self::OneOf(values) => values.iter().collect(),
            Self::List(inner) | Self::Nullable(inner) => inner.listed(),
            _ => Vec::new(),
        }
    }

    /// A scalar of this kind; nothing for lists and objects.
    pub(crate) fn scalar(&self, choices: &mut Choices<'_>, words: Words) -> Option<Value> {
        Some(match self {
            Self::Text => json!(words.text(choices)),
            Self::Whole => json!(choices.below(1_001)),
            Self::Number => match words {
                Words::Plain => json!(choices.one_of(&NUMBERS)),
                Words::Hostile => {
                    #[expect(clippy::cast_sign_loss, reason = "any bits make a float")]
                    let float = f64::from_bits(choices.whole() as u64);
                    if float.is_finite() {
                        json!(float)
                    } else {
                        json!(choices.whole())
                    }
                }
            },
            Self::Flag => json!(choices.chance(50)),
            Self::OneOf(values) => choices.one_of(values).clone(),
            Self::Nullable(_) if choices.chance(30) => Value::Null,
            Self::Nullable(inner) => return inner.scalar(choices, words),
            Self::Any => match choices.below(4) {
                0 => json!(words.text(choices)),
                1 => json!(choices.whole()),
                2 => json!(choices.chance(50)),
                _ => Value::Null,
            },
            Self::List(_) | Self::Object(_) => return None,
        })
    }

    /// A value of this kind. Braces in it mean braces.
    pub(crate) fn value(&self, choices: &mut Choices<'_>, words: Words) -> Value {
        match self {
            Self::List(inner) => (0..choices.below(3))
                .map(|_| inner.value(choices, words))
                .collect(),
            Self::Object(members) => {
                let mut object = Map::new();
                for (key, kind, required) in members {
                    if *required || choices.chance(50) {
                        object.insert(key.clone(), kind.value(choices, words));
                    }
                }
                Value::Object(object)
            }
            kind => kind.scalar(choices, words).unwrap_or_default(),
        }
    }

    /// A value that is not of this kind, and the way into it to what is wrong; nothing where everything is.
    pub(crate) fn wrong(&self) -> Option<Value> {
        Some(match self {
            Self::Text => json!(17),
            Self::Whole => json!("many"),
            Self::Number => json!("1.5"),
            Self::Flag => json!("yes"),
            Self::OneOf(_) => json!(["none of them"]),
            Self::List(_) => json!({"not": "a list"}),
            Self::Object(_) => json!(["not an object"]),
            // Every branch of a union refuses it.
            Self::Nullable(inner) => return inner.wrong(),
            Self::Any => return None,
        })
    }
}
