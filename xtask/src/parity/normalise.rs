//! Telling apart what may differ between two servers from what may not.
//!
//! Two answers are walked through side by side, and come out as two values that are
//! equal just if the answers say the same:
//!
//! * **Ids** become `<id N>`. Two ids become the same one if they have only ever been
//!   seen in the same places.
//! * **Times** of the run become `<time>`, if both fell into the same request; those
//!   that Prefect sets some time after it has answered, if both fell into the run.
//!   Times ahead become `<time>` if both are as far ahead, give or take how long the
//!   run took. Times that are years away were fixed by a script and stay as they are.
//! * **Made-up names** (`able-badger`) become `<name N>`, as ids do.
//! * **Tokens** of pages become `<page>`.
//! * **Durations** become `<duration>`, if they differ by no more than the run took.
//!
//! Keys come out sorted, and so do tags and other sets. Whatever is
//! told apart inside a longer text (a message, a line of CSV) is so there as well.

use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use regex::Regex;
use serde_json::{Map, Value};

use super::pieces::{Piece, Tokens, form};
use super::symbols::{Bijection, Side, symbol};
use super::timeline::{Place, Timeline};

/// One of the keys of durations.
const DURATION: &str = "total_run_time";

/// The keys of durations: they tell how long something took in real time.
const DURATIONS: [&str; 6] = [
    "retry-after",
    DURATION,
    "estimated_run_time",
    "estimated_start_time_delta",
    "time_in_current_state",
    "delay_seconds",
];

/// The keys of names that servers make up.
const NAMES: [&str; 2] = ["name", "label"];

/// The keys of times that Prefect may set after it has answered.
const SET_LATER: [&str; 2] = ["last_polled", "updated"];

/// The keys of lists that are sets on Prefect.
const SETS: [&str; 2] = ["tags", "pause_keys"];

/// What stands for the token of a page, which only its own server reads.
const PAGE: &str = "<page>";

/// What has been told apart so far.
#[derive(Debug)]
pub(super) struct Normaliser {
    tokens: Tokens,
    made_up: Regex,
    ids: Bijection,
    names: Bijection,
    left: Timeline,
    right: Timeline,
    /// All that scripts have said so far: a name among it is not made up.
    said: String,
}

impl Normaliser {
    /// A normaliser of answers that were given at these times.
    pub(super) fn new(left: Timeline, right: Timeline) -> anyhow::Result<Self> {
        Ok(Self {
            tokens: Tokens::new()?,
            made_up: Regex::new("^[a-z]+-[a-z]+$").context("the pattern of names is wrong")?,
            ids: Bijection::default(),
            names: Bijection::default(),
            left,
            right,
            said: String::new(),
        })
    }

    /// Goes on to the answers to the next request.
    pub(super) fn go_on(&mut self) {
        self.left.go_on();
        self.right.go_on();
    }

    /// Notes what a script has said.
    pub(super) fn hear(&mut self, said: &str) {
        self.said.push_str(said);
        self.said.push('\n');
    }

    /// Two answers, normalised.
    pub(super) fn pair(&mut self, left: &Value, right: &Value) -> (Value, Value) {
        self.pair_at("", left, right)
    }

    /// Two durations, or whatever was answered instead.
    pub(super) fn pair_durations(&mut self, left: &Value, right: &Value) -> (Value, Value) {
        self.pair_at(DURATION, left, right)
    }

    /// What one server said alone, normalised as far as it is known.
    pub(super) fn left_alone(&self, value: &Value) -> Value {
        self.alone(Side::Left, value)
    }

    /// As [`Self::left_alone`], of the other server.
    pub(super) fn right_alone(&self, value: &Value) -> Value {
        self.alone(Side::Right, value)
    }

    fn pair_at(&mut self, key: &str, left: &Value, right: &Value) -> (Value, Value) {
        match (left, right) {
            (Value::Object(left), Value::Object(right)) => self.pair_objects(left, right),
            (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
                let in_order = |items: &[Value]| {
                    let mut items = items.to_vec();
                    if SETS.contains(&key) {
                        items.sort_by_key(ToString::to_string);
                    }
                    items
                };
                let (left, right): (Vec<Value>, Vec<Value>) = in_order(left)
                    .iter()
                    .zip(&in_order(right))
                    .map(|(left, right)| self.pair_at("", left, right))
                    .unzip();
                (left.into(), right.into())
            }
            (one, other) if DURATIONS.contains(&key) && self.are_alike(one, other) => {
                ("<duration>".into(), "<duration>".into())
            }
            (Value::String(left), Value::String(right)) => {
                let (left, right) = self.pair_texts(key, left, right);
                (left.into(), right.into())
            }
            _ => (self.alone(Side::Left, left), self.alone(Side::Right, right)),
        }
    }

    /// Whether two durations are of one kind, and differ by no more than the run took.
    fn are_alike(&self, left: &Value, right: &Value) -> bool {
        let (Some(one), Some(other)) = (seconds(left), seconds(right)) else {
            return false;
        };
        let most = (self.slack() + self.distance()).as_seconds_f64();
        left.is_f64() == right.is_f64()
            && left.is_string() == right.is_string()
            && (one - other).abs() <= most
    }

    fn pair_objects(
        &mut self,
        left: &Map<String, Value>,
        right: &Map<String, Value>,
    ) -> (Value, Value) {
        let mut keys: Vec<&String> = left.keys().chain(right.keys()).collect();
        keys.sort_unstable();
        keys.dedup();
        let (mut lefts, mut rights) = (Map::new(), Map::new());
        for key in keys {
            match (left.get(key), right.get(key)) {
                (Some(left), Some(right)) => {
                    let (left, right) = self.pair_at(key, left, right);
                    let (left_key, right_key) = self.pair_texts("", key, key);
                    lefts.insert(left_key, left);
                    rights.insert(right_key, right);
                }
                (Some(value), None) => {
                    lefts.insert(key.clone(), self.alone(Side::Left, value));
                }
                (None, Some(value)) => {
                    rights.insert(key.clone(), self.alone(Side::Right, value));
                }
                (None, None) => {}
            }
        }
        (lefts.into(), rights.into())
    }

    fn pair_texts(&mut self, key: &str, left: &str, right: &str) -> (String, String) {
        if left != right && NAMES.contains(&key) && self.is_made_up(left) && self.is_made_up(right)
        {
            let (left, right) = self.names.bind(left, right);
            return (symbol("name", left), symbol("name", right));
        }
        let lefts = self.tokens.pieces(left);
        let rights = self.tokens.pieces(right);
        let alike = lefts.len() == rights.len()
            && lefts.iter().zip(&rights).all(|pair| {
                matches!(
                    pair,
                    (Piece::Text(_), Piece::Text(_))
                        | (Piece::Id(_), Piece::Id(_))
                        | (Piece::Time(..), Piece::Time(..))
                        | (Piece::Page, Piece::Page)
                )
            });
        if !alike {
            return (
                self.text_alone(Side::Left, left),
                self.text_alone(Side::Right, right),
            );
        }
        let (mut left, mut right) = (String::new(), String::new());
        for pair in lefts.iter().zip(&rights) {
            let (one, other) = match pair {
                (Piece::Id(one), Piece::Id(other)) => {
                    let (one, other) = self.ids.bind(one, other);
                    (symbol("id", one), symbol("id", other))
                }
                (Piece::Time(one, left), Piece::Time(other, right)) => {
                    self.pair_times(key, (one, *left), (other, *right))
                }
                (Piece::Text(one), Piece::Text(other)) => ((*one).to_owned(), (*other).to_owned()),
                _ => (PAGE.to_owned(), PAGE.to_owned()),
            };
            left.push_str(&one);
            right.push_str(&other);
        }
        (left, right)
    }

    fn pair_times(
        &mut self,
        key: &str,
        (left, left_time): (&str, DateTime<Utc>),
        (right, right_time): (&str, DateTime<Utc>),
    ) -> (String, String) {
        self.left.notice(left_time);
        self.right.notice(right_time);
        let places = (self.left.place(left_time), self.right.place(right_time));
        let alike = match places {
            (Place::Near(left), Place::Near(right)) => (left - right).abs() <= self.slack(),
            (Place::During(left), Place::During(right)) => {
                left == right || SET_LATER.contains(&key)
            }
            _ => false,
        };
        if alike && form(left) == form(right) {
            return ("<time>".to_owned(), "<time>".to_owned());
        }
        if form(left) == form(right) {
            (show(left, places.0), show(right, places.1))
        } else {
            (left.to_owned(), right.to_owned())
        }
    }

    /// How far apart two servers may be in what goes by real time.
    fn slack(&self) -> TimeDelta {
        self.left.length().max(self.right.length()) + TimeDelta::seconds(1)
    }

    /// How long after the one server the other was asked what is compared.
    fn distance(&self) -> TimeDelta {
        match (self.left.now(), self.right.now()) {
            (Some(left), Some(right)) => (left - right).abs(),
            _ => TimeDelta::zero(),
        }
    }

    /// Whether a name can only have been made up by a server.
    fn is_made_up(&self, name: &str) -> bool {
        self.made_up.is_match(name) && !self.said.contains(name)
    }

    fn alone(&self, side: Side, value: &Value) -> Value {
        match value {
            Value::Object(members) => {
                let mut sorted: Vec<_> = members.iter().collect();
                sorted.sort_by_key(|(key, _)| *key);
                let sorted = sorted.into_iter();
                sorted
                    .map(|(key, value)| {
                        let is_duration =
                            DURATIONS.contains(&key.as_str()) && seconds(value).is_some();
                        let value = if is_duration {
                            "<duration>".into()
                        } else {
                            self.alone(side, value)
                        };
                        (key.clone(), value)
                    })
                    .collect()
            }
            Value::Array(items) => items.iter().map(|item| self.alone(side, item)).collect(),
            Value::String(text) => self.text_alone(side, text).into(),
            other => other.clone(),
        }
    }

    fn text_alone(&self, side: Side, text: &str) -> String {
        let timeline = match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        };
        let pieces = self.tokens.pieces(text).into_iter();
        pieces
            .map(|piece| match piece {
                Piece::Text(text) => text.to_owned(),
                Piece::Id(id) => symbol("id", self.ids.find(side, id)),
                Piece::Page => PAGE.to_owned(),
                Piece::Time(text, time) => match timeline.place(time) {
                    Place::Fixed => text.to_owned(),
                    _ => "<time>".to_owned(),
                },
            })
            .collect()
    }
}

/// A duration, as a number or, in a header, as text.
fn seconds(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

fn show(text: &str, place: Place) -> String {
    match place {
        Place::During(request) => format!("<time of request {request}>"),
        Place::Near(offset) => format!("<time {} s after the start>", offset.num_seconds()),
        Place::Fixed => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const A: &str = "00000000-0000-4000-8000-00000000000a";
    const B: &str = "00000000-0000-4000-8000-00000000000b";
    const C: &str = "00000000-0000-4000-8000-00000000000c";
    const D: &str = "00000000-0000-4000-8000-00000000000d";

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + second, 0).unwrap()
    }

    /// A run with a request each `step` seconds, ten in all.
    fn timeline(start: i64, step: i64) -> Timeline {
        let mut timeline = Timeline::default();
        for request in 0..10 {
            let sent = start + request * step;
            timeline.push(at(sent), at(sent + 1));
        }
        timeline
    }

    fn normaliser() -> Normaliser {
        Normaliser::new(timeline(0, 1), timeline(1000, 10)).unwrap()
    }

    #[test]
    fn ids_are_the_same_where_they_have_been_seen_together() {
        let mut normaliser = normaliser();
        let (left, right) = normaliser.pair(
            &json!({"id": A, "text": format!("run {A} not found")}),
            &json!({"text": format!("run {B} not found"), "id": B}),
        );
        assert_eq!(left, right);
        assert_eq!(
            left,
            json!({"id": "<id 1>", "text": "run <id 1> not found"})
        );

        let (left, right) = normaliser.pair(&json!([A, C]), &json!([B, D]));
        assert_eq!((&left, &right), (&json!(["<id 1>", "<id 2>"]), &right));
        let (left, right) = normaliser.pair(&json!([A]), &json!([D]));
        assert_ne!(left, right, "another id that is known");
        let (left, right) =
            normaliser.pair(&json!(A), &json!("00000000-0000-4000-8000-00000000000e"));
        assert_ne!(left, right, "an id that is not known");
    }

    #[test]
    fn times_of_one_request_are_alike() {
        let mut normaliser = normaliser();
        let mut alike = |left: DateTime<Utc>, right: DateTime<Utc>| {
            let (left, right) = normaliser.pair(&json!(left), &json!(right));
            left == right
        };
        assert!(alike(at(3), at(1033)));
        assert!(!alike(at(3), at(1043)), "another request");
        assert!(alike(at(2000), at(3050)), "both some time ahead");
        assert!(!alike(at(2000), at(4000)), "some time ahead, and more");
        assert!(alike(at(1_000_000_000), at(1_000_000_000)));
        assert!(!alike(at(1_000_000_000), at(1_000_000_001)), "fixed");
        let (left, right) = normaliser.pair(
            &json!({"last_polled": at(3)}),
            &json!({"last_polled": at(1043)}),
        );
        assert_eq!(left, right, "set at leisure");
    }

    #[test]
    fn the_form_of_times_counts() {
        let mut normaliser = normaliser();
        let (left, right) = normaliser.pair(
            &json!("2027-01-15T08:00:03.123456Z"),
            &json!("2027-01-15T08:16:43.123456+00:00"),
        );
        assert_ne!(left, right);
    }

    #[test]
    fn only_names_that_nobody_gave_are_made_up() {
        let mut normaliser = normaliser();
        let (left, right) = normaliser.pair(
            &json!({"name": "able-badger"}),
            &json!({"name": "tame-otter"}),
        );
        assert_eq!(left, right);
        normaliser.hear("{\"name\": \"given-name\"}");
        let (left, right) = normaliser.pair(
            &json!({"name": "given-name"}),
            &json!({"name": "wild-otter"}),
        );
        assert_ne!(left, right);
    }

    #[test]
    fn keys_tags_and_types() {
        let mut normaliser = normaliser();
        let mut alike = |left: Value, right: Value| {
            let (left, right) = normaliser.pair(&left, &right);
            left == right
        };
        assert!(alike(json!({"a": 1, "b": 2}), json!({"b": 2, "a": 1})));
        assert!(!alike(json!({"a": null}), json!({})));
        assert!(!alike(json!({"a": 0}), json!({"a": 0.0})));
        assert!(alike(
            json!({"tags": ["a", "b"]}),
            json!({"tags": ["b", "a"]})
        ));
        assert!(!alike(json!(["a", "b"]), json!(["b", "a"])));
        assert!(!alike(json!(["a"]), json!(["a", "a"])));
        assert!(alike(
            json!({"total_run_time": 1.5}),
            json!({"total_run_time": 9.0})
        ));
        assert!(!alike(
            json!({"total_run_time": 1.5}),
            json!({"total_run_time": null})
        ));
        assert!(!alike(
            json!({"delay_seconds": 1.5}),
            json!({"delay_seconds": 1000.0})
        ));
    }
}
