//! Inputs that are sent to flow runs.

use std::sync::Arc;

use prefect_mock_api::types;

use crate::app::{App, Error, Result, Transaction};
use crate::domain::flow_run::FlowRun;
use crate::domain::flow_run_input::FlowRunInput;
use crate::domain::ids::FlowRunId;
use crate::store::Tables;
use crate::store::filter::like;

impl App {
    /// Stores an input of a flow run under a key.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no such run, `AlreadyExists` if it has an input with
    /// that key, `Internal` if the key has anything but lower-case letters, digits
    /// and dashes: Prefect checks that too late to say so.
    pub fn create_flow_run_input(
        &self,
        id: FlowRunId,
        body: types::CreateFlowRunInputBody,
    ) -> Result<()> {
        if !is_key(&body.key) {
            return Err(Error::Internal(format!(
                "the input key {:?} must only contain lowercase letters, numbers, and dashes",
                body.key
            )));
        }
        self.transaction(|tx| {
            let run = Arc::clone(tx.tables.find_flow_run(id)?);
            if tx.tables.flow_run_input(id, &body.key).is_some() {
                return Err(Error::AlreadyExists(
                    "A flow run input with this key already exists.".to_owned(),
                ));
            }
            tx.put_flow_run_input(&run, body.key, body.value, body.sender.into_value());
            Ok(())
        })
    }

    /// The value of an input, which is JSON as text, if whoever sent it kept to that.
    ///
    /// # Errors
    ///
    /// `NotFound` if the run has no such input, or is not there.
    pub fn read_flow_run_input(&self, id: FlowRunId, key: &str) -> Result<String> {
        let tables = self.read();
        let input = tables.flow_run_input(id, key);
        input.map(|input| input.value.clone()).ok_or_else(not_found)
    }

    /// Deletes an input.
    ///
    /// # Errors
    ///
    /// `NotFound` if the run has no such input, or is not there.
    pub fn delete_flow_run_input(&self, id: FlowRunId, key: &str) -> Result<()> {
        self.transaction(|tx| {
            let input = tx.tables.flow_run_inputs.remove(&(id, key.to_owned()));
            input.map(drop).ok_or_else(not_found)
        })
    }

    /// The inputs of a flow run whose keys begin with a SQL pattern, oldest first: as
    /// many as the limit says, by default one, and all if it is below zero.
    pub fn filter_flow_run_input(
        &self,
        id: FlowRunId,
        body: &types::FilterFlowRunInputBody,
    ) -> Vec<FlowRunInput> {
        let limit = usize::try_from(body.limit.unwrap_or(1)).unwrap_or(usize::MAX);
        let excluded = body.exclude_keys.as_deref().unwrap_or_default();
        let tables = self.read();
        let mut inputs: Vec<_> = tables
            .inputs_of(id)
            .filter(|input| like::starts_with(&body.prefix, &input.key))
            .filter(|input| !excluded.contains(&input.key))
            .collect();
        inputs.sort_by_key(|input| input.created);
        inputs.into_iter().take(limit).cloned().collect()
    }
}

impl Transaction<'_> {
    /// Stores an input whose key is free.
    pub(super) fn put_flow_run_input(
        &mut self,
        run: &FlowRun,
        key: String,
        value: String,
        sender: Option<String>,
    ) {
        let input = FlowRunInput {
            id: self.random.uuid_v4().into(),
            created: self.now,
            flow_run_id: run.id,
            key: key.clone(),
            value,
            sender,
        };
        self.tables.flow_run_inputs.insert((run.id, key), input);
    }
}

impl Tables {
    /// An input of a flow run.
    pub(super) fn flow_run_input(&self, id: FlowRunId, key: &str) -> Option<&FlowRunInput> {
        self.flow_run_inputs.get(&(id, key.to_owned()))
    }

    /// The inputs of a flow run, by key.
    pub(super) fn inputs_of(&self, id: FlowRunId) -> impl Iterator<Item = &FlowRunInput> {
        self.flow_run_inputs
            .range((id, String::new())..)
            .take_while(move |((run, _), _)| *run == id)
            .map(|(_, input)| input)
    }
}

fn not_found() -> Error {
    Error::NotFound("Flow run input not found".to_owned())
}

/// Whether a text may be the key of an input.
pub(super) fn is_key(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
