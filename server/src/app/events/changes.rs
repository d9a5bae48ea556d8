//! What an update of an object changed.

use serde::Serialize;
use serde_json::{Value, json};

use super::lifecycle::object;
use crate::domain::json::JsonObject;

/// The fields that differ between two versions of an object.
#[derive(Debug, Default)]
pub(super) struct Changes {
    updates: JsonObject,
}

impl Changes {
    /// Notes a field, if it differs. Only then does it cost more than the comparison.
    #[must_use]
    pub(super) fn field<T: PartialEq + Serialize>(
        mut self,
        name: &str,
        before: &T,
        after: &T,
    ) -> Self {
        if before != after {
            let change = json!({"from": before, "to": after});
            self.updates.insert(name.to_owned(), change);
        }
        self
    }

    /// What an event says of the changes; `None` if there are none.
    pub(super) fn into_payload(self) -> Option<JsonObject> {
        let fields: Value = self.updates.keys().cloned().collect();
        (!self.updates.is_empty()).then(|| {
            object([
                ("updated_fields", fields),
                ("updates", Value::Object(self.updates)),
            ])
        })
    }
}
