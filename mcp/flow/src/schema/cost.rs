//! How much work a schema asks for.
//!
//! A schema comes from a tool's author, and the validator does what it says: a schema that refers to itself in place
//! would send it round for ever, and a few lines that each refer to the next one twice would take longer than anybody
//! waits. So the work is counted first, which costs one step for each pair of a schema and a value that meet.

use std::collections::HashMap;

use serde_json::Value;

/// The most evaluations of a schema by the validator.
const MAX_EVALUATIONS: u64 = 100_000;

/// The most pairs of a schema and a value that are counted.
const MAX_PAIRS: usize = 100_000;

/// The deepest nesting of schemas, each being met while the one before it is evaluated.
const MAX_DEPTH: usize = 200;

/// What stands for a key of an object where a schema judges keys.
static KEY: Value = Value::Null;

/// Whether `root` judges `instance` in a bounded number of steps, as far as this can tell. What it cannot follow
/// (references to other documents and to anchors, embedded documents) it takes for unbounded.
pub(crate) fn is_bounded(root: &Value, instance: &Value) -> bool {
    let mut count = Count {
        root,
        counted: HashMap::new(),
    };
    count.evaluations(root, instance, 0).is_some()
}

/// A schema and a value, by their places in memory.
type Pair = (*const Value, *const Value);

struct Count<'a> {
    root: &'a Value,
    /// Evaluations that a pair takes; nothing while it is being counted, and where there are too many.
    counted: HashMap<Pair, Option<u64>>,
}

impl<'a> Count<'a> {
    /// Evaluations that judging `instance` by `schema` takes; nothing if there are too many.
    fn evaluations(&mut self, schema: &'a Value, instance: &'a Value, depth: usize) -> Option<u64> {
        let Some(keywords) = schema.as_object() else {
            return Some(1);
        };
        let pair: Pair = (std::ptr::from_ref(schema), std::ptr::from_ref(instance));
        if let Some(counted) = self.counted.get(&pair) {
            return *counted;
        }
        if depth > MAX_DEPTH || self.counted.len() >= MAX_PAIRS {
            return None;
        }
        self.counted.insert(pair, None);
        let mut total = 1_u64;
        for (keyword, value) in keywords {
            for (schema, instance) in self.meetings(schema, keyword, value, instance)? {
                total = total.saturating_add(self.evaluations(schema, instance, depth + 1)?);
            }
            // To know what is left over, the validator evaluates everything beside it once more.
            if keyword.starts_with("unevaluated") {
                total = total.saturating_mul(2);
            }
        }
        let counted = Some(total).filter(|total| *total <= MAX_EVALUATIONS);
        self.counted.insert(pair, counted);
        counted
    }

    /// The pairs of schema and value that a keyword of `schema` makes meet; nothing where that cannot be told.
    fn meetings(
        &self,
        schema: &'a Value,
        keyword: &str,
        value: &'a Value,
        instance: &'a Value,
    ) -> Option<Vec<(&'a Value, &'a Value)>> {
        let with_each =
            |values: Vec<&'a Value>| values.into_iter().map(|one| (value, one)).collect();
        Some(match keyword {
            "$dynamicRef" | "$recursiveRef" => return None,
            // An embedded document: references inside it mean something else.
            "$id" | "id" if !std::ptr::eq(schema, self.root) => return None,
            "$ref" => {
                let pointer = value.as_str()?.strip_prefix('#')?;
                vec![(self.root.pointer(pointer)?, instance)]
            }
            "allOf" | "anyOf" | "oneOf" => array(value).map(|branch| (branch, instance)).collect(),
            "not" | "if" | "then" | "else" => vec![(value, instance)],
            "dependentSchemas" | "dependencies" => members(value)
                .map(|(_, branch)| (branch, instance))
                .collect(),
            "properties" => members(value)
                .filter_map(|(name, branch)| Some((branch, instance.get(name)?)))
                .collect(),
            "patternProperties" => members(value)
                .flat_map(|(_, branch)| members(instance).map(move |(_, member)| (branch, member)))
                .collect(),
            "additionalProperties" | "unevaluatedProperties" => {
                with_each(members(instance).map(|(_, member)| member).collect())
            }
            "propertyNames" => with_each(members(instance).map(|_| &KEY).collect()),
            "items" | "prefixItems" if value.is_array() => {
                array(value).zip(array(instance)).collect()
            }
            "items" | "additionalItems" | "unevaluatedItems" | "contains" => {
                with_each(array(instance).collect())
            }
            _ => Vec::new(),
        })
    }
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn ordinary_schemas_are_bounded_even_when_they_recurse() {
        let schema = json!({
            "type": "object",
            "properties": {"tree": {"$ref": "#/$defs/Tree"}, "id": {"type": "string"}},
            "$defs": {"Tree": {"properties": {"value": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                                              "children": {"items": {"$ref": "#/$defs/Tree"}}}}},
        });
        let tree = (0..50).fold(
            json!({"value": "x"}),
            |inner, _| json!({"children": [inner]}),
        );
        assert!(is_bounded(&schema, &json!({"tree": tree, "id": "x"})));
        let rows: Vec<Value> = (0..1_000).map(|n| json!({"value": n})).collect();
        assert!(is_bounded(&schema, &json!({"tree": {"children": rows}})));
    }

    #[test]
    fn what_never_ends_or_takes_too_long_is_not() {
        let nested = (0..100).fold(json!({}), |inner, _| json!({"x": inner}));
        let twice = json!({"properties": {"x": {"$ref": "#"}}});
        for schema in [
            json!({"$ref": "#"}),
            json!({"not": {"allOf": [{"$ref": "#"}]}}),
            json!({"properties": {"x": {"$ref": "#/properties/x"}}}),
            json!({"anyOf": [twice, twice]}),
            json!({"additionalProperties": {"$id": "http://a/", "allOf": [{"$ref": "#"}]}}),
            json!({"$id": "http://a/", "allOf": [{"$ref": "http://a/"}]}),
            json!({"$dynamicRef": "#x"}),
        ] {
            assert!(!is_bounded(&schema, &nested), "{schema}");
        }
    }
}
