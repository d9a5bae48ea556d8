//! Making runs of a deployment.

use std::sync::Arc;

use prefect_mock_api::types;

use super::hydration::{HydrationError, hydrate};
use super::parameters::{self, ParametersError};
use super::{App, Error, Result, Transaction};
use crate::app::from_body::json_object;
use crate::app::job_variables::check_run_job_variables;
use crate::app::{FlowRunView, NewFlowRun};
use crate::domain::deployment::Deployment;
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{DeploymentId, FlowRunId};
use crate::domain::job_variables::JobVariablesError;
use crate::domain::schema_tools::SchemaError;
use crate::domain::state::{ProposedState, StateType};
use crate::domain::work_pool::WorkPool;
use crate::store::Tables;

/// How many runs one request makes.
const BULK_CREATE_LIMIT: usize = 100;

/// What each refusal of a run is said to be in the way of.
const CREATING: &str = "Error creating flow run";

/// What came of one of several runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FlowRunCreateOutcome {
    /// The run, made now or before.
    Created(FlowRunId),
    /// Why there is none.
    Failed(String),
}

impl App {
    /// Makes a run of a deployment, or finds the one that was made with its
    /// idempotency key, which `false` tells apart. Its parameters go over the
    /// deployment's, its tags and labels are added to them, and it begins in a
    /// `SCHEDULED` state unless it says otherwise. A queue that it names and that is
    /// not there is made.
    ///
    /// # Errors
    ///
    /// `NotFound`; `BadRequest` for parameters that cannot be made, or a queue where
    /// there is no pool; `Conflict` for parameters that do not fit the schema, and
    /// `Invalid` for job variables that do not fit the pool; `IntegrityConflict` for a
    /// parent task run that is not there, or a block.
    pub fn create_flow_run_from_deployment(
        &self,
        id: DeploymentId,
        body: types::DeploymentFlowRunCreate,
    ) -> Result<(FlowRunView, bool)> {
        let basis = self.read().basis_of(id)?;
        let asked = basis
            .ask_for(body)
            .map_err(|refusal| refusal.into_error(id))?;
        self.transaction(|tx| {
            tx.tables.find_deployment(id)?;
            let (run, created) = tx
                .run_deployment(asked)
                .map_err(|refusal| refusal.into_error(id))?;
            Ok((FlowRunView::of(tx.tables, run, tx.now), created))
        })
    }

    /// Makes several runs of a deployment, each for itself: one that is refused does
    /// not keep the others back.
    ///
    /// # Errors
    ///
    /// `BadRequest` for more than a hundred; `NotFound`.
    pub fn bulk_create_flow_runs_from_deployment(
        &self,
        id: DeploymentId,
        body: Vec<types::DeploymentFlowRunCreate>,
    ) -> Result<Vec<FlowRunCreateOutcome>> {
        if body.len() > BULK_CREATE_LIMIT {
            return Err(Error::BadRequest(format!(
                "Cannot create more than {BULK_CREATE_LIMIT} flow runs at once."
            )));
        }
        let basis = self.read().basis_of(id)?;
        let all_asked: Vec<_> = body.into_iter().map(|one| basis.ask_for(one)).collect();
        self.transaction(|tx| {
            tx.tables.find_deployment(id)?;
            Ok(all_asked
                .into_iter()
                .map(
                    |asked| match asked.and_then(|asked| tx.run_deployment(asked)) {
                        Ok((run, _)) => FlowRunCreateOutcome::Created(run.id),
                        Err(refusal) => FlowRunCreateOutcome::Failed(refusal.to_bulk_message()),
                    },
                )
                .collect())
        })
    }
}

/// What the runs of a deployment are made by, as it was at one moment. What has to be
/// checked and put together for a run is done without the store's lock: schemas may be
/// as large as clients like. Whatever changes meanwhile is a change after the run, but for
/// the deployment's end, of which no run is made.
struct Basis {
    deployment: Arc<Deployment>,
    pool: Option<Arc<WorkPool>>,
}

/// A run that has passed its checks.
struct Asked {
    new: NewFlowRun,
    /// The name of the queue that it asks for.
    queue_name: Option<String>,
}

impl Basis {
    fn ask_for(&self, body: types::DeploymentFlowRunCreate) -> std::result::Result<Asked, Refusal> {
        let deployment = &*self.deployment;
        let mut parameters = deployment.parameters.clone();
        parameters.extend(body.parameters.unwrap_or_default());
        let parameters = hydrate(parameters)?;
        let enforce = body.enforce_parameter_schema.into_value();
        if enforce.unwrap_or(deployment.enforce_parameter_schema) {
            let schema = deployment.parameter_openapi_schema.as_ref();
            parameters::check(&parameters, schema)?;
        }
        let job_variables = body.job_variables.into_value().unwrap_or_default();
        check_run_job_variables(deployment, self.pool.as_deref(), &job_variables)?;

        let mut tags = deployment.tags.clone();
        for tag in body.tags.unwrap_or_default() {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        let new = NewFlowRun::of_flow(deployment.flow_id);
        let new = NewFlowRun {
            name: body.name,
            state: body
                .state
                .into_value()
                .map_or_else(|| ProposedState::of(StateType::Scheduled), Into::into),
            deployment_id: Some(deployment.id),
            deployment_version: deployment.version.clone(),
            work_queue_id: deployment.work_queue_id,
            work_queue_name: deployment.work_queue_name.clone(),
            parameters,
            idempotency_key: body.idempotency_key.into_value(),
            context: body.context.unwrap_or_default(),
            empirical_policy: body
                .empirical_policy
                .map_or(new.empirical_policy, Into::into),
            tags,
            labels: body
                .labels
                .into_value()
                .map(json_object)
                .unwrap_or_default(),
            parent_task_run_id: body.parent_task_run_id.into_value().map(Into::into),
            infrastructure_document_id: body
                .infrastructure_document_id
                .into_value()
                .or(deployment.infrastructure_document_id),
            job_variables: Some(job_variables),
            ..new
        };
        let queue_name = body.work_queue_name.into_value();
        Ok(Asked {
            new,
            queue_name: queue_name.filter(|name| !name.is_empty()),
        })
    }
}

impl Transaction<'_> {
    fn run_deployment(
        &mut self,
        asked: Asked,
    ) -> std::result::Result<(Arc<FlowRun>, bool), Refusal> {
        let Asked {
            mut new,
            queue_name,
        } = asked;
        if let Some(name) = queue_name {
            let queue = new
                .work_queue_id
                .and_then(|id| self.tables.work_queues.get(id));
            let Some(pool) = queue.map(|queue| queue.work_pool_id) else {
                return Err(Refusal::NoPool(name));
            };
            // What will be refused must not leave a queue behind.
            if !self.tables.is_repeated(&new) {
                self.tables.check_references(&new)?;
            }
            new.work_queue_id = Some(self.ensure_work_queue(pool, &name).id);
            new.work_queue_name = Some(name);
        }
        Ok(self.create_flow_run(new)?)
    }
}

impl Tables {
    fn basis_of(&self, id: DeploymentId) -> Result<Basis> {
        let deployment = Arc::clone(self.find_deployment(id)?);
        let pool = self.pool_of_deployment(&deployment).cloned();
        Ok(Basis { deployment, pool })
    }

    /// Whether a run was made with the same idempotency key.
    fn is_repeated(&self, new: &NewFlowRun) -> bool {
        let key = new.idempotency_key.as_deref();
        let run = key.and_then(|key| self.flow_runs.by_idempotency_key(new.flow_id, key));
        run.is_some()
    }
}

/// Why a run is refused. The two ways to make runs word it differently.
#[derive(Debug, Clone, PartialEq)]
enum Refusal {
    Hydration(HydrationError),
    Parameters(ParametersError),
    JobVariables(JobVariablesError),
    /// A queue is named where there is no pool.
    NoPool(String),
    Other(Error),
}

impl Refusal {
    fn into_error(self, id: DeploymentId) -> Error {
        match self {
            Self::Hydration(error) => {
                Error::BadRequest(format!("Error hydrating flow run parameters: {error}"))
            }
            Self::Parameters(error) => error.while_doing(CREATING),
            Self::JobVariables(error) => error.while_doing(CREATING),
            Self::NoPool(queue) => Error::BadRequest(format!(
                "Cannot create flow run in work queue {queue} because deployment {id} is not \
                 associated with a work pool. Please remove work_pool_name and try again."
            )),
            Self::Other(error) => error,
        }
    }

    fn to_bulk_message(&self) -> String {
        match self {
            Self::Hydration(error) => error.to_string(),
            Self::Parameters(ParametersError::NoSchema) => {
                "Parameter schema enforcement is enabled but deployment has no valid schema."
                    .to_owned()
            }
            Self::Parameters(ParametersError::Schema(SchemaError::Invalid(reason))) => {
                format!("Parameter validation failed: {reason}")
            }
            Self::Parameters(ParametersError::Schema(SchemaError::Circular)) => {
                "Invalid schema: circular references detected.".to_owned()
            }
            Self::Parameters(ParametersError::Schema(SchemaError::NotASchema(reason))) => {
                reason.clone()
            }
            Self::JobVariables(error) => error.clone().while_doing(CREATING).to_string(),
            Self::NoPool(queue) => format!(
                "Cannot create flow run in work queue {queue} because deployment is not \
                 associated with a work pool."
            ),
            Self::Other(error) => error.to_string(),
        }
    }
}

impl From<HydrationError> for Refusal {
    fn from(error: HydrationError) -> Self {
        Self::Hydration(error)
    }
}

impl From<ParametersError> for Refusal {
    fn from(error: ParametersError) -> Self {
        Self::Parameters(error)
    }
}

impl From<JobVariablesError> for Refusal {
    fn from(error: JobVariablesError) -> Self {
        Self::JobVariables(error)
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}
