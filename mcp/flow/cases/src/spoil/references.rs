//! Mistakes in references and dependencies.

use serde_json::json;

use super::{Spoiled, parameter, tool, waiting_for};
use crate::choices::Choices;
use crate::kind::Kind;

/// Puts a text where any text is right.
pub(super) fn text(
    spoiled: &mut Spoiled,
    choices: &mut Choices<'_>,
    text: impl Fn(&str) -> String,
) -> Option<String> {
    let (place, name, deep) = parameter(spoiled, choices, |kind| match kind {
        Kind::Text => Some(false),
        Kind::Any => Some(true),
        _ => None,
    })?;
    let text = text(&spoiled.case.tasks.get(place)?.id);
    if deep {
        let pointer = spoiled.argument(place, &name, json!([{"deep/er": text}]));
        return Some(format!("{pointer}/0/deep~1er"));
    }
    Some(spoiled.argument(place, &name, json!(text)))
}

pub(super) fn malformed_reference(
    spoiled: &mut Spoiled,
    choices: &mut Choices<'_>,
) -> Option<String> {
    let bad = *choices.one_of(&["{{a b}}", "x {{}} y", "{{a..b}}", "{{1 + 1}}", "{{[0]}}"]);
    text(spoiled, choices, |_| bad.to_owned())
}

pub(super) fn unclosed_reference(
    spoiled: &mut Spoiled,
    choices: &mut Choices<'_>,
) -> Option<String> {
    text(spoiled, choices, |id| format!("x {{{{{id}"))
}

pub(super) fn dangling_reference(
    spoiled: &mut Spoiled,
    choices: &mut Choices<'_>,
) -> Option<String> {
    let path = *choices.one_of(&["", ".rows", "[0]", ".a[1].b"]);
    text(spoiled, choices, |_| format!("{{{{nobody{path}}}}}"))
}

pub(super) fn self_reference(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    text(spoiled, choices, |id| format!("{{{{{id}.rows}}}}"))
}

pub(super) fn ruled_out_reference(
    spoiled: &mut Spoiled,
    choices: &mut Choices<'_>,
) -> Option<String> {
    let path = *choices.one_of(&["gone", "n.x", "rows.name", "rows[0].salary", "text[0]"]);
    let (place, name, ()) = parameter(spoiled, choices, |_| Some(()))?;
    let id = spoiled.other(place, |case, other| {
        tool(case, other).is_some_and(|tool| tool.told_output)
    })?;
    Some(spoiled.argument(place, &name, json!(format!("{{{{{id}.{path}}}}}"))))
}

pub(super) fn reference_in_key(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let (place, name, ()) = parameter(spoiled, choices, |kind| (*kind == Kind::Any).then_some(()))?;
    let pointer = spoiled.argument(place, &name, json!([{"{{x/y}}": 1}]));
    Some(format!("{pointer}/0/{{{{x~1y}}}}"))
}

pub(super) fn dangling_dependency(
    spoiled: &mut Spoiled,
    choices: &mut Choices<'_>,
) -> Option<String> {
    let place = spoiled.task(choices, |_, _| true)?;
    Some(depend(spoiled, place, "nobody"))
}

pub(super) fn self_dependency(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |_, _| true)?;
    let id = spoiled.case.tasks.get(place)?.id.clone();
    Some(depend(spoiled, place, &id))
}

/// Adds a dependency; returns where.
fn depend(spoiled: &mut Spoiled, place: usize, id: &str) -> String {
    let written = spoiled.written(place);
    if !written["depends_on"].is_array() {
        written["depends_on"] = json!([]);
    }
    let mut at = 0;
    if let Some(list) = written["depends_on"].as_array_mut() {
        at = list.len();
        list.push(json!(id));
    }
    format!("/tasks/{place}/depends_on/{at}")
}

pub(super) fn cycle(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let one = spoiled.task(choices, |_, _| true)?;
    let Some(other) = spoiled.task(choices, |case, other| {
        // Whatever else there is between two tasks would make the cycle another one.
        !waiting_for(case, one).contains(&other) && !waiting_for(case, other).contains(&one)
    }) else {
        spoiled.used.remove(&one);
        return None;
    };
    let id = |place: usize| {
        spoiled
            .case
            .tasks
            .get(place)
            .map(|task| task.id.clone())
            .unwrap_or_default()
    };
    let (first, second) = (id(one), id(other));
    // These two, and through them whatever is between them, wait for each other.
    depend(spoiled, one, &second);
    depend(spoiled, other, &first);
    Some(format!("/tasks/{}", one.min(other)))
}
