//! `str`, `bytes`, enumerations and literals: none is coerced.

use serde_json::{Value, json};

use super::{Scalar, exact};
use crate::schema::error::Fault;
use crate::schema::tree::{Choice, TextRules};

/// Text within its rules; lengths are counted in characters.
pub(in crate::schema) fn text(input: &Value, rules: &TextRules) -> Scalar {
    let Value::String(text) = input else {
        return Err(Fault::plain(
            "string_type",
            "Input should be a valid string",
        ));
    };
    text_within(text, rules)
}

/// The same of what is known to be text.
pub(in crate::schema) fn text_within(text: &str, rules: &TextRules) -> Scalar {
    let length = |bound: usize, kind: &'static str, words: &str, key: &str| {
        let plural = if bound == 1 { "" } else { "s" };
        Fault::with_ctx(
            kind,
            format!("String should have {words} {bound} character{plural}"),
            json!({ key: bound }),
        )
    };
    if let Some(minimum) = rules.min_length
        && text.chars().count() < minimum
    {
        return Err(length(
            minimum,
            "string_too_short",
            "at least",
            "min_length",
        ));
    }
    if let Some(maximum) = rules.max_length
        && text.chars().count() > maximum
    {
        return Err(length(maximum, "string_too_long", "at most", "max_length"));
    }
    if let Some(pattern) = &rules.pattern
        && !pattern.is_match(text)
    {
        return Err(Fault::with_ctx(
            "string_pattern_mismatch",
            format!("String should match pattern '{}'", pattern.text),
            json!({ "pattern": pattern.text }),
        ));
    }
    Ok(exact())
}

/// Text that Prefect reads as bytes.
pub(in crate::schema) fn bytes(input: &Value) -> Scalar {
    if input.is_string() {
        Ok(exact())
    } else {
        Err(Fault::plain("bytes_type", "Input should be a valid bytes"))
    }
}

/// One of some texts.
pub(in crate::schema) fn choice(input: &Value, choice: &Choice) -> Scalar {
    if input
        .as_str()
        .is_some_and(|text| choice.values.iter().any(|value| value == text))
    {
        return Ok(exact());
    }
    let expected = expected(&choice.values);
    Err(Fault::with_ctx(
        choice.kind,
        format!("Input should be {expected}"),
        json!({ "expected": expected }),
    ))
}

/// `'A', 'B' or 'C'`.
fn expected(values: &[String]) -> String {
    let mut words = String::new();
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            words.push_str(if index + 1 == values.len() {
                " or "
            } else {
                ", "
            });
        }
        words.push('\'');
        words.push_str(value);
        words.push('\'');
    }
    words
}
