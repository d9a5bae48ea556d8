//! From the document's bodies to the domain, where several operations share one.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use prefect_mock_api::{Field, types};
use serde::Serialize;
use serde_json::{Number, Value};

use crate::domain::ids::{FlowRunId, LeaseId, TaskRunId};
use crate::domain::json::JsonObject;
use crate::domain::run::{FlowRunPolicy, RetryDelay, RetryType, TaskRunPolicy};
use crate::domain::sparse::Sparse;
use crate::domain::state::{MoreStateDetails, ProposedState, StateDetails, StateType};

impl From<types::StateType> for StateType {
    fn from(state_type: types::StateType) -> Self {
        match state_type {
            types::StateType::Scheduled => Self::Scheduled,
            types::StateType::Pending => Self::Pending,
            types::StateType::Running => Self::Running,
            types::StateType::Completed => Self::Completed,
            types::StateType::Failed => Self::Failed,
            types::StateType::Cancelled => Self::Cancelled,
            types::StateType::Crashed => Self::Crashed,
            types::StateType::Paused => Self::Paused,
            types::StateType::Cancelling => Self::Cancelling,
        }
    }
}

impl From<types::StateCreate> for ProposedState {
    fn from(body: types::StateCreate) -> Self {
        Self {
            state_type: body.type_.into(),
            name: body.name.into_value(),
            message: body.message.into_value(),
            data: body.data.into_value().unwrap_or(Value::Null).into(),
            details: body.state_details.map(Into::into).unwrap_or_default(),
        }
    }
}

impl From<types::StateDetails> for StateDetails {
    fn from(body: types::StateDetails) -> Self {
        Self {
            flow_run_id: body.flow_run_id.into_value().map(FlowRunId::new),
            task_run_id: body.task_run_id.into_value().map(TaskRunId::new),
            scheduled_time: body.scheduled_time.into_value(),
            deferred: match body.deferred {
                Field::Absent => Some(false),
                Field::Null => None,
                Field::Value(deferred) => Some(deferred),
            },
            untrackable_result: body.untrackable_result.unwrap_or(false),
            transition_id: body.transition_id.into_value(),
            more: Sparse::from(MoreStateDetails {
                child_flow_run_id: body.child_flow_run_id.into_value().map(FlowRunId::new),
                cache_key: body.cache_key.into_value(),
                cache_expiration: body.cache_expiration.into_value(),
                pause_timeout: body.pause_timeout.into_value(),
                pause_reschedule: body.pause_reschedule.unwrap_or(false),
                pause_key: body.pause_key.into_value(),
                run_input_keyset: body
                    .run_input_keyset
                    .into_value()
                    .map(|keyset| keyset.into_iter().collect()),
                refresh_cache: body.refresh_cache.into_value(),
                retriable: body.retriable.into_value(),
                task_parameters_id: body.task_parameters_id.into_value(),
                traceparent: body.traceparent.into_value(),
                deployment_concurrency_lease_id: body
                    .deployment_concurrency_lease_id
                    .into_value()
                    .map(LeaseId::new),
            }),
        }
    }
}

impl From<types::FlowRunPolicy> for FlowRunPolicy {
    fn from(body: types::FlowRunPolicy) -> Self {
        Self {
            max_retries: body.max_retries.unwrap_or(0),
            retry_delay_seconds: body.retry_delay_seconds.unwrap_or(0.0),
            retries: body.retries.into_value(),
            retry_delay: body.retry_delay.into_value(),
            pause_keys: match body.pause_keys {
                Field::Absent => Some(BTreeSet::new()),
                Field::Null => None,
                Field::Value(keys) => Some(keys.into_iter().collect()),
            },
            resuming: match body.resuming {
                Field::Absent => Some(false),
                Field::Null => None,
                Field::Value(resuming) => Some(resuming),
            },
            retry_type: body.retry_type.into_value().map(|kind| match kind {
                types::FlowRunPolicyRetryType::InProcess => RetryType::InProcess,
                types::FlowRunPolicyRetryType::Reschedule => RetryType::Reschedule,
            }),
        }
        .modernized()
    }
}

impl From<types::TaskRunPolicy> for TaskRunPolicy {
    fn from(body: types::TaskRunPolicy) -> Self {
        Self {
            max_retries: body.max_retries.unwrap_or(0),
            retry_delay_seconds: body.retry_delay_seconds.unwrap_or(0.0),
            retries: body.retries.into_value(),
            retry_delay: body.retry_delay.into_value().and_then(retry_delay),
            retry_jitter_factor: body.retry_jitter_factor.into_value(),
        }
        .modernized()
    }
}

fn retry_delay(body: types::TaskRunPolicyRetryDelay) -> Option<RetryDelay> {
    use types::TaskRunPolicyRetryDelay as Body;
    Some(match body {
        Body::Variant0(seconds) => RetryDelay::Each(seconds.into()),
        Body::Variant1(seconds) => RetryDelay::Each(Number::from_f64(seconds)?),
        Body::Variant2(all) => RetryDelay::InTurn(all.into_iter().map(Number::from).collect()),
        Body::Variant3(all) => {
            RetryDelay::InTurn(all.into_iter().filter_map(Number::from_f64).collect())
        }
    })
}

/// Labels, or any other map of the document, as JSON.
pub(super) fn json_object<T: Serialize>(body: IndexMap<String, T>) -> JsonObject {
    body.into_iter()
        .filter_map(|(key, value)| Some((key, serde_json::to_value(value).ok()?)))
        .collect()
}
