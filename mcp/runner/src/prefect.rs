//! The Prefect server that the runner works with, as far as it is known.

use std::future::Future;
use std::time::Duration;

use prefect_rest::{Client, ConfigError};
use tokio::time::timeout;

use crate::failure::Failure;

/// A Prefect server, or why it is not known which.
#[derive(Debug)]
pub(crate) struct Prefect {
    client: Result<Client, ConfigError>,
    patience: Duration,
}

impl Prefect {
    /// The server of `client`, which is given `patience` for all that one call of a tool needs of it.
    pub(crate) fn new(client: Result<Client, ConfigError>, patience: Duration) -> Self {
        Self { client, patience }
    }

    pub(crate) fn client(&self) -> Result<&Client, Failure> {
        self.client
            .as_ref()
            .map_err(|error| Failure::NotConfigured(error.clone()))
    }

    /// What `work` comes to, unless it takes longer than the server is given.
    pub(crate) async fn in_time<T>(
        &self,
        work: impl Future<Output = Result<T, Failure>>,
    ) -> Result<T, Failure> {
        match timeout(self.patience, work).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Failure::TooSlow(self.patience)),
        }
    }
}
