//! The compiled document, and the checks that requests go through.

use std::collections::HashMap;
use std::sync::LazyLock;

use indexmap::IndexMap;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::as_sent::{self, Checks};
use super::bad_request::BadRequest;
use super::body::{self, Body};
use super::check::{Checker, not_a_sequence};
use super::compile::Compiler;
use super::custom;
use super::domain_rules::DomainRules;
use super::error::{Fault, FieldError, Loc, Path};
use super::scalar::{self, Bounds};
use super::text::{DocumentText, OperationText};
use super::tree::{ListKind, Node, NodeId, Strictness, Tree};
use super::{DocumentError, NoDomainRules};

/// The document's schemas, compiled for checking.
#[derive(Debug, Default)]
pub struct Document {
    tree: Tree,
    components: HashMap<String, NodeId>,
    operations: HashMap<String, OperationSchemas>,
    pub(super) time_zones: String,
}

#[derive(Debug, Default)]
struct OperationSchemas {
    /// `None` when the operation reads no body.
    body: Option<NodeId>,
    path: Vec<Parameter>,
    query: Vec<Parameter>,
}

#[derive(Debug)]
struct Parameter {
    name: String,
    node: NodeId,
    required: bool,
}

static SHARED: LazyLock<Document> = LazyLock::new(|| {
    // A test compiles the same text; a document that were broken would check nothing.
    Document::compile(include_str!("../../../../openapi/prefect.json")).unwrap_or_default()
});

impl Document {
    /// The checked-in document, compiled when it is first asked for, which takes
    /// about two milliseconds of an optimised build.
    pub fn shared() -> &'static Self {
        &SHARED
    }

    /// Compiles what requests are checked against: bodies and queries, and the
    /// schemas that they reach.
    ///
    /// # Errors
    ///
    /// Fails when the text is no JSON, or a schema is none that this knows how to check.
    pub fn compile(text: &str) -> Result<Self, DocumentError> {
        let document: DocumentText = serde_json::from_str(text).map_err(|error| {
            DocumentError::new(format!("it is no OpenAPI document in JSON: {error}"))
        })?;
        let schemas = &document.components.schemas;
        let mut compiler = Compiler::new(schemas);
        let mut operations = HashMap::new();
        for operation in document.paths.values().flat_map(IndexMap::values) {
            let Some(id) = &operation.id else {
                continue;
            };
            let schemas = OperationSchemas::compile(&mut compiler, id, operation)
                .map_err(|error| error.within(id))?;
            operations.insert(id.clone(), schemas);
        }
        let (tree, components) = compiler.finish();
        let rrule = schemas.get("RRuleSchedule");
        Ok(Self {
            tree,
            components,
            operations,
            time_zones: rrule
                .and_then(|schema| schema.pointer("/properties/timezone/pattern"))
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned(),
        })
    }

    /// Checks a request's body: parsed, with all errors found, and coerced into
    /// what the generated types read. Without a body an operation that needs
    /// none gets an empty object.
    ///
    /// Costs about as much again as parsing the body. An answer quotes what is
    /// wrong, so a refused body costs a few times its size in memory.
    ///
    /// # Errors
    ///
    /// What Prefect would answer instead of the operation.
    pub fn check_body(
        &self,
        operation_id: &str,
        content_type: Option<&str>,
        bytes: &[u8],
        rules: &dyn DomainRules,
    ) -> Result<Value, BadRequest> {
        let body = body::read(content_type, bytes)?;
        let Some(node) = self.operations.get(operation_id).and_then(|one| one.body) else {
            return Ok(body.into_value());
        };
        let is_embedded = matches!(self.tree.node(node), Node::Embedded(_));
        if let (Body::Text(text), Node::List(ListKind::Sequence, _)) = (&body, self.tree.node(node))
        {
            // What FastAPI has not parsed is bytes.
            let text = Value::from(text.as_str());
            return Err(BadRequest::Invalid {
                errors: vec![not_a_sequence("bytes").of(vec![Loc::from("body")], text.clone())],
                request_body: text,
            });
        }
        // FastAPI finds no keys in what it has not parsed.
        let (mut value, unread) = match body {
            Body::Text(text) if is_embedded => (Value::Null, Some(text)),
            body => (body.into_value(), None),
        };
        self.check_limit(node, &value)?;
        let start = [Loc::from("body")];
        let checked = if value.is_null() && !is_embedded {
            Err(vec![Fault::missing().of(start.to_vec(), Value::Null)])
        } else {
            self.check_node(node, &mut value, &start, rules)
        };
        match checked {
            Ok(()) => Ok(value),
            Err(errors) => Err(BadRequest::Invalid {
                errors,
                request_body: unread.map_or(value, Value::String),
            }),
        }
    }

    /// A request's body in its operation's type, read straight from its text if it passes
    /// its check as it was sent. It is the same as if it were read from what
    /// [`check_body`](Self::check_body) makes of it. For any other body nothing is told.
    ///
    /// Costs a walk through the text beside the reading. In the walk nothing is allocated
    /// for what has no rules of its own, and it ends where something is not as most
    /// clients send it.
    pub fn body_as_sent<T: DeserializeOwned>(
        &self,
        operation_id: &str,
        content_type: Option<&str>,
        bytes: &[u8],
        rules: &dyn DomainRules,
    ) -> Option<T> {
        let text = body::json_text(content_type, bytes)?;
        let node = self.operations.get(operation_id)?.body?;
        let checks = Checks {
            tree: &self.tree,
            rules,
            time_zones: &self.time_zones,
        };
        as_sent::passes(checks, node, text)
            .then(|| serde_json::from_str(text).ok())
            .flatten()
    }

    /// A page's `limit` is looked at before anything else, and out of its range
    /// it is the only thing that is answered.
    fn check_limit(&self, node: NodeId, body: &Value) -> Result<(), BadRequest> {
        let Node::Embedded(model) = self.tree.node(node) else {
            return Ok(());
        };
        let Some(limit) = body.get("limit").filter(|_| model.limits_page) else {
            return Ok(());
        };
        let limit = match scalar::integer(limit, Strictness::Lax, Bounds::default()) {
            Ok((edit, _)) => edit.applied(limit),
            Err(_) => return Ok(()),
        };
        match limit.as_i64() {
            Some(limit) if limit < 0 => Err(BadRequest::LimitTooSmall),
            Some(limit) if limit > custom::MAX_LIMIT => {
                Err(BadRequest::LimitTooLarge(custom::MAX_LIMIT))
            }
            _ => Ok(()),
        }
    }

    /// Checks a query string, without its question mark: the declared
    /// parameters, coerced, as an object. Of a repeated one the last counts;
    /// those that are not declared are left out.
    ///
    /// # Errors
    ///
    /// What Prefect would answer instead of the operation.
    pub fn check_query(&self, operation_id: &str, query: &str) -> Result<Value, BadRequest> {
        let mut object = Map::new();
        let mut errors = Vec::new();
        let declared = self.operations.get(operation_id).map(|one| &one.query);
        for parameter in declared.into_iter().flatten() {
            let loc = [Loc::from("query"), Loc::from(parameter.name.as_str())];
            let sent = url::form_urlencoded::parse(query.as_bytes())
                .filter(|(name, _)| *name == parameter.name)
                .last();
            match sent {
                Some((_, text)) => {
                    let mut value = Value::String(text.into_owned());
                    match self.check_node(parameter.node, &mut value, &loc, &NoDomainRules) {
                        Ok(()) => {
                            object.insert(parameter.name.clone(), value);
                        }
                        Err(found) => errors.extend(found),
                    }
                }
                None if parameter.required => {
                    errors.push(Fault::missing().of(loc.to_vec(), Value::Null));
                }
                None => {}
            }
        }
        if errors.is_empty() {
            Ok(Value::Object(object))
        } else {
            Err(BadRequest::Invalid {
                errors,
                request_body: Value::Null,
            })
        }
    }

    /// Checks a variable of the path, and coerces it.
    ///
    /// # Errors
    ///
    /// What Prefect would answer instead of the operation.
    pub fn check_variable(
        &self,
        operation_id: &str,
        name: &str,
        text: &str,
    ) -> Result<Value, BadRequest> {
        let mut value = Value::String(text.to_owned());
        let declared = self.operations.get(operation_id).map(|one| &one.path);
        let parameter = declared.into_iter().flatten().find(|one| one.name == name);
        let Some(parameter) = parameter else {
            return Ok(value);
        };
        let loc = [Loc::from("path"), Loc::from(name)];
        match self.check_node(parameter.node, &mut value, &loc, &NoDomainRules) {
            Ok(()) => Ok(value),
            Err(errors) => Err(BadRequest::Invalid {
                errors,
                request_body: Value::Null,
            }),
        }
    }

    /// A schema by its name in the document, if a request can reach it.
    pub fn schema(&self, name: &str) -> Option<Schema<'_>> {
        let node = *self.components.get(name)?;
        Some(Schema {
            document: self,
            node,
        })
    }

    fn check_node(
        &self,
        node: NodeId,
        value: &mut Value,
        start: &[Loc],
        rules: &dyn DomainRules,
    ) -> Result<(), Vec<FieldError>> {
        super::prepare::prepare(&self.tree, node, value, rules);
        let mut checker = Checker::new(&self.tree, rules, &self.time_zones);
        match checker.check(node, value, &Path::new(start)) {
            Some(edit) => {
                edit.apply(value);
                Ok(())
            }
            None => Err(checker.errors),
        }
    }

    #[cfg(test)]
    pub(super) fn tree(&self) -> &Tree {
        &self.tree
    }
}

impl OperationSchemas {
    fn compile<'d>(
        compiler: &mut Compiler<'d>,
        id: &str,
        operation: &'d OperationText,
    ) -> Result<Self, DocumentError> {
        let body = operation.body();
        let body = body.map(|schema| compiler.body(id, schema)).transpose()?;
        let mut path = Vec::new();
        let mut query = Vec::new();
        for parameter in &operation.parameters {
            let place = match parameter.place.as_str() {
                "path" => &mut path,
                "query" => &mut query,
                _ => continue,
            };
            if let Some(schema) = &parameter.schema {
                place.push(Parameter {
                    name: parameter.name.clone(),
                    node: compiler.text_parameter(schema)?,
                    required: parameter.required,
                });
            }
        }
        Ok(Self { body, path, query })
    }
}

/// One schema of the document.
#[derive(Debug, Clone, Copy)]
pub struct Schema<'d> {
    document: &'d Document,
    node: NodeId,
}

impl Schema<'_> {
    /// Checks a value, and coerces it when it passes. A value that passed
    /// passes again, and is not changed again.
    ///
    /// # Errors
    ///
    /// All that is wrong with it, each at `start` or below; the value is then as
    /// it was, but for what Prefect itself writes into deprecated objects.
    pub fn check(
        &self,
        value: &mut Value,
        start: &[Loc],
        rules: &dyn DomainRules,
    ) -> Result<(), Vec<FieldError>> {
        self.document.check_node(self.node, value, start, rules)
    }
}
