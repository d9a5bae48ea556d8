//! What goes over the sockets: JSON objects that say their `type`.

use std::borrow::Cow;

use prefect_mock_api::schema::{Document, FieldError, Loc, NoDomainRules};
use prefect_mock_api::types;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

use super::socket::Close;
use crate::domain::event::Event;
use crate::domain::log::Log;

/// What the server says on the sockets that watch.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum ServerFrame {
    AuthSuccess,
    Event { event: types::ReceivedEvent },
    Log { log: types::Log },
}

impl ServerFrame {
    fn into_text(self) -> String {
        text_of(&self)
    }
}

/// A frame as the text that is sent. Every frame has a JSON form.
pub(super) fn text_of(frame: &impl Serialize) -> String {
    serde_json::to_string(frame).unwrap_or_default()
}

/// What a client is told that has introduced itself.
pub(super) fn auth_success() -> String {
    ServerFrame::AuthSuccess.into_text()
}

/// An event.
pub(super) fn event(event: &Event) -> String {
    ServerFrame::Event {
        event: event.into(),
    }
    .into_text()
}

/// A log line. On this socket Prefect tells lines before it has stored them, so
/// it is not said when that was.
pub(super) fn log(log: &Log) -> String {
    ServerFrame::Log {
        log: types::Log {
            created: None,
            updated: None,
            ..log.into()
        },
    }
    .into_text()
}

/// Whether a text is how a client introduces itself.
pub(super) fn is_auth(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok_and(|message| says(&message, "auth"))
}

fn says(message: &Value, kind: &str) -> bool {
    message.get("type").and_then(Value::as_str) == Some(kind)
}

/// Reads an event.
pub(super) fn read_event(text: &str) -> Result<types::Event, Close> {
    let invalid = |reason: Cow<'static, str>| {
        Close::new(CloseCode::Invalid, format!("Invalid event: {reason}"))
    };
    let event = serde_json::from_str(text).map_err(|_| invalid("it is no JSON".into()))?;
    checked(event, "Event").map_err(invalid)
}

/// What a client that watches asks for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked<F> {
    /// What it wants to be told.
    pub(super) filter: F,
    /// Whether it wants to be told first what has been before.
    pub(super) backfill: bool,
}

/// Reads `{"type": "filter", "filter": …, "backfill": …}`, with the filter checked
/// against a schema of the document.
pub(super) fn read_filter<F: DeserializeOwned>(
    text: &str,
    schema: &'static str,
) -> Result<Asked<F>, Close> {
    let message = serde_json::from_str::<Value>(text).ok();
    let mut message = message
        .filter(|message| says(message, "filter"))
        .ok_or_else(no_filter)?;
    let invalid = |reason: String| Close::protocol(format!("Invalid filter: {reason}"));
    // As Python names a key that is not there.
    let filter = message.get_mut("filter").map(Value::take);
    let filter = filter.ok_or_else(|| invalid("'filter'".to_owned()))?;
    Ok(Asked {
        filter: checked(filter, schema).map_err(|reason| invalid(reason.into_owned()))?,
        backfill: message.get("backfill").is_none_or(is_true_in_python),
    })
}

/// What becomes of a client that begins with anything but a filter.
pub(super) fn no_filter() -> Close {
    Close::protocol("Expected 'filter' message")
}

/// Checks a value against a schema of the document and gives it its type, or says in
/// a few words what is wrong with it.
fn checked<T: DeserializeOwned>(
    mut value: Value,
    schema: &'static str,
) -> Result<T, Cow<'static, str>> {
    let schema = Document::shared().schema(schema);
    let schema = schema.ok_or("the document does not have its schema")?;
    schema
        .check(&mut value, &[], &NoDomainRules)
        .map_err(|faults| faults.first().map(in_words).unwrap_or_default())?;
    serde_json::from_value(value).map_err(|error| error.to_string().into())
}

fn in_words(fault: &FieldError) -> Cow<'static, str> {
    let place: Vec<_> = fault
        .loc
        .iter()
        .map(|step| match step {
            Loc::Key(key) => key.clone(),
            Loc::Index(index) => index.to_string(),
        })
        .collect();
    if place.is_empty() {
        return fault.msg.clone();
    }
    format!("{}: {}", place.join("."), fault.msg).into()
}

fn is_true_in_python(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(keys) => !keys.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use prefect_mock_api::types::LogFilter;
    use serde_json::json;

    use super::*;

    fn asked(message: &Value) -> Result<Asked<LogFilter>, Close> {
        read_filter(&message.to_string(), "LogFilter")
    }

    #[test]
    fn an_introduction_says_that_it_is_one() {
        for text in [
            r#"{"type":"auth","token":null}"#,
            r#"{"type":"auth","x":1}"#,
        ] {
            assert!(is_auth(text), "{text}");
        }
        for text in [
            "",
            "zz",
            "[1]",
            "\"auth\"",
            "null",
            "{}",
            r#"{"type":"filter"}"#,
        ] {
            assert!(!is_auth(text), "{text}");
        }
        assert_eq!(auth_success(), r#"{"type":"auth_success"}"#);
    }

    #[test]
    fn a_filter_has_a_type_and_is_checked() {
        let message = json!({"type": "filter", "filter": {"level": {"ge_": "20"}}});
        let filter = asked(&message).unwrap().filter;
        assert_eq!(filter.level.value().unwrap().ge.value(), Some(&20));

        let refused = |message: Value| asked(&message).unwrap_err();
        for message in [json!({}), json!([1]), json!(null), json!({"type": "auth"})] {
            assert_eq!(refused(message).reason(), "Expected 'filter' message");
        }
        let no_key = refused(json!({"type": "filter"}));
        assert_eq!(
            (no_key.code(), no_key.reason()),
            (1002, "Invalid filter: 'filter'")
        );
        let filter = json!({"level": {"ge_": "x"}});
        let unparsable = refused(json!({"type": "filter", "filter": filter}));
        assert_eq!(unparsable.code(), 1002);
        assert!(
            unparsable
                .reason()
                .starts_with("Invalid filter: level.ge_: Input should be"),
            "{}",
            unparsable.reason()
        );
        assert_eq!(
            refused(json!({"type": "filter", "filter": null})).code(),
            1002
        );
    }

    #[test]
    fn an_event_is_checked_and_may_say_more_than_is_known() {
        let event = json!({
            "id": "6f1e2d3c-0000-4000-8000-000000000001",
            "occurred": "2026-01-01T12:00:00.5+02:00",
            "event": "e",
            "resource": {"prefect.resource.id": "r"},
            "more": 1,
        });
        let read = read_event(&event.to_string()).unwrap();
        assert_eq!(read.occurred.to_rfc3339(), "2026-01-01T10:00:00.500+00:00");
        for faulty in ["", "zz", "[]", "null", "{}", r#"{"a": NaN}"#] {
            let close = read_event(faulty).unwrap_err();
            assert_eq!(close.code(), 1007, "{faulty}");
            assert!(close.reason().starts_with("Invalid event: "), "{faulty}");
        }
    }

    #[test]
    fn what_has_been_is_told_unless_it_is_not_wanted() {
        let backfill = |value: Value| {
            let message = json!({"type": "filter", "filter": {}, "backfill": value});
            asked(&message).unwrap().backfill
        };
        assert!(
            asked(&json!({"type": "filter", "filter": {}}))
                .unwrap()
                .backfill
        );
        for value in [json!(true), json!(1), json!("no"), json!([0])] {
            assert!(backfill(value.clone()), "{value}");
        }
        for value in [json!(false), json!(0), json!(""), json!(null), json!({})] {
            assert!(!backfill(value.clone()), "{value}");
        }
    }
}
