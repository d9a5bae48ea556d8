//! The server's types: the same as the client's, without its builders, and with
//! times written as Prefect writes them.

use anyhow::{Context, Result};
use progenitor_impl::InterfaceStyle;
use quote::ToTokens;
use serde_json::Value;
use syn::visit_mut::{self, VisitMut};
use syn::{Item, parse_quote};

use super::{render::render_file, view};

/// Renders `server/api/src/generated/types.rs`.
pub(super) fn render(document: &Value) -> Result<String> {
    let file = view::generate(document, view::Side::Server, InterfaceStyle::Positional)?;
    let mut types = file
        .items
        .into_iter()
        .find_map(|item| match item {
            Item::Mod(module) if module.ident == "types" => module.content,
            _ => None,
        })
        .context("progenitor's output has no module `types`")?;
    for item in &mut types.1 {
        Times.visit_item_mut(item);
    }
    Ok(render_file(&syn::File {
        shebang: None,
        attrs: Vec::new(),
        items: types.1,
    }))
}

/// The type of times, as typify writes it.
const TIME: &str = "::chrono::DateTime<::chrono::offset::Utc>";

/// Has each field that may hold a time serialised by the server's own hand, and each that
/// has to hold one deserialised so too.
struct Times;

impl VisitMut for Times {
    fn visit_field_mut(&mut self, field: &mut syn::Field) {
        let kind = field.ty.to_token_stream().to_string().replace(' ', "");
        let may_hold_time = [
            format!("::std::option::Option<{TIME}>"),
            format!("crate::Field<{TIME}>"),
        ];
        if field.ident.is_some() && kind == TIME {
            field
                .attrs
                .push(parse_quote!(#[serde(with = "crate::time")]));
        } else if field.ident.is_some() && may_hold_time.contains(&kind) {
            field
                .attrs
                .push(parse_quote!(#[serde(serialize_with = "crate::time::serialize")]));
        }
        visit_mut::visit_field_mut(self, field);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_that_hold_times_are_serialised_by_hand() {
        let mut file: syn::File = parse_quote! {
            struct A {
                a: ::chrono::DateTime<::chrono::offset::Utc>,
                b: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                c: crate::Field<::chrono::DateTime<::chrono::offset::Utc>>,
                d: ::std::string::String,
            }
        };
        Times.visit_file_mut(&mut file);
        let text = file.to_token_stream().to_string();
        assert_eq!(text.matches("serialize_with").count(), 2, "{text}");
        assert_eq!(text.matches("with = \"crate::time\"").count(), 1, "{text}");
    }
}
