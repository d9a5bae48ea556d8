//! The language model of the demonstration's host.

#![expect(
    deprecated,
    reason = "hosts of the 2025 protocol versions answer sampling, and the planner asks them"
)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rmcp::model::{
    ClientCapabilities, ClientConfig, CreateMessageRequestParams, CreateMessageResult,
    Implementation, SamplingMessage,
};
use rmcp::service::{RequestContext, RoleClient};
use rmcp::{ClientHandler, ErrorData};
use serde_json::json;

/// A model that knows one answer. It stands in for the language model of a
/// host, so that the demonstration needs no account anywhere.
#[derive(Debug, Clone)]
pub(crate) struct ScriptedModel {
    answer: Arc<str>,
    /// Words that a question must contain to be answered: without them, what
    /// was asked is not what the answer is for.
    expected_words: Arc<[String]>,
    times_asked: Arc<AtomicUsize>,
}

impl ScriptedModel {
    /// A model that gives `answer` to each question with these words in it.
    pub(crate) fn new(answer: String, expected_words: Vec<String>) -> Self {
        Self {
            answer: answer.into(),
            expected_words: expected_words.into(),
            times_asked: Arc::default(),
        }
    }

    /// How many questions it has answered.
    pub(crate) fn times_asked(&self) -> usize {
        self.times_asked.load(Ordering::Relaxed)
    }
}

impl ClientHandler for ScriptedModel {
    fn get_info(&self) -> ClientConfig {
        let capabilities = ClientCapabilities::builder().enable_sampling().build();
        ClientConfig::new(
            capabilities,
            Implementation::new("xtask-demo", env!("CARGO_PKG_VERSION")),
        )
    }

    async fn create_message(
        &self,
        question: CreateMessageRequestParams,
        _context: RequestContext<RoleClient>,
    ) -> Result<CreateMessageResult, ErrorData> {
        let text = json!([question.system_prompt, question.messages]).to_string();
        let missing: Vec<&str> = self
            .expected_words
            .iter()
            .map(String::as_str)
            .filter(|word| !text.contains(word))
            .collect();
        if !missing.is_empty() {
            return Err(ErrorData::invalid_params(
                format!("the question does not mention {}", missing.join(", ")),
                None,
            ));
        }
        self.times_asked.fetch_add(1, Ordering::Relaxed);
        Ok(CreateMessageResult::new(
            SamplingMessage::assistant_text(&*self.answer),
            "scripted".to_owned(),
        )
        .with_stop_reason(CreateMessageResult::STOP_REASON_END_TURN))
    }
}
