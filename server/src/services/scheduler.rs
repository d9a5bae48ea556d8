//! Has the runs of schedules made ahead of time.
//!
//! It looks over all deployments when it starts and every
//! [`loop_interval`](crate::app::SchedulerSettings) after that, and at a deployment
//! as soon as it was made, changed or resumed, or one of its schedules was. Prefect
//! looks at changed deployments every 5 seconds instead, and at schedules that were
//! added or changed by themselves with the next look over all: both are there
//! because its server has to ask a database what has changed. This one is told, so
//! runs are there at once, and no test has to wait for them.

use std::convert::Infallible;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use slog::{Logger, error, info};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::app::{App, Event};
use crate::domain::ids::DeploymentId;

/// What the service waited for.
enum Wake {
    /// It is time to look over all deployments.
    All,
    /// A deployment has changed.
    One(DeploymentId),
}

/// The service. It knows of all changes from when it was made.
pub(super) struct Scheduler {
    app: Arc<App>,
    log: Logger,
    events: Receiver<Event>,
}

impl Scheduler {
    pub(super) fn new(app: Arc<App>, log: Logger) -> Self {
        Self {
            events: app.events().subscribe(),
            app,
            log,
        }
    }

    /// Makes runs.
    pub(super) async fn run(mut self) -> Infallible {
        loop {
            let next = self.next_look();
            for id in self.app.deployments_to_schedule() {
                self.schedule(id).await;
            }
            while let Wake::One(id) = self.wait_until(next).await {
                self.schedule(id).await;
            }
        }
    }

    fn next_look(&self) -> DateTime<Utc> {
        let interval = self.app.settings().scheduler.loop_interval;
        let interval = TimeDelta::from_std(interval).unwrap_or(TimeDelta::MAX);
        let next = self.app.clock().now().checked_add_signed(interval);
        next.unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    async fn wait_until(&mut self, time: DateTime<Utc>) -> Wake {
        let mut timer = self.app.clock().sleep_until(time);
        loop {
            tokio::select! {
                () = &mut timer => return Wake::All,
                event = self.events.recv() => match event {
                    Ok(Event::DeploymentChanged(id)) => return Wake::One(id),
                    Ok(_) => {}
                    // It has missed something, so it has to look at everything.
                    Err(RecvError::Lagged(_)) => return Wake::All,
                    // The bus is the application's, which is held here.
                    Err(RecvError::Closed) => return std::future::pending().await,
                },
            }
        }
    }

    /// Makes the runs of one deployment. Schedules come from strangers, and some take
    /// long to find a date: they get a thread of their own, and whatever goes wrong
    /// there stays there.
    async fn schedule(&self, id: DeploymentId) {
        let app = Arc::clone(&self.app);
        let made = tokio::task::spawn_blocking(move || app.schedule_runs(id)).await;
        match made {
            Ok(Ok(0)) => {}
            Ok(Ok(runs)) => info!(self.log, "scheduled runs"; "deployment" => %id, "runs" => runs),
            Ok(Err(error)) => error!(
                self.log, "a deployment's runs cannot be made";
                "deployment" => %id, "error" => %error
            ),
            Err(error) => error!(
                self.log, "a deployment's schedules cannot be followed; change them";
                "deployment" => %id, "error" => %error
            ),
        }
    }
}
