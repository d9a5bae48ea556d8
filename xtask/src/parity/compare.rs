//! Comparing what two servers answered to the same scripts.

use serde_json::{Value, json};
use similar::{ChangeTag, TextDiff};

use super::normalise::Normaliser;
use super::operations::Operations;
use super::run::{Answer, Conversation, Exchange, Payload};
use super::script::{Script, Step};
use super::timeline::Timeline;

/// How many lines around a difference are shown.
const CONTEXT: usize = 3;

/// One request and whether it was answered alike.
#[derive(Debug)]
pub(super) struct Compared {
    pub(super) script: &'static str,
    /// Its place in the script, from 0.
    pub(super) number: usize,
    /// The operation it is for, if it is for any.
    pub(super) operation: Option<String>,
    /// Its method and path, with ids told apart as in answers.
    pub(super) request: String,
    /// Its body as the real server was sent it, with ids told apart.
    pub(super) body: Option<String>,
    pub(super) difference: Option<Difference>,
}

/// What two servers answered differently.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) prefect_status: u16,
    pub(super) mock_status: u16,
    /// The lines that only the real server has, and those that only the mock has.
    pub(super) lines: Vec<String>,
    /// A unified diff, from the real server to the mock.
    pub(super) diff: String,
}

/// Compares conversations, request by request.
pub(super) fn compare(
    scripts: &[Script],
    prefect: &[Conversation],
    mock: &[Conversation],
    operations: &Operations,
) -> anyhow::Result<Vec<Compared>> {
    let mut normaliser = Normaliser::new(timeline(prefect), timeline(mock))?;
    let mut compared = Vec::new();
    let conversations = prefect.iter().zip(mock);
    for (script, (prefect, mock)) in scripts.iter().zip(conversations) {
        let exchanges = prefect.exchanges.iter().zip(&mock.exchanges);
        for (number, (step, (prefect, mock))) in script.steps.iter().zip(exchanges).enumerate() {
            normaliser.go_on();
            for exchange in [prefect, mock] {
                normaliser.hear(&exchange.path);
                normaliser.hear(exchange.body.as_deref().unwrap_or_default());
            }
            compared.push(Compared {
                script: script.name,
                number,
                operation: operations
                    .find(prefect.method, &prefect.path)
                    .map(ToOwned::to_owned),
                difference: difference(&mut normaliser, step, &prefect.answer, &mock.answer),
                request: shown(&normaliser, &format!("{} {}", prefect.method, prefect.path)),
                body: prefect.body.as_deref().map(|body| shown(&normaliser, body)),
            });
        }
    }
    Ok(compared)
}

fn timeline(conversations: &[Conversation]) -> Timeline {
    let mut timeline = Timeline::default();
    let exchanges = conversations.iter().flat_map(|one| &one.exchanges);
    for Exchange { sent, answered, .. } in exchanges {
        timeline.push(*sent, *answered);
    }
    timeline
}

fn shown(normaliser: &Normaliser, text: &str) -> String {
    match normaliser.left_alone(&text.into()) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

fn difference(
    normaliser: &mut Normaliser,
    step: &Step,
    prefect: &Answer,
    mock: &Answer,
) -> Option<Difference> {
    let (prefect_status, mock_status) = (prefect.status, mock.status);
    let mut prefect = whole(prefect);
    let mut mock = whole(mock);
    for pointer in &step.any_order {
        let pointer = format!("/body{pointer}");
        sort(&mut prefect, &pointer, |value| normaliser.left_alone(value));
        sort(&mut mock, &pointer, |value| normaliser.right_alone(value));
    }
    if step.is_duration
        && let (Some(prefect), Some(mock)) = (prefect.get_mut("body"), mock.get_mut("body"))
    {
        (*prefect, *mock) = normaliser.pair_durations(prefect, mock);
    }
    let (prefect, mock) = normaliser.pair(&prefect, &mock);
    if prefect == mock {
        return None;
    }
    let (prefect, mock) = (pretty(&prefect), pretty(&mock));
    let diff = TextDiff::from_lines(&prefect, &mock);
    let lines = diff
        .iter_all_changes()
        .filter(|change| change.tag() != ChangeTag::Equal)
        .map(|change| change.value().trim().to_owned())
        .collect();
    Some(Difference {
        prefect_status,
        mock_status,
        lines,
        diff: diff
            .unified_diff()
            .context_radius(CONTEXT)
            .header("Prefect", "mock")
            .to_string(),
    })
}

/// An answer as one value.
fn whole(answer: &Answer) -> Value {
    let body = match &answer.body {
        Payload::Json(value) => value.clone(),
        // Line by line, as it is shown.
        Payload::Text(text) => text.split('\n').map(Value::from).collect(),
    };
    json!({"status": answer.status, "headers": answer.headers, "body": body})
}

/// Sorts an array by how its items look normalised.
fn sort(value: &mut Value, pointer: &str, normalised: impl Fn(&Value) -> Value) {
    if let Some(Value::Array(items)) = value.pointer_mut(pointer) {
        items.sort_by_cached_key(|item| normalised(item).to_string());
    }
}

fn pretty(value: &Value) -> String {
    let mut text = format!("{value:#}");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn answer(status: u16, body: Value) -> Answer {
        Answer {
            status,
            headers: BTreeMap::from([("content-type".to_owned(), "application/json".to_owned())]),
            body: Payload::Json(body),
        }
    }

    fn differing(any_order: bool, prefect: &Answer, mock: &Answer) -> Option<Difference> {
        let mut script = Script::new("s");
        let step = script.get("/x");
        if any_order {
            step.any_order("");
        }
        let mut normaliser = Normaliser::new(Timeline::default(), Timeline::default()).unwrap();
        difference(&mut normaliser, step, prefect, mock)
    }

    #[test]
    fn status_headers_and_body_are_compared() {
        let one = answer(200, json!({"a": 1}));
        assert_eq!(differing(false, &one, &one.clone()), None);
        let other = answer(200, json!({"a": 2}));
        let found = differing(false, &one, &other).unwrap();
        assert_eq!(found.lines, ["\"a\": 1", "\"a\": 2"]);
        assert!(found.diff.contains("-    \"a\": 1"), "{}", found.diff);
        assert!(differing(false, &one, &answer(201, json!({"a": 1}))).is_some());
        let mut other = one.clone();
        other.headers.clear();
        assert!(differing(false, &one, &other).is_some());
    }

    #[test]
    fn order_counts_unless_a_step_says_otherwise() {
        let one = answer(200, json!(["a", "b"]));
        let other = answer(200, json!(["b", "a"]));
        assert!(differing(false, &one, &other).is_some());
        assert!(differing(true, &one, &other).is_none());
    }
}
