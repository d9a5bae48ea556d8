//! What requests are checked by, as an OpenAPI document has it.
//!
//! The rest of the document, which is mostly about answers, is skipped while reading:
//! it would take some megabytes that the process never gives back.

use std::collections::HashMap;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::{Map, Value};

/// A document.
#[derive(Debug, Deserialize)]
pub(super) struct DocumentText {
    /// The operations by path and method, in order.
    #[serde(default)]
    pub(super) paths: IndexMap<String, IndexMap<String, OperationText>>,
    /// What operations refer to.
    #[serde(default)]
    pub(super) components: Components,
}

/// What operations refer to.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Components {
    /// Schemas by name.
    #[serde(default)]
    pub(super) schemas: Map<String, Value>,
}

/// An operation.
#[derive(Debug, Deserialize)]
pub(super) struct OperationText {
    /// What it is called.
    #[serde(rename = "operationId")]
    pub(super) id: Option<String>,
    /// What its path and its query have, in order.
    #[serde(default)]
    pub(super) parameters: Vec<ParameterText>,
    #[serde(rename = "requestBody", default)]
    request_body: RequestBody,
}

/// A parameter.
#[derive(Debug, Deserialize)]
pub(super) struct ParameterText {
    /// What it is called.
    pub(super) name: String,
    /// Where it is: `path`, `query` or `header`.
    #[serde(rename = "in")]
    pub(super) place: String,
    /// What it may be.
    pub(super) schema: Option<Value>,
    /// Whether it has to be there.
    #[serde(default)]
    pub(super) required: bool,
}

#[derive(Debug, Default, Deserialize)]
struct RequestBody {
    #[serde(default)]
    content: HashMap<String, MediaType>,
}

#[derive(Debug, Deserialize)]
struct MediaType {
    schema: Option<Value>,
}

impl OperationText {
    /// What its body may be, if it has one.
    pub(super) fn body(&self) -> Option<&Value> {
        self.request_body
            .content
            .get("application/json")?
            .schema
            .as_ref()
    }
}
