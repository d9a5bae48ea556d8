//! Against real Prefect, as it was measured.

mod as_sent;
mod coercions;
mod document;
mod properties;
mod typed;

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{BadRequest, Document, DomainRules};

/// Measured requests and answers; `testdata/README.md` tells how.
const ROWS: &str = include_str!("../testdata/validation.json");
/// Stands for the names of all time zones, which a pattern in the document lists.
const TIME_ZONES: &str = "<time zones>";

/// A request, and what real Prefect answered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    operation: String,
    query: Option<String>,
    #[serde(default, deserialize_with = "present")]
    body: Option<Value>,
    /// The body as it is, when it is not what `body` is as JSON.
    text: Option<String>,
    /// `application/json` when it is not here.
    #[serde(default, deserialize_with = "present")]
    content_type: Option<Value>,
    status: u16,
    errors: Option<Value>,
    detail: Option<String>,
    /// The same as `body` when it is not here.
    #[serde(default, deserialize_with = "present")]
    request_body: Option<Value>,
}

/// Tells null from absent.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

impl Row {
    fn check(&self, document: &Document, rules: &dyn DomainRules) -> Result<Value, BadRequest> {
        if let Some(query) = &self.query {
            return document.check_query(&self.operation, query);
        }
        let text = match &self.text {
            Some(text) => text.clone(),
            None => self.body.clone().unwrap_or_default().to_string(),
        };
        let content_type = match &self.content_type {
            None => Some("application/json"),
            Some(content_type) => content_type.as_str(),
        };
        document.check_body(&self.operation, content_type, text.as_bytes(), rules)
    }

    /// The status and body that this check answers for; none when the request
    /// came as far as the operation.
    fn refusal(&self) -> Option<(u16, Value)> {
        let answer = match (&self.errors, &self.detail) {
            (Some(errors), _) => json!({
                "exception_message": "Invalid request received.",
                "exception_detail": errors,
                "request_body": self.request_body.as_ref().or(self.body.as_ref()),
            }),
            (None, Some(detail)) => json!({ "detail": detail }),
            (None, None) => return None,
        };
        Some((self.status, answer))
    }
}

/// What the domain would say, as it was measured: by what it was asked.
#[derive(Debug, Default)]
struct Measured(HashMap<String, String>);

impl Measured {
    fn of(rows: &[Row]) -> Self {
        let mut messages = HashMap::new();
        for row in rows {
            for error in row.errors.iter().filter_map(Value::as_array).flatten() {
                let message = error["msg"].as_str().unwrap_or_default();
                let Some(message) = message.strip_prefix("Value error, ") else {
                    continue;
                };
                let input = &error["input"];
                let asked = match message.split(' ').next() {
                    Some("Validation" | "The") => {
                        let none = json!({});
                        let parameters = input.get("parameters").unwrap_or(&none);
                        Self::deployment(parameters, &input["parameter_openapi_schema"])
                    }
                    Some("Invalid") if message.contains("RRule") => Self::text("rrule", input),
                    Some("Invalid" | "Random") if message.contains("timezone") => continue,
                    Some("Invalid" | "Random") => Self::text("cron", input),
                    _ => continue,
                };
                messages.insert(asked, message.to_owned());
            }
        }
        Self(messages)
    }

    fn text(kind: &str, text: &Value) -> String {
        format!("{kind} {}", text.as_str().unwrap_or_default())
    }

    fn deployment(parameters: &Value, schema: &Value) -> String {
        format!("{parameters} {schema}")
    }

    fn ask(&self, asked: &str) -> Result<(), String> {
        self.0.get(asked).cloned().map_or(Ok(()), Err)
    }
}

impl DomainRules for Measured {
    fn cron(&self, cron: &str) -> Result<(), String> {
        self.ask(&format!("cron {cron}"))
    }

    fn rrule(&self, rrule: &str) -> Result<(), String> {
        self.ask(&format!("rrule {rrule}"))
    }

    fn deployment_parameters(&self, parameters: &Value, schema: &Value) -> Result<(), String> {
        self.ask(&Self::deployment(parameters, schema))
    }
}

fn rows() -> Vec<Row> {
    serde_json::from_str(ROWS).unwrap()
}

fn with_short_zones(value: Value, zones: &str) -> Value {
    match value {
        Value::String(text) => text.replace(zones, TIME_ZONES).into(),
        Value::Array(items) => {
            let items = items.into_iter();
            items.map(|item| with_short_zones(item, zones)).collect()
        }
        Value::Object(object) => {
            let entries = object.into_iter();
            entries
                .map(|(key, value)| (key, with_short_zones(value, zones)))
                .collect::<serde_json::Map<_, _>>()
                .into()
        }
        value => value,
    }
}

/// Rows whose answer is not the same, each with its reason.
const LEFT_OUT: [(&str, &str, &str); 1] = [(
    "create_logs",
    "text/plain",
    "the message says 'bytes' instead of 'str', since FastAPI leaves such a body unread",
)];

fn is_left_out(row: &Row) -> bool {
    LEFT_OUT.iter().any(|(operation, content_type, _)| {
        row.operation == *operation && row.content_type.as_ref() == Some(&(*content_type).into())
    })
}

#[test]
fn requests_are_judged_as_real_prefect_judged_them() {
    let document = Document::shared();
    let rows = rows();
    let rules = Measured::of(&rows);
    let mut wrong = Vec::new();
    for row in rows.iter().filter(|row| !is_left_out(row)) {
        let ours = row.check(document, &rules).err().map(|refused| {
            let status = refused.status();
            (
                status,
                with_short_zones(json!(refused), &document.time_zones),
            )
        });
        if ours != row.refusal() {
            wrong.push(format!("{row:?}\n  answered {ours:?}"));
        }
    }
    assert!(rows.len() > 1_000, "{}", rows.len());
    assert!(
        wrong.is_empty(),
        "{} of {} rows:\n{}",
        wrong.len(),
        rows.len(),
        wrong.join("\n")
    );
}
