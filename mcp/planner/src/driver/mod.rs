//! Drivers: ways to take a conversation to a model and to bring its answer back.

mod sampling;

use std::future::Future;
use std::time::Duration;

pub(crate) use sampling::Sampling;

use crate::dialogue::Turn;

/// A way to a model.
pub(crate) trait ModelDriver {
    /// Brings the model's answer to the last of `turns`.
    fn ask(&self, turns: &[Turn]) -> impl Future<Output = Result<String, DriverError>> + Send;
}

/// Why a model could not be asked. What to do then is the caller's to say.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DriverError {
    /// The client, or its model, refused or failed.
    #[error("the client's model could not be asked: {0}")]
    Failed(String),
    /// No answer came in time.
    #[error("the client's model did not answer within {} seconds", .0.as_secs())]
    TimedOut(Duration),
    /// The client gave the call up that the model was asked for.
    #[error("the call was cancelled")]
    Cancelled,
}
