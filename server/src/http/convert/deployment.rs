//! Deployments and their schedules.

use chrono::Utc;
use prefect_mock_api::{Field, types};

use super::{labels, seconds};
use crate::app::{DeploymentView, FlowRunCreateOutcome, last_changed_first};
use crate::domain::deployment::{DeploymentSchedule, DeploymentStatus};
use crate::domain::ids::DeploymentId;
use crate::domain::json::JsonObject;
use crate::domain::orchestration::{CollisionStrategy, ConcurrencyOptions};
use crate::domain::schedule::Schedule;

impl From<DeploymentView> for types::DeploymentResponse {
    fn from(view: DeploymentView) -> Self {
        let deployment = &view.deployment;
        let own_labels = deployment.labels.as_ref();
        let schedules = last_changed_first(deployment);
        Self {
            id: deployment.id.uuid(),
            created: Some(deployment.created),
            updated: Some(deployment.updated),
            name: deployment.name.clone(),
            version: deployment.version.clone(),
            description: deployment.description.clone(),
            flow_id: deployment.flow_id.uuid(),
            paused: deployment.paused,
            schedules: schedules
                .iter()
                .map(|schedule| deployment_schedule(deployment.id, schedule))
                .collect(),
            // Deprecated: the number is in `global_concurrency_limit`.
            concurrency_limit: None,
            global_concurrency_limit: view.global_concurrency_limit.map(Into::into),
            concurrency_options: deployment.concurrency_options.map(Into::into),
            job_variables: deployment.job_variables.clone(),
            parameters: deployment.parameters.clone(),
            tags: deployment.tags.clone(),
            labels: labels(
                own_labels.unwrap_or(&JsonObject::new()),
                types::DeploymentResponseLabelsValue::String,
            ),
            work_queue_name: match &view.work_queue {
                Some(queue) => Some(queue.name.clone()),
                None => deployment.work_queue_name.clone(),
            },
            work_queue_id: view.work_queue.as_ref().map(|queue| queue.id.uuid()),
            work_pool_name: view.work_pool.as_ref().map(|pool| pool.name.clone()),
            last_polled: deployment.last_polled,
            parameter_openapi_schema: deployment.parameter_openapi_schema.as_deref().cloned(),
            path: deployment.path.clone(),
            pull_steps: deployment.pull_steps.clone(),
            entrypoint: deployment.entrypoint.clone(),
            storage_document_id: deployment.storage_document_id,
            infrastructure_document_id: deployment.infrastructure_document_id,
            created_by: deployment.created_by.as_ref().map(Into::into),
            updated_by: deployment.updated_by.as_ref().map(|by| types::UpdatedBy {
                id: by.id,
                type_: by.kind.clone(),
                display_value: by.display_value.clone(),
            }),
            status: Some(deployment.status.into()),
            enforce_parameter_schema: deployment.enforce_parameter_schema,
        }
    }
}

/// A schedule of a deployment.
pub(in crate::http) fn deployment_schedule(
    id: DeploymentId,
    schedule: &DeploymentSchedule,
) -> types::DeploymentSchedule {
    types::DeploymentSchedule {
        id: schedule.id.uuid(),
        created: Some(schedule.created),
        updated: Some(schedule.updated),
        deployment_id: Some(id.uuid()),
        schedule: (&schedule.schedule).into(),
        active: schedule.active,
        max_scheduled_runs: schedule.max_scheduled_runs,
        parameters: schedule.parameters.clone(),
        slug: schedule.slug.clone(),
    }
}

impl From<&Schedule> for types::DeploymentScheduleSchedule {
    fn from(schedule: &Schedule) -> Self {
        let zone = |name: Option<&str>| Field::from(name.map(str::to_owned));
        match schedule {
            Schedule::Cron(schedule) => Self::CronSchedule(types::CronSchedule {
                cron: schedule.cron().to_owned(),
                timezone: zone(schedule.timezone()),
                day_or: Some(schedule.day_or()),
            }),
            Schedule::Interval(schedule) => {
                Self::IntervalScheduleOutput(types::IntervalScheduleOutput {
                    interval: seconds(schedule.interval()),
                    anchor_date: schedule.anchor_date().with_timezone(&Utc),
                    timezone: Some(schedule.timezone().to_owned()),
                })
            }
            Schedule::RRule(schedule) => Self::RRuleSchedule(types::RRuleSchedule {
                rrule: schedule.rrule().to_owned(),
                timezone: zone(schedule.timezone()),
            }),
        }
    }
}

impl From<ConcurrencyOptions> for types::ConcurrencyOptions {
    fn from(options: ConcurrencyOptions) -> Self {
        Self {
            collision_strategy: match options.collision_strategy {
                CollisionStrategy::Enqueue => types::ConcurrencyLimitStrategy::Enqueue,
                CollisionStrategy::CancelNew => types::ConcurrencyLimitStrategy::CancelNew,
            },
            grace_period_seconds: options.grace_period_seconds.map(i64::from).into(),
        }
    }
}

impl From<DeploymentStatus> for types::DeploymentStatus {
    fn from(status: DeploymentStatus) -> Self {
        match status {
            DeploymentStatus::Ready => Self::Ready,
            DeploymentStatus::NotReady => Self::NotReady,
        }
    }
}

impl From<FlowRunCreateOutcome> for types::FlowRunCreateResult {
    fn from(outcome: FlowRunCreateOutcome) -> Self {
        match outcome {
            FlowRunCreateOutcome::Created(id) => Self {
                flow_run_id: Some(id.uuid()),
                status: types::FlowRunCreateResultStatus::Created,
                error: None,
            },
            FlowRunCreateOutcome::Failed(error) => Self {
                flow_run_id: None,
                status: types::FlowRunCreateResultStatus::Failed,
                error: Some(error),
            },
        }
    }
}
