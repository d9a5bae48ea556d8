//! From tokens to the text of a file.

use anyhow::{Context, Result};
use proc_macro2::TokenStream;

const PREAMBLE: &str = "\
// Generated from openapi/prefect.json by `cargo xtask gen`. Do not edit.

";

/// Formats a file's tokens and puts the preamble on top.
pub(super) fn render(tokens: TokenStream) -> Result<String> {
    let file = syn::parse2(tokens).context("the generated tokens are not a Rust file")?;
    Ok(render_file(&file))
}

/// Formats a parsed file and puts the preamble on top.
pub(super) fn render_file(file: &syn::File) -> String {
    format!("{PREAMBLE}{}", prettyplease::unparse(file))
}
