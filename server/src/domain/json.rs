//! JSON that Prefect stores and gives back without looking into it.

use serde_json::{Map, Value};

/// A JSON object in the order it was sent.
pub type JsonObject = Map<String, Value>;
