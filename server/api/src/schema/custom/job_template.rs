//! `base_job_template`: its job configuration may use only the variables that
//! it declares.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

/// `{{ name }}`, with what the name may be made of.
static PLACEHOLDER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\{\{\s*([\w.\-\[\]$]+)\s*\}\}").ok());

/// Checks a work pool's template; an empty one is fine.
pub(super) fn check(template: &Value) -> Result<(), String> {
    let part = |key| template.get(key).filter(|part| !super::is_falsy(part));
    if template.as_object().is_none_or(serde_json::Map::is_empty) {
        return Ok(());
    }
    let (Some(configuration), Some(variables)) = (part("job_configuration"), part("variables")) else {
        return Err(
            "The `base_job_template` must contain both a `job_configuration` key and a `variables` key."
                .to_owned(),
        );
    };
    let mut names = Vec::new();
    collect(configuration, &mut names);
    let declared = variables.get("properties").and_then(Value::as_object);
    let mut seen = HashSet::new();
    names.retain(|name| {
        declared.is_none_or(|declared| !declared.contains_key(name)) && seen.insert(name.clone())
    });
    if names.is_empty() {
        return Ok(());
    }
    Err(format!(
        "The variables specified in the job configuration template must be present as properties \
         in the variables schema. Your job configuration uses the following undeclared variable(s): {}.",
        names.join(" ,")
    ))
}

/// The placeholders in all texts of a configuration, keys included, since
/// Prefect looks for them in its JSON.
fn collect(part: &Value, names: &mut Vec<String>) {
    let mut find = |text: &str| {
        let Some(placeholder) = PLACEHOLDER.as_ref() else {
            return;
        };
        for captures in placeholder.captures_iter(text) {
            if let Some(name) = captures.get(1) {
                names.push(name.as_str().to_owned());
            }
        }
    };
    match part {
        Value::String(text) => find(text),
        Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
        Value::Object(object) => {
            for (key, value) in object {
                find_in(key, names);
                collect(value, names);
            }
        }
        _ => {}
    }
}
