//! From the document's schemas to a [`Tree`].

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::DocumentError;
use super::custom::{self, Custom, Rule};
use super::scalar::{Bounds, DateTimeKind};
use super::tree::{
    Branch, Choice, ListKind, Model, Node, NodeId, Pattern, Property, Strictness, TextRules, Tree,
};

const SCHEMAS: &str = "#/components/schemas/";

/// Compiles the schemas that are asked for, and those that they reach, once each.
pub(super) struct Compiler<'d> {
    schemas: &'d Map<String, Value>,
    nodes: Vec<Node>,
    components: HashMap<&'d str, NodeId>,
}

/// What beside the document is to be known of the schema being compiled.
#[derive(Clone, Copy)]
struct Hints {
    strictness: Strictness,
    date_time: DateTimeKind,
}

const NO_HINTS: Hints = Hints {
    strictness: Strictness::Lax,
    date_time: DateTimeKind::Pendulum,
};

type Compiled = Result<NodeId, DocumentError>;

impl<'d> Compiler<'d> {
    pub(super) fn new(schemas: &'d Map<String, Value>) -> Self {
        Self {
            schemas,
            nodes: Vec::new(),
            components: HashMap::new(),
        }
    }

    /// The finished tree, and the components that are in it by name.
    pub(super) fn finish(self) -> (Tree, HashMap<String, NodeId>) {
        let components = self.components.into_iter();
        (
            Tree::new(self.nodes),
            components.map(|(name, id)| (name.to_owned(), id)).collect(),
        )
    }

    /// The body of an operation.
    pub(super) fn body(&mut self, operation_id: &str, schema: &'d Value) -> Compiled {
        let name = schema.get("$ref").and_then(Value::as_str);
        let name = name.and_then(|name| name.strip_prefix(SCHEMAS));
        match name.and_then(|name| Some((name, self.schemas.get(name)?))) {
            // Upstream's name for a body that FastAPI reads key by key.
            Some((name, schema)) if name.ends_with("Body") => {
                let mut model = self.model_of(name, schema)?;
                model.limits_page = has_page_limit(schema);
                if model.limits_page {
                    // A dependency of the operation, which is solved first.
                    model
                        .properties
                        .sort_by_key(|property| property.name != "limit");
                }
                Ok(self.add(Node::Embedded(model)))
            }
            _ if schema.get("type") == Some(&"array".into()) => {
                let items = self.schema(schema.get("items").unwrap_or(&Value::Null), NO_HINTS)?;
                Ok(self.add(Node::List(custom::list_of_body(operation_id), items)))
            }
            _ => self.schema(schema, NO_HINTS),
        }
    }

    /// A parameter of a path or a query.
    pub(super) fn text_parameter(&mut self, schema: &'d Value) -> Compiled {
        self.schema(
            schema,
            Hints {
                date_time: custom::QUERY_DATE_TIME,
                ..NO_HINTS
            },
        )
    }

    /// A component by its name. It has a number before it is compiled, so that
    /// it may reach itself.
    pub(super) fn component(&mut self, name: &str) -> Compiled {
        let Some((name, schema)) = self.schemas.get_key_value(name) else {
            return Err(DocumentError::new(format!("there is no schema {name}")));
        };
        if let Some(id) = self.components.get(name.as_str()) {
            return Ok(*id);
        }
        let id = self.add(Node::Any);
        self.components.insert(name, id);
        let node = if schema.get("properties").is_some() {
            Node::Model(self.model_of(name, schema)?)
        } else if let Some(values) = schema.get("enum") {
            Node::Choice(choice(values, "enum")?)
        } else {
            let node = self.node(schema, NO_HINTS)?;
            match custom::of_root(name) {
                Some(rule) => Node::Ruled(rule, self.add(node)),
                None => node,
            }
        };
        if let Some(place) = self.nodes.get_mut(id.0) {
            *place = node;
        }
        Ok(id)
    }

    fn add(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        NodeId(self.nodes.len() - 1)
    }

    fn schema(&mut self, schema: &'d Value, hints: Hints) -> Compiled {
        if let Some(id) = self.alone(schema)? {
            return Ok(id);
        }
        let node = self.node(schema, hints)?;
        Ok(self.add(node))
    }

    /// A schema that says no more than another one.
    fn alone(&mut self, schema: &'d Value) -> Result<Option<NodeId>, DocumentError> {
        if is_nullable(schema) {
            return Ok(None);
        }
        reference(schema)
            .map(|name| self.component(name))
            .transpose()
    }

    fn node(&mut self, schema: &'d Value, hints: Hints) -> Result<Node, DocumentError> {
        let node = match reference(schema) {
            Some(name) => return Ok(Node::Nullable(self.component(name)?)),
            None => self.bare(schema, hints)?,
        };
        Ok(if is_nullable(schema) && !matches!(node, Node::Any) {
            Node::Nullable(self.add(node))
        } else {
            node
        })
    }

    /// The schema without its `nullable`.
    fn bare(&mut self, schema: &'d Value, hints: Hints) -> Result<Node, DocumentError> {
        if let Some(branches) = schema.get("anyOf").and_then(Value::as_array) {
            return self.union(branches, hints);
        }
        if let Some(values) = schema.get("enum") {
            return Ok(Node::Choice(choice(values, "literal_error")?));
        }
        let text = |key| schema.get(key).and_then(Value::as_str);
        Ok(match (text("type"), text("format")) {
            (None, _) => Node::Any,
            (Some("boolean"), _) => Node::Boolean(hints.strictness),
            (Some("integer"), _) => Node::Integer(hints.strictness, bounds(schema)),
            (Some("number"), _) => Node::Number(hints.strictness, bounds(schema)),
            (Some("string"), Some("uuid")) => Node::Uuid,
            (Some("string"), Some("date-time")) => Node::DateTime(hints.date_time),
            (Some("string"), _) => Node::Text(text_rules(schema)),
            (Some("array"), _) => {
                let items = self.schema(schema.get("items").unwrap_or(&Value::Null), hints)?;
                let is_set = schema.get("uniqueItems") == Some(&true.into());
                Node::List(
                    if is_set {
                        ListKind::Set
                    } else {
                        ListKind::List
                    },
                    items,
                )
            }
            (Some("object"), _) if schema.get("properties").is_some() => {
                Node::Model(self.model_of("", schema)?)
            }
            (Some("object"), _) => {
                let values = match schema.get("additionalProperties") {
                    Some(values @ Value::Object(_)) => self.schema(values, hints)?,
                    _ => self.add(Node::Any),
                };
                Node::Dict(values)
            }
            (Some(other), _) => {
                return Err(DocumentError::new(format!("no schema is of type {other}")));
            }
        })
    }

    fn union(&mut self, branches: &'d [Value], hints: Hints) -> Result<Node, DocumentError> {
        let branches = branches.iter().map(|schema| {
            Ok(Branch {
                label: label(schema),
                node: self.schema(schema, hints)?,
            })
        });
        branches.collect::<Result<_, _>>().map(Node::Union)
    }

    fn model_of(&mut self, name: &str, schema: &'d Value) -> Result<Model, DocumentError> {
        let required = schema.get("required").and_then(Value::as_array);
        let is_required =
            |name: &str| required.is_some_and(|keys| keys.iter().any(|key| key == name));
        let mut properties = Vec::new();
        let declared = schema.get("properties").and_then(Value::as_object);
        for (property, schema) in declared.into_iter().flatten() {
            properties.push(Property {
                name: property.clone(),
                node: self.property(name, property, schema)?,
                required: is_required(property),
                constant: constant(schema),
            });
        }
        Ok(Model {
            properties,
            limits_page: false,
            forbids_extra: schema.get("additionalProperties") == Some(&false.into()),
            rule: custom::of_model(name),
        })
    }

    fn property(&mut self, model: &str, property: &str, schema: &'d Value) -> Compiled {
        let special = match custom::of_property(model, property) {
            None => return self.schema(schema, NO_HINTS),
            Some(Custom::Scalars(strictness)) => {
                return self.schema(
                    schema,
                    Hints {
                        strictness,
                        ..NO_HINTS
                    },
                );
            }
            Some(Custom::DateTime(date_time)) => {
                return self.schema(
                    schema,
                    Hints {
                        date_time,
                        ..NO_HINTS
                    },
                );
            }
            Some(Custom::Rule(rule)) => {
                let inner = self.schema(schema, NO_HINTS)?;
                return Ok(self.add(Node::Ruled(rule, inner)));
            }
            Some(Custom::Bytes) => Node::Bytes,
            Some(Custom::Duration) => Node::Ruled(Rule::PositiveInterval, self.add(Node::Duration)),
        };
        Ok(self.add(special))
    }
}

/// The component that a schema stands for, itself or as the only one of `allOf`.
fn reference(schema: &Value) -> Option<&str> {
    let target = match schema.get("allOf").and_then(Value::as_array) {
        Some(all) => all.first()?,
        None => schema,
    };
    target.get("$ref")?.as_str()?.strip_prefix(SCHEMAS)
}

fn is_nullable(schema: &Value) -> bool {
    schema.get("nullable") == Some(&true.into())
}

/// Whether a body's `limit` is the one that most lists share: it has no default
/// of its own in the document.
fn has_page_limit(body: &Value) -> bool {
    body.pointer("/properties/limit")
        .is_some_and(|limit| limit.get("default").is_none())
}

/// What pydantic calls a branch of a union.
fn label(schema: &Value) -> String {
    if let Some(name) = reference(schema) {
        return custom::label_of(name).to_owned();
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("boolean") => "bool".to_owned(),
        Some("integer") => "int".to_owned(),
        Some("number") => "float".to_owned(),
        Some("string") => "str".to_owned(),
        Some("array") => format!(
            "list[{}]",
            label(schema.get("items").unwrap_or(&Value::Null))
        ),
        Some(other) => other.to_owned(),
        None => "any".to_owned(),
    }
}

fn constant(schema: &Value) -> Option<String> {
    match schema.get("enum")?.as_array()?.as_slice() {
        [only] => only.as_str().map(str::to_owned),
        _ => None,
    }
}

fn choice(values: &Value, kind: &'static str) -> Result<Choice, DocumentError> {
    let texts = values.as_array().into_iter().flatten();
    let texts: Option<Vec<String>> = texts
        .map(|value| value.as_str().map(str::to_owned))
        .collect();
    match texts {
        Some(values) if !values.is_empty() => Ok(Choice { values, kind }),
        _ => Err(DocumentError::new(format!("no choice of texts: {values}"))),
    }
}

fn bounds(schema: &Value) -> Bounds {
    let number = |key| schema.get(key).and_then(Value::as_f64);
    let flag = |key| schema.get(key) == Some(&true.into());
    Bounds {
        minimum: number("minimum"),
        above_minimum: flag("exclusiveMinimum"),
        maximum: number("maximum"),
        below_maximum: flag("exclusiveMaximum"),
    }
}

fn text_rules(schema: &Value) -> TextRules {
    let length = |key| {
        let length = schema.get(key).and_then(Value::as_u64)?;
        usize::try_from(length).ok()
    };
    TextRules {
        min_length: length("minLength"),
        max_length: length("maxLength"),
        pattern: schema
            .get("pattern")
            .and_then(Value::as_str)
            .map(Pattern::new),
    }
}
