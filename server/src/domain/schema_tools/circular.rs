//! Schemas that go around in circles.
//!
//! A schema may refer to itself for a part of the value, as a tree does for its
//! branches. It must not do so for the value as a whole: that would never end.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// Keywords whose schemas are held against the same value.
const IN_PLACE: [&str; 5] = ["not", "if", "then", "else", "$ref"];
/// Keywords with lists of such schemas.
const IN_PLACE_LISTS: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// Whether some part of a schema leads to itself without looking further into the
/// value. Costs in proportion to the schema.
pub(super) fn has_circular_reference(schema: &Value) -> bool {
    let mut leads_to: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut unseen = vec![(String::new(), schema)];
    while let Some((pointer, value)) = unseen.pop() {
        match value {
            Value::Object(object) => {
                let targets = object
                    .iter()
                    .flat_map(|(key, part)| targets(&pointer, key, part))
                    .collect();
                leads_to.insert(pointer.clone(), targets);
                for (key, part) in object {
                    let key = key.replace('~', "~0").replace('/', "~1");
                    unseen.push((format!("{pointer}/{key}"), part));
                }
            }
            Value::Array(items) => {
                for (index, part) in items.iter().enumerate() {
                    unseen.push((format!("{pointer}/{index}"), part));
                }
            }
            _ => {}
        }
    }
    has_cycle(&leads_to)
}

fn targets(pointer: &str, key: &str, part: &Value) -> Vec<String> {
    match part {
        Value::String(target) if key == "$ref" => target
            .strip_prefix('#')
            .map(str::to_owned)
            .into_iter()
            .collect(),
        Value::Array(items) if IN_PLACE_LISTS.contains(&key) => (0..items.len())
            .map(|index| format!("{pointer}/{key}/{index}"))
            .collect(),
        Value::Object(_) if IN_PLACE.contains(&key) => vec![format!("{pointer}/{key}")],
        _ => Vec::new(),
    }
}

/// Takes away what leads nowhere until nothing or a cycle is left.
fn has_cycle(leads_to: &BTreeMap<String, Vec<String>>) -> bool {
    let mut open: BTreeMap<&str, usize> = BTreeMap::new();
    let mut comes_from: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, targets) in leads_to {
        let known: BTreeSet<&str> = targets
            .iter()
            .map(String::as_str)
            .filter(|target| leads_to.contains_key(*target))
            .collect();
        open.insert(from, known.len());
        for target in known {
            comes_from.entry(target).or_default().push(from);
        }
    }
    let mut ends: Vec<&str> = open
        .iter()
        .filter(|(_, open)| **open == 0)
        .map(|(from, _)| *from)
        .collect();
    let mut left = open.len();
    while let Some(end) = ends.pop() {
        left -= 1;
        for from in comes_from.remove(end).unwrap_or_default() {
            if let Some(open) = open.get_mut(from) {
                *open -= 1;
                if *open == 0 {
                    ends.push(from);
                }
            }
        }
    }
    left > 0
}
