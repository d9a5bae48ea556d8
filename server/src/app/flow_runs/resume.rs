//! Resuming paused flow runs.
//!
//! A run may pause to be given input. The state in which it waits then names, by its
//! *keyset*, two of the run's inputs: the `schema` that the answer has to fit, which
//! the run has stored before, and the `response` that the answer is stored as.

use std::collections::BTreeMap;

use prefect_mock_api::types;
use serde_json::Value;

use super::input::is_key;
use crate::app::deployments::hydrate;
use crate::app::{
    App, Error, OrchestrationResult, Result, SetStateStatus, StateResponseDetails, Transaction,
};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::FlowRunId;
use crate::domain::json::JsonObject;
use crate::domain::orchestration::{CORE_FLOW_POLICY, Client, Outcome};
use crate::domain::schema_tools::{Reading, Schema, SchemaError};
use crate::domain::state::{ProposedState, State, StateType, name};
use crate::store::Tables;

impl App {
    /// Lets a paused run go on: at once, or, if its process has ended, by scheduling
    /// it. Where the run waits for input, this is checked first, and stored if the
    /// run goes on; input that does not do is rejected, with the details of an abort,
    /// as on Prefect.
    ///
    /// # Errors
    ///
    /// `Internal` if there is no such run, or what it stored about its input makes no
    /// sense; `IntegrityConflict` if it has been answered already.
    pub fn resume_flow_run(
        &self,
        id: FlowRunId,
        body: types::ResumeFlowRunBody,
        client: Client,
    ) -> Result<OrchestrationResult> {
        self.transaction(|tx| {
            let run =
                tx.tables.flow_runs.get(id).cloned().ok_or_else(|| {
                    Error::Internal(format!("flow run {id} is not there to resume"))
                })?;
            let paused = run
                .state
                .clone()
                .filter(|state| state.state_type == StateType::Paused);
            let Some(state) = paused else {
                return Ok(OrchestrationResult::abort(
                    "Cannot resume a flow run that is not paused.",
                ));
            };
            let input = body.run_input.into_value().unwrap_or_default();
            let answer = match tx.tables.answer(&run, &state, input) {
                Ok(answer) => answer,
                Err(Refusal::Rejected(reason)) => {
                    return Ok(OrchestrationResult {
                        status: SetStateStatus::Reject,
                        details: StateResponseDetails::Abort { reason },
                        state: Some(state),
                        is_new: false,
                    });
                }
                Err(Refusal::Failed(error)) => return Err(error),
            };
            tx.resume(&run, &state, answer, client)
        })
    }
}

/// What a run is answered, and the key to store it under.
type Answer = Option<(String, String)>;

/// Why a run is not resumed.
enum Refusal {
    /// The input does not do.
    Rejected(String),
    /// The operation fails.
    Failed(Error),
}

impl Transaction<'_> {
    fn resume(
        &mut self,
        run: &FlowRun,
        state: &State,
        answer: Answer,
        client: Client,
    ) -> Result<OrchestrationResult> {
        let proposed = if state.details.more.pause_reschedule {
            ProposedState::scheduled_at(self.now).named(name::RESUMING)
        } else {
            ProposedState::of(StateType::Running)
        };
        if let Some((key, _)) = &answer
            && self.tables.flow_run_input(run.id, key).is_some()
        {
            let proposal =
                self.propose_to_flow_run(run, proposed.clone(), &CORE_FLOW_POLICY, client);
            if matches!(proposal.outcome, Outcome::Accept { .. }) {
                return Err(Error::IntegrityConflict);
            }
        }
        let result = self.set_flow_run_state(run.id, proposed, &CORE_FLOW_POLICY, client)?;
        if let Some((key, value)) = answer
            && result.status == SetStateStatus::Accept
        {
            self.put_flow_run_input(run, key, value, None);
        }
        Ok(result)
    }
}

impl Tables {
    /// Checks the input of a run by what it waits for. Without any there is nothing to
    /// store.
    fn answer(
        &self,
        run: &FlowRun,
        state: &State,
        input: JsonObject,
    ) -> std::result::Result<Answer, Refusal> {
        let keyset = state.details.more.run_input_keyset.as_ref();
        let Some(keyset) = keyset.filter(|keyset| !keyset.is_empty()) else {
            return Ok(None);
        };
        let input = hydrate(input)
            .map_err(|error| Refusal::Rejected(format!("Error hydrating run input: {error}")))?;
        let schema = self
            .flow_run_input(run.id, key_of(keyset, "schema")?)
            .ok_or_else(|| Refusal::Rejected("Run input schema not found.".to_owned()))?;
        let schema: Value = serde_json::from_str(&schema.value)
            .map_err(|_| Refusal::Rejected("Run input schema is not valid JSON.".to_owned()))?;
        let Value::Object(schema) = schema else {
            return Err(Refusal::Failed(Error::Internal(format!(
                "the input schema of flow run {} is no JSON object",
                run.id
            ))));
        };
        Schema::compile(&schema, Reading::COMPLETE)
            .and_then(|schema| schema.check(input.clone()))
            .map_err(does_not_fit)?;
        if input.is_empty() {
            return Ok(None);
        }
        let key = key_of(keyset, "response")?;
        if !is_key(key) {
            return Err(Refusal::Failed(Error::Internal(format!(
                "flow run {} wants its input under {key:?}, which is no key",
                run.id
            ))));
        }
        Ok(Some((key.clone(), Value::Object(input).to_string())))
    }
}

fn key_of<'a>(
    keyset: &'a BTreeMap<String, String>,
    part: &str,
) -> std::result::Result<&'a String, Refusal> {
    keyset.get(part).ok_or_else(|| {
        Refusal::Failed(Error::Internal(format!(
            "the keyset of a paused state has no {part}"
        )))
    })
}

fn does_not_fit(error: SchemaError) -> Refusal {
    match error {
        SchemaError::Invalid(reason) => Refusal::Rejected(format!("Reason: {reason}")),
        SchemaError::Circular => Refusal::Rejected(format!("Invalid schema: {error}")),
        SchemaError::NotASchema(reason) => Refusal::Failed(Error::Internal(format!(
            "the input schema of a flow run is none: {reason}"
        ))),
    }
}
