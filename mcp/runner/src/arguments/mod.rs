//! How the tools' arguments are read. What a tool takes is beside the tool.
//!
//! They are read leniently: null is the same as an absent argument, numbers may come as text, and JSON may come as JSON
//! text. What still cannot be used is told as a result that says what to change. The schemas name every argument at the
//! top level, because hosts drop what they do not find there.

pub(crate) mod schema;

use std::ops::RangeInclusive;
use std::time::Duration;

use serde_json::{Map, Value};
use uuid::Uuid;

use crate::failure::Failure;

/// The longest that a call may wait for a run, in seconds. Hosts cut calls off after a minute or two.
pub(crate) const MAX_WAIT_SECONDS: u32 = 60;

/// Characters that Prefect refuses in names of work pools and deployments.
const REFUSED_IN_NAMES: [char; 5] = ['/', '%', '&', '>', '<'];

/// A text, trimmed; nothing where there is nothing in it.
pub(crate) fn text(name: &'static str, value: Option<Value>) -> Result<Option<String>, Failure> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => {
            let text = text.trim();
            Ok((!text.is_empty()).then(|| text.to_owned()))
        }
        Some(other) => Err(Failure::argument(
            name,
            format!("is {}, where a text is expected", describe(&other)),
            format!("Call again with {name} as a text."),
        )),
    }
}

/// The name of a work pool or a deployment, as Prefect takes it; nothing where there is none.
pub(crate) fn name(name: &'static str, value: Option<Value>) -> Result<Option<String>, Failure> {
    let text = text(name, value)?;
    if let Some(text) = &text
        && let Some(refused) = text
            .chars()
            .find(|c| REFUSED_IN_NAMES.contains(c) || c.is_control())
    {
        return Err(Failure::argument(
            name,
            format!("has the character {refused:?}, which Prefect refuses in names"),
            "Use letters, digits, spaces, dashes and underscores.",
        ));
    }
    Ok(text)
}

/// What must have been given.
pub(crate) fn required<T>(name: &'static str, value: Option<T>, what: &str) -> Result<T, Failure> {
    value.ok_or_else(|| {
        Failure::argument(
            name,
            "is missing",
            format!("Call again with {name}: {what}."),
        )
    })
}

/// JSON that may have come as JSON text; nothing where there is nothing in it.
pub(crate) fn json(
    name: &'static str,
    value: Option<Value>,
    example: &str,
) -> Result<Option<Value>, Failure> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
        Some(Value::String(text)) => match serde_json::from_str(&text) {
            Ok(Value::Null) => Ok(None),
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(Failure::argument(
                name,
                format!("is text that is no JSON: {error}"),
                format!("Call again with {name} like {example}, or without it."),
            )),
        },
        other => Ok(other),
    }
}

/// A number within bounds; nothing where there is none.
pub(crate) fn number(
    name: &'static str,
    value: Option<Value>,
    bounds: RangeInclusive<f64>,
) -> Result<Option<f64>, Failure> {
    let number = match &value {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => return Ok(None),
        Some(Value::String(text)) => text.trim().parse().ok(),
        Some(value) => value.as_f64(),
    };
    match number.filter(|number| bounds.contains(number)) {
        Some(number) => Ok(Some(number)),
        None => Err(Failure::argument(
            name,
            format!(
                "is {}, where a number from {} to {} is expected",
                value.as_ref().map(describe).unwrap_or_default(),
                bounds.start(),
                bounds.end()
            ),
            format!("Call again with such a number as {name}, or without it."),
        )),
    }
}

/// A whole number within bounds; nothing where there is none.
pub(crate) fn whole_number(
    name: &'static str,
    value: Option<Value>,
    bounds: RangeInclusive<u32>,
) -> Result<Option<u32>, Failure> {
    let given = value.as_ref().map(describe).unwrap_or_default();
    let bounds = f64::from(*bounds.start())..=f64::from(*bounds.end());
    let Some(number) = number(name, value, bounds)? else {
        return Ok(None);
    };
    if number.fract() != 0.0 {
        return Err(Failure::argument(
            name,
            format!("is {given}, where a whole number is expected"),
            "Call again with a whole number, or without it.",
        ));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number within the bounds of u32"
    )]
    let number = number as u32;
    Ok(Some(number))
}

/// Whether something is so; false where nothing is said.
pub(crate) fn boolean(name: &'static str, value: Option<Value>) -> Result<bool, Failure> {
    let said = match &value {
        None | Some(Value::Null) => Some(false),
        Some(Value::Bool(said)) => Some(*said),
        Some(Value::String(text)) => match text.trim().to_ascii_lowercase().as_str() {
            "" | "false" => Some(false),
            "true" => Some(true),
            _ => None,
        },
        Some(_) => None,
    };
    said.ok_or_else(|| {
        Failure::argument(
            name,
            format!(
                "is {}, where true or false is expected",
                value.as_ref().map(describe).unwrap_or_default()
            ),
            format!("Call again with {name} true or false, or without it."),
        )
    })
}

/// Texts, as a list or as JSON text of one; none where there are none.
pub(crate) fn texts(
    name: &'static str,
    value: Option<Value>,
    example: &str,
) -> Result<Vec<String>, Failure> {
    let Some(value) = json(name, value, example)? else {
        return Ok(Vec::new());
    };
    serde_json::from_value(value).map_err(|error| {
        Failure::argument(
            name,
            format!("is no list of texts: {error}"),
            format!("Call again with {name} like {example}, or without it."),
        )
    })
}

/// An object, or JSON text of one; nothing where there is none.
pub(crate) fn object(
    name: &'static str,
    value: Option<Value>,
    example: &str,
) -> Result<Option<Map<String, Value>>, Failure> {
    match json(name, value, example)? {
        None => Ok(None),
        Some(Value::Object(object)) => Ok(Some(object)),
        Some(other) => Err(Failure::argument(
            name,
            format!("is {}, where an object is expected", describe(&other)),
            format!("Call again with {name} like {example}, or without it."),
        )),
    }
}

/// For how long to wait for a run.
pub(crate) fn wait_seconds(value: Option<Value>, default: Duration) -> Result<Duration, Failure> {
    let bounds = 0.0..=f64::from(MAX_WAIT_SECONDS);
    Ok(match number("wait_seconds", value, bounds)? {
        Some(seconds) => Duration::try_from_secs_f64(seconds).unwrap_or_default(),
        None => default,
    })
}

/// The id of a flow run.
pub(crate) fn flow_run_id(value: Option<Value>) -> Result<Uuid, Failure> {
    const NAME: &str = "flow_run_id";
    const WHAT: &str =
        "the id that submit_flow answered with, such as \"0d2a4ac5-6c0b-4e4d-9d0f-0f3f0a2c5f11\"";
    let text = required(NAME, text(NAME, value)?, WHAT)?;
    Uuid::try_parse(&text).map_err(|_| {
        Failure::argument(
            NAME,
            format!("is {}, which is no UUID", describe(&Value::String(text))),
            format!("Call again with {NAME}: {WHAT}."),
        )
    })
}

/// The longest text that a message quotes, in characters.
const QUOTED_CHARS: usize = 80;

/// A value as a message tells it.
pub(crate) fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => {
            let quoted: String = text.chars().take(QUOTED_CHARS).collect();
            let more = if text.chars().nth(QUOTED_CHARS).is_some() {
                "…"
            } else {
                ""
            };
            format!("{quoted:?}{more}")
        }
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}
