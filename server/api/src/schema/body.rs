//! From the bytes of a body to a value, as FastAPI does it.
//!
//! What is declared as something else than JSON is not parsed: it is one text,
//! in which no key is found. Prefect answers 500 to two kinds of body that this answers 422
//! to: numbers that are none (`NaN`), and texts with half a surrogate pair.

use serde_json::{Value, json};

use super::bad_request::BadRequest;
use super::error::{Fault, Loc};
use super::json;

/// A body before its check.
#[derive(Debug, PartialEq)]
pub(super) enum Body {
    /// JSON; null when there is no body.
    Json(Value),
    /// Of another content type.
    Text(String),
}

impl Body {
    pub(super) fn into_value(self) -> Value {
        match self {
            Self::Json(value) => value,
            Self::Text(text) => Value::String(text),
        }
    }
}

/// The text of a body that is declared as JSON, or not at all, if there is one.
pub(super) fn json_text<'b>(content_type: Option<&str>, bytes: &'b [u8]) -> Option<&'b str> {
    let text = std::str::from_utf8(bytes).ok()?;
    (!text.is_empty() && content_type.is_none_or(is_json)).then_some(text)
}

/// Reads a body of this content type.
pub(super) fn read(content_type: Option<&str>, bytes: &[u8]) -> Result<Body, BadRequest> {
    if bytes.is_empty() {
        return Ok(Body::Json(Value::Null));
    }
    if !content_type.is_none_or(is_json) {
        return Ok(Body::Text(String::from_utf8_lossy(bytes).into_owned()));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| BadRequest::Unreadable)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str(text).map(Body::Json).map_err(|error| {
        let (offset, message) = json::first_fault(text).map_or_else(
            || {
                let message = error.to_string();
                // What Python takes and this does not, said without serde's position.
                let words = message.split(" at line ").next().unwrap_or_default();
                (error.column().saturating_sub(1), words.to_owned())
            },
            |(offset, message)| (offset, message.to_owned()),
        );
        let fault = Fault::with_ctx(
            "json_invalid",
            "JSON decode error".to_owned(),
            json!({ "error": message }),
        );
        BadRequest::Invalid {
            errors: vec![fault.of(vec![Loc::from("body"), Loc::Index(offset)], json!({}))],
            request_body: text.into(),
        }
    })
}

/// Nothing, `application/json` or `application/…+json`, with any parameters.
fn is_json(content_type: &str) -> bool {
    if content_type.is_empty() {
        return true;
    }
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    let Some((main, subtype)) = essence.split_once('/') else {
        return false;
    };
    let subtype = subtype.to_ascii_lowercase();
    main.eq_ignore_ascii_case("application") && (subtype == "json" || subtype.ends_with("+json"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Body, read};

    #[test]
    fn what_is_declared_as_something_else_than_json_is_not_parsed() {
        for content_type in [
            None,
            Some(""),
            Some("application/json"),
            Some("Application/JSON; charset=utf-8"),
            Some("application/vnd.x+json"),
        ] {
            assert_eq!(
                read(content_type, b"{}"),
                Ok(Body::Json(json!({}))),
                "{content_type:?}"
            );
        }
        for content_type in ["text/plain", "application/x-json", "json"] {
            assert_eq!(
                read(Some(content_type), b"{}"),
                Ok(Body::Text("{}".into())),
                "{content_type}"
            );
        }
        assert_eq!(read(None, b""), Ok(Body::Json(json!(null))));
    }

    #[test]
    fn what_only_python_reads_is_refused_in_its_place() {
        for text in [r#"{"a": NaN}"#, r#"["\ud800"]"#, &"[".repeat(500)] {
            let answer = read(Some("application/json"), text.as_bytes()).unwrap_err();
            assert_eq!(answer.status(), 422, "{text}");
            assert_eq!(json!(answer)["exception_detail"][0]["type"], "json_invalid");
        }
    }
}
