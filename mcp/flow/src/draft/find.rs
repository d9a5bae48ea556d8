//! Finding a plan in what a model says.

use serde_json::Value;

use crate::problem::{Problem, Problems};

/// How many opening braces are tried.
const TRIES: usize = 1_000;

/// Keys under which a plan is wrapped: by models, and by the planner's own results.
const WRAPPERS: [&str; 4] = ["results", "flow_definition", "plan", "flow"];

/// The JSON object in a model's answer: the first one that has tasks, or else the first one, whatever text or fences
/// stand around it.
///
/// Looks at each opening brace outside the objects already read; how many braces are tried is bounded.
///
/// # Errors
/// One problem that says why no JSON object was found.
pub fn find_object(text: &str) -> Result<Value, Problems> {
    let mut first: Option<Value> = None;
    let mut reason = "it has no opening brace".to_owned();
    let mut cut_off = false;
    let mut at = 0;
    for _ in 0..TRIES {
        let Some(offset) = text.get(at..).and_then(|rest| rest.find('{')) else {
            break;
        };
        let start = at + offset;
        let rest = text.get(start..).unwrap_or_default();
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        match values.next() {
            Some(Ok(value)) => {
                if unwrap_plan(&value).get("tasks").is_some() {
                    return Ok(value);
                }
                at = start + values.byte_offset().max(1);
                // What is whole inside a plan that was cut off is a part of that plan, not a plan.
                if !cut_off {
                    first.get_or_insert(value);
                }
            }
            Some(Err(error)) => {
                if !cut_off {
                    cut_off = error.is_eof();
                    reason = error.to_string();
                }
                at = start + 1;
            }
            None => break,
        }
    }
    first.ok_or_else(|| {
        Problems(vec![Problem::new(
            "",
            format!("the text holds no whole JSON object: {reason}"),
            "answer with the plan as one JSON object and nothing else",
        )])
    })
}

/// The plan inside its wrappers.
pub(super) fn unwrap_plan(value: &Value) -> &Value {
    let mut plan = value;
    for _ in WRAPPERS {
        if plan.get("tasks").is_some() {
            return plan;
        }
        let wrapped = WRAPPERS.iter().filter_map(|key| plan.get(key));
        match wrapped.clone().find(|inner| inner.is_object()) {
            Some(inner) => plan = inner,
            None => break,
        }
    }
    if plan.get("tasks").is_some() {
        plan
    } else {
        value
    }
}
