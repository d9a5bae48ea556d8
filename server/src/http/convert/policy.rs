//! By which policy runs are retried.

use prefect_mock_api::{WriteJson, types, write_object};
use serde_json::Number;

use crate::domain::run::{FlowRunPolicy, RetryDelay, RetryType, TaskRunPolicy};

impl From<&FlowRunPolicy> for types::FlowRunPolicy {
    fn from(policy: &FlowRunPolicy) -> Self {
        Self {
            max_retries: Some(policy.max_retries),
            retry_delay_seconds: Some(policy.retry_delay_seconds),
            retries: policy.retries.into(),
            retry_delay: policy.retry_delay.into(),
            pause_keys: policy
                .pause_keys
                .as_ref()
                .map(|keys| keys.iter().cloned().collect())
                .into(),
            resuming: policy.resuming.into(),
            retry_type: policy
                .retry_type
                .map(|retry_type| match retry_type {
                    RetryType::InProcess => types::FlowRunPolicyRetryType::InProcess,
                    RetryType::Reschedule => types::FlowRunPolicyRetryType::Reschedule,
                })
                .into(),
        }
    }
}

/// As [`types::FlowRunPolicy`] is written, without making one.
impl WriteJson for FlowRunPolicy {
    fn write_json(&self, json: &mut Vec<u8>) {
        let retry_type = self.retry_type.map(|retry_type| match retry_type {
            RetryType::InProcess => "in_process",
            RetryType::Reschedule => "reschedule",
        });
        write_object!(json, {
            "max_retries": self.max_retries,
            "pause_keys": self.pause_keys,
            "resuming": self.resuming,
            "retries": self.retries,
            "retry_delay": self.retry_delay,
            "retry_delay_seconds": self.retry_delay_seconds,
            "retry_type": retry_type,
        });
    }
}

impl From<&TaskRunPolicy> for types::TaskRunPolicy {
    fn from(policy: &TaskRunPolicy) -> Self {
        Self {
            max_retries: Some(policy.max_retries),
            retry_delay_seconds: Some(policy.retry_delay_seconds),
            retries: policy.retries.into(),
            retry_delay: policy.retry_delay.as_ref().and_then(retry_delay).into(),
            retry_jitter_factor: policy.retry_jitter_factor.into(),
        }
    }
}

/// Whole numbers stay whole, unless there are others beside them.
fn retry_delay(delay: &RetryDelay) -> Option<types::TaskRunPolicyRetryDelay> {
    use types::TaskRunPolicyRetryDelay as Delay;
    Some(match delay {
        RetryDelay::Each(seconds) => match seconds.as_i64() {
            Some(seconds) => Delay::Variant0(seconds),
            None => Delay::Variant1(seconds.as_f64()?),
        },
        RetryDelay::InTurn(all) => match all.iter().map(Number::as_i64).collect() {
            Some(all) => Delay::Variant2(all),
            None => Delay::Variant3(all.iter().filter_map(Number::as_f64).collect()),
        },
    })
}
