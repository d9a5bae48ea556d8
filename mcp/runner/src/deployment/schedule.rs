//! Schedules of a deployment, which an update has to tell again to keep them.

use prefect_rest::types;

/// A schedule as it is to be made again.
pub(super) fn again(existing: &types::DeploymentSchedule) -> types::DeploymentScheduleCreate {
    use types::{
        DeploymentScheduleCreateSchedule as Create, DeploymentScheduleSchedule as Existing,
    };
    types::DeploymentScheduleCreate {
        active: Some(existing.active),
        max_scheduled_runs: existing.max_scheduled_runs.into(),
        parameters: Some(existing.parameters.clone()),
        replaces: prefect_rest::Field::Absent,
        schedule: match existing.schedule.clone() {
            Existing::CronSchedule(cron) => Create::CronSchedule(cron),
            Existing::RRuleSchedule(rrule) => Create::RRuleSchedule(rrule),
            Existing::IntervalScheduleOutput(interval) => {
                Create::IntervalScheduleInput(types::IntervalScheduleInput {
                    anchor_date: Some(interval.anchor_date),
                    interval: interval.interval,
                    timezone: interval.timezone.into(),
                })
            }
        },
        slug: existing.slug.clone().into(),
    }
}
