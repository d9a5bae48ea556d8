//! `openapi/overlay.json`: what real Prefect does and its document does not say.
//!
//! Each patch expires by itself: one whose target is gone, or that changes
//! nothing because upstream has caught up, fails the import with its name.
//! A patch has a name, a reason, targets, and one kind of change:
//!
//! | targets | change |
//! |---|---|
//! | `operations`: operationIds, or `"*"` | `success`: the codes a success really has; `errors`: the codes it can fail with; `merge`: a JSON merge patch (RFC 7396) of each |
//! | `schemas`: names of component schemas | `merge`, likewise |
//! | `add_schemas`: a map | schemas that upstream does not declare |

use anyhow::{Context, Result, bail};
use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::tidy::describe;
use crate::openapi::{operations_mut, schema_ref};

/// One correction of upstream's document.
#[derive(Debug, Deserialize)]
pub(crate) struct Patch {
    /// Names the patch in messages.
    pub(crate) name: String,
    /// What was measured, in our words.
    pub(crate) why: String,
    #[serde(flatten)]
    change: Change,
}

#[derive(Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Change {
    Success {
        operations: Operations,
        success: Vec<String>,
    },
    Errors {
        operations: Operations,
        errors: Vec<String>,
    },
    MergeOperations {
        operations: Operations,
        merge: Value,
    },
    MergeSchemas {
        schemas: Vec<String>,
        merge: Value,
    },
    Add {
        add_schemas: IndexMap<String, Value>,
    },
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Operations {
    All(Star),
    Listed(Vec<String>),
}

#[derive(Debug, Deserialize)]
enum Star {
    #[serde(rename = "*")]
    Star,
}

/// Reads the overlay.
pub(crate) fn parse(text: &str) -> Result<Vec<Patch>> {
    serde_json::from_str(text).context("openapi/overlay.json does not parse")
}

/// Applies every patch in order.
pub(crate) fn apply(document: &mut Value, patches: &[Patch]) -> Result<()> {
    for patch in patches {
        apply_one(document, patch).with_context(|| {
            format!(
                "openapi/overlay.json: patch `{}` ({})",
                patch.name, patch.why
            )
        })?;
    }
    Ok(())
}

fn apply_one(document: &mut Value, patch: &Patch) -> Result<()> {
    match &patch.change {
        Change::Success {
            operations,
            success,
        } => edit_operations(document, operations, |operation| {
            edit_responses(operation, |responses| set_success(responses, success))
        }),
        Change::Errors { operations, errors } => {
            edit_operations(document, operations, |operation| {
                edit_responses(operation, |responses| add_errors(responses, errors))
            })
        }
        Change::MergeOperations { operations, merge } => {
            edit_operations(document, operations, |operation| {
                json_patch::merge(operation, merge);
                Ok(())
            })
        }
        Change::MergeSchemas { schemas, merge } => {
            for name in schemas {
                let schema = document
                    .pointer_mut(&format!("/components/schemas/{name}"))
                    .with_context(|| expired(&format!("schema `{name}` is gone")))?;
                changed(schema, name, |schema| {
                    json_patch::merge(schema, merge);
                    Ok(())
                })?;
            }
            Ok(())
        }
        Change::Add { add_schemas } => {
            let schemas = document
                .pointer_mut("/components/schemas")
                .and_then(Value::as_object_mut)
                .context("the document has no components.schemas")?;
            for (name, schema) in add_schemas {
                if schemas.insert(name.clone(), schema.clone()).is_some() {
                    bail!(expired(&format!("upstream now has a schema `{name}`")));
                }
            }
            schemas.sort_keys();
            Ok(())
        }
    }
}

fn edit_operations(
    document: &mut Value,
    targets: &Operations,
    mut edit: impl FnMut(&mut Value) -> Result<()>,
) -> Result<()> {
    let mut missing: Vec<&str> = match targets {
        Operations::All(Star::Star) => Vec::new(),
        Operations::Listed(ids) => ids.iter().map(String::as_str).collect(),
    };
    for operation in operations_mut(document) {
        let id = operation["operationId"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        if let Operations::Listed(_) = targets {
            let Some(position) = missing.iter().position(|one| *one == id) else {
                continue;
            };
            missing.remove(position);
        }
        changed(operation, &id, &mut edit)?;
    }
    if let Some(id) = missing.first() {
        bail!(expired(&format!("operation `{id}` is gone")));
    }
    Ok(())
}

fn edit_responses(
    operation: &mut Value,
    edit: impl FnOnce(&mut Map<String, Value>) -> Result<()>,
) -> Result<()> {
    let responses = operation
        .get_mut("responses")
        .and_then(Value::as_object_mut)
        .context("the operation has no responses")?;
    edit(responses)?;
    responses.sort_keys();
    Ok(())
}

/// Runs an edit and fails when it left its target as it was.
fn changed(
    target: &mut Value,
    name: &str,
    edit: impl FnOnce(&mut Value) -> Result<()>,
) -> Result<()> {
    let before = target.clone();
    edit(target).with_context(|| format!("at `{name}`"))?;
    if *target == before {
        bail!(expired(&format!("it changes nothing at `{name}`")));
    }
    Ok(())
}

fn expired(what: &str) -> String {
    format!("{what}; remove the patch, or correct its target")
}

/// Gives the one success of an operation other codes.
fn set_success(responses: &mut Map<String, Value>, codes: &[String]) -> Result<()> {
    let code = responses
        .keys()
        .find(|code| code.starts_with('2'))
        .cloned()
        .context("no success is declared")?;
    let response = responses.remove(&code).context("no success is declared")?;
    for code in codes {
        let mut response = response.clone();
        response["description"] = describe(code)?.into();
        if code == "204"
            && let Some(response) = response.as_object_mut()
        {
            response.remove("content");
        }
        responses.insert(code.clone(), response);
    }
    Ok(())
}

/// Adds error codes, all with the document's one error body.
fn add_errors(responses: &mut Map<String, Value>, codes: &[String]) -> Result<()> {
    for code in codes {
        let body = json!({
            "description": describe(code)?,
            "content": { "application/json": { "schema": { "$ref": schema_ref("Error") } } },
        });
        responses.insert(code.clone(), body);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{apply, parse};

    fn document() -> Value {
        json!({
            "paths": {"/a": {"post": {"operationId": "make_a", "responses": {
                "200": {"description": "Done", "content": {"application/json": {"schema": {}}}},
            }}}},
            "components": {"schemas": {"A": {"type": "object"}}},
        })
    }

    fn applied(overlay: &Value) -> Result<Value, String> {
        let mut document = document();
        apply(&mut document, &parse(&overlay.to_string()).unwrap())
            .map(|()| document)
            .map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn success_codes_are_replaced_and_errors_added() {
        let document = applied(&json!([
            {"name": "s", "why": "w", "operations": ["make_a"], "success": ["200", "201"]},
            {"name": "e", "why": "w", "operations": "*", "errors": ["404"]},
        ]))
        .unwrap();
        let responses = document["paths"]["/a"]["post"]["responses"]
            .as_object()
            .unwrap();
        let codes: Vec<_> = responses.keys().map(String::as_str).collect();
        assert_eq!(codes, ["200", "201", "404"]);
        assert_eq!(responses["201"]["description"], "Created");
    }

    #[test]
    fn a_patch_that_changes_nothing_is_named() {
        let error = applied(&json!([
            {"name": "stale one", "why": "w", "schemas": ["A"], "merge": {"type": "object"}},
        ]))
        .unwrap_err();
        assert!(
            error.contains("`stale one`") && error.contains("changes nothing at `A`"),
            "{error}"
        );
    }

    #[test]
    fn a_patch_whose_target_is_gone_is_named() {
        let schema = applied(&json!([
            {"name": "lost schema", "why": "w", "schemas": ["B"], "merge": {"type": "object"}},
        ]))
        .unwrap_err();
        assert!(
            schema.contains("`lost schema`") && schema.contains("`B` is gone"),
            "{schema}"
        );
        let operation = applied(&json!([
            {"name": "lost operation", "why": "w", "operations": ["make_b"], "success": ["201"]},
        ]))
        .unwrap_err();
        assert!(
            operation.contains("`lost operation`") && operation.contains("`make_b` is gone"),
            "{operation}"
        );
    }

    #[test]
    fn a_schema_that_upstream_has_cannot_be_added() {
        let error = applied(&json!([
            {"name": "twice", "why": "w", "add_schemas": {"A": {}}},
        ]))
        .unwrap_err();
        assert!(error.contains("upstream now has a schema `A`"), "{error}");
    }
}
