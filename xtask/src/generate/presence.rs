//! Keeps absent, null and empty apart in the types of what is sent.
//!
//! Prefect's updates change what they name: `{"tags": []}` empties the tags,
//! `{}` keeps them, `{"description": null}` clears the description. typify
//! makes one `Option` or `Vec` of all three. So in every schema that a request
//! can carry, the type of a property that is not required becomes
//!
//! | property | type | absent | null |
//! |---|---|---|---|
//! | nullable | `Field<T>` | `Field::Absent` | `Field::Null` |
//! | not nullable | `Option<T>` | `None` | — |
//!
//! `Field` is written by hand in both crates; the rewrite here is of syntax
//! trees, in three places that belong together: the struct, the struct that
//! builds it, and the setter.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, ensure};
use serde_json::Value;
use syn::visit_mut::{self, VisitMut};
use syn::{GenericArgument, PathArguments, Type, parse_quote};

use crate::openapi::request_schemas;

/// How a property can be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// Absent or given.
    Optional,
    /// Absent, null or given.
    Nullable,
}

/// The properties to keep apart: (type, field) to how.
pub(super) type Presences = BTreeMap<(String, String), Presence>;

/// Finds the properties of sent schemas that may be missing.
pub(super) fn find(document: &Value) -> Presences {
    let mut found = Presences::new();
    for name in request_schemas(document) {
        let schema = &document["components"]["schemas"][&name];
        let required: BTreeSet<&str> = schema["required"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            if !required.contains(key.as_str()) {
                let presence = if Presence::accepts_null(property) {
                    Presence::Nullable
                } else {
                    Presence::Optional
                };
                found.insert((name.clone(), field_name(key)), presence);
            }
        }
    }
    found
}

/// The field that typify makes of a key: snake case, with `_` behind a keyword.
fn field_name(key: &str) -> String {
    let snake = key.trim_matches('_');
    if syn::parse_str::<syn::Ident>(snake).is_ok() {
        snake.to_owned()
    } else {
        format!("{snake}_")
    }
}

/// Rewrites the generated types, and fails when one of them was not found.
pub(super) fn distinguish(file: &mut syn::File, presences: &Presences) -> Result<()> {
    let mut rewrite = Rewrite {
        presences,
        met: BTreeSet::new(),
        owner: None,
    };
    rewrite.visit_file_mut(file);
    let missed: Vec<_> = presences
        .keys()
        .filter(|key| !rewrite.met.contains(*key))
        .map(|(name, field)| format!("{name}.{field}"))
        .collect();
    ensure!(
        missed.is_empty(),
        "no generated field was found for {}; the naming in xtask/src/generate/presence.rs has to follow typify's",
        missed.join(", ")
    );
    Ok(())
}

struct Rewrite<'a> {
    presences: &'a Presences,
    met: BTreeSet<(String, String)>,
    owner: Option<String>,
}

impl Rewrite<'_> {
    fn presence(&self, field: &str) -> Option<Presence> {
        let owner = self.owner.clone()?;
        self.presences.get(&(owner, field.to_owned())).copied()
    }
}

impl VisitMut for Rewrite<'_> {
    fn visit_item_struct_mut(&mut self, item: &mut syn::ItemStruct) {
        self.owner = Some(item.ident.to_string());
        for field in &mut item.fields {
            let Some(name) = field.ident.as_ref().map(ToString::to_string) else {
                continue;
            };
            let Some(presence) = self.presence(&name) else {
                continue;
            };
            if let Some(built) = builder_type(&mut field.ty) {
                *built = presence.apply(built);
            } else {
                field.ty = presence.apply(&field.ty);
                presence.annotate(&mut field.attrs);
                self.met.insert((item.ident.to_string(), name));
            }
        }
        self.owner = None;
    }

    fn visit_item_impl_mut(&mut self, item: &mut syn::ItemImpl) {
        self.owner = match (&item.trait_, item.self_ty.as_ref()) {
            (None, Type::Path(path)) => {
                path.path.segments.last().map(|last| last.ident.to_string())
            }
            _ => None,
        };
        visit_mut::visit_item_impl_mut(self, item);
        self.owner = None;
    }

    fn visit_impl_item_fn_mut(&mut self, method: &mut syn::ImplItemFn) {
        let Some(presence) = self.presence(&method.sig.ident.to_string()) else {
            return;
        };
        for predicate in method
            .sig
            .generics
            .where_clause
            .iter_mut()
            .flat_map(|clause| &mut clause.predicates)
        {
            if let syn::WherePredicate::Type(predicate) = predicate
                && let Some(syn::TypeParamBound::Trait(bound)) = predicate.bounds.first_mut()
                && let Some(last) = bound.path.segments.last_mut()
                && last.ident == "TryInto"
                && let Some(target) = only_argument(&mut last.arguments)
            {
                *target = presence.apply(target);
            }
        }
    }
}

impl Presence {
    /// The type that keeps the cases apart, from the one that typify chose.
    fn apply(self, current: &Type) -> Type {
        let inner = option_argument(current).unwrap_or_else(|| current.clone());
        match self {
            Self::Optional => parse_quote!(::std::option::Option<#inner>),
            Self::Nullable => parse_quote!(crate::Field<#inner>),
        }
    }

    /// Sends an absent field as nothing at all.
    fn annotate(self, attributes: &mut Vec<syn::Attribute>) {
        let rename = attributes.iter().find_map(rename_of);
        attributes.retain(|attribute| !attribute.path().is_ident("serde"));
        let is_absent = match self {
            Self::Optional => "::std::option::Option::is_none",
            Self::Nullable => "crate::Field::is_absent",
        };
        attributes.push(match rename {
            Some(name) => {
                parse_quote!(#[serde(rename = #name, default, skip_serializing_if = #is_absent)])
            }
            None => parse_quote!(#[serde(default, skip_serializing_if = #is_absent)]),
        });
    }
}

/// The `rename` inside a serde attribute.
fn rename_of(attribute: &syn::Attribute) -> Option<String> {
    if !attribute.path().is_ident("serde") {
        return None;
    }
    let mut name = None;
    // An argument of another form ends the walk, which then has no name to give.
    let _ = attribute.parse_nested_meta(|meta| {
        if meta.path.is_ident("rename") {
            name = Some(meta.value()?.parse::<syn::LitStr>()?.value());
        } else if meta.input.peek(syn::Token![=]) {
            meta.value()?.parse::<syn::Expr>()?;
        }
        Ok(())
    });
    name
}

/// `T` of a builder's field, which is a `Result<T, String>`.
fn builder_type(ty: &mut Type) -> Option<&mut Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last_mut()?;
    if last.ident != "Result" {
        return None;
    }
    let PathArguments::AngleBracketed(arguments) = &mut last.arguments else {
        return None;
    };
    match arguments.args.first_mut() {
        Some(GenericArgument::Type(inner)) => Some(inner),
        _ => None,
    }
}

/// `T` of `Option<T>`.
fn option_argument(ty: &Type) -> Option<Type> {
    let Type::Path(path) = ty else { return None };
    let mut last = path.path.segments.last()?.clone();
    if last.ident == "Option" {
        only_argument(&mut last.arguments).map(|inner| inner.clone())
    } else {
        None
    }
}

fn only_argument(arguments: &mut PathArguments) -> Option<&mut Type> {
    let PathArguments::AngleBracketed(arguments) = arguments else {
        return None;
    };
    match arguments.args.first_mut() {
        Some(GenericArgument::Type(inner)) => Some(inner),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use quote::ToTokens;
    use serde_json::json;
    use syn::parse_quote;

    use super::{distinguish, find};

    #[test]
    fn struct_builder_and_setter_agree() {
        let document = json!({
            "paths": {"/a": {"patch": {"requestBody": {"schema": {"$ref": "#/components/schemas/A"}}}}},
            "components": {"schemas": {"A": {
                "required": ["kept"],
                "properties": {
                    "limit": {"type": "integer", "nullable": true},
                    "tags": {"type": "array"},
                    "kept": {"type": "string"},
                },
            }}},
        });
        let mut file: syn::File = parse_quote! {
            pub struct A {
                #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
                pub limit: ::std::option::Option<i64>,
                #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
                pub tags: ::std::vec::Vec<String>,
                pub kept: String,
            }
            pub mod builder {
                pub struct A {
                    limit: ::std::result::Result<::std::option::Option<i64>, String>,
                    tags: ::std::result::Result<::std::vec::Vec<String>, String>,
                    kept: ::std::result::Result<String, String>,
                }
                impl A {
                    pub fn limit<T>(mut self, value: T) -> Self
                    where T: ::std::convert::TryInto<::std::option::Option<i64>> { self }
                }
            }
        };
        distinguish(&mut file, &find(&document)).unwrap();
        let expected: syn::File = parse_quote! {
            pub struct A {
                #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
                pub limit: crate::Field<i64>,
                #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
                pub tags: ::std::option::Option<::std::vec::Vec<String>>,
                pub kept: String,
            }
            pub mod builder {
                pub struct A {
                    limit: ::std::result::Result<crate::Field<i64>, String>,
                    tags: ::std::result::Result<::std::option::Option<::std::vec::Vec<String>>, String>,
                    kept: ::std::result::Result<String, String>,
                }
                impl A {
                    pub fn limit<T>(mut self, value: T) -> Self
                    where T: ::std::convert::TryInto<crate::Field<i64>> { self }
                }
            }
        };
        assert_eq!(
            file.to_token_stream().to_string(),
            expected.to_token_stream().to_string()
        );
    }

    #[test]
    fn a_field_that_is_not_generated_is_named() {
        let document = json!({
            "paths": {"/a": {"post": {"requestBody": {"schema": {"$ref": "#/components/schemas/A"}}}}},
            "components": {"schemas": {"A": {"properties": {"x": {"type": "string"}}}}},
        });
        let mut file: syn::File = parse_quote! { pub struct B { pub x: String } };
        let error = distinguish(&mut file, &find(&document))
            .unwrap_err()
            .to_string();
        assert!(error.contains("A.x"), "{error}");
    }
}
