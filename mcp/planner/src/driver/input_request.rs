//! The client's own model, asked between two calls of the tool: multi-round-trip requests, MCP since 2026-07-28.
//!
//! ```text
//!   client ── call ───────────────────────────────► planner
//!   client ◄─ input required: request, state ────── planner   holds nothing
//!     └ asks its model
//!   client ── the same call, answer, state ───────► planner   replays the conversation, checks the answer
//! ```
//!
//! The state carries the model's earlier answers and when the conversation began; everything else follows from the
//! call's arguments. It is sealed: a client cannot make one up, nor use one with another task or other tools, since the
//! request that was sent is part of what the seal covers. It is signed, not hidden; what is in it, the client has seen.
//!
//! Its size is bounded by [`MAX_STATE_BYTES`]: it holds at most two answers, each of at most
//! [`MAX_ANSWER_BYTES`](crate::dialogue::MAX_ANSWER_BYTES).

#![expect(
    deprecated,
    reason = "MCP deprecates sampling, and clients that have nothing else still use it"
)]

use mcp_flow::TaskMappings;
use rmcp::RoleServer;
use rmcp::model::{
    CreateMessageRequest, CreateMessageResult, InputRequest as Request, InputRequests,
    InputRequiredResult, InputResponses, ProtocolVersion, RequestStateCodec, SealOptions,
};
use rmcp::service::RequestContext;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::time::{Duration, Instant};

use super::create_message::{self, WHO};
use super::{DriverError, LaterCall, ModelDriver, Reply};
use crate::config::STATE_KEY_BYTES;
use crate::dialogue::Dialogue;

/// The name of our one request among a result's.
const PLAN: &str = "plan";

/// The longest sealed state. Two answers whose every character JSON escapes are shorter.
pub(crate) const MAX_STATE_BYTES: usize = 640 * 1024;

/// What a client brought back with its call.
#[derive(Debug, Default)]
pub(crate) struct CallState {
    /// The sealed state.
    pub(crate) state: Option<String>,
    /// The answers to our requests, by their names.
    pub(crate) responses: Option<InputResponses>,
}

/// What the seal holds.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct State {
    /// The model's answers before the one that comes with the call.
    answers: Vec<String>,
    /// When the conversation began, in milliseconds since this process's planner was made.
    began_milliseconds: u64,
}

/// Seals and opens states.
pub(crate) struct StateCodec {
    codec: RequestStateCodec,
    /// Times in states count from here.
    epoch: Instant,
}

/// Why a call cannot be gone on with.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StateError {
    /// The state is not one of ours, or of another call.
    #[error(
        "the requestState of this call is not one that this planner gave out for this task and these tools"
    )]
    NotOurs,
    /// There is a state without an answer.
    #[error("this call brings a requestState and no inputResponses with a result named \"plan\"")]
    NoAnswer,
}

impl StateCodec {
    /// A codec whose states nobody without `key` can make.
    pub(crate) fn new(key: [u8; STATE_KEY_BYTES]) -> Self {
        Self {
            // The array is as long as a key must be.
            codec: RequestStateCodec::new_unchecked(key),
            epoch: Instant::now(),
        }
    }

    fn seal(&self, dialogue: &Dialogue) -> Result<String, String> {
        let began = dialogue.began().saturating_duration_since(self.epoch);
        let state = State {
            answers: dialogue.answers().map(str::to_owned).collect(),
            began_milliseconds: u64::try_from(began.as_millis()).unwrap_or(u64::MAX),
        };
        let options = SealOptions::new().associated_data(dialogue.prompt().request.as_bytes());
        let sealed = self
            .codec
            .seal_json_with(&state, &options)
            .map_err(|error| error.to_string())?;
        if sealed.len() > MAX_STATE_BYTES {
            return Err("its answers are too long to be carried".to_owned());
        }
        Ok(sealed)
    }

    fn open(&self, sealed: &str, dialogue: &Dialogue) -> Result<State, StateError> {
        if sealed.len() > MAX_STATE_BYTES {
            return Err(StateError::NotOurs);
        }
        self.codec
            .open_json_with(sealed, dialogue.prompt().request.as_bytes())
            .map_err(|_| StateError::NotOurs)
    }
}

/// The client of one call.
pub(crate) struct InputRequest<'a> {
    context: &'a RequestContext<RoleServer>,
    codec: &'a StateCodec,
    /// What came with the call and is not yet told.
    answer: Option<Value>,
}

impl<'a> InputRequest<'a> {
    /// The way to the client's model, where there is one. A dialogue that an earlier call began is brought to where
    /// that call left it.
    ///
    /// # Errors
    /// The call goes on with one that is not to be found.
    pub(crate) fn of(
        context: &'a RequestContext<RoleServer>,
        codec: &'a StateCodec,
        call: CallState,
        dialogue: &mut Dialogue,
        mappings: &TaskMappings,
    ) -> Result<Option<Self>, StateError> {
        let version = context.protocol_version();
        let can = version.is_some_and(|version| version >= ProtocolVersion::V_2026_07_28)
            && context
                .client_capabilities()
                .is_some_and(|client| client.sampling.is_some());
        if !can {
            return Ok(None);
        }
        let mut answer = None;
        if let Some(sealed) = call.state {
            let state = codec.open(&sealed, dialogue)?;
            let began = Duration::from_millis(state.began_milliseconds);
            if let Some(began) = codec.epoch.checked_add(began) {
                dialogue.resume(began, state.answers, mappings);
            }
            answer = call
                .responses
                .and_then(|mut responses| responses.remove(PLAN));
            if answer.is_none() {
                return Err(StateError::NoAnswer);
            }
        }
        Ok(Some(Self {
            context,
            codec,
            answer,
        }))
    }
}

impl ModelDriver for InputRequest<'_> {
    async fn ask(&mut self, dialogue: &Dialogue) -> Result<Reply, DriverError> {
        let failed = |why| DriverError::Failed { who: WHO, why };
        if let Some(answer) = self.answer.take() {
            let result: CreateMessageResult = serde_json::from_value(answer).map_err(|error| {
                failed(format!("what it answered is no sampling result: {error}"))
            })?;
            return Ok(Reply::Answer(create_message::answer(result)));
        }
        let state = self.codec.seal(dialogue).map_err(failed)?;
        let mut params = create_message::params(dialogue);
        params.meta = create_message::meta(&self.context.meta);
        let request = Request::CreateMessage(CreateMessageRequest::new(params));
        let requests = InputRequests::from([(PLAN.to_owned(), request)]);
        Ok(Reply::InLaterCall(LaterCall::InputRequired(
            InputRequiredResult::new(Some(requests), Some(state)),
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::{MAX_ANSWER_BYTES, MAX_ROUNDS};
    use crate::prompt::Prompt;
    use crate::tools;
    use serde_json::json;

    fn dialogue(task: &str) -> Dialogue {
        let mappings = tools::read(&json!([{"server_name": "s", "tools": [{"name": "t"}]}]));
        Dialogue::new(Prompt::new(task, &mappings, 20_000).unwrap())
    }

    #[tokio::test]
    async fn a_state_opens_for_its_own_call_under_its_own_key_only() {
        let codec = StateCodec::new([7; STATE_KEY_BYTES]);
        let sealed = codec.seal(&dialogue("one")).unwrap();
        assert_eq!(
            codec.open(&sealed, &dialogue("one")).unwrap().answers,
            [""; 0]
        );
        assert!(codec.open(&sealed, &dialogue("two")).is_err());
        let other = StateCodec::new([8; STATE_KEY_BYTES]);
        assert!(other.open(&sealed, &dialogue("one")).is_err());
        let mut changed = sealed.clone();
        changed.insert(sealed.len() / 2, 'x');
        for bad in [
            changed.as_str(),
            "",
            "rs1.",
            &"x".repeat(MAX_STATE_BYTES + 1),
        ] {
            assert!(codec.open(bad, &dialogue("one")).is_err());
        }
    }

    #[tokio::test]
    async fn the_longest_answers_fit_into_a_state() {
        let codec = StateCodec::new([7; STATE_KEY_BYTES]);
        let mut dialogue = dialogue("t");
        let mappings = tools::read(&json!([]));
        for _ in 1..MAX_ROUNDS {
            let longest = "\u{1}".repeat(MAX_ANSWER_BYTES);
            dialogue.answer(Value::String(longest), &mappings);
        }
        let sealed = codec.seal(&dialogue).unwrap();
        assert!(sealed.len() > MAX_STATE_BYTES / 2);
        assert_eq!(codec.open(&sealed, &dialogue).unwrap().answers.len(), 2);
    }
}
