//! Where a server's dashboard shows things.

use std::sync::{Arc, OnceLock};

use prefect_rest::Client;

/// The dashboard of one server, as far as it is known.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dashboard {
    /// Where it is, if the runner was told.
    configured: Option<String>,
    /// Whether there is one beside the API, once the server has said so. Not every server has one: the mock does not.
    found: Arc<OnceLock<bool>>,
}

impl Dashboard {
    /// The dashboard that the runner was told of, or that which is beside the API.
    pub(crate) fn new(configured: Option<String>) -> Self {
        let configured = configured
            .map(|url| url.trim().trim_end_matches('/').to_owned())
            .filter(|url| !url.is_empty());
        Self {
            configured,
            found: Arc::default(),
        }
    }

    /// The URL of a page, if there is a dashboard. The server is asked once whether it has one.
    pub(crate) async fn url(&self, client: &Client, page: &str) -> Option<String> {
        if let Some(url) = &self.configured {
            return Some(format!("{url}/{page}"));
        }
        let is_there = if let Some(is_there) = self.found.get() {
            *is_there
        } else {
            let is_there = client.has_ui().await?;
            *self.found.get_or_init(|| is_there)
        };
        is_there.then(|| format!("{}/{page}", client.ui_url()))
    }
}
