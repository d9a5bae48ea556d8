//! Has the client put an idempotency key into each body that can have one.
//!
//! The key goes in before the body is written, where it costs nothing: in one that is
//! written it would have to be read again. Which key, and whether there is one already,
//! is `client/src/idempotency.rs`'s to say; a body that it does not know fails to compile.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use serde_json::Value;
use syn::visit_mut::{self, VisitMut};
use syn::{Pat, Stmt, parse_quote};

use crate::import::pascal_case;
use crate::openapi::{operations, ref_name};

/// The property that is the key.
const KEY: &str = "idempotency_key";

/// Adds the step to each operation whose body, or each item of it, can have a key.
pub(super) fn add(file: &mut syn::File, document: &Value) -> Result<()> {
    let mut builders = Builders {
        wanted: wanted(document),
        owner: None,
    };
    builders.visit_file_mut(file);
    let missed: Vec<String> = builders.wanted.into_iter().collect();
    ensure!(
        missed.is_empty(),
        "no generated call was found for {}; xtask/src/generate/keys.rs has to follow progenitor",
        missed.join(", ")
    );
    Ok(())
}

/// The operations, by the names of their builders.
fn wanted(document: &Value) -> BTreeSet<String> {
    let has_key = |schema: &Value| {
        let name = ref_name(&schema["$ref"]).unwrap_or_default();
        !document["components"]["schemas"][name]["properties"][KEY].is_null()
    };
    operations(document)
        .filter(|(_, _, operation)| {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            has_key(schema) || has_key(&schema["items"])
        })
        .filter_map(|(_, _, operation)| operation["operationId"].as_str())
        .map(pascal_case)
        .collect()
}

struct Builders {
    /// Those that are still to be found.
    wanted: BTreeSet<String>,
    /// The type whose methods are looked at.
    owner: Option<String>,
}

impl VisitMut for Builders {
    fn visit_item_impl_mut(&mut self, item: &mut syn::ItemImpl) {
        self.owner = match &*item.self_ty {
            syn::Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
            _ => None,
        };
        visit_mut::visit_item_impl_mut(self, item);
    }

    fn visit_impl_item_fn_mut(&mut self, method: &mut syn::ImplItemFn) {
        let Some(owner) = self.owner.as_ref().filter(|_| method.sig.ident == "send") else {
            return;
        };
        let Some(at) = method.block.stmts.iter().position(binds_url) else {
            return;
        };
        if self.wanted.remove(owner) {
            let step = parse_quote!(let body = crate::idempotency::keyed(body););
            method.block.stmts.insert(at, step);
        }
    }
}

/// Whether a statement is `let url = …`, the first that comes when the body is complete.
fn binds_url(statement: &Stmt) -> bool {
    let Stmt::Local(local) = statement else {
        return false;
    };
    matches!(&local.pat, Pat::Ident(name) if name.ident == "url")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_bodies_with_a_key_get_one_before_they_are_written() {
        let operation = |id: &str, schema: Value| json!({"operationId": id, "requestBody": {"content": {"application/json": {"schema": schema}}}});
        let run = json!({"$ref": "#/components/schemas/Run"});
        let document = json!({
            "paths": {"/": {
                "post": operation("make_run", run.clone()),
                "put": operation("make_runs", json!({"type": "array", "items": run})),
                "patch": operation("make_flow", json!({"$ref": "#/components/schemas/Flow"})),
                "get": {"operationId": "read_run"},
            }},
            "components": {"schemas": {
                "Run": {"properties": {KEY: {"type": "string"}}}, "Flow": {"properties": {}},
            }},
        });
        let builder = |name: &str| {
            let name = quote::format_ident!("{name}");
            quote::quote!(impl #name { fn send(self) { let body = self.body; let url = 1; } })
        };
        let builders = ["MakeRun", "MakeRuns", "MakeFlow", "ReadRun"].map(builder);
        let mut file: syn::File = parse_quote!(#(#builders)*);
        add(&mut file, &document).unwrap();
        let text = prettyplease::unparse(&file);
        let calls: Vec<&str> = text.split("impl ").skip(1).collect();
        let keyed = "let body = crate::idempotency::keyed(body);\n        let url";
        for (call, is_keyed) in calls.iter().zip([true, true, false, false]) {
            assert_eq!(call.contains(keyed), is_keyed, "{call}");
        }

        let mut empty: syn::File = parse_quote!();
        let error = add(&mut empty, &document).unwrap_err().to_string();
        assert!(error.contains("MakeRun, MakeRuns"), "{error}");
    }
}
