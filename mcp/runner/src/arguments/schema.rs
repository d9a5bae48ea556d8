//! The schemas of arguments. They have no `$ref` and say the same to every host.

use schemars::{Schema, SchemaGenerator, json_schema};

use super::MAX_WAIT_SECONDS;

pub(crate) fn string(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "string"})
}

pub(crate) fn optional_string(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"anyOf": [{"type": "string"}, {"type": "null"}], "default": ""})
}

pub(crate) fn boolean(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "boolean", "default": false})
}

/// A wait that is not waited unless asked for.
pub(crate) fn wait_seconds(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "number", "minimum": 0, "maximum": MAX_WAIT_SECONDS, "default": 0})
}

pub(crate) fn object_or_text(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"anyOf": [{"type": "object", "additionalProperties": true}, {"type": "string"}]})
}

pub(crate) fn optional_object_or_text(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "anyOf": [{"type": "object", "additionalProperties": true}, {"type": "string"}, {"type": "null"}],
        "default": null,
    })
}

pub(crate) fn texts(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}, {"type": "null"}],
        "default": null,
    })
}
