//! A plan that the host passes in with its call.

use serde_json::Value;

use super::{DriverError, LaterCall, ModelDriver, Reply};
use crate::dialogue::Dialogue;

/// The host's plan. It is said once; a mended one comes with another call.
pub(crate) struct PassedIn {
    plan: Option<Value>,
}

impl PassedIn {
    /// The plan in a call's arguments, if there is one: as JSON, or as text with JSON in it.
    pub(crate) fn of(plan: Option<Value>) -> Option<Self> {
        match plan {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) if text.trim().is_empty() => None,
            plan => Some(Self { plan }),
        }
    }
}

impl ModelDriver for PassedIn {
    async fn ask(&mut self, _dialogue: &Dialogue) -> Result<Reply, DriverError> {
        Ok(match self.plan.take() {
            Some(plan) => Reply::Answer(plan),
            None => Reply::InLaterCall(LaterCall::MendedPlan),
        })
    }
}
