//! The client: progenitor's, with absent and null kept apart.

use anyhow::Result;
use progenitor_impl::InterfaceStyle;
use serde_json::Value;

use super::{render::render_file, view};

/// Renders `client/src/generated/client.rs`.
pub(super) fn render(document: &Value) -> Result<String> {
    let file = view::generate(document, view::Side::Client, InterfaceStyle::Builder)?;
    Ok(render_file(&file))
}
