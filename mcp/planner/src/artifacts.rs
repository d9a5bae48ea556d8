//! What a host with a canvas shows beside the results.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mcp_flow::{FlowDefinition, RenderedFlow, TaskGraph};
use serde_json::{Value, json};

/// The rendered Python and a drawing of the task graph, as a host's `artifacts` and `display`.
pub(crate) fn of(definition: &FlowDefinition, rendered: &RenderedFlow) -> (Value, Value) {
    let python = rendered.file_name();
    let artifacts = json!([
        {
            "name": python,
            "b64": STANDARD.encode(&rendered.source),
            "mime": "text/x-python",
            "viewer": "code",
            "description": "The flow as a Python module that Prefect runs",
        },
        {
            "name": format!("{}.svg", rendered.function),
            "b64": STANDARD.encode(TaskGraph::of(definition).to_svg()),
            "mime": "image/svg+xml",
            "viewer": "image",
            "description": "The flow's tasks and what they wait for",
        },
    ]);
    let display = json!({
        "open_canvas": true,
        "primary_file": python,
        "mode": "replace",
        "viewer_hint": "code",
    });
    (artifacts, display)
}
