//! Text as Python writes it, where Prefect's messages quote values.

use std::fmt::Write as _;
use std::io;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use serde_json::ser::Formatter;

use super::json::JsonObject;

/// A time as Python's `isoformat` writes it: microseconds only where there are some.
pub(crate) fn isoformat(time: DateTime<Utc>) -> String {
    let format = if time.timestamp_subsec_micros() == 0 {
        "%Y-%m-%dT%H:%M:%S+00:00"
    } else {
        "%Y-%m-%dT%H:%M:%S%.6f+00:00"
    };
    time.format(format).to_string()
}

/// A text as Python's `repr` quotes it: in single quotes, or in double quotes if
/// it has single ones and no double ones.
pub(crate) fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push(quote);
    for character in text.chars() {
        match character {
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            _ if character == quote => {
                quoted.push('\\');
                quoted.push(character);
            }
            _ if character.is_control() => {
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\x{:02x}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push(quote);
    quoted
}

/// A JSON value as the `repr` of what Python parses it into.
///
/// Recurses as deep as the value does; the parser that made it bounds that.
pub(crate) fn repr(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Number(number) => repr_number(number),
        Value::String(text) => quoted(text),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(repr).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) => repr_object(members),
    }
}

/// A JSON object as the `repr` of what Python parses it into.
pub(crate) fn repr_object(members: &JsonObject) -> String {
    let members: Vec<String> = members
        .iter()
        .map(|(name, member)| format!("{}: {}", quoted(name), repr(member)))
        .collect();
    format!("{{{}}}", members.join(", "))
}

/// A value as the text that Python's `json.dumps` makes of it.
pub(crate) fn json_dumps(value: &impl Serialize) -> String {
    let mut text = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut text, Spaced);
    // What is made of JSON can be written, and writing to memory cannot fail.
    let _ = value.serialize(&mut serializer);
    String::from_utf8_lossy(&text).into_owned()
}

/// Spaces behind commas and colons, and nothing but ASCII.
struct Spaced;

impl Formatter for Spaced {
    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        if first {
            Ok(())
        } else {
            writer.write_all(b", ")
        }
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.begin_array_value(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        for character in fragment.chars() {
            if character.is_ascii() {
                writer.write_all(&[character as u8])?;
            } else {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
        }
        Ok(())
    }
}

/// A number: floats always show that they are.
fn repr_number(number: &serde_json::Number) -> String {
    let Some(float) = number.as_f64().filter(|_| number.is_f64()) else {
        return number.to_string();
    };
    let magnitude = float.abs();
    if magnitude != 0.0 && !(1e-4..1e16).contains(&magnitude) {
        // Python writes the exponent with a sign and at least two digits.
        let text = format!("{float:e}");
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let (sign, digits) = match exponent.strip_prefix('-') {
            Some(digits) => ('-', digits),
            None => ('+', exponent),
        };
        return format!("{mantissa}e{sign}{digits:0>2}");
    }
    format!("{float:?}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn texts_are_quoted_as_python_does() {
        for (text, expected) in [
            ("plain", "'plain'"),
            ("it's", "\"it's\""),
            ("say \"hi\"", "'say \"hi\"'"),
            ("it's \"both\"", "'it\\'s \"both\"'"),
            ("line\nbreak\ttab\\", "'line\\nbreak\\ttab\\\\'"),
            ("\u{1}", "'\\x01'"),
            ("größe 🦦", "'größe 🦦'"),
        ] {
            assert_eq!(quoted(text), expected);
        }
    }

    #[test]
    fn json_is_written_as_python_does() {
        assert_eq!(
            json_dumps(&json!({"a": [1, "x\ny"], "ü🦦": null, "b": {}})),
            r#"{"a": [1, "x\ny"], "\u00fc\ud83e\udda6": null, "b": {}}"#
        );
    }

    #[test]
    fn values_are_written_as_python_does() {
        for (value, expected) in [
            (json!(null), "None"),
            (json!(true), "True"),
            (json!(3), "3"),
            (json!(3.0), "3.0"),
            (json!(0.1), "0.1"),
            (json!(1e16), "1e+16"),
            (json!(1e-5), "1e-05"),
            (json!(1.5e-7), "1.5e-07"),
            (json!(123_456_789.5), "123456789.5"),
            (json!([1, "a", null]), "[1, 'a', None]"),
            (json!({"a": {"b": []}}), "{'a': {'b': []}}"),
        ] {
            assert_eq!(repr(&value), expected);
        }
    }
}
