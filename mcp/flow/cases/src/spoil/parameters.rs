//! Mistakes in the flow's parameters, and in how tasks use them.

use serde_json::{Value, json};

use super::references::text;
use super::{Spoiled, parameter, waiting_for};
use crate::choices::Choices;
use crate::kind::Kind;
use crate::parameter::CaseParameter;

/// A parameter that has no mistake yet and that `fits`; it is taken then.
fn declared<T>(
    spoiled: &mut Spoiled,
    choices: &mut Choices<'_>,
    fits: impl Fn(&CaseParameter) -> Option<T>,
) -> Option<(String, T)> {
    let free = spoiled.case.parameters.iter();
    let free = free.filter(|parameter| !spoiled.used_parameters.contains(&parameter.name));
    let mut fitting: Vec<(String, T)> = free
        .filter_map(|parameter| Some((parameter.name.clone(), fits(parameter)?)))
        .collect();
    if fitting.is_empty() {
        return None;
    }
    let found = fitting.swap_remove(choices.below(fitting.len()));
    spoiled.used_parameters.insert(found.0.clone());
    Some(found)
}

/// Adds a parameter, and returns its name.
fn declare(spoiled: &mut Spoiled, schema: Value) -> String {
    let name = format!("spoilt_{}", spoiled.used_parameters.len());
    spoiled.used_parameters.insert(name.clone());
    spoiled.case.plan["parameters"][&name] = schema;
    name
}

pub(super) fn bad_name(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let names = [
        "Upper",
        "has-dash",
        "2nd",
        "",
        "_x",
        "class",
        "self",
        "return_state",
        "model_config",
    ];
    let name = *choices.one_of(&names);
    let is_new = spoiled.used_parameters.insert(name.to_owned());
    spoiled.case.plan["parameters"][name] = json!({"type": "string"});
    is_new.then(|| format!("/parameters/{name}"))
}

pub(super) fn unknown_type(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let (name, ()) = declared(spoiled, choices, |_| Some(()))?;
    spoiled.case.plan["parameters"][&name] = json!({"type": "text", "default": 1});
    Some(format!("/parameters/{name}/type"))
}

pub(super) fn reference_in_schema(
    spoiled: &mut Spoiled,
    choices: &mut Choices<'_>,
) -> Option<String> {
    let (name, ()) = declared(spoiled, choices, |_| Some(()))?;
    spoiled.case.plan["parameters"][&name] = json!({"anyOf": [{"$ref": "#/parameters"}]});
    Some(format!("/parameters/{name}/anyOf/0/$ref"))
}

pub(super) fn bad_default(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let (name, wrong) = declared(spoiled, choices, |parameter| parameter.kind.wrong())?;
    spoiled.case.plan["parameters"][&name]["default"] = wrong;
    Some(format!("/parameters/{name}/default"))
}

pub(super) fn default_not_taken(
    spoiled: &mut Spoiled,
    choices: &mut Choices<'_>,
) -> Option<String> {
    let (place, name, ()) = parameter(spoiled, choices, |kind| {
        (*kind == Kind::Whole).then_some(())
    })?;
    let default = *choices.one_of(&[-1, 1_001]);
    let own = declare(spoiled, json!({"type": "integer", "default": default}));
    Some(spoiled.argument(place, &name, json!(format!("{{{{parameters.{own}}}}}"))))
}

pub(super) fn other_type(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let (place, name, other) = parameter(spoiled, choices, |kind| match kind {
        Kind::Text => Some("integer"),
        Kind::Whole | Kind::Number | Kind::Flag | Kind::List(_) | Kind::Object(_) => Some("string"),
        Kind::OneOf(_) | Kind::Nullable(_) | Kind::Any => None,
    })?;
    let own = declare(spoiled, json!({"type": other}));
    Some(spoiled.argument(place, &name, json!(format!("{{{{parameters.{own}}}}}"))))
}

pub(super) fn dangling_parameter(
    spoiled: &mut Spoiled,
    choices: &mut Choices<'_>,
) -> Option<String> {
    let path = *choices.one_of(&["", ".x", "[0]"]);
    text(spoiled, choices, |_| {
        format!("{{{{parameters.nobodys{path}}}}}")
    })
}

pub(super) fn all_parameters(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let bad = *choices.one_of(&["{{parameters}}", "x {{ parameters[0] }}"]);
    text(spoiled, choices, |_| bad.to_owned())
}

pub(super) fn unused(spoiled: &mut Spoiled, _: &mut Choices<'_>) -> Option<String> {
    if !spoiled.used.is_empty() {
        return None;
    }
    // It is told of a plan whose tasks are right, so no task may have a mistake from here on.
    spoiled.used.extend(0..spoiled.case.tasks.len());
    let name = declare(spoiled, json!({"type": "string"}));
    Some(format!("/parameters/{name}"))
}

pub(super) fn parameters_no_object(
    spoiled: &mut Spoiled,
    choices: &mut Choices<'_>,
) -> Option<String> {
    // A reference to one would be a mistake as well.
    if !spoiled.case.parameters.is_empty() || !spoiled.used_parameters.is_empty() {
        return None;
    }
    spoiled.used_parameters.insert(String::new());
    spoiled.case.plan["parameters"] = choices
        .one_of(&[json!(["who"]), json!("who"), json!(1)])
        .clone();
    Some("/parameters".to_owned())
}

pub(super) fn task_called_parameters(
    spoiled: &mut Spoiled,
    choices: &mut Choices<'_>,
) -> Option<String> {
    let place = spoiled.task(choices, |case, place| waiting_for(case, place).is_empty())?;
    spoiled.written(place)["id"] = json!(choices.one_of(&["parameters", "parameters.x"]));
    Some(format!("/tasks/{place}/id"))
}
