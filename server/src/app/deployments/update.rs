//! Changing deployments.

use prefect_mock_api::{Field, types};

use super::concurrency::LimitChange;
use super::create::{named, set};
use super::delete::Runs;
use super::hydration::hydrate;
use super::{App, Error, Result, parameters};
use crate::domain::deployment::Deployment;
use crate::domain::ids::DeploymentId;
use crate::domain::json::JsonObject;
use crate::domain::schema_tools::{Reading, Schema, SchemaError};
use crate::store::Tables;

/// Prefect says so of a change too, when job variables do not fit.
const CREATING: &str = "Error creating deployment";

impl App {
    /// Changes what the body names, and nothing else; null clears. Runs of the future
    /// that schedules made are deleted and made anew. A change that changes nothing
    /// counts as one. If all of its schedules have slugs, those
    /// that the body names are changed or added; if not, all are replaced.
    ///
    /// # Errors
    ///
    /// `NotFound` for the deployment or the concurrency limit; `Invalid` for schedules
    /// that are not clear; `Conflict` for job variables or parameters that do not fit;
    /// `BadRequest` for parameters that cannot be made; `IntegrityConflict` for a null
    /// or a block where there can be none; `Internal` for a work pool that is not
    /// there, at which Prefect fails.
    pub fn update_deployment(
        &self,
        id: DeploymentId,
        mut body: types::DeploymentUpdate,
    ) -> Result<()> {
        self.transaction(|tx| {
            let before = tx.tables.find_deployment_of_schedules(id)?.clone();
            let schedules = tx.updated_schedules(&before.schedules, body.schedules.take())?;
            tx.tables.check_update(&before, &mut body)?;
            let limit = LimitChange {
                id: body.global_concurrency_limit_id.map(Into::into),
                slots: body.concurrency_limit,
            };
            let limit_before = before.concurrency_limit_id;
            tx.tables
                .check_limit_change(Some(id), limit_before, limit)?;

            let mut deployment = Deployment::clone(&before);
            let queue = tx.queue_of_deployment(&body.work_pool_name, &body.work_queue_name)?;
            deployment.work_queue_id = match body.work_pool_name {
                Field::Null => None,
                _ => queue.or(deployment.work_queue_id),
            };
            deployment.schedules = schedules;
            deployment.concurrency_limit_id = tx.change_limit(id, limit_before, limit);
            fill(&mut deployment, body);
            tx.delete_scheduled_runs(id, Runs::FUTURE_AUTO_SCHEDULED);
            let after = tx.put_deployment(deployment);
            let mut told = Deployment::clone(&before);
            if limit.slots.value().is_some() {
                // Prefect looks before it has written a limit of the deployment's own.
                told.concurrency_limit_id = after.concurrency_limit_id;
            }
            tx.record_deployment_changes(&told, &after);
            Ok(())
        })
    }
}

/// Takes over what a body names. What cannot be null was checked.
fn fill(deployment: &mut Deployment, body: types::DeploymentUpdate) {
    let to = deployment;
    to.paused = body.paused.unwrap_or(to.paused);
    to.tags = body.tags.unwrap_or_else(|| std::mem::take(&mut to.tags));
    if let Some(enforce) = body.enforce_parameter_schema.into_value() {
        to.enforce_parameter_schema = enforce;
    }
    if let Some(parameters) = body.parameters.into_value() {
        to.parameters = parameters;
    }
    // Null leaves them as they are.
    if let Some(job_variables) = body.job_variables.into_value() {
        to.job_variables = job_variables;
    }
    set(
        &mut to.concurrency_options,
        body.concurrency_options.map(Into::into),
    );
    set(
        &mut to.parameter_openapi_schema,
        body.parameter_openapi_schema.map(Into::into),
    );
    set(&mut to.pull_steps, body.pull_steps);
    set(&mut to.work_queue_name, body.work_queue_name);
    set(&mut to.description, body.description);
    set(&mut to.path, body.path);
    set(&mut to.version, body.version);
    set(&mut to.entrypoint, body.entrypoint);
}

impl Tables {
    /// Checks a change, and replaces parameters that stand for others.
    fn check_update(&self, before: &Deployment, body: &mut types::DeploymentUpdate) -> Result<()> {
        if let Some(pool) = named(&body.work_pool_name) {
            let Some(pool) = self.work_pools.by_name(pool) else {
                return Err(Error::Internal(format!(
                    "there is no work pool {pool:?} to move the deployment to; make it first"
                )));
            };
            check_job_variables(&pool.base_job_template, body.job_variables.value())?;
        }
        if let Some(parameters) = body.parameters.value() {
            let parameters = hydrate(parameters.clone()).map_err(|error| {
                Error::BadRequest(format!("Error hydrating deployment parameters: {error}"))
            })?;
            body.parameters = Field::Value(parameters);
        }
        let enforce = *body
            .enforce_parameter_schema
            .value()
            .unwrap_or(&before.enforce_parameter_schema);
        if enforce {
            let parameters = body.parameters.value().unwrap_or(&before.parameters);
            let own = body.parameter_openapi_schema.value();
            let schema = own.or(before.parameter_openapi_schema.as_deref());
            parameters::check_partial(parameters, schema)
                .map_err(|error| error.while_doing("Error updating deployment"))?;
        }
        let blocks = [&body.storage_document_id, &body.infrastructure_document_id];
        let names_a_block = blocks.into_iter().any(|id| id.value().is_some());
        let has_null =
            body.parameters == Field::Null || body.enforce_parameter_schema == Field::Null;
        if names_a_block || has_null {
            return Err(Error::IntegrityConflict);
        }
        Ok(())
    }
}

/// Holds the job variables of a change against the variables of its pool. Their
/// defaults do not count.
fn check_job_variables(template: &JsonObject, job_variables: Option<&JsonObject>) -> Result<()> {
    let variables = template
        .get("variables")
        .and_then(|variables| variables.as_object());
    let (Some(variables), Some(job_variables)) = (variables, job_variables) else {
        return Ok(());
    };
    match Schema::compile(variables, Reading::PARTIAL) {
        Ok(schema) => match schema.first_error(job_variables.clone()) {
            None => Ok(()),
            Some(error) => Err(Error::Conflict(format!("{CREATING}: {error}"))),
        },
        Err(SchemaError::Invalid(reason)) => Err(Error::Conflict(format!(
            "{CREATING}: ValidationError({reason:?})"
        ))),
        Err(error) => Err(Error::Internal(format!(
            "the work pool's job variables have no schema to go by: {error}"
        ))),
    }
}
