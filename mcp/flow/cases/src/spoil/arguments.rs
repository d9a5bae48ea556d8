//! Mistakes in arguments.

use serde_json::json;

use super::{Spoiled, parameter, tool};
use crate::case::Case;
use crate::choices::Choices;
use crate::kind::Kind;

pub(super) fn missing_argument(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let required = |case: &Case, place: usize| {
        let parameters = &tool(case, place)?.parameters;
        parameters
            .iter()
            .find(|(.., required)| *required)
            .map(|(name, ..)| name.clone())
    };
    let place = spoiled.task(choices, |case, place| required(case, place).is_some())?;
    let name = required(&spoiled.case, place)?;
    spoiled.written(place)["parameters"]
        .as_object_mut()?
        .shift_remove(&name);
    Some(format!("/tasks/{place}/parameters"))
}

pub(super) fn missing_member(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let (place, name, ()) = parameter(spoiled, choices, |kind| match kind {
        Kind::Object(members) => {
            (members.iter().filter(|(.., required)| *required).count() == 1).then_some(())
        }
        _ => None,
    })?;
    Some(spoiled.argument(place, &name, json!({})))
}

pub(super) fn extra_argument(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |case, place| {
        tool(case, place).is_some_and(|tool| !tool.open)
    })?;
    Some(spoiled.argument(place, "ex/tra~", json!(1)))
}

pub(super) fn extra_member(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let (place, name, ()) = parameter(spoiled, choices, |kind| match kind {
        Kind::Object(members) => members.iter().all(|(.., required)| !required).then_some(()),
        _ => None,
    })?;
    let pointer = spoiled.argument(place, &name, json!({"ex/tra~": 1}));
    Some(format!("{pointer}/ex~1tra~0"))
}

pub(super) fn mistyped_argument(
    spoiled: &mut Spoiled,
    choices: &mut Choices<'_>,
) -> Option<String> {
    let (place, name, value) = parameter(spoiled, choices, Kind::wrong)?;
    Some(spoiled.argument(place, &name, value))
}

pub(super) fn mistyped_item(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let (place, name, value) = parameter(spoiled, choices, |kind| match kind {
        Kind::List(inner) => inner.wrong(),
        _ => None,
    })?;
    let pointer = spoiled.argument(place, &name, json!([value]));
    Some(format!("{pointer}/0"))
}

pub(super) fn out_of_range(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let (place, name, ()) = parameter(spoiled, choices, |kind| {
        (*kind == Kind::Whole).then_some(())
    })?;
    let value = *choices.one_of(&[-1, 1_001]);
    Some(spoiled.argument(place, &name, json!(value)))
}

pub(super) fn text_for_number(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let (place, name, ()) = parameter(spoiled, choices, |kind| {
        matches!(kind, Kind::Whole | Kind::Number | Kind::Flag).then_some(())
    })?;
    let id = spoiled.other(place, |_, _| true)?;
    Some(spoiled.argument(place, &name, json!(format!("{{{{{id}}}}} or so"))))
}

pub(super) fn unlisted_value(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let (place, name, ()) = parameter(spoiled, choices, |kind| {
        matches!(kind, Kind::OneOf(_)).then_some(())
    })?;
    Some(spoiled.argument(place, &name, json!("none of them")))
}

pub(super) fn hosts_argument(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |_, _| true)?;
    Some(spoiled.argument(place, "_host", json!("mine")))
}

pub(super) fn arguments_no_object(
    spoiled: &mut Spoiled,
    choices: &mut Choices<'_>,
) -> Option<String> {
    let place = spoiled.task(choices, |_, _| true)?;
    spoiled.written(place)["parameters"] = json!([1]);
    Some(format!("/tasks/{place}/parameters"))
}
