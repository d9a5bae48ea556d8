//! Background services: what the server does without being asked.
//!
//! | service | does | every |
//! |---|---|---|
//! | cancellation cleanup | ends what cancelled runs left over: [`App::clean_up_cancelled_runs`] | 20 s |
//! | foreman | notices what has fallen silent: [`App::mark_unready`] | 15 s |
//! | late runs | marks runs that nobody starts: [`App::mark_late_runs`] | 5 s |
//! | memory | gives [back](prefect_mock_heap::give_back) what deleted records took | 5 s |
//! | pause expirations | fails runs that nobody resumes: [`App::fail_expired_pauses`] | 5 s |
//! | repossessor | ends leases that have expired: [`App::expire_leases`] | 15 s |
//! | scheduler | makes the runs of schedules ahead of time | 60 s, and at once for what has changed |
//! | simulator | stands in for [workers](crate::simulator) | step |
//!
//! A *service* is a future that goes on for as long as it is asked to. It may be
//! dropped whenever it waits: what it changes it changes under the store's lock,
//! which is not held while anything waits. Services go by the clock of the
//! application, so a test that moves the clock sees them at work.

mod memory;
mod scheduler;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use slog::{Logger, o};
use tokio::task::JoinSet;

use crate::app::{
    App, CANCELLATION_CLEANUP_INTERVAL, FOREMAN_INTERVAL, LATE_RUNS_INTERVAL,
    PAUSE_EXPIRATIONS_INTERVAL, REPOSSESSOR_INTERVAL, Result,
};
use crate::domain::time::later;
use crate::simulator::{self, Simulation};
use scheduler::Scheduler;

/// What is done again and again: by which service, how often, and how.
type Periodic = (&'static str, Duration, fn(&App) -> Result<()>);

const PERIODIC: &[Periodic] = &[
    (
        "cancellation cleanup",
        CANCELLATION_CLEANUP_INTERVAL,
        App::clean_up_cancelled_runs,
    ),
    ("foreman", FOREMAN_INTERVAL, App::mark_unready),
    ("late runs", LATE_RUNS_INTERVAL, App::mark_late_runs),
    (
        "pause expirations",
        PAUSE_EXPIRATIONS_INTERVAL,
        App::fail_expired_pauses,
    ),
    ("repossessor", REPOSSESSOR_INTERVAL, App::expire_leases),
];

/// The services of a server. Dropping them ends them.
#[derive(Debug, Default)]
pub struct Services {
    tasks: JoinSet<()>,
}

impl Services {
    /// Starts all services of an application, on the runtime that this is called on.
    pub fn start(app: &Arc<App>, simulation: Simulation, log: &Logger) -> Self {
        let mut services = Self::default();
        for (name, interval, work) in PERIODIC {
            let log = log.new(o!("service" => *name));
            services.spawn(periodically(Arc::clone(app), log, *interval, *work));
        }
        let log = log.new(o!("service" => "scheduler"));
        services.spawn(Scheduler::new(Arc::clone(app), log).run());
        services.spawn(simulator::run(Arc::clone(app), simulation));
        services.spawn(memory::run(Arc::clone(app)));
        services
    }

    /// Starts one service.
    pub fn spawn<T>(&mut self, service: impl Future<Output = T> + Send + 'static) {
        self.tasks.spawn(async move {
            service.await;
        });
    }

    /// Ends all services, and returns once they are gone.
    pub async fn stop(mut self) {
        self.tasks.shutdown().await;
    }
}

/// Does something again and again, first after one interval. What goes wrong is
/// logged, and tried again the next time.
pub async fn periodically(
    app: Arc<App>,
    log: Logger,
    interval: Duration,
    work: fn(&App) -> Result<()>,
) {
    loop {
        let clock = app.clock();
        clock.sleep_until(later(clock.now(), interval)).await;
        if let Err(error) = work(&app) {
            slog::error!(log, "a service failed and will try again"; "error" => %error);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use chrono::{TimeZone as _, Utc};
    use slog::{Discard, Logger, o};

    use super::{Services, periodically};
    use crate::app::{App, Change, Settings};
    use crate::clock::ManualClock;
    use crate::domain::ids::DeploymentId;
    use crate::random::Random;
    use crate::simulator::{Delays, SimulateMode, Simulation};

    fn app() -> (Arc<App>, ManualClock) {
        let clock = ManualClock::new(Utc.with_ymd_and_hms(2026, 1, 1, 12, 0, 0).unwrap());
        let random = Arc::new(Random::seeded(1));
        let app = App::new(Arc::new(clock.clone()), random, Settings::default());
        (Arc::new(app), clock)
    }

    async fn asleep(clock: &ManualClock, services: usize) {
        while clock.waiters() < services {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn work_is_done_each_time_the_interval_is_over() {
        let (app, clock) = app();
        let mut changes = app.changes().subscribe();
        let mut services = Services::default();
        let log = Logger::root(Discard, o!());
        services.spawn(periodically(
            Arc::clone(&app),
            log,
            Duration::from_secs(15),
            |app| {
                app.transaction(|tx| {
                    tx.emit(Change::DeploymentChanged(DeploymentId::new(
                        tx.random.uuid_v4(),
                    )));
                    Ok(())
                })
            },
        ));
        for _ in 0..3 {
            asleep(&clock, 1).await;
            clock.advance(Duration::from_secs(14));
            tokio::task::yield_now().await;
            assert!(changes.try_recv().is_err());
            clock.advance(Duration::from_secs(1));
            changes.recv().await.unwrap();
        }
        services.stop().await;
        assert_eq!(clock.waiters(), 0);
    }

    #[tokio::test]
    async fn stopping_ends_all_services() {
        let (app, clock) = app();
        let simulation = Simulation::new(Arc::clone(&app), SimulateMode::Auto, Delays::default());
        let services = Services::start(&app, simulation, &Logger::root(Discard, o!()));
        asleep(&clock, super::PERIODIC.len() + 2).await;
        services.stop().await;
        assert_eq!(clock.waiters(), 0);
        assert_eq!(Arc::strong_count(&app), 1);
    }
}
