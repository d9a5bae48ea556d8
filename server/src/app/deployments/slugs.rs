//! What an update of a deployment does to its schedules.
//!
//! If all of its schedules have slugs, those that the update names are changed or
//! added, and the others stay; `replaces` tells the slug that one had before. If
//! not, all are replaced.

use std::collections::BTreeSet;

use prefect_mock_api::types;

use super::schedules::{ScheduleBody as _, ScheduleChange, check_slugs};
use super::{Error, Result, Transaction};
use crate::domain::deployment::DeploymentSchedule;
use crate::domain::ids::ScheduleId;

impl Transaction<'_> {
    /// The schedules that a deployment has after an update.
    ///
    /// # Errors
    ///
    /// `Invalid` where it is not clear which schedule is meant, or a new one has no
    /// schedule; `IntegrityConflict` if two would have the same slug.
    pub(super) fn updated_schedules(
        &self,
        before: &[DeploymentSchedule],
        body: Option<Vec<types::DeploymentScheduleUpdate>>,
    ) -> Result<Vec<DeploymentSchedule>> {
        let have_slugs = !before.is_empty() && before.iter().all(|one| one.slug.is_some());
        let Some(body) = body else {
            return Ok(before.to_vec());
        };
        if !have_slugs {
            let given = body
                .into_iter()
                .filter(|one| one.schedule.value().is_some());
            let schedules = given
                .map(|one| self.schedule_from_update(one))
                .collect::<Result<Vec<_>>>()?;
            check_slugs(&schedules)?;
            return Ok(schedules);
        }
        if body.iter().any(|one| one.slug.value().is_none()) {
            return Err(Error::Invalid(
                "Please provide a slug for each schedule in your request to ensure schedules are \
                 updated correctly."
                    .to_owned(),
            ));
        }
        self.changed_by_slug(before, body)
    }

    fn changed_by_slug(
        &self,
        before: &[DeploymentSchedule],
        body: Vec<types::DeploymentScheduleUpdate>,
    ) -> Result<Vec<DeploymentSchedule>> {
        let current: BTreeSet<&str> = before.iter().filter_map(slug_of).collect();
        check_renames(&current, &body)?;
        let (changed, added): (Vec<_>, Vec<_>) = body.into_iter().partition(|one| {
            let target = replaced_slug(one).or(one.slug.value().map(String::as_str));
            target.is_some_and(|target| current.contains(target))
        });
        if added.iter().any(|one| one.schedule.value().is_none()) {
            return Err(Error::Invalid(
                "Unable to create new deployment schedules without a schedule configuration."
                    .to_owned(),
            ));
        }

        let mut schedules = before.to_vec();
        // Who gets a new slug loses the old one first, so that two can swap theirs.
        let changed: Vec<(Option<ScheduleId>, _)> = changed
            .into_iter()
            .map(|one| {
                let renamed = replaced_slug(&one).and_then(|slug| {
                    let renamed = before.iter().find(|each| slug_of(each) == Some(slug))?;
                    Some(renamed.id)
                });
                (renamed, one)
            })
            .collect();
        for schedule in &mut schedules {
            if changed.iter().any(|(id, _)| *id == Some(schedule.id)) {
                schedule.slug = None;
            }
        }
        for (renamed, one) in changed {
            let is_meant = |schedule: &DeploymentSchedule| match renamed {
                Some(id) => schedule.id == id,
                None => slug_of(schedule) == one.slug.value().map(String::as_str),
            };
            if let Some(position) = schedules.iter().position(is_meant)
                && let Some(schedule) = schedules.get_mut(position)
            {
                ScheduleChange::new(one, self.now)?.apply(schedule, self.now);
            }
            check_slugs(&schedules)?;
        }
        for one in added {
            schedules.push(self.schedule_from_update(one)?);
        }
        check_slugs(&schedules)?;
        Ok(schedules)
    }

    /// A new schedule from an update. How many runs it may have is not taken over,
    /// as on Prefect.
    fn schedule_from_update(
        &self,
        body: types::DeploymentScheduleUpdate,
    ) -> Result<DeploymentSchedule> {
        let schedule = body.schedule.into_value().ok_or_else(|| {
            Error::Internal("a schedule without a schedule was not left out".to_owned())
        })?;
        Ok(DeploymentSchedule {
            id: self.random.uuid_v4().into(),
            created: self.now,
            updated: self.now,
            schedule: schedule.read(self.now)?,
            active: body.active.into_value().unwrap_or(true),
            max_scheduled_runs: None,
            parameters: body.parameters.unwrap_or_default(),
            slug: body.slug.into_value(),
        })
    }
}

/// Checks that no two schedules take the place of one, and none a slug that is in
/// use.
fn check_renames(current: &BTreeSet<&str>, body: &[types::DeploymentScheduleUpdate]) -> Result<()> {
    let mut replaced = BTreeSet::new();
    for slug in body.iter().filter_map(replaced_slug) {
        if !replaced.insert(slug) {
            return Err(Error::Invalid(format!(
                "Multiple schedules have 'replaces' targeting the same slug: {slug}"
            )));
        }
    }
    for one in body {
        if let Some(old) = replaced_slug(one)
            && let Some(new) = one.slug.value().map(String::as_str)
            && current.contains(new)
            && !replaced.contains(new)
            && !new.is_empty()
        {
            return Err(Error::Invalid(format!(
                "Cannot rename schedule from '{old}' to '{new}': a schedule with slug '{new}' already exists."
            )));
        }
    }
    Ok(())
}

fn slug_of(schedule: &DeploymentSchedule) -> Option<&str> {
    schedule.slug.as_deref()
}

fn replaced_slug(body: &types::DeploymentScheduleUpdate) -> Option<&str> {
    let slug = body.replaces.value().map(String::as_str);
    slug.filter(|slug| !slug.is_empty())
}
