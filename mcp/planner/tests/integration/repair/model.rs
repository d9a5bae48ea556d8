//! A model that knows nothing of plans and does as it is told, so that what it mends is what the words say.

use serde_json::{Value, json};

use super::mistakes::good_plan;

/// The draft with every problem of the feedback mended in the way that the feedback says.
pub(super) fn mended(draft: &str, feedback: &str) -> String {
    let Ok(mut plan) = serde_json::from_str::<Value>(draft) else {
        assert!(
            feedback.contains("one JSON object and nothing else"),
            "{feedback}"
        );
        return good_plan().to_string();
    };
    for line in feedback.lines().filter_map(|line| line.strip_prefix("- ")) {
        let (pointer, rest) = line.split_once(": ").unwrap();
        let (message, fix) = rest
            .strip_suffix(')')
            .and_then(|rest| rest.rsplit_once(" ("))
            .unwrap_or((rest, ""));
        mend(&mut plan, pointer, message, fix);
    }
    plan.to_string()
}

/// Mends one problem.
fn mend(plan: &mut Value, pointer: &str, message: &str, fix: &str) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    if let Some(right) = between(fix, "did you mean \"", "\"?") {
        let names_a_key = message.contains("has no argument") || message.contains("means nothing");
        if names_a_key {
            let members = object(plan, parent);
            let value = members.remove(key).unwrap();
            members.insert(right.to_owned(), value);
        } else if let Some(wrong) = between(message, "refers to \"", "\" of") {
            replace(plan, pointer, wrong, right);
        } else if let Some(reference) = between(message, "\"{{", "}}\" refers to a task") {
            let wrong = reference.split(['.', '[']).next().unwrap();
            replace(plan, pointer, wrong, right);
        } else {
            set(plan, pointer, json!(right));
        }
    } else if let Some(first) = between(fix, " of: \"", "\"") {
        set(plan, pointer, json!(first));
    } else if let Some(name) = between(fix, "add \"", "\"") {
        object(plan, pointer).insert(name.to_owned(), json!("staff"));
    } else if let Some(name) = between(fix, "declare \"", "\"") {
        plan["parameters"][name] = json!({"type": "integer"});
    } else if fix.ends_with("takes int") {
        set(plan, pointer, json!(7));
    } else if fix.starts_with("give each task an id") {
        set(
            plan,
            pointer,
            json!(format!(
                "own_{}",
                parent.len() + parent.matches('1').count()
            )),
        );
    } else if message.contains("is never closed") {
        let text = plan.pointer(pointer).unwrap().as_str().unwrap().to_owned();
        set(plan, pointer, json!(format!("{text}}}}}")));
    } else if fix.starts_with("refer to a task that runs before") {
        set(plan, pointer, json!("staff"));
    } else if message.contains("wait for each other") {
        let task = object(plan, pointer);
        if task.remove("depends_on").is_none() {
            task.insert("parameters".to_owned(), json!({"table": "staff"}));
        }
    } else if fix.starts_with("use letters") {
        plan["flow_name"] = json!("named");
    } else if fix.contains("an object of arguments") {
        set(plan, pointer, json!({"table": "staff"}));
    } else if fix.contains("leave it out")
        || fix.contains("remove it")
        || fix.contains("leave retries out")
        || fix.starts_with("there is no id")
    {
        match plan.pointer_mut(parent).unwrap() {
            Value::Array(items) => {
                items.remove(key.parse().unwrap());
            }
            members => {
                members.as_object_mut().unwrap().remove(key);
            }
        }
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(between, _)| between)
}

fn object<'a>(plan: &'a mut Value, pointer: &str) -> &'a mut serde_json::Map<String, Value> {
    plan.pointer_mut(pointer).unwrap().as_object_mut().unwrap()
}

fn set(plan: &mut Value, pointer: &str, value: Value) {
    *plan.pointer_mut(pointer).unwrap() = value;
}

fn replace(plan: &mut Value, pointer: &str, wrong: &str, right: &str) {
    let text = plan.pointer(pointer).unwrap().as_str().unwrap().to_owned();
    set(plan, pointer, json!(text.replacen(wrong, right, 1)));
}
