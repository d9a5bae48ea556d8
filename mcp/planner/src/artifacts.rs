//! What a host with a canvas shows beside the results.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mcp_flow::{FlowDefinition, RenderedFlow, TaskGraph};
use serde_json::{Value, json};

use crate::steps;

/// A drawing of the task graph, the plan in plain words, and the rendered Python, as a host's `artifacts` and `display`:
/// the canvas opens on the drawing.
pub(crate) fn of(definition: &FlowDefinition, rendered: &RenderedFlow) -> (Value, Value) {
    let drawing = format!("{}.svg", rendered.function);
    let artifacts = json!([
        {
            "name": drawing,
            "b64": STANDARD.encode(TaskGraph::of(definition).to_svg()),
            "mime": "image/svg+xml",
            "viewer": "image",
            "description": "The flow's tasks and what they wait for",
        },
        {
            "name": format!("{}.md", rendered.function),
            "b64": STANDARD.encode(steps::page(definition)),
            "mime": "text/markdown",
            "viewer": "markdown",
            "description": "The flow's steps in plain words",
        },
        {
            "name": rendered.file_name(),
            "b64": STANDARD.encode(&rendered.source),
            "mime": "text/x-python",
            "viewer": "code",
            "description": "The flow as a Python module that Prefect runs",
        },
    ]);
    let display = json!({
        "open_canvas": true,
        "primary_file": drawing,
        "mode": "replace",
        "viewer_hint": "image",
    });
    (artifacts, display)
}
