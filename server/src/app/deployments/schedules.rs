//! The schedules of a deployment: adding, changing and removing them.
//!
//! A *slug* names a schedule in its deployment, for those who deploy again and
//! again. Adding a schedule does not count as a change of its deployment, but
//! whatever is done to one has the runs of the future made anew.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use prefect_mock_api::{Field, types};

use super::{App, Change, Error, Result, Transaction};
use crate::domain::deployment::{Deployment, DeploymentSchedule};
use crate::domain::ids::{DeploymentId, ScheduleId};
use crate::domain::schedule::{
    CronSchedule, IntervalSchedule, RRuleSchedule, Schedule, ScheduleError,
};

use super::delete::Runs;

impl App {
    /// The schedules of a deployment, the last changed first.
    pub fn read_deployment_schedules(&self, id: DeploymentId) -> Result<Vec<DeploymentSchedule>> {
        let tables = self.read();
        let deployment = tables.find_deployment_of_schedules(id)?;
        Ok(last_changed_first(deployment))
    }

    /// Adds schedules, and gives them back in the order of the body.
    ///
    /// # Errors
    ///
    /// `NotFound`; `IntegrityConflict` if a slug is taken.
    pub fn create_deployment_schedules(
        &self,
        id: DeploymentId,
        body: Vec<types::DeploymentScheduleCreate>,
    ) -> Result<Vec<DeploymentSchedule>> {
        self.transaction(|tx| {
            let deployment = tx.tables.find_deployment_of_schedules(id)?;
            let mut deployment = Deployment::clone(deployment);
            let made = body
                .into_iter()
                .map(|one| tx.new_schedule(one))
                .collect::<Result<Vec<_>>>()?;
            deployment.schedules.extend(made.iter().cloned());
            check_slugs(&deployment.schedules)?;
            tx.put_schedules(deployment);
            Ok(made)
        })
    }

    /// Changes a schedule as its body says, except that parameters which the body
    /// does not name are gone. Runs of the future are deleted, whichever schedule
    /// made them, and made anew.
    ///
    /// # Errors
    ///
    /// `NotFound`; `IntegrityConflict` if the slug is taken.
    pub fn update_deployment_schedule(
        &self,
        id: DeploymentId,
        schedule_id: ScheduleId,
        body: types::DeploymentScheduleUpdate,
    ) -> Result<()> {
        self.transaction(|tx| {
            let deployment = tx.tables.find_deployment_of_schedules(id)?;
            let mut deployment = Deployment::clone(deployment);
            let change = ScheduleChange::new(body, tx.now)?;
            let schedule = deployment
                .schedules
                .iter_mut()
                .find(|schedule| schedule.id == schedule_id)
                .ok_or_else(schedule_not_found)?;
            change.apply(schedule, tx.now);
            check_slugs(&deployment.schedules)?;
            tx.put_schedules(deployment);
            tx.delete_scheduled_runs(id, Runs::FUTURE_AUTO_SCHEDULED);
            Ok(())
        })
    }

    /// Deletes a schedule, and all runs that schedules of the deployment made and
    /// that have not begun; those of its other schedules are made anew.
    ///
    /// # Errors
    ///
    /// `NotFound`.
    pub fn delete_deployment_schedule(
        &self,
        id: DeploymentId,
        schedule_id: ScheduleId,
    ) -> Result<()> {
        self.transaction(|tx| {
            let deployment = tx.tables.find_deployment_of_schedules(id)?;
            let mut deployment = Deployment::clone(deployment);
            let before = deployment.schedules.len();
            deployment
                .schedules
                .retain(|schedule| schedule.id != schedule_id);
            if deployment.schedules.len() == before {
                return Err(schedule_not_found());
            }
            tx.put_schedules(deployment);
            tx.delete_scheduled_runs(id, Runs::AUTO_SCHEDULED);
            Ok(())
        })
    }
}

impl Transaction<'_> {
    /// A new schedule as a body describes it.
    pub(super) fn new_schedule(
        &self,
        body: types::DeploymentScheduleCreate,
    ) -> Result<DeploymentSchedule> {
        Ok(DeploymentSchedule {
            id: self.random.uuid_v4().into(),
            created: self.now,
            updated: self.now,
            schedule: body.schedule.read(self.now)?,
            active: body.active.unwrap_or(true),
            max_scheduled_runs: body.max_scheduled_runs.into_value(),
            parameters: body.parameters.unwrap_or_default(),
            slug: body.slug.into_value(),
        })
    }

    /// Puts a deployment of which only the schedules have changed, which does not
    /// count as a change of it.
    fn put_schedules(&mut self, deployment: Deployment) {
        self.emit(Change::DeploymentChanged(deployment.id));
        self.tables.deployments.put(deployment);
    }
}

/// What a request changes of a schedule.
pub(super) struct ScheduleChange {
    schedule: Option<Schedule>,
    body: types::DeploymentScheduleUpdate,
}

impl ScheduleChange {
    /// Reads the body of a change at `now`.
    pub(super) fn new(
        mut body: types::DeploymentScheduleUpdate,
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let schedule = std::mem::take(&mut body.schedule).into_value();
        let schedule = schedule.map(|schedule| schedule.read(now)).transpose()?;
        Ok(Self { schedule, body })
    }

    /// Makes the change. What is null stays as it was; parameters that are not given
    /// are none.
    pub(super) fn apply(self, to: &mut DeploymentSchedule, now: DateTime<Utc>) {
        let body = self.body;
        to.parameters = body.parameters.unwrap_or_default();
        to.active = body.active.into_value().unwrap_or(to.active);
        if let Some(schedule) = self.schedule {
            to.schedule = schedule;
        }
        if let Some(most) = body.max_scheduled_runs.into_value() {
            to.max_scheduled_runs = Some(most);
        }
        if let Some(slug) = body.slug.into_value() {
            to.slug = Some(slug);
        }
        to.updated = now;
    }
}

/// A schedule as a body of the document describes it.
pub(super) trait ScheduleBody {
    /// Reads it at `now`, from which an interval without an anchor is counted.
    ///
    /// # Errors
    ///
    /// `Invalid` for what is no schedule, which the check of requests has refused
    /// before.
    fn read(self, now: DateTime<Utc>) -> Result<Schedule>;
}

impl ScheduleBody for types::DeploymentScheduleCreateSchedule {
    fn read(self, now: DateTime<Utc>) -> Result<Schedule> {
        match self {
            Self::IntervalScheduleInput(body) => interval(body, now),
            Self::CronSchedule(body) => cron(body),
            Self::RRuleSchedule(body) => rrule(body, now),
        }
        .map_err(|error| Error::Invalid(error.to_string()))
    }
}

impl ScheduleBody for types::DeploymentScheduleUpdateSchedule {
    fn read(self, now: DateTime<Utc>) -> Result<Schedule> {
        match self {
            Self::IntervalScheduleInput(body) => interval(body, now),
            Self::CronSchedule(body) => cron(body),
            Self::RRuleSchedule(body) => rrule(body, now),
        }
        .map_err(|error| Error::Invalid(error.to_string()))
    }
}

fn interval(
    body: types::IntervalScheduleInput,
    now: DateTime<Utc>,
) -> std::result::Result<Schedule, ScheduleError> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the cast stops at the bounds, far beyond any date"
    )]
    let interval = TimeDelta::microseconds((body.interval * 1e6).round() as i64);
    let anchor_date = body.anchor_date.unwrap_or(now).fixed_offset();
    IntervalSchedule::new(interval, anchor_date, body.timezone.into_value()).map(Schedule::Interval)
}

fn cron(body: types::CronSchedule) -> std::result::Result<Schedule, ScheduleError> {
    let day_or = body.day_or.unwrap_or(true);
    CronSchedule::new(body.cron, body.timezone.into_value(), day_or).map(Schedule::Cron)
}

/// Rules are stored with their beginning, so that it stays the same ever after.
fn rrule(
    body: types::RRuleSchedule,
    now: DateTime<Utc>,
) -> std::result::Result<Schedule, ScheduleError> {
    let timezone = match body.timezone {
        Field::Absent => Some("UTC".to_owned()),
        given => given.into_value(),
    };
    let schedule = RRuleSchedule::new(body.rrule, timezone)?;
    Ok(Schedule::RRule(schedule.anchored(now)))
}

/// A deployment's schedules as they are shown.
pub(crate) fn last_changed_first(deployment: &Deployment) -> Vec<DeploymentSchedule> {
    let mut schedules = deployment.schedules.clone();
    // What was made at one time is told in reverse.
    schedules.reverse();
    schedules.sort_by_key(|schedule| Reverse(schedule.updated));
    schedules
}

/// Checks that no two schedules have the same slug.
pub(super) fn check_slugs(schedules: &[DeploymentSchedule]) -> Result<()> {
    let mut taken = BTreeSet::new();
    let mut slugs = schedules.iter().filter_map(|one| one.slug.as_deref());
    if slugs.all(|slug| taken.insert(slug)) {
        Ok(())
    } else {
        Err(Error::IntegrityConflict)
    }
}

fn schedule_not_found() -> Error {
    Error::NotFound("Schedule not found.".to_owned())
}
