//! The document as the type generators should see it.
//!
//! Types carry shapes; what a value may be (ranges, patterns, defaults) is
//! checked by the server against the document itself, at run time. So these
//! keywords go here, which also keeps a generated client from sending a
//! default that its user never set.

use openapiv3::OpenAPI;
use progenitor_impl::{GenerationSettings, Generator, HooksMode, InterfaceStyle};

use anyhow::{Context, Result};
use serde_json::Value;

use super::presence::{self, Presence};
use crate::openapi::{operations_mut, request_schemas, visit_document_schemas};

/// Which side the types are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Reads what Prefect answers: a nullable key may be missing.
    Client,
    /// Answers as Prefect does: every key is there.
    Server,
}

const CHECKED_AT_RUN_TIME: [&str; 11] = [
    "default",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
];

/// The string formats that have a type of their own.
const TYPED_FORMATS: [&str; 3] = ["uuid", "date-time", "binary"];

/// Generates one side's code and gives it back as a file to work on.
pub(super) fn generate(
    document: &Value,
    side: Side,
    interface: InterfaceStyle,
) -> Result<syn::File> {
    let mut view = document.clone();
    let presence = presence::find(&view);
    simplify(&mut view);
    if side == Side::Client {
        allow_missing_nulls(&mut view);
    }
    for operation in operations_mut(&mut view) {
        if let Some(body) = operation.get_mut("requestBody") {
            // An optional body is sent as an empty object.
            body["required"] = true.into();
        }
    }
    let view: OpenAPI = serde_json::from_value(view).context("the document is not OpenAPI 3.0")?;
    let mut settings = GenerationSettings::default();
    settings
        .with_interface(interface)
        .with_derive("PartialEq")
        .with_map_type("::indexmap::IndexMap");
    if side == Side::Client {
        settings
            .with_inner_type(quote::quote!(crate::Connection))
            .with_hooks(HooksMode::Expected);
    }
    let tokens = Generator::new(&settings)
        .generate_tokens(&view)
        .context("progenitor cannot generate from the document")?;
    let mut file: syn::File =
        syn::parse2(tokens).context("progenitor's output is not a Rust file")?;
    presence::distinguish(&mut file, &presence)?;
    drop_schema_dumps(&mut file);
    Ok(file)
}

/// Drops what is checked at run time, and formats without a type.
fn simplify(view: &mut Value) {
    visit_document_schemas(view, &mut |schema| {
        let Some(object) = schema.as_object_mut() else {
            return;
        };
        for keyword in CHECKED_AT_RUN_TIME {
            object.remove(keyword);
        }
        let is_typed = |format: &Value| TYPED_FORMATS.iter().any(|typed| format == typed);
        // Of `anyOf`, typify makes a struct with all the alternatives in it, unless
        // it can tell that they exclude one another; such a struct loses keys that
        // an alternative looked at and did not fit.
        if let Some(alternatives) = object.remove("anyOf") {
            object.insert("oneOf".to_owned(), alternatives);
        }
        if object.get("format").is_some_and(|format| !is_typed(format)) {
            object.remove("format");
        }
    });
}

/// Lets answers lack a key whose value may be null, as those of a Prefect
/// older than the document do.
fn allow_missing_nulls(view: &mut Value) {
    let sent = request_schemas(view);
    let Some(schemas) = view
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    for (_, schema) in schemas.iter_mut().filter(|(name, _)| !sent.contains(*name)) {
        let properties = schema["properties"].clone();
        if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
            required.retain(|key| {
                let property = key.as_str().and_then(|key| properties.get(key));
                !property.is_some_and(Presence::accepts_null)
            });
        }
    }
}

/// Drops the copies of JSON schemas that typify puts into doc comments: the
/// document has them, and they are most of the bytes.
fn drop_schema_dumps(file: &mut syn::File) {
    struct Drop;
    impl syn::visit_mut::VisitMut for Drop {
        fn visit_attributes_mut(&mut self, attributes: &mut Vec<syn::Attribute>) {
            attributes.retain(|attribute| !is_schema_dump(attribute));
        }
    }
    for item in &mut file.items {
        if let syn::Item::Mod(module) = item
            && module.ident == "types"
        {
            syn::visit_mut::VisitMut::visit_item_mod_mut(&mut Drop, module);
        }
    }
}

fn is_schema_dump(attribute: &syn::Attribute) -> bool {
    if !attribute.path().is_ident("doc") {
        return false;
    }
    let syn::Meta::NameValue(pair) = &attribute.meta else {
        return false;
    };
    let syn::Expr::Lit(syn::ExprLit {
        lit: syn::Lit::Str(text),
        ..
    }) = &pair.value
    else {
        return false;
    };
    let text = text.value();
    text.contains("<details>")
        || text.contains("</details>")
        || text.contains("```")
        || text.trim().starts_with('{')
}

impl Presence {
    /// Whether a property's schema admits null.
    pub(super) fn accepts_null(property: &Value) -> bool {
        property["nullable"] == true || property.as_object().is_some_and(serde_json::Map::is_empty)
    }
}
