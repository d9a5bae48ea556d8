//! Who made or changed an object.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who made or changed an object.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CreatedBy {
    /// Its id.
    pub id: Option<Uuid>,
    /// What it is, such as `SCHEDULER`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// What to call it.
    pub display_value: Option<String>,
}
