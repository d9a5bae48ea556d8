//! The client: progenitor's, with absent and null kept apart, and with idempotency keys.

use anyhow::Result;
use progenitor_impl::InterfaceStyle;
use serde_json::Value;

use super::{keys, render::render_file, view};

/// Renders `client/src/generated/client.rs`.
pub(super) fn render(document: &Value) -> Result<String> {
    let mut file = view::generate(document, view::Side::Client, InterfaceStyle::Builder)?;
    keys::add(&mut file, document)?;
    Ok(render_file(&file))
}
