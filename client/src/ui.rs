//! Where the server's dashboard is.

use std::time::Duration;

use reqwest::StatusCode;
use serde_json::Value;

use crate::Client;

/// How long the server may take to say whether it has a dashboard, which nobody waits for longer.
const PATIENCE: Duration = Duration::from_secs(2);

/// The path that only the API of Prefect Cloud has.
const CLOUD_PATH: &str = "/accounts/";

impl Client {
    /// Where the server's dashboard would be, without a trailing slash: beside the API of a self-hosted server, and in
    /// Prefect Cloud at `app.` where the API is at `api.`. This is Prefect's own rule for the setting `PREFECT_UI_URL`.
    pub fn ui_url(&self) -> String {
        ui_url(self.api_url())
    }

    /// Whether the server has a dashboard there; nothing if it has not said so in two seconds.
    ///
    /// Prefect serves its dashboard's settings beside it. They are asked for without credentials. Prefect Cloud has a
    /// dashboard, and is not asked.
    pub async fn has_ui(&self) -> Option<bool> {
        if self.api_url().contains(CLOUD_PATH) {
            return Some(true);
        }
        let url = format!("{}/ui-settings", self.ui_url());
        let answer = self.client.get(url).timeout(PATIENCE).send().await.ok()?;
        match answer.status() {
            StatusCode::OK => {
                let settings: Option<Value> = answer.json().await.ok();
                Some(settings.is_some_and(|settings| settings.get("api_url").is_some()))
            }
            StatusCode::NOT_FOUND => Some(false),
            _ => None,
        }
    }
}

fn ui_url(api_url: &str) -> String {
    let url = match api_url.strip_prefix("https://api.") {
        Some(rest) if api_url.contains(CLOUD_PATH) => format!("https://app.{rest}"),
        _ => api_url.to_owned(),
    };
    url.strip_suffix("/api")
        .unwrap_or(&url)
        .replace("/api/", "/")
        .replace("/accounts/", "/account/")
        .replace("/workspaces/", "/workspace/")
}

#[cfg(test)]
mod tests {
    use super::ui_url;

    #[test]
    fn a_dashboard_is_where_prefect_says() {
        for (api_url, url) in [
            ("http://127.0.0.1:4200/api", "http://127.0.0.1:4200"),
            (
                "https://prefect.example/team/api",
                "https://prefect.example/team",
            ),
            (
                "https://api.prefect.cloud/api/accounts/a/workspaces/w",
                "https://app.prefect.cloud/account/a/workspace/w",
            ),
            ("https://api.example/api", "https://api.example"),
        ] {
            assert_eq!(ui_url(api_url), url);
        }
    }
}
