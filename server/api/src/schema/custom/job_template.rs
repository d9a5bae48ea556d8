//! `base_job_template`: its job configuration may use only the variables that
//! it declares.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};

/// `{{ name }}`, with what the name may be made of.
static PLACEHOLDER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\{\{\s*([\w.\-\[\]$]+)\s*\}\}").ok());

/// Checks a work pool's template; an empty one is fine.
pub(super) fn check(template: &Value) -> Result<(), String> {
    let part = |key| template.get(key).filter(|part| !super::is_falsy(part));
    if template.as_object().is_none_or(Map::is_empty) {
        return Ok(());
    }
    let (Some(configuration), Some(variables)) = (part("job_configuration"), part("variables"))
    else {
        return Err(
            "The `base_job_template` must contain both a `job_configuration` key and a `variables` key."
                .to_owned(),
        );
    };
    let mut names = Vec::new();
    for part in configuration.as_object().into_iter().flat_map(Map::values) {
        collect(part, &mut names);
    }
    let declared = variables.get("properties").and_then(Value::as_object);
    let mut undeclared: Vec<&str> = Vec::new();
    for name in names {
        let is_declared = declared.is_some_and(|declared| declared.contains_key(name));
        if !is_declared && !undeclared.contains(&name) {
            undeclared.push(name);
        }
    }
    if undeclared.is_empty() {
        return Ok(());
    }
    Err(format!(
        "The variables specified in the job configuration template must be present as properties \
         in the variables schema. Your job configuration uses the following undeclared variable(s): {}.",
        undeclared.join(" ,")
    ))
}

/// The placeholders in the keys and texts below a key of the configuration.
fn collect<'t>(part: &'t Value, names: &mut Vec<&'t str>) {
    match part {
        Value::String(text) => find(text, names),
        Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
        Value::Object(object) => {
            for (key, value) in object {
                find(key, names);
                collect(value, names);
            }
        }
        _ => {}
    }
}

fn find<'t>(text: &'t str, names: &mut Vec<&'t str>) {
    let Some(placeholder) = PLACEHOLDER.as_ref() else {
        return;
    };
    for captures in placeholder.captures_iter(text) {
        if let Some(name) = captures.get(1) {
            names.push(name.as_str());
        }
    }
}
