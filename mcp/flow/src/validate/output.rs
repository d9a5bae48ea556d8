//! Whether a tool's output schema rules out a part of its result.
//!
//! Only what a schema excludes is refused: an object schema that does not close itself with
//! `additionalProperties: false` may have any key.

use serde_json::Value;

use crate::python::annotation;
use crate::reference::Segment;
use crate::schema::{Budget, resolve, types};

/// How deep schemas are followed before any path is let through.
const MAX_DEPTH: usize = 64;

/// Why a path leads nowhere.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The first part of the path that cannot be there.
    pub(super) part: String,
    /// The keys that can be there instead, where the schema names them.
    pub(super) keys: Vec<String>,
    /// The type of what is there, as a Python annotation.
    pub(super) found: String,
}

/// Follows `path` into `schema` as far as it may go.
pub(super) fn ruled_out(schema: &Value, path: &[Segment]) -> Option<Refusal> {
    let refuses = |length: &usize| {
        let mut walker = Walker {
            root: schema,
            budget: Budget::new(),
        };
        walker.refuses(schema, path.get(..*length).unwrap_or_default(), 0)
    };
    let length = (1..=path.len()).find(refuses)?;
    let at = place(schema, path.get(..length - 1).unwrap_or_default()).unwrap_or(&Value::Null);
    let keys = at.get("properties").and_then(Value::as_object);
    Some(Refusal {
        part: path.get(length - 1).map(part_name).unwrap_or_default(),
        keys: keys
            .into_iter()
            .flat_map(|keys| keys.keys().cloned())
            .collect(),
        found: annotation::of_schema(schema, at),
    })
}

/// The place in a list that a key stands for, as the flow will read it.
fn place_in_list(key: &str) -> Option<i64> {
    let digits = key.strip_prefix('-').unwrap_or(key);
    let is_place = (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    is_place.then(|| key.parse().ok())?
}

fn part_name(segment: &Segment) -> String {
    match segment {
        Segment::Key(key) => key.clone(),
        Segment::Index(index) => format!("[{index}]"),
    }
}

/// The schema at the end of a path, where a single way leads there.
fn place<'a>(root: &'a Value, path: &[Segment]) -> Option<&'a Value> {
    let mut schema = resolve(root, root);
    for segment in path {
        let next = match segment {
            Segment::Key(key) => schema.get("properties")?.get(key)?,
            Segment::Index(_) => schema.get("items")?,
        };
        schema = resolve(root, next);
    }
    Some(schema)
}

/// Follows a path into a schema.
struct Walker<'a> {
    root: &'a Value,
    budget: Budget,
}

impl Walker<'_> {
    /// Whether no value that `schema` allows has the part that `path` leads to.
    fn refuses(&mut self, schema: &Value, path: &[Segment], depth: usize) -> bool {
        let schema = resolve(self.root, schema);
        if schema == &Value::Bool(false) {
            return true;
        }
        let Some((first, rest)) = path.split_first() else {
            return false;
        };
        if depth > MAX_DEPTH || !self.budget.step() {
            return false;
        }
        let branches = |keyword: &str| {
            let branches = schema.get(keyword).and_then(Value::as_array);
            branches.map(Vec::as_slice).unwrap_or_default()
        };
        if branches("allOf")
            .iter()
            .any(|branch| self.refuses(branch, path, depth + 1))
        {
            return true;
        }
        for keyword in ["anyOf", "oneOf"] {
            let branches = branches(keyword);
            if !branches.is_empty()
                && branches
                    .iter()
                    .all(|branch| self.refuses(branch, path, depth + 1))
            {
                return true;
            }
        }
        let types = types(schema);
        let may_be = |kind: &str| types.is_empty() || types.contains(&kind);
        let (key, index) = match first {
            Segment::Index(index) => (None, Some(*index)),
            Segment::Key(key) => (Some(key), place_in_list(key)),
        };
        let in_object =
            key.is_some_and(|key| may_be("object") && !self.refuses_key(schema, key, rest, depth));
        let in_array = index
            .is_some_and(|index| may_be("array") && !self.refuses_item(schema, index, rest, depth));
        !in_object && !in_array
    }

    fn refuses_key(&mut self, schema: &Value, key: &str, rest: &[Segment], depth: usize) -> bool {
        if let Some(inner) = schema
            .get("properties")
            .and_then(|properties| properties.get(key))
        {
            return self.refuses(inner, rest, depth + 1);
        }
        if schema.get("patternProperties").is_some() {
            return false;
        }
        let others = schema.get("additionalProperties");
        others.is_some_and(|inner| self.refuses(inner, rest, depth + 1))
    }

    fn refuses_item(&mut self, schema: &Value, index: i64, rest: &[Segment], depth: usize) -> bool {
        let Ok(index) = usize::try_from(index) else {
            return false;
        };
        let most = schema.get("maxItems").and_then(Value::as_u64);
        if most.is_some_and(|most| most <= index as u64) {
            return true;
        }
        let items = schema.get("items");
        let listed = schema
            .get("prefixItems")
            .or(items)
            .and_then(Value::as_array)
            .and_then(|listed| listed.get(index));
        let inner = listed.or_else(|| items.filter(|items| !items.is_array()));
        inner.is_some_and(|inner| self.refuses(inner, rest, depth + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn part(schema: &Value, path: &[Segment]) -> Option<String> {
        ruled_out(schema, path).map(|refusal| refusal.part)
    }

    fn key(key: &str) -> Segment {
        Segment::Key(key.to_owned())
    }

    #[test]
    fn only_what_a_schema_excludes_is_refused() {
        let schema = json!({
            "type": "object", "additionalProperties": false,
            "properties": {
                "rows": {"type": "array", "items": {"$ref": "#/$defs/Row"}},
                "open": {"type": "object"},
                "pair": {"type": "array", "maxItems": 2},
                "maybe": {"anyOf": [{"type": "string"}, {"type": "null"}]},
            },
            "$defs": {"Row": {"type": "object", "properties": {"salary": {"type": "number"}},
                              "additionalProperties": false}}
        });
        let rows = || vec![key("rows"), Segment::Index(0)];
        assert_eq!(part(&schema, &[]), None);
        assert_eq!(part(&schema, &[rows(), vec![key("salary")]].concat()), None);
        assert_eq!(
            part(&schema, &[key("open"), key("x"), Segment::Index(3)]),
            None
        );
        assert_eq!(part(&schema, &[key("row")]), Some("row".to_owned()));
        assert_eq!(
            part(&schema, &[rows(), vec![key("name")]].concat()),
            Some("name".to_owned())
        );
        assert_eq!(
            part(&schema, &[key("rows"), key("salary")]),
            Some("salary".to_owned())
        );
        assert_eq!(part(&schema, &[key("rows"), key("0"), key("salary")]), None);
        assert_eq!(
            part(&schema, &[key("pair"), Segment::Index(2)]),
            Some("[2]".to_owned())
        );
        assert_eq!(part(&schema, &[key("pair"), Segment::Index(-1)]), None);
        assert_eq!(
            part(&schema, &[key("maybe"), key("x")]),
            Some("x".to_owned())
        );
        assert_eq!(ruled_out(&schema, &[key("row")]).unwrap().keys.len(), 4);
    }

    #[test]
    fn schemas_that_loop_or_say_nothing_let_everything_through() {
        let looping = json!({"$ref": "#"});
        assert_eq!(part(&looping, &[key("x")]), None);
        assert_eq!(part(&json!({"allOf": [{"$ref": "#"}]}), &[key("x")]), None);
        assert_eq!(part(&json!(true), &[key("x")]), None);
        // Would take 2 to the power of 64 steps.
        let doubling = json!({"allOf": [{"$ref": "#"}, {"$ref": "#"}]});
        assert_eq!(part(&doubling, &[key("x")]), None);
    }
}
