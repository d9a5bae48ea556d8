//! `bool`: also 0 and 1, and the words of settings files.

use serde_json::Value;

use super::{Scalar, coerced, exact};
use crate::schema::error::Fault;
use crate::schema::tree::Strictness;

pub(in crate::schema) fn boolean(input: &Value, strictness: Strictness) -> Scalar {
    let type_error = Fault::plain("bool_type", "Input should be a valid boolean");
    let meaning = match input {
        Value::Bool(_) => return Ok(exact()),
        _ if strictness == Strictness::Strict => return Err(type_error),
        Value::String(text) => word(text),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(0), _) | (None, Some(0.0)) => Some(false),
            (Some(1), _) | (None, Some(1.0)) => Some(true),
            _ if number.is_f64() => return Err(type_error),
            _ => None,
        },
        _ => return Err(type_error),
    };
    match meaning {
        Some(value) => Ok(coerced(value)),
        None => Err(Fault::plain(
            "bool_parsing",
            "Input should be a valid boolean, unable to interpret input",
        )),
    }
}

fn word(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "true" | "t" | "yes" | "y" | "on" => Some(true),
        "0" | "false" | "f" | "no" | "n" | "off" => Some(false),
        _ => None,
    }
}
