//! Answers that are written as JSON straight from the records that they tell of.
//!
//! The document's types own all that they hold, so an answer made of them is copied
//! before it is written. What is read most often leaves that out: its record writes
//! itself, byte for byte as the document's type would be. Tests compare the two.

use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::time;

/// How long the JSON of a run is, about, in bytes.
const USUAL_BYTES: usize = 2560;

/// The JSON of a `T`.
#[derive(Debug, PartialEq, Eq)]
pub struct Written<T> {
    json: Bytes,
    of: PhantomData<fn() -> T>,
}

impl<T> Written<T> {
    /// What `T::from` the value would be written as.
    pub fn of<V: WriteJson>(value: &V) -> Self
    where
        T: From<V>,
    {
        Self::new(USUAL_BYTES, value)
    }

    fn new<V: WriteJson + ?Sized>(capacity: usize, value: &V) -> Self {
        let mut json = Vec::with_capacity(capacity);
        value.write_json(&mut json);
        Self {
            json: json.into(),
            of: PhantomData,
        }
    }

    /// The JSON.
    pub fn into_json(self) -> Bytes {
        self.json
    }
}

/// Copies share the JSON.
impl<T> Clone for Written<T> {
    fn clone(&self) -> Self {
        Self {
            json: self.json.clone(),
            of: PhantomData,
        }
    }
}

impl<T> Written<Vec<T>> {
    /// The same of each of many values.
    pub fn of_each<V: WriteJson>(values: &[V]) -> Self
    where
        T: From<V>,
    {
        Self::new(values.len() * USUAL_BYTES, values)
    }
}

/// A value that writes itself as JSON.
pub trait WriteJson {
    /// Appends the value, as serde_json writes what the document has for it.
    fn write_json(&self, json: &mut Vec<u8>);
}

/// Appends an object. Its keys are literals in which nothing is to be escaped.
#[macro_export]
macro_rules! write_object {
    ($json:ident, {
        $first:literal: $first_value:expr,
        $($key:literal: $value:expr,)*
    }) => {{
        $json.extend_from_slice(concat!("{\"", $first, "\":").as_bytes());
        $crate::WriteJson::write_json(&$first_value, $json);
        $(
            $json.extend_from_slice(concat!(",\"", $key, "\":").as_bytes());
            $crate::WriteJson::write_json(&$value, $json);
        )*
        $json.push(b'}');
    }};
}

/// Leaves it to serde_json.
fn write_by_serde(value: &(impl Serialize + ?Sized), json: &mut Vec<u8>) {
    // Only keys that are no texts could fail, and no scalar or text has any.
    let _ = serde_json::to_writer(json, value);
}

/// Appends entries as an object.
fn write_entries<'v, V: WriteJson + ?Sized + 'v>(
    entries: impl Iterator<Item = (&'v String, &'v V)>,
    json: &mut Vec<u8>,
) {
    json.push(b'{');
    for (index, (key, value)) in entries.enumerate() {
        if index > 0 {
            json.push(b',');
        }
        key.write_json(json);
        json.push(b':');
        value.write_json(json);
    }
    json.push(b'}');
}

/// Appends items as a list.
fn write_items<'v, V: WriteJson + 'v>(items: impl Iterator<Item = &'v V>, json: &mut Vec<u8>) {
    json.push(b'[');
    for (index, item) in items.enumerate() {
        if index > 0 {
            json.push(b',');
        }
        item.write_json(json);
    }
    json.push(b']');
}

impl<T: WriteJson + ?Sized> WriteJson for &T {
    fn write_json(&self, json: &mut Vec<u8>) {
        T::write_json(self, json);
    }
}

impl<T: WriteJson> WriteJson for Option<T> {
    fn write_json(&self, json: &mut Vec<u8>) {
        match self {
            Some(value) => value.write_json(json),
            None => json.extend_from_slice(b"null"),
        }
    }
}

impl WriteJson for bool {
    fn write_json(&self, json: &mut Vec<u8>) {
        json.extend_from_slice(if *self { b"true" } else { b"false" });
    }
}

impl WriteJson for i64 {
    fn write_json(&self, json: &mut Vec<u8>) {
        write_by_serde(self, json);
    }
}

impl WriteJson for f64 {
    fn write_json(&self, json: &mut Vec<u8>) {
        write_by_serde(self, json);
    }
}

impl WriteJson for str {
    fn write_json(&self, json: &mut Vec<u8>) {
        let needs_escape = |byte: u8| byte < 0x20 || byte == b'"' || byte == b'\\';
        // Without an end before the last byte, several are looked at in one step.
        let is_plain = self
            .bytes()
            .fold(true, |is_plain, byte| is_plain & !needs_escape(byte));
        if !is_plain {
            return write_by_serde(self, json);
        }
        json.reserve(self.len() + 2);
        json.push(b'"');
        json.extend_from_slice(self.as_bytes());
        json.push(b'"');
    }
}

impl WriteJson for String {
    fn write_json(&self, json: &mut Vec<u8>) {
        self.as_str().write_json(json);
    }
}

impl WriteJson for Uuid {
    fn write_json(&self, json: &mut Vec<u8>) {
        let mut text = *b"\"00000000-0000-0000-0000-000000000000\"";
        if let Some(id) = text.get_mut(1..37) {
            self.hyphenated().encode_lower(id);
        }
        json.extend_from_slice(&text);
    }
}

impl WriteJson for DateTime<Utc> {
    fn write_json(&self, json: &mut Vec<u8>) {
        json.push(b'"');
        json.extend_from_slice(time::Text::of(self).as_bytes());
        json.push(b'"');
    }
}

impl<T: WriteJson> WriteJson for [T] {
    fn write_json(&self, json: &mut Vec<u8>) {
        write_items(self.iter(), json);
    }
}

impl<T: WriteJson> WriteJson for BTreeSet<T> {
    fn write_json(&self, json: &mut Vec<u8>) {
        write_items(self.iter(), json);
    }
}

impl<T: WriteJson> WriteJson for BTreeMap<String, T> {
    fn write_json(&self, json: &mut Vec<u8>) {
        write_entries(self.iter(), json);
    }
}

impl WriteJson for Map<String, Value> {
    fn write_json(&self, json: &mut Vec<u8>) {
        write_entries(self.iter(), json);
    }
}

impl WriteJson for Value {
    fn write_json(&self, json: &mut Vec<u8>) {
        match self {
            Self::Null => json.extend_from_slice(b"null"),
            Self::Bool(value) => value.write_json(json),
            Self::Number(value) => write_by_serde(value, json),
            Self::String(value) => value.write_json(json),
            Self::Array(items) => items.as_slice().write_json(json),
            Self::Object(entries) => entries.write_json(json),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn written(value: &(impl WriteJson + ?Sized)) -> String {
        let mut json = Vec::new();
        value.write_json(&mut json);
        String::from_utf8(json).unwrap()
    }

    #[test]
    fn an_object_has_its_keys_in_order() {
        let mut json = Vec::new();
        let bytes = &mut json;
        write_object!(bytes, {"b": 1_i64, "a": None::<bool>, "c": "x",});
        assert_eq!(json, br#"{"b":1,"a":null,"c":"x"}"#);
    }

    proptest! {
        #[test]
        fn values_are_written_as_by_serde(
            text in any::<String>(), whole in any::<i64>(), number in any::<f64>(),
            flag in any::<bool>(), id in any::<u128>(), texts in any::<Vec<String>>(),
        ) {
            prop_assert_eq!(written(&text), json!(text).to_string());
            prop_assert_eq!(written(&whole), json!(whole).to_string());
            prop_assert_eq!(written(&number), serde_json::to_string(&number).unwrap());
            prop_assert_eq!(written(&Uuid::from_u128(id)), json!(Uuid::from_u128(id)).to_string());
            prop_assert_eq!(written(texts.as_slice()), json!(texts).to_string());
            let value = json!({"a": [text, whole, number, null], "b": {"c": flag, "d": {}}, "e": texts});
            prop_assert_eq!(written(&value), value.to_string());
        }
    }
}
