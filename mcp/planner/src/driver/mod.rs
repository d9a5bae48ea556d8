//! Drivers: ways to take a conversation to somebody who can write a plan, and to bring the answer back.
//!
//! | driver | who answers |
//! |---|---|
//! | `PassedIn` | the host, with the plan that it passed in |
//! | `Sampling` | the client's model, by a request of ours in the middle of the call (MCP before 2026-07-28) |
//! | `InputRequest` | the client's model, between two calls of the tool (MCP since 2026-07-28) |
//! | `Endpoint` | a model of our own, by HTTP |
//!
//! A call takes the first that it can, in this order; where one fails, the next goes on with the conversation. Where
//! none is left, the host's own model gets a brief.

mod create_message;
mod endpoint;
mod input_request;
mod passed_in;
mod sampling;

use std::future::Future;

use rmcp::model::InputRequiredResult;
use serde_json::Value;

pub(crate) use self::endpoint::{Connections, Endpoint};
pub(crate) use self::input_request::{CallState, InputRequest, StateCodec};
pub(crate) use self::passed_in::PassedIn;
pub(crate) use self::sampling::Sampling;
use crate::dialogue::Dialogue;

/// A way to whoever writes the plan.
pub(crate) trait ModelDriver {
    /// Brings an answer to the dialogue's last turn, by the dialogue's deadline. It may be dropped while it waits.
    fn ask(
        &mut self,
        dialogue: &Dialogue,
    ) -> impl Future<Output = Result<Reply, DriverError>> + Send;
}

/// What a driver brings.
#[derive(Debug)]
pub(crate) enum Reply {
    /// An answer: text in which there may be a plan, or JSON that is one.
    Answer(Value),
    /// The conversation goes on in a call of the tool that is yet to come.
    InLaterCall(LaterCall),
}

/// What the answer to this call says about the next one.
#[derive(Debug)]
pub(crate) enum LaterCall {
    /// The client asks its model what is in here, and calls again with the answer.
    InputRequired(InputRequiredResult),
    /// The host mends its plan and calls again.
    MendedPlan,
}

/// Why nobody could be asked. What to do then is the caller's to say.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DriverError {
    /// Whoever was asked refused or failed.
    #[error("{who} could not be asked: {why}")]
    Failed {
        /// Whose model it is.
        who: &'static str,
        /// What it said.
        why: String,
    },
    /// No answer came by the dialogue's deadline.
    #[error("no answer came in time")]
    TimedOut,
    /// The client gave the call up for which the model was asked.
    #[error("the call was cancelled")]
    Cancelled,
}

/// Any of the drivers.
pub(crate) enum Driver<'a> {
    PassedIn(PassedIn),
    Sampling(Sampling<'a>),
    InputRequest(InputRequest<'a>),
    Endpoint(Endpoint<'a>),
}

impl ModelDriver for Driver<'_> {
    async fn ask(&mut self, dialogue: &Dialogue) -> Result<Reply, DriverError> {
        match self {
            Self::PassedIn(driver) => driver.ask(dialogue).await,
            Self::Sampling(driver) => driver.ask(dialogue).await,
            Self::InputRequest(driver) => driver.ask(dialogue).await,
            Self::Endpoint(driver) => driver.ask(dialogue).await,
        }
    }
}
