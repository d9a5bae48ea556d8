//! The operations of the document, and which of them a request is for.

use anyhow::Context;
use serde_json::Value;

use crate::openapi::METHODS;
use crate::workspace;

/// Reads `openapi/prefect.json`.
pub(super) fn read_document() -> anyhow::Result<Value> {
    let path = workspace::root().join("openapi/prefect.json");
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))
}

/// An operation, as far as requests are told apart by it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Operation {
    id: String,
    method: String,
    /// The segments of its path; none for a variable.
    segments: Vec<Option<String>>,
}

/// The operations of a document.
#[derive(Debug)]
pub(super) struct Operations {
    all: Vec<Operation>,
}

impl Operations {
    /// The operations of a document.
    pub(super) fn of(document: &Value) -> Self {
        let paths = document["paths"].as_object().into_iter().flatten();
        let all = paths
            .flat_map(|(path, item)| {
                METHODS.iter().filter_map(move |method| {
                    let id = item.get(method)?.get("operationId")?.as_str()?;
                    Some(Operation {
                        id: id.to_owned(),
                        method: method.to_uppercase(),
                        segments: segments(path)
                            .map(|one| (!one.starts_with('{')).then(|| one.to_owned()))
                            .collect(),
                    })
                })
            })
            .collect();
        Self { all }
    }

    /// The ids of all operations.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|operation| operation.id.as_str())
    }

    /// The operation that a request is for: of those that fit, the one that has a
    /// literal where the others have a variable.
    pub(super) fn find(&self, method: &str, path: &str) -> Option<&str> {
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        let asked: Vec<&str> = segments(path).collect();
        let fits = |operation: &&Operation| {
            operation.method == method
                && operation.segments.len() == asked.len()
                && operation
                    .segments
                    .iter()
                    .zip(&asked)
                    .all(|(segment, asked)| segment.as_ref().is_none_or(|one| one == asked))
        };
        self.all
            .iter()
            .filter(fits)
            .min_by_key(|operation| {
                let variables = operation.segments.iter().map(Option::is_none);
                variables.collect::<Vec<bool>>()
            })
            .map(|operation| operation.id.as_str())
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn literals_come_before_variables() {
        let operations = Operations::of(&json!({"paths": {
            "/pools/{name}": {"get": {"operationId": "read"}, "post": {"operationId": "odd"}},
            "/pools/filter": {"post": {"operationId": "list"}},
            "/pools/": {"post": {"operationId": "create"}},
        }}));
        assert_eq!(operations.find("POST", "/pools/filter"), Some("list"));
        assert_eq!(operations.find("GET", "/pools/filter?a=b"), Some("read"));
        assert_eq!(operations.find("POST", "/pools/x"), Some("odd"));
        assert_eq!(operations.find("POST", "/pools"), Some("create"));
        assert_eq!(operations.find("DELETE", "/pools/x"), None);
        assert_eq!(operations.find("GET", "/pools/x/y"), None);
        assert_eq!(operations.ids().count(), 4);
    }

    #[test]
    fn the_document_has_operations() {
        let operations = Operations::of(&read_document().unwrap());
        assert_eq!(operations.find("POST", "/flows/"), Some("create_flow"));
    }
}
