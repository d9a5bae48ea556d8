//! States, and what comes of proposing one.

use prefect_mock_api::{WriteJson, types, write_object};

use crate::app::{OrchestrationResult, SetStateStatus, StateResponseDetails};
use crate::domain::ids::{FlowRunId, LeaseId, TaskRunId};
use crate::domain::state::{State, StateDetails, StateType};

impl From<StateType> for types::StateType {
    fn from(state_type: StateType) -> Self {
        match state_type {
            StateType::Scheduled => Self::Scheduled,
            StateType::Pending => Self::Pending,
            StateType::Running => Self::Running,
            StateType::Completed => Self::Completed,
            StateType::Failed => Self::Failed,
            StateType::Cancelled => Self::Cancelled,
            StateType::Crashed => Self::Crashed,
            StateType::Paused => Self::Paused,
            StateType::Cancelling => Self::Cancelling,
        }
    }
}

impl WriteJson for StateType {
    fn write_json(&self, json: &mut Vec<u8>) {
        self.as_str().write_json(json);
    }
}

impl From<&State> for types::State {
    fn from(state: &State) -> Self {
        Self {
            id: state.id.uuid(),
            type_: state.state_type.into(),
            name: Some(state.name.to_string()),
            timestamp: state.timestamp,
            message: state.message.clone(),
            data: (*state.data).clone(),
            state_details: (&state.details).into(),
        }
    }
}

impl From<&StateDetails> for types::StateDetails {
    fn from(details: &StateDetails) -> Self {
        Self {
            flow_run_id: details.flow_run_id.map(FlowRunId::uuid).into(),
            task_run_id: details.task_run_id.map(TaskRunId::uuid).into(),
            child_flow_run_id: details.more.child_flow_run_id.map(FlowRunId::uuid).into(),
            scheduled_time: details.scheduled_time.into(),
            cache_key: details.more.cache_key.clone().into(),
            cache_expiration: details.more.cache_expiration.into(),
            deferred: details.deferred.into(),
            untrackable_result: Some(details.untrackable_result),
            pause_timeout: details.more.pause_timeout.into(),
            pause_reschedule: Some(details.more.pause_reschedule),
            pause_key: details.more.pause_key.clone().into(),
            run_input_keyset: details
                .more
                .run_input_keyset
                .clone()
                .map(|keyset| keyset.into_iter().collect())
                .into(),
            refresh_cache: details.more.refresh_cache.into(),
            retriable: details.more.retriable.into(),
            transition_id: details.transition_id.into(),
            task_parameters_id: details.more.task_parameters_id.into(),
            traceparent: details.more.traceparent.clone().into(),
            deployment_concurrency_lease_id: details
                .more
                .deployment_concurrency_lease_id
                .map(LeaseId::uuid)
                .into(),
        }
    }
}

/// As [`types::State`] is written, without making one.
impl WriteJson for State {
    fn write_json(&self, json: &mut Vec<u8>) {
        write_object!(json, {
            "data": *self.data,
            "id": self.id.uuid(),
            "message": self.message,
            "name": *self.name,
            "state_details": self.details,
            "timestamp": self.timestamp,
            "type": self.state_type,
        });
    }
}

/// As [`types::StateDetails`] is written, without making one.
impl WriteJson for StateDetails {
    fn write_json(&self, json: &mut Vec<u8>) {
        let more = &*self.more;
        let lease = more.deployment_concurrency_lease_id.map(LeaseId::uuid);
        write_object!(json, {
            "cache_expiration": more.cache_expiration,
            "cache_key": more.cache_key,
            "child_flow_run_id": more.child_flow_run_id.map(FlowRunId::uuid),
            "deferred": self.deferred,
            "deployment_concurrency_lease_id": lease,
            "flow_run_id": self.flow_run_id.map(FlowRunId::uuid),
            "pause_key": more.pause_key,
            "pause_reschedule": more.pause_reschedule,
            "pause_timeout": more.pause_timeout,
            "refresh_cache": more.refresh_cache,
            "retriable": more.retriable,
            "run_input_keyset": more.run_input_keyset,
            "scheduled_time": self.scheduled_time,
            "task_parameters_id": more.task_parameters_id,
            "task_run_id": self.task_run_id.map(TaskRunId::uuid),
            "traceparent": more.traceparent,
            "transition_id": self.transition_id,
            "untrackable_result": self.untrackable_result,
        });
    }
}

impl From<SetStateStatus> for types::SetStateStatus {
    fn from(status: SetStateStatus) -> Self {
        match status {
            SetStateStatus::Accept => Self::Accept,
            SetStateStatus::Reject => Self::Reject,
            SetStateStatus::Abort => Self::Abort,
            SetStateStatus::Wait => Self::Wait,
        }
    }
}

/// The document has a type of its own for the details of each result.
macro_rules! details {
    ($($details:ident),+) => {
        $(
            impl From<StateResponseDetails> for types::$details {
                fn from(details: StateResponseDetails) -> Self {
                    match details {
                        StateResponseDetails::Accept => {
                            Self::AcceptDetails(types::StateAcceptDetails {
                                type_: types::StateAcceptDetailsType::AcceptDetails,
                            })
                        }
                        StateResponseDetails::Reject { reason } => {
                            Self::RejectDetails(types::StateRejectDetails {
                                type_: types::StateRejectDetailsType::RejectDetails,
                                reason: Some(reason),
                            })
                        }
                        StateResponseDetails::Abort { reason } => {
                            Self::AbortDetails(types::StateAbortDetails {
                                type_: types::StateAbortDetailsType::AbortDetails,
                                reason: Some(reason),
                            })
                        }
                        StateResponseDetails::Wait {
                            delay_seconds,
                            reason,
                        } => Self::WaitDetails(types::StateWaitDetails {
                            type_: types::StateWaitDetailsType::WaitDetails,
                            delay_seconds,
                            reason: Some(reason),
                        }),
                    }
                }
            }
        )+
    };
}

details!(
    OrchestrationResultDetails,
    FlowRunOrchestrationResultDetails
);

impl From<OrchestrationResult> for types::OrchestrationResult {
    fn from(result: OrchestrationResult) -> Self {
        Self {
            state: result.state.as_deref().map(Into::into),
            status: result.status.into(),
            details: result.details.into(),
        }
    }
}

/// The same for one of many flow runs.
pub(in crate::http) fn result_of(
    id: FlowRunId,
    result: OrchestrationResult,
) -> types::FlowRunOrchestrationResult {
    types::FlowRunOrchestrationResult {
        flow_run_id: id.uuid(),
        state: result.state.as_deref().map(Into::into),
        status: result.status.into(),
        details: result.details.into(),
    }
}
