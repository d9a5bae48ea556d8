//! Which types of JSON values a schema lets through.

use serde_json::Value;

use super::{Budget, resolve, types};

/// How deep unions are looked into; below that, anything may be.
const MAX_DEPTH: usize = 16;

/// A set of JSON types. Whole numbers are numbers: a schema for the one may let values of the other through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kinds(u8);

const NAMES: [(&str, u8); 7] = [
    ("null", 1),
    ("boolean", 2),
    ("integer", 4),
    ("number", 4),
    ("string", 8),
    ("array", 16),
    ("object", 32),
];

impl Kinds {
    const ANY: Self = Self(63);

    /// The types of which `schema` lets some value through; more of them where that cannot be told.
    pub(crate) fn of(root: &Value, schema: &Value) -> Self {
        Self::within(root, schema, 0, &mut Budget::new())
    }

    /// Whether no value is of both.
    pub(crate) fn are_apart(self, other: Self) -> bool {
        self.0 & other.0 == 0
    }

    fn of_value(value: &Value) -> Self {
        Self(match value {
            Value::Null => 1,
            Value::Bool(_) => 2,
            Value::Number(_) => 4,
            Value::String(_) => 8,
            Value::Array(_) => 16,
            Value::Object(_) => 32,
        })
    }

    fn named(name: &str) -> Self {
        let known = NAMES.iter().find(|(known, _)| *known == name);
        known.map_or(Self::ANY, |(_, bit)| Self(*bit))
    }

    fn union(all: impl Iterator<Item = Self>) -> Self {
        Self(all.fold(0, |all, one| all | one.0))
    }

    fn within(root: &Value, schema: &Value, depth: usize, budget: &mut Budget) -> Self {
        if depth > MAX_DEPTH || !budget.step() {
            return Self::ANY;
        }
        let schema = resolve(root, schema);
        let mut kinds = Self::ANY.0;
        let types = types(schema);
        if !types.is_empty() {
            kinds &= Self::union(types.into_iter().map(Self::named)).0;
        }
        if let Some(value) = schema.get("const") {
            kinds &= Self::of_value(value).0;
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            kinds &= Self::union(values.iter().map(Self::of_value)).0;
        }
        for keyword in ["anyOf", "oneOf"] {
            if let Some(branches) = schema.get(keyword).and_then(Value::as_array) {
                let each = branches.iter();
                kinds &= Self::union(each.map(|one| Self::within(root, one, depth + 1, budget))).0;
            }
        }
        let all = schema.get("allOf").and_then(Value::as_array);
        for branch in all.into_iter().flatten() {
            kinds &= Self::within(root, branch, depth + 1, budget).0;
        }
        Self(kinds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn schemas_that_have_no_value_in_common_are_told_apart() {
        let root =
            json!({"$defs": {"n": {"type": ["number", "null"]}, "loop": {"$ref": "#/$defs/loop"}}});
        let apart =
            |one: &Value, other: &Value| Kinds::of(&root, one).are_apart(Kinds::of(&root, other));
        let text = json!({"type": "string"});
        let whole = json!({"type": "integer"});
        for other in [
            whole.clone(),
            json!({"enum": [1, null, true]}),
            json!({"const": ["x"]}),
            json!({"anyOf": [{"type": "boolean"}, {"$ref": "#/$defs/n"}]}),
            json!({"allOf": [{}, {"type": ["array", "object"]}]}),
        ] {
            assert!(apart(&text, &other), "{other}");
        }
        for other in [
            json!({}),
            json!(true),
            json!({"enum": [1, "x"]}),
            json!({"type": "text"}),
            json!({"$ref": "#/$defs/loop"}),
            json!({"anyOf": [whole, text]}),
        ] {
            assert!(!apart(&text, &other), "{other}");
        }
        assert!(!apart(&whole, &json!({"type": "number"})));
    }
}
