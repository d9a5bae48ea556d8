//! Stopping a deployment's schedules, and letting them go on.

use super::delete::Runs;
use super::{App, Result};
use crate::domain::deployment::Deployment;
use crate::domain::ids::DeploymentId;

impl App {
    /// Stops a deployment's schedules and deletes the runs that they made and that
    /// have not begun. Other runs stay, and others can still be made.
    pub fn pause_deployment(&self, id: DeploymentId) -> Result<()> {
        self.set_deployment_paused(id, true)
    }

    /// Lets a deployment's schedules go on: their runs are made at once.
    pub fn resume_deployment(&self, id: DeploymentId) -> Result<()> {
        self.set_deployment_paused(id, false)
    }

    fn set_deployment_paused(&self, id: DeploymentId, paused: bool) -> Result<()> {
        self.transaction(|tx| {
            let deployment = tx.tables.find_deployment(id)?;
            if deployment.paused != paused {
                let deployment = Deployment::clone(deployment);
                tx.put_deployment(Deployment {
                    paused,
                    ..deployment
                });
            }
            if paused {
                tx.delete_scheduled_runs(id, Runs::AUTO_SCHEDULED);
            }
            Ok(())
        })
    }
}
