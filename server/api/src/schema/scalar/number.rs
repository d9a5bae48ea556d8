//! `int` and `float`: each also from the other where nothing is lost, from
//! booleans, and from texts as Python writes numbers.

use std::cmp::Ordering::{Equal, Greater, Less};

use serde_json::{Number, Value, json};

use super::{Exactness, Scalar, coerced, exact};
use crate::schema::edit::Edit;
use crate::schema::error::Fault;
use crate::schema::tree::Strictness;

/// The longest text that Python reads as a whole number, in characters.
const MAX_DIGITS: usize = 4300;

/// The bounds of a number.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(in crate::schema) struct Bounds {
    pub(in crate::schema) minimum: Option<f64>,
    /// Whether the minimum itself is refused.
    pub(in crate::schema) above_minimum: bool,
    pub(in crate::schema) maximum: Option<f64>,
    /// Whether the maximum itself is refused.
    pub(in crate::schema) below_maximum: bool,
}

impl Bounds {
    /// The upper bound is looked at first, as pydantic does.
    fn check(&self, value: f64, show: fn(f64) -> Value) -> Result<(), Fault> {
        let fault = |kind: &'static str, words: &str, key: &str, bound: f64| {
            Fault::with_ctx(
                kind,
                format!("Input should be {words} {bound}"),
                json!({ key: show(bound) }),
            )
        };
        // What is no number at all is beyond both.
        let order = |bound: f64| value.partial_cmp(&bound);
        match self.maximum {
            Some(maximum) if self.below_maximum && order(maximum) != Some(Less) => {
                return Err(fault("less_than", "less than", "lt", maximum));
            }
            Some(maximum) if !matches!(order(maximum), Some(Less | Equal)) => {
                let words = "less than or equal to";
                return Err(fault("less_than_equal", words, "le", maximum));
            }
            _ => {}
        }
        match self.minimum {
            Some(minimum) if self.above_minimum && order(minimum) != Some(Greater) => {
                Err(fault("greater_than", "greater than", "gt", minimum))
            }
            Some(minimum) if !matches!(order(minimum), Some(Greater | Equal)) => {
                let words = "greater than or equal to";
                Err(fault("greater_than_equal", words, "ge", minimum))
            }
            _ => Ok(()),
        }
    }
}

/// A whole number of 64 bits. Python's have no end; Prefect's database has, and
/// fails on longer ones with 500, where this says what is wrong.
pub(in crate::schema) fn integer(input: &Value, strictness: Strictness, bounds: Bounds) -> Scalar {
    let value = match (input, strictness) {
        (Value::Number(number), _) if number.is_i64() => number.as_i64(),
        (Value::Number(number), _) if number.is_u64() => None,
        (Value::Number(number), Strictness::Lax) => whole(number)?,
        (Value::Bool(value), Strictness::Lax) => Some((*value).into()),
        (Value::String(text), Strictness::Lax) => match digits(text) {
            Some(digits) if digits.len() <= MAX_DIGITS => digits.parse().ok(),
            Some(_) => None,
            None => {
                return Err(Fault::plain(
                    "int_parsing",
                    "Input should be a valid integer, unable to parse string as an integer",
                ));
            }
        },
        _ => return Err(Fault::plain("int_type", "Input should be a valid integer")),
    };
    let value: i64 = value.ok_or(Fault::plain(
        "int_parsing_size",
        "Unable to parse input string as an integer, exceeded maximum size",
    ))?;
    #[expect(
        clippy::cast_precision_loss,
        reason = "bounds are small; a value that loses digits is far beyond them"
    )]
    bounds.check(value as f64, |bound| {
        #[expect(clippy::cast_possible_truncation, reason = "bounds are small")]
        Value::from(bound as i64)
    })?;
    Ok(if input.is_i64() {
        exact()
    } else {
        coerced(value)
    })
}

/// A float without a fraction, if 64 bits hold it.
fn whole(number: &Number) -> Result<Option<i64>, Fault> {
    let value = number.as_f64().unwrap_or_default();
    if value.fract() != 0.0 {
        return Err(Fault::plain(
            "int_from_float",
            "Input should be a valid integer, got a number with a fractional part",
        ));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "whole, and within the range of 64 bits"
    )]
    Ok((value >= i64::MIN as f64 && value < i64::MAX as f64).then_some(value as i64))
}

/// The sign and digits of a whole number as Python writes it: with space
/// around it, single underscores between digits, and a fraction of zeros.
fn digits(text: &str) -> Option<String> {
    let text = text.trim();
    let (sign, unsigned) = match text.strip_prefix(['+', '-']) {
        Some(unsigned) => (text.starts_with('-'), unsigned),
        None => (false, text),
    };
    let whole = match unsigned.split_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') => {
            whole
        }
        Some(_) => return None,
        None => unsigned,
    };
    let groups = whole.split('_');
    if !groups
        .clone()
        .all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return None;
    }
    let mut digits = if sign { "-".to_owned() } else { String::new() };
    digits.extend(groups);
    Some(digits)
}

/// A number.
pub(in crate::schema) fn number(input: &Value, strictness: Strictness, bounds: Bounds) -> Scalar {
    let show = |bound: f64| Value::from(bound);
    let value = match (input, strictness) {
        (Value::Number(number), _) => {
            bounds.check(number.as_f64().unwrap_or_default(), show)?;
            let exactness = if number.is_f64() {
                Exactness::Exact
            } else {
                Exactness::Strict
            };
            return Ok((Edit::Keep, exactness));
        }
        (Value::Bool(value), Strictness::Lax) => f64::from(u8::from(*value)),
        (Value::String(text), Strictness::Lax) => float(text).ok_or(Fault::plain(
            "float_parsing",
            "Input should be a valid number, unable to parse string as a number",
        ))?,
        _ => return Err(Fault::plain("float_type", "Input should be a valid number")),
    };
    bounds.check(value, show)?;
    // JSON has no word for what is not finite.
    let value = Number::from_f64(value).ok_or(Fault::plain(
        "finite_number",
        "Input should be a finite number",
    ))?;
    Ok(coerced(value))
}

fn float(text: &str) -> Option<f64> {
    let text = text.trim();
    let misplaced = text.starts_with('_') || text.ends_with('_') || text.contains("__");
    if misplaced {
        return None;
    }
    text.replace('_', "").parse().ok()
}
