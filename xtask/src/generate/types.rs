//! The server's types: the same as the client's, without its builders.

use anyhow::{Context, Result};
use progenitor_impl::InterfaceStyle;
use serde_json::Value;
use syn::Item;

use super::{render::render_file, view};

/// Renders `server/api/src/generated/types.rs`.
pub(super) fn render(document: &Value) -> Result<String> {
    let file = view::generate(document, view::Side::Server, InterfaceStyle::Positional)?;
    let types = file
        .items
        .into_iter()
        .find_map(|item| match item {
            Item::Mod(module) if module.ident == "types" => module.content,
            _ => None,
        })
        .context("progenitor's output has no module `types`")?;
    Ok(render_file(&syn::File {
        shebang: None,
        attrs: Vec::new(),
        items: types.1,
    }))
}
