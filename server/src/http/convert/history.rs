//! Histories of runs.

use prefect_mock_api::types;

use super::{count, each, seconds};
use crate::app::{HistoryInterval, HistoryState};

impl From<HistoryInterval> for types::HistoryResponse {
    fn from(interval: HistoryInterval) -> Self {
        Self {
            interval_start: interval.start,
            interval_end: interval.end,
            states: each(interval.states),
        }
    }
}

impl From<HistoryState> for types::HistoryResponseState {
    fn from(state: HistoryState) -> Self {
        Self {
            state_type: state.state_type.into(),
            state_name: state.state_name,
            count_runs: count(state.count),
            sum_estimated_run_time: seconds(state.run_time),
            sum_estimated_lateness: seconds(state.lateness),
        }
    }
}
