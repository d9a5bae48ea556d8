//! Changing flow runs.

use std::sync::Arc;

use prefect_mock_api::types;

use crate::app::job_variables::check_run_job_variables;
use crate::app::{App, Error, Result, Transaction};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::FlowRunId;
use crate::domain::json::JsonObject;
use crate::domain::run::FlowRunPolicy;
use crate::domain::state::StateType;
use crate::store::Tables;

impl App {
    /// Changes what the body names, and nothing else. A name that is null or empty
    /// stands for a made-up one.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no such run. Job variables can only be set before the
    /// run of a deployment has left `SCHEDULED`: `BadRequest` otherwise, and
    /// `Invalid` if they do not fit the pool of that deployment.
    pub fn update_flow_run(&self, id: FlowRunId, body: types::FlowRunUpdate) -> Result<()> {
        self.transaction(|tx| {
            let run = Arc::clone(tx.tables.find_flow_run(id)?);
            if let Some(job_variables) = body.job_variables.value() {
                tx.tables.check_job_variables(&run, job_variables)?;
            }
            tx.update_flow_run(&run, body);
            Ok(())
        })
    }

    /// Adds labels to those of a run; what it has under the same name is replaced.
    ///
    /// # Errors
    ///
    /// `Missing` if there is no such run. `Invalid` for a label that is not a text, a
    /// number or a boolean: Prefect stores such a label, and cannot answer with the
    /// run ever after.
    pub fn update_flow_run_labels(&self, id: FlowRunId, labels: JsonObject) -> Result<()> {
        self.transaction(|tx| {
            let run = Arc::clone(tx.tables.require_flow_run(id)?);
            let nested = labels
                .iter()
                .find(|(_, value)| value.is_null() || value.is_array() || value.is_object());
            if let Some((name, _)) = nested {
                return Err(Error::Invalid(format!(
                    "Invalid label {name:?}: must be a string, a number or a boolean."
                )));
            }
            let mut run = FlowRun::clone(&run);
            Arc::make_mut(&mut run.labels).extend(labels);
            run.updated = tx.now;
            tx.tables.flow_runs.put(run);
            Ok(())
        })
    }
}

impl Transaction<'_> {
    fn update_flow_run(&mut self, run: &FlowRun, body: types::FlowRunUpdate) {
        let mut run = run.clone();
        if let Some(name) = body.name.given() {
            run.name = name
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| self.random.run_name())
                .into();
        }
        if let Some(flow_version) = body.flow_version.given() {
            run.flow_version = flow_version.map(Into::into);
        }
        if let Some(parameters) = body.parameters {
            run.parameters = parameters.into();
        }
        if let Some(policy) = body.empirical_policy {
            run.empirical_policy = FlowRunPolicy::from(policy).into();
        }
        if let Some(tags) = body.tags {
            run.tags = tags.into();
        }
        if let Some(infrastructure_pid) = body.infrastructure_pid.given() {
            run.infrastructure_pid = infrastructure_pid;
        }
        if let Some(job_variables) = body.job_variables.given() {
            run.job_variables = job_variables.map(Into::into);
        }
        run.updated = self.now;
        self.tables.flow_runs.put(run);
    }
}

impl Tables {
    fn check_job_variables(&self, run: &FlowRun, job_variables: &JsonObject) -> Result<()> {
        match run.state_type() {
            None => {
                return Err(Error::BadRequest(
                    "Flow run state is required to update job variables but none exists".to_owned(),
                ));
            }
            Some(StateType::Scheduled) => {}
            Some(state_type) => {
                return Err(Error::BadRequest(format!(
                    "Job variables for a flow run in state {state_type} cannot be updated"
                )));
            }
        }
        let deployment = run
            .deployment_id
            .and_then(|id| self.deployments.get(id))
            .ok_or_else(|| {
                Error::BadRequest("A deployment for the flow run could not be found".to_owned())
            })?;
        let pool = self.pool_of_deployment(deployment).map(AsRef::as_ref);
        check_run_job_variables(deployment, pool, job_variables)
            .map_err(|error| error.while_doing("Error updating flow run"))
    }
}
