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

use chrono::{DateTime, Utc};
use slog::{Logger, error, info};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::app::{App, Change};
use crate::domain::ids::DeploymentId;
use crate::domain::time::later;

/// What the service waited for.
enum Wake {
    /// It is time to look over all deployments.
    All,
    /// A deployment has changed.
    One(DeploymentId),
}

/// The service. It knows of all changes of deployments from when it was made.
pub(super) struct Scheduler {
    app: Arc<App>,
    log: Logger,
    changes: Receiver<Change>,
}

impl Scheduler {
    pub(super) fn new(app: Arc<App>, log: Logger) -> Self {
        Self {
            changes: app.changes().subscribe_but_flow_runs(),
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
        later(self.app.clock().now(), interval)
    }

    async fn wait_until(&mut self, time: DateTime<Utc>) -> Wake {
        let mut timer = self.app.clock().sleep_until(time);
        loop {
            tokio::select! {
                () = &mut timer => return Wake::All,
                change = self.changes.recv() => match change {
                    Ok(Change::DeploymentChanged(id)) => return Wake::One(id),
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::{Value, json};
    use slog::{Discard, Logger, o};
    use tokio::task::JoinHandle;

    use super::{Infallible, Scheduler};
    use crate::app::fixture::{Fixture, body};
    use crate::domain::ids::DeploymentId;

    struct Scene {
        fixture: Fixture,
        service: JoinHandle<Infallible>,
    }

    impl Drop for Scene {
        fn drop(&mut self) {
            self.service.abort();
        }
    }

    impl Scene {
        fn new() -> Self {
            Self::of(Fixture::new())
        }

        /// A scheduler at work on what is there.
        fn of(fixture: Fixture) -> Self {
            let log = Logger::root(Discard, o!());
            let scheduler = Scheduler::new(fixture.app.clone(), log);
            let service = tokio::spawn(scheduler.run());
            Self { fixture, service }
        }

        fn runs(&self, id: DeploymentId) -> usize {
            let tables = self.fixture.app.read();
            tables.flow_runs.scheduled_of_deployment(id).count()
        }

        /// Waits until a deployment has so many scheduled runs.
        async fn has(&self, id: DeploymentId, runs: usize) {
            while self.runs(id) != runs {
                tokio::task::yield_now().await;
            }
        }

        /// Waits until the service waits.
        async fn is_asleep(&self) {
            while self.fixture.clock.waiters() == 0 {
                tokio::task::yield_now().await;
            }
        }
    }

    fn deploy(fixture: &Fixture, name: &str, schedules: Value) -> DeploymentId {
        let request = json!({
            "name": name, "flow_id": fixture.flow(name), "schedules": schedules,
        });
        let (view, _) = fixture.app.create_deployment(body(request)).unwrap();
        view.deployment.id
    }

    fn hourly() -> Value {
        json!([{"schedule": {"interval": 3600, "anchor_date": "2020-01-01T00:30:00Z"}}])
    }

    #[tokio::test]
    async fn what_is_there_already_is_scheduled_at_the_start() {
        let fixture = Fixture::new();
        let id = deploy(&fixture, "d", hourly());
        let scene = Scene::of(fixture);
        scene.has(id, 3).await;
    }

    #[tokio::test]
    async fn a_change_is_followed_at_once() {
        let scene = Scene::new();
        scene.is_asleep().await;
        let id = deploy(&scene.fixture, "d", hourly());
        scene.has(id, 3).await;

        let app = &scene.fixture.app;
        app.pause_deployment(id).unwrap();
        scene.has(id, 0).await;
        app.resume_deployment(id).unwrap();
        scene.has(id, 3).await;

        let daily = json!([{"schedule": {"cron": "0 0 * * *"}}]);
        app.create_deployment_schedules(id, body(daily)).unwrap();
        scene.has(id, 6).await;

        let half_hourly = json!({"schedules": [{"schedule": {"cron": "*/15 * * * *"}}]});
        app.update_deployment(id, body(half_hourly)).unwrap();
        scene.has(id, 5).await;
        app.delete_deployment(id).unwrap();
        scene.has(id, 0).await;
    }

    #[tokio::test]
    async fn more_runs_are_made_as_time_goes_by() {
        let scene = Scene::new();
        let id = deploy(&scene.fixture, "d", hourly());
        scene.has(id, 3).await;
        for hour in 1..4 {
            scene.is_asleep().await;
            scene.fixture.clock.advance(Duration::from_secs(3_600));
            scene.has(id, 3 + hour).await;
        }
    }

    #[tokio::test]
    async fn all_are_looked_at_when_the_interval_is_over_and_not_before() {
        let scene = Scene::new();
        let schedule = json!({"interval": 3600, "anchor_date": "2020-01-01T00:00:30Z"});
        let id = deploy(&scene.fixture, "d", json!([{ "schedule": schedule }]));
        scene.has(id, 3).await;
        scene.is_asleep().await;
        // One run is late, so another is wanted.
        scene.fixture.clock.advance(Duration::from_secs(59));
        let other = deploy(&scene.fixture, "other", hourly());
        scene.has(other, 3).await;
        assert_eq!(scene.runs(id), 3);
        scene.is_asleep().await;
        scene.fixture.clock.advance(Duration::from_secs(1));
        scene.has(id, 4).await;
    }

    #[tokio::test]
    async fn a_deployment_whose_schedule_never_comes_stops_no_other() {
        let fixture = Fixture::new();
        let never = json!([{"schedule": {"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}}]);
        let first = deploy(&fixture, "first", never.clone());
        let second = deploy(&fixture, "second", hourly());
        let third = deploy(&fixture, "third", never);
        let scene = Scene::of(fixture);
        scene.has(second, 3).await;
        let last = deploy(&scene.fixture, "last", hourly());
        scene.has(last, 3).await;
        assert_eq!((scene.runs(first), scene.runs(third)), (0, 0));
    }

    #[tokio::test]
    async fn missed_changes_are_found() {
        let scene = Scene::new();
        scene.is_asleep().await;
        let id = deploy(&scene.fixture, "d", hourly());
        // More than the bus remembers, before the service has a turn.
        for _ in 0..5_000 {
            deploy(&scene.fixture, "e", json!([]));
        }
        scene.has(id, 3).await;
    }
}
