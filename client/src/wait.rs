//! Waiting for a flow run to end.

use std::time::Duration;

use backon::{ConstantBuilder, Retryable};
use thiserror::Error;
use uuid::Uuid;

use crate::explain::{ApiError, explain};
use crate::{Client, types};

/// How often a run is looked at.
const POLL_INTERVAL: Duration = Duration::from_millis(250);

/// Why waiting ended without an ended run.
#[derive(Debug, Error)]
pub enum WaitError {
    /// The time is up. The run goes on.
    #[error("the flow run is still {} after {} seconds; wait longer, or look again later", state(run), waited.as_secs_f64())]
    TimedOut {
        /// The run as it was last seen.
        run: Box<types::FlowRunResponse>,
        /// How long it was waited for.
        waited: Duration,
    },
    /// The run cannot be read.
    #[error("the flow run cannot be read: {}", explain(.0))]
    Unreadable(Box<ApiError>),
}

/// Whether a state ends its run.
pub fn is_terminal(state: types::StateType) -> bool {
    matches!(
        state,
        types::StateType::Completed
            | types::StateType::Failed
            | types::StateType::Cancelled
            | types::StateType::Crashed
    )
}

impl Client {
    /// Waits until a flow run has ended, looking four times a second.
    ///
    /// # Errors
    ///
    /// Fails with [`WaitError::TimedOut`] when the run has not ended in time,
    /// and with [`WaitError::Unreadable`] when it cannot be read.
    pub async fn wait_for_flow_run(
        &self,
        id: Uuid,
        timeout: Duration,
    ) -> Result<types::FlowRunResponse, WaitError> {
        let looks = timeout.as_millis() / POLL_INTERVAL.as_millis();
        let policy = ConstantBuilder::default()
            .with_delay(POLL_INTERVAL)
            .with_max_times(usize::try_from(looks).unwrap_or(usize::MAX));
        let look = || async {
            let run = self
                .read_flow_run()
                .id(id)
                .send()
                .await
                .map_err(|error| WaitError::Unreadable(Box::new(error)))?
                .into_inner();
            if run.state_type.is_some_and(is_terminal) {
                Ok(run)
            } else {
                Err(WaitError::TimedOut {
                    run: Box::new(run),
                    waited: timeout,
                })
            }
        };
        look.retry(policy)
            .when(|error| matches!(error, WaitError::TimedOut { .. }))
            .await
    }
}

fn state(run: &types::FlowRunResponse) -> &str {
    run.state_name.as_deref().unwrap_or("without a state")
}
