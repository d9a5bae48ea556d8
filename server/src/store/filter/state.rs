//! Types of states, as the document spells them.

use prefect_mock_api::types;

use crate::domain::state::StateType;

/// The document's name for a state type.
pub(super) fn wire_type(state_type: StateType) -> types::StateType {
    match state_type {
        StateType::Scheduled => types::StateType::Scheduled,
        StateType::Pending => types::StateType::Pending,
        StateType::Running => types::StateType::Running,
        StateType::Completed => types::StateType::Completed,
        StateType::Failed => types::StateType::Failed,
        StateType::Cancelled => types::StateType::Cancelled,
        StateType::Crashed => types::StateType::Crashed,
        StateType::Paused => types::StateType::Paused,
        StateType::Cancelling => types::StateType::Cancelling,
    }
}
