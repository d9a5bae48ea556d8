//! Bodies that pass as they were sent, which are most.
//!
//! A [`Checker`] reads a value, finds all errors and coerces what has to be coerced. What
//! is wholly right needs nothing of that: this walks its text and the schema side by side,
//! without a value in memory, and stops where it cannot tell. Such a body gets its type
//! straight from the text, and any other goes the long way.
//!
//! What this lets pass, the long way lets pass too, and it has the same type then. Only
//! the reverse need not be so: a point in time in an unusual form, say, is not looked into
//! here. Parts with rules of their own are read as values, and checked as on the long way.

use std::fmt;

use serde::Deserialize as _;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

use super::check::Checker;
use super::custom::{self, Rule};
use super::domain_rules::DomainRules;
use super::edit::Edit;
use super::error::Path;
use super::prepare::prepare;
use super::scalar::{self, Scalar};
use super::tree::{ListKind, Model, Node, NodeId, Property, Tree};
use crate::time;

/// The longest text of which no part is too long as parameters: a byte takes six at the
/// most in the form in which they are measured.
const SHORT_BYTES: usize = custom::MAX_PARAMETER_BYTES / 6;

/// The most keys of an object that is walked.
const MOST_KEYS: usize = u128::BITS as usize;

/// A node that is not there, which allows anything.
const ANY: NodeId = NodeId(usize::MAX);

/// The key of a page's limit.
const PAGE_LIMIT: &str = "limit";

/// What a check goes by.
#[derive(Clone, Copy)]
pub(super) struct Checks<'d> {
    pub(super) tree: &'d Tree,
    pub(super) rules: &'d dyn DomainRules,
    /// The names of all time zones, with bars between them.
    pub(super) time_zones: &'d str,
}

/// Whether a JSON text passes the check of a node, and nothing of it has to change. Null
/// is no body, which does not pass.
pub(super) fn passes(checks: Checks<'_>, node: NodeId, text: &str) -> bool {
    let walk = Walk {
        checks,
        is_short: text.len() <= SHORT_BYTES,
        node,
        null: Null::Goes,
    };
    let mut json = serde_json::Deserializer::from_str(text);
    walk.deserialize(&mut json).is_ok() && json.end().is_ok()
}

/// A walk, at a node.
#[derive(Clone, Copy)]
struct Walk<'d> {
    checks: Checks<'d>,
    /// Whether the whole text is short.
    is_short: bool,
    node: NodeId,
    null: Null,
}

/// Whether null passes at a node.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Null {
    /// As the node has it.
    AtNode,
    /// A node before it has let it pass.
    Passes,
    /// It is there as if it were not, so that it has to change.
    Goes,
}

impl<'d> Walk<'d> {
    fn at(self, node: NodeId) -> Self {
        Self {
            node,
            null: Null::AtNode,
            ..self
        }
    }

    fn node(&self) -> &'d Node {
        self.checks.tree.node(self.node)
    }

    /// Whether a value passes here as it is.
    fn admits(&self, value: &Value) -> bool {
        let Checks {
            tree,
            rules,
            time_zones,
        } = self.checks;
        if tree.writes(self.node) {
            let mut prepared = value.clone();
            prepare(tree, self.node, &mut prepared, rules);
            if prepared != *value {
                return false;
            }
        }
        let mut checker = Checker::new(tree, rules, time_zones);
        checker.check(self.node, value, &Path::new(&[])) == Some(Edit::Keep)
    }

    fn number<E: Error>(self, number: Number) -> Result<(), E> {
        let value = Value::Number(number);
        match self.node() {
            Node::Any => Ok(()),
            Node::Integer(strictness, bounds) => {
                kept(&scalar::integer(&value, *strictness, *bounds))
            }
            Node::Number(strictness, bounds) => kept(&scalar::number(&value, *strictness, *bounds)),
            _ => told(false),
        }
    }

    /// Walks an object of known keys, with what null is as the value of one.
    fn keys<'de, A: MapAccess<'de>>(
        self,
        model: &'d Model,
        null: Null,
        mut map: A,
    ) -> Result<(), A::Error> {
        let properties = &model.properties;
        told(properties.len() <= MOST_KEYS)?;
        let mut given = 0_u128;
        let mut next = 0;
        while let Some(place) = map.next_key_seed(Key { model, next })? {
            let Some((place, property)) = place.and_then(|at| Some((at, properties.get(at)?)))
            else {
                told(!model.forbids_extra)?;
                map.next_value_seed(self.at(ANY))?;
                continue;
            };
            next = place + 1;
            // Of a key that comes twice, the last counts.
            told(given & (1 << place) == 0)?;
            given |= 1 << place;
            let walk = Self {
                null,
                ..self.at(property.node)
            };
            if model.limits_page && property.name == PAGE_LIMIT {
                let limit: Value = map.next_value()?;
                let is_page = limit
                    .as_i64()
                    .is_some_and(|limit| (0..=custom::MAX_LIMIT).contains(&limit));
                told(is_page && walk.admits(&limit))?;
            } else {
                map.next_value_seed(walk)?;
            }
        }
        let mut places = properties.iter().enumerate();
        told(places.all(|(place, property)| !property.required || given & (1 << place) != 0))
    }
}

/// The answer where a value passes; otherwise it cannot be told.
fn told<E: Error>(passes: bool) -> Result<(), E> {
    if passes {
        Ok(())
    } else {
        Err(E::custom("does not pass as it was sent"))
    }
}

/// The same of a single value's check.
fn kept<E: Error>(checked: &Scalar) -> Result<(), E> {
    told(matches!(checked, Ok((Edit::Keep, _))))
}

/// A key of an object of known keys: its place among them, if it is one.
struct Key<'d> {
    model: &'d Model,
    /// The place after that of the key before. Clients write keys in the document's order.
    next: usize,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<usize>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Option<usize>, E> {
        let properties = &self.model.properties;
        let (before, after) = properties.split_at(self.next.min(properties.len()));
        let is_key = |property: &Property| property.name == key;
        let place = after.iter().position(is_key).map(|at| before.len() + at);
        Ok(place.or_else(|| before.iter().position(is_key)))
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(mut self, deserializer: D) -> Result<(), D::Error> {
        let whole = self;
        loop {
            match self.node() {
                Node::Nullable(inner) => {
                    self.node = *inner;
                    if self.null == Null::AtNode {
                        self.null = Null::Passes;
                    }
                }
                Node::Ruled(Rule::ParameterSize, inner) if self.is_short => self.node = *inner,
                Node::Model(Model { rule: Some(_), .. })
                | Node::List(ListKind::Set, _)
                | Node::Union(_)
                | Node::Ruled(..)
                | Node::Duration => {
                    let value = Value::deserialize(deserializer)?;
                    let is_gone = value.is_null() && whole.null == Null::Goes;
                    return told(!is_gone && whole.admits(&value));
                }
                _ => return deserializer.deserialize_any(self),
            }
        }
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("what passes as it was sent")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        told(match self.null {
            Null::AtNode => matches!(self.node(), Node::Any),
            Null::Passes => true,
            Null::Goes => false,
        })
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        told(matches!(self.node(), Node::Any | Node::Boolean(_)))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.number(number.into())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.number(number.into())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        match Number::from_f64(number) {
            Some(number) => self.number(number),
            None => told(false),
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        match self.node() {
            Node::Any | Node::Bytes => Ok(()),
            Node::Text(rules) => kept(&scalar::text_within(text, rules)),
            Node::Uuid => told(scalar::is_plain_uuid(text)),
            Node::DateTime(_) => told(time::in_plain_form(text).is_some()),
            Node::Choice(choice) => told(choice.values.iter().any(|value| value == text)),
            _ => told(false),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let items = match self.node() {
            Node::Any => self.at(self.node),
            Node::List(_, items) => self.at(*items),
            _ => return told(false),
        };
        while list.next_element_seed(items)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let values = match self.node() {
            Node::Any => self.at(self.node),
            Node::Dict(values) => self.at(*values),
            Node::Model(model) => return self.keys(model, Null::AtNode, map),
            Node::Embedded(model) => return self.keys(model, Null::Goes, map),
            _ => return told(false),
        };
        while map.next_key::<IgnoredAny>()?.is_some() {
            map.next_value_seed(values)?;
        }
        Ok(())
    }
}
