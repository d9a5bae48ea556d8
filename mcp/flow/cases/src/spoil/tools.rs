//! Mistakes in what a task is called, calls and asks for.

use serde_json::{Value, json};

use super::{Spoiled, escape, tool, waiting_for};
use crate::choices::Choices;

pub(super) fn unknown_tool(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |case, place| tool(case, place).is_some())?;
    let key = format!("{}_typo", tool(&spoiled.case, place)?.task_key);
    spoiled.written(place)["task_key"] = json!(key);
    Some(format!("/tasks/{place}/task_key"))
}

pub(super) fn no_tool(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |_, _| true)?;
    for key in ["task_key", "mcp_server", "mcp_tool"] {
        spoiled.written(place)[key] = Value::Null;
    }
    Some(format!("/tasks/{place}"))
}

pub(super) fn other_server(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |case, place| tool(case, place).is_some())?;
    let key = tool(&spoiled.case, place)?.task_key.clone();
    spoiled.written(place)["task_key"] = json!(key);
    spoiled.written(place)["mcp_server"] = json!("elsewhere");
    Some(format!("/tasks/{place}/mcp_server"))
}

pub(super) fn duplicate_id(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |_, _| true)?;
    let copy = spoiled.written(place).clone();
    let tasks = spoiled.case.plan["tasks"].as_array_mut()?;
    tasks.push(copy);
    Some(format!("/tasks/{}/id", tasks.len() - 1))
}

pub(super) fn bad_id(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |case, place| waiting_for(case, place).is_empty())?;
    let id = *choices.one_of(&["", " x", "a{b", "a]b", "a\"b", "a\u{7}b"]);
    spoiled.written(place)["id"] = json!(id);
    Some(format!("/tasks/{place}/id"))
}

pub(super) fn unknown_key(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |_, _| true)?;
    let key = *choices.one_of(&["for_each", "condition", "dependson", "if/else"]);
    spoiled.written(place)[key] = json!("x");
    Some(format!("/tasks/{place}/{}", escape(key)))
}

pub(super) fn option_out_of_range(
    spoiled: &mut Spoiled,
    choices: &mut Choices<'_>,
) -> Option<String> {
    let place = spoiled.task(choices, |_, _| true)?;
    let options = [
        ("retries", json!(101)),
        ("retries", json!(-1)),
        ("retries", json!("often")),
        ("retry_delay_seconds", json!(86_401)),
        ("timeout_seconds", json!(0)),
        ("timeout_seconds", json!(1.5)),
    ];
    let (key, value) = choices.one_of(&options);
    let written = spoiled.written(place);
    if *key == "retry_delay_seconds" {
        written["retries"] = json!(1);
    } else if *key == "retries" {
        written["retry_delay_seconds"] = Value::Null;
    }
    written[*key] = value.clone();
    Some(format!("/tasks/{place}/{key}"))
}
