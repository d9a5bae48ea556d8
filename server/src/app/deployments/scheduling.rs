//! Making the runs of schedules ahead of time.
//!
//! Every active schedule of a deployment that is not paused has *runs* in a
//! `SCHEDULED` state for its coming dates: at least so many, and as far ahead as
//! [`SchedulerSettings`] say. Each has an idempotency key made of its deployment,
//! its schedule and its date, so making runs again makes none twice.
//!
//! Dates are computed first, without any lock, since a schedule may take its time;
//! then runs are made in batches, each under the write lock, of what is still true
//! of the deployment by then.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Timelike as _, Utc};
use chrono_tz::Tz;
use prefect_mock_api::types;

use super::{App, Result, Transaction};
use crate::app::NewFlowRun;
use crate::domain::created_by::CreatedBy;
use crate::domain::deployment::{Deployment, DeploymentSchedule};
use crate::domain::ids::DeploymentId;
use crate::domain::schedule::Schedule;
use crate::domain::state::ProposedState;
use crate::store::Tables;

/// The tag of every run that a schedule made.
const AUTO_SCHEDULED_TAG: &str = "auto-scheduled";

/// How far ahead runs are made, and how often that is looked at. The defaults are
/// Prefect's for `PREFECT_SERVER_SERVICES_SCHEDULER_…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SchedulerSettings {
    /// How often to look whether runs are wanted: `…_LOOP_SECONDS`.
    pub loop_interval: Duration,
    /// The least number of runs of a schedule, if it has so many dates:
    /// `…_MIN_RUNS`.
    pub min_runs: usize,
    /// The most that are made at once: `…_MAX_RUNS`.
    pub max_runs: usize,
    /// How far ahead they reach at least: `…_MIN_SCHEDULED_TIME`.
    pub min_scheduled_time: TimeDelta,
    /// How far ahead they reach at most: `…_MAX_SCHEDULED_TIME`.
    pub max_scheduled_time: TimeDelta,
    /// How many are made under one lock: `…_INSERT_BATCH_SIZE`.
    pub insert_batch_size: usize,
}

impl Default for SchedulerSettings {
    fn default() -> Self {
        Self {
            loop_interval: Duration::from_secs(60),
            min_runs: 3,
            max_runs: 100,
            min_scheduled_time: TimeDelta::hours(1),
            max_scheduled_time: TimeDelta::days(100),
            insert_batch_size: 500,
        }
    }
}

/// Whether runs of a paused deployment are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WhilePaused {
    Make,
    Skip,
}

/// For which time runs are wanted.
#[derive(Debug, Clone, Copy)]
struct Horizon {
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    min_time: TimeDelta,
    min_runs: usize,
    max_runs: usize,
}

/// Runs to be made of one schedule.
#[derive(Debug, Clone, PartialEq)]
struct Planned {
    schedule: DeploymentSchedule,
    dates: Vec<DateTime<Utc>>,
}

impl App {
    /// Makes the runs of a deployment's active schedules for a span of time that may
    /// be in the past, whether or not it is paused. Without a span, as the scheduler
    /// does. A deployment that is not there has no schedules.
    pub fn schedule_deployment(
        &self,
        id: DeploymentId,
        body: &types::ScheduleDeploymentBody,
    ) -> Result<()> {
        let deployment = self.read().deployments.get(id).cloned();
        let Some(deployment) = deployment else {
            return Ok(());
        };
        let defaults = self.horizon(body.start_time.unwrap_or_else(|| self.clock().now()));
        let count = |asked: Option<i64>| asked.map(|count| usize::try_from(count).unwrap_or(0));
        let horizon = Horizon {
            end: body.end_time.unwrap_or(defaults.end),
            min_time: body.min_time.map_or(defaults.min_time, seconds),
            min_runs: count(body.min_runs).unwrap_or(defaults.min_runs),
            max_runs: count(body.max_runs).unwrap_or(defaults.max_runs),
            ..defaults
        };
        self.make_runs(id, &plan(&deployment, &horizon), WhilePaused::Make)?;
        Ok(())
    }

    /// Makes the runs that the scheduler wants of a deployment now, and tells how
    /// many there were not yet. None if it is paused or not there.
    ///
    /// Costs as many dates as runs are wanted; see
    /// [`Schedule::dates`](crate::domain::schedule::Schedule::dates).
    pub fn schedule_runs(&self, id: DeploymentId) -> Result<usize> {
        let deployment = self.read().deployments.get(id).cloned();
        match deployment {
            Some(deployment) if !deployment.paused => {
                let horizon = self.horizon(self.clock().now());
                self.make_runs(id, &plan(&deployment, &horizon), WhilePaused::Skip)
            }
            _ => Ok(0),
        }
    }

    /// The deployments with a schedule that has too few runs ahead, or none far
    /// enough. Costs the number of schedules, however many runs they have.
    pub fn deployments_to_schedule(&self) -> Vec<DeploymentId> {
        let now = self.clock().now();
        let settings = self.settings().scheduler;
        let tables = self.read();
        let deployments = tables.deployments.iter();
        deployments
            .filter(|deployment| !deployment.paused)
            .filter(|deployment| tables.wants_runs(deployment, now, &settings))
            .map(|deployment| deployment.id)
            .collect()
    }

    /// What the scheduler looks at from `start`.
    fn horizon(&self, start: DateTime<Utc>) -> Horizon {
        let settings = self.settings().scheduler;
        Horizon {
            start,
            end: start
                .checked_add_signed(settings.max_scheduled_time)
                .unwrap_or(DateTime::<Utc>::MAX_UTC),
            min_time: settings.min_scheduled_time,
            min_runs: settings.min_runs,
            max_runs: settings.max_runs,
        }
    }

    fn make_runs(
        &self,
        id: DeploymentId,
        planned: &[Planned],
        while_paused: WhilePaused,
    ) -> Result<usize> {
        let runs: Vec<(&DeploymentSchedule, DateTime<Utc>)> = planned
            .iter()
            .flat_map(|planned| planned.dates.iter().map(|date| (&planned.schedule, *date)))
            .collect();
        let mut made = 0;
        for batch in runs.chunks(self.settings().scheduler.insert_batch_size.max(1)) {
            made += self.transaction(|tx| tx.make_batch(id, batch, while_paused))?;
        }
        Ok(made)
    }
}

impl Transaction<'_> {
    fn make_batch(
        &mut self,
        id: DeploymentId,
        batch: &[(&DeploymentSchedule, DateTime<Utc>)],
        while_paused: WhilePaused,
    ) -> Result<usize> {
        let Some(deployment) = self.tables.deployments.get(id).cloned() else {
            return Ok(0);
        };
        if deployment.paused && while_paused == WhilePaused::Skip {
            return Ok(0);
        }
        let mut made = 0;
        for (planned, date) in batch {
            // Someone may have changed it since the dates were computed.
            let is_still_so = |schedule: &&DeploymentSchedule| {
                schedule.id == planned.id
                    && schedule.active
                    && schedule.schedule == planned.schedule
            };
            if let Some(schedule) = deployment.schedules.iter().find(is_still_so) {
                let (_, created) =
                    self.create_flow_run(scheduled_run(&deployment, schedule, *date))?;
                made += usize::from(created);
                // Clients tell by the time of creation which run comes first.
                self.now += TimeDelta::microseconds(1);
            }
        }
        Ok(made)
    }
}

impl Tables {
    /// Whether an active schedule of a deployment has too few runs ahead, or none
    /// far enough. Costs a look at as many runs as there should be at least.
    fn wants_runs(
        &self,
        deployment: &Arc<Deployment>,
        now: DateTime<Utc>,
        settings: &SchedulerSettings,
    ) -> bool {
        let far_enough = now
            .checked_add_signed(settings.min_scheduled_time)
            .unwrap_or(DateTime::<Utc>::MAX_UTC);
        let active = deployment.schedules.iter().filter(|one| one.active);
        active.map(|schedule| schedule.id.uuid()).any(|schedule| {
            let runs = &self.flow_runs;
            let due = || runs.due_by_schedule_from(deployment.id, schedule, now);
            due().take(settings.min_runs).count() < settings.min_runs
                || due().next_back().is_some_and(|last| last < far_enough)
        })
    }
}

/// The dates of a deployment's active schedules: no more than are allowed, and as
/// few as reach both minimums.
fn plan(deployment: &Deployment, horizon: &Horizon) -> Vec<Planned> {
    let far_enough = horizon
        .start
        .checked_add_signed(horizon.min_time)
        .unwrap_or(DateTime::<Utc>::MAX_UTC);
    let active = deployment.schedules.iter().filter(|one| one.active);
    active
        .map(|one| {
            let all = one
                .schedule
                .dates(Some(horizon.max_runs), horizon.start, Some(horizon.end));
            let mut dates = Vec::new();
            for date in all {
                dates.push(date);
                if dates.len() >= horizon.min_runs && date >= far_enough {
                    break;
                }
            }
            Planned {
                schedule: one.clone(),
                dates,
            }
        })
        .collect()
}

fn scheduled_run(
    deployment: &Deployment,
    schedule: &DeploymentSchedule,
    date: DateTime<Utc>,
) -> NewFlowRun {
    let mut parameters = deployment.parameters.clone();
    parameters.extend(schedule.parameters.clone());
    let mut tags = vec![AUTO_SCHEDULED_TAG.to_owned()];
    tags.extend(deployment.tags.iter().cloned());
    let slug = schedule.slug.as_deref().filter(|slug| !slug.is_empty());
    let date_text = local_text(&schedule.schedule, date);
    NewFlowRun {
        state: ProposedState::scheduled_at(date).with_message("Flow run scheduled"),
        deployment_id: Some(deployment.id),
        deployment_version: deployment.version.clone(),
        work_queue_id: deployment.work_queue_id,
        work_queue_name: deployment.work_queue_name.clone(),
        parameters,
        idempotency_key: Some(format!(
            "scheduled {} {} {date_text}",
            deployment.id, schedule.id
        )),
        tags,
        auto_scheduled: true,
        created_by: Some(CreatedBy {
            id: Some(schedule.id.uuid()),
            kind: Some("SCHEDULE".to_owned()),
            display_value: Some(slug.unwrap_or(kind_of(&schedule.schedule)).to_owned()),
        }),
        infrastructure_document_id: deployment.infrastructure_document_id,
        job_variables: Some(serde_json::Map::new()),
        ..NewFlowRun::of_flow(deployment.flow_id)
    }
}

/// What Prefect calls a kind of schedule.
fn kind_of(schedule: &Schedule) -> &'static str {
    match schedule {
        Schedule::Cron(_) => "CronSchedule",
        Schedule::Interval(_) => "IntervalSchedule",
        Schedule::RRule(_) => "RRuleSchedule",
    }
}

/// A date by the clock of its schedule, as Python writes it.
fn local_text(schedule: &Schedule, date: DateTime<Utc>) -> String {
    let zone = match schedule {
        Schedule::Cron(schedule) => schedule.timezone(),
        Schedule::Interval(schedule) => Some(schedule.timezone()),
        Schedule::RRule(schedule) => schedule.timezone(),
    };
    let zone: Tz = zone.and_then(|zone| zone.parse().ok()).unwrap_or(Tz::UTC);
    let local = date.with_timezone(&zone);
    let format = match local.nanosecond() {
        0 => "%Y-%m-%d %H:%M:%S%:z",
        _ => "%Y-%m-%d %H:%M:%S%.6f%:z",
    };
    local.format(format).to_string()
}

/// A span of time on the wire.
fn seconds(seconds: f64) -> TimeDelta {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the cast stops at the bounds, far beyond any date"
    )]
    TimeDelta::microseconds((seconds * 1e6).round() as i64)
}
