//! What the server is told at its start.

/// Settings of the application, under the meaning of Prefect's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The version that the server says it is.
    pub prefect_version: String,
    /// The version of the API that `GET /version` tells.
    pub api_version: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            prefect_version: "3.8.8".to_owned(),
            api_version: "0.8.4".to_owned(),
        }
    }
}
