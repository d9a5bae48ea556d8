//! Waiting for a run to end.

use std::time::Duration;

use prefect_rest::{Client, types};
use tokio::time::{Instant, sleep_until, timeout_at};
use uuid::Uuid;

use crate::failure::Failure;
use crate::filters;

/// The pause after the first look. Pauses grow by half from one look to the next, because a run that has lasted for
/// longer is likely to last longer still.
const FIRST_PAUSE: Duration = Duration::from_millis(100);

/// The longest pause: an end is noticed within a second.
const LONGEST_PAUSE: Duration = Duration::from_millis(500);

/// The states that end a run.
const ENDS: [types::StateType; 4] = [
    types::StateType::Completed,
    types::StateType::Failed,
    types::StateType::Cancelled,
    types::StateType::Crashed,
];

/// Comes back when the run has ended, and when the time is up.
///
/// A look is a request for a count, of some hundred bytes both ways, however large the run is; there are at most three
/// a second.
///
/// # Errors
/// Prefect cannot be asked.
pub(crate) async fn for_end(client: &Client, id: Uuid, deadline: Instant) -> Result<(), Failure> {
    let watch = async {
        let mut pause = FIRST_PAUSE;
        while !has_ended(client, id).await? {
            sleep_until(Instant::now() + pause).await;
            pause = LONGEST_PAUSE.min(pause + pause / 2);
        }
        Ok(())
    };
    match timeout_at(deadline, watch).await {
        Ok(outcome) => outcome,
        Err(_) => Ok(()),
    }
}

async fn has_ended(client: &Client, id: Uuid) -> Result<bool, Failure> {
    let type_ = types::FlowRunFilterStateType {
        any: ENDS.to_vec().into(),
        ..types::FlowRunFilterStateType::default()
    };
    let state = types::FlowRunFilterState {
        type_: type_.into(),
        ..types::FlowRunFilterState::default()
    };
    let body = types::CountFlowRunsBody {
        flow_runs: types::FlowRunFilter {
            state: state.into(),
            ..filters::flow_run(id)
        }
        .into(),
        ..types::CountFlowRunsBody::default()
    };
    let count = client
        .count_flow_runs()
        .body(body)
        .send()
        .await
        .map_err(Failure::prefect("look whether the flow run has ended"))?;
    Ok(*count > 0)
}
