//! How long Prefect may take.

use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use crate::failure::Failure;

/// The time that Prefect is given for a part of a call, or for the whole of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    started: Instant,
    deadline: Instant,
}

impl Limit {
    /// This long from now on.
    pub(crate) fn of(patience: Duration) -> Self {
        let started = Instant::now();
        Self {
            started,
            deadline: started + patience,
        }
    }

    /// Until then.
    pub(crate) fn until(deadline: Instant) -> Self {
        Self {
            started: Instant::now(),
            deadline,
        }
    }

    /// What `work` comes to, unless the time is up before.
    pub(crate) async fn over<T>(
        self,
        work: impl Future<Output = Result<T, Failure>>,
    ) -> Result<T, Failure> {
        match timeout_at(self.deadline, work).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Failure::TooSlow(self.deadline - self.started)),
        }
    }

    /// What `work` comes to, or nothing where the time is up before.
    pub(crate) async fn attempt<T>(
        self,
        work: impl Future<Output = Result<T, Failure>>,
    ) -> Result<Option<T>, Failure> {
        match self.over(work).await {
            Ok(outcome) => Ok(Some(outcome)),
            Err(Failure::TooSlow(_)) => Ok(None),
            Err(failure) => Err(failure),
        }
    }
}
