//! The Prefect server that a call works with.

mod credentials;
mod dashboard;
mod limit;

use std::time::Duration;

use prefect_rest::{Client, Config, ConfigError, RetryPolicy};
use rmcp::model::Extensions;

use crate::failure::Failure;
use crate::options::Scope;

pub(crate) use dashboard::Dashboard;
pub(crate) use limit::Limit;

/// How long Prefect may take over one call. With the longest wait that a caller can ask for on top, an answer still
/// comes before the two minutes after which hosts give up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(50);

/// How long one attempt at a request may take, so that a call has time for several.
const ATTEMPT: Duration = Duration::from_secs(15);

/// How a runner tries again: often and soon, because an agent waits for the answer, but only for two seconds where
/// nobody listens, and never for so long that a call has no time to tell why.
///
/// With three of ten requests failing, one in a million runs out of attempts.
pub fn retry_policy() -> RetryPolicy {
    RetryPolicy {
        max_retries: 20,
        first_wait: Duration::from_millis(100),
        longest_wait: Duration::from_secs(2),
        longest_total: Duration::from_secs(25),
        longest_refusal: Duration::from_secs(2),
    }
}

/// The client of the server that the environment names.
pub(crate) fn client_from_env() -> Result<Client, ConfigError> {
    Client::from_config(&Config::from_env_or(ATTEMPT, retry_policy())?)
}

/// The Prefect server that one call works with, asked in the name of who makes the call.
#[derive(Debug)]
pub(crate) struct Prefect {
    client: Client,
    patience: Duration,
    scope: Scope,
    dashboard: Dashboard,
}

impl Prefect {
    /// The server of `client`, which is given `patience` for all that the call needs of it. The credentials are those of
    /// the request, if it came over HTTP and brought some, else the client's own.
    ///
    /// # Errors
    /// It is not known where Prefect is, or the request's credentials cannot be used.
    pub(crate) fn of_request(
        client: Result<&Client, &ConfigError>,
        patience: Duration,
        scope: Scope,
        dashboard: Dashboard,
        extensions: &Extensions,
    ) -> Result<Self, Failure> {
        let client = client.map_err(|error| Failure::NotConfigured(error.clone()))?;
        let client = match credentials::of_request(extensions)? {
            Some(credentials) => client
                .with_credentials(&credentials)
                .map_err(Failure::NotConfigured)?,
            None => client.clone(),
        };
        Ok(Self {
            client,
            patience,
            scope,
            dashboard,
        })
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// The work pools that the call may use.
    pub(crate) fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The URL of a page of the server's dashboard, if it has one.
    pub(crate) async fn dashboard_url(&self, page: &str) -> Option<String> {
        self.dashboard.url(&self.client, page).await
    }

    /// The time that the server is given, from now on.
    pub(crate) fn limit(&self) -> Limit {
        Limit::of(self.patience)
    }
}
