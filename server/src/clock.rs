//! Time, as it is handed to everything that needs it.
//!
//! Nothing else in the server reads the time or waits for one. The server runs
//! on [`SystemClock`]; tests run on [`ManualClock`], which stands still until
//! it is moved and then wakes whoever waited for the time it moved past, so no
//! test ever sleeps.
//!
//! Times have a resolution of one microsecond, as on Prefect's wire: what is
//! stored is exactly what is answered.

use std::time::Duration;

use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};
use futures::future::BoxFuture;
use tokio::sync::watch;

/// The longest single sleep of [`SystemClock::sleep_until`]. The wall clock may
/// be set while we sleep; looking again this often bounds how late we notice.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);

/// A source of the current time that can also be waited on.
pub trait Clock: Send + Sync {
    /// The current time, with microseconds.
    fn now(&self) -> DateTime<Utc>;

    /// Resolves once the clock shows `deadline` or later; at once if it does
    /// already. Dropping the future gives up waiting.
    fn sleep_until(&self, deadline: DateTime<Utc>) -> BoxFuture<'static, ()>;
}

/// The machine's wall clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the clock that everything else is handed"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(6)
    }

    fn sleep_until(&self, deadline: DateTime<Utc>) -> BoxFuture<'static, ()> {
        let clock = *self;
        Box::pin(async move {
            // A time in the past has no positive distance: that ends the wait.
            while let Ok(remaining) = (deadline - clock.now()).to_std()
                && !remaining.is_zero()
            {
                tokio::time::sleep(remaining.min(LONGEST_SLEEP)).await;
            }
        })
    }
}

/// A clock that moves only when told to, for tests.
///
/// Clones share one time. Moving it wakes, in no fixed order, every waiter
/// whose deadline was reached.
#[derive(Clone, Debug)]
pub struct ManualClock {
    now: watch::Sender<DateTime<Utc>>,
}

impl ManualClock {
    /// A clock that stands at `now`, cut to microseconds.
    pub fn new(now: DateTime<Utc>) -> Self {
        Self {
            now: watch::Sender::new(now.trunc_subsecs(6)),
        }
    }

    /// Moves the clock to `now`, which may also be earlier.
    pub fn set(&self, now: DateTime<Utc>) {
        self.now.send_replace(now.trunc_subsecs(6));
    }

    /// Moves the clock forward by `step`.
    pub fn advance(&self, step: Duration) {
        let step = TimeDelta::from_std(step).unwrap_or(TimeDelta::MAX);
        self.now.send_modify(|now| {
            *now = now
                .checked_add_signed(step)
                .unwrap_or(DateTime::<Utc>::MAX_UTC)
                .trunc_subsecs(6);
        });
    }

    /// How many waiters there are now. A test that moves the clock can first
    /// check that what it wants to wake is asleep.
    pub fn waiters(&self) -> usize {
        self.now.receiver_count()
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        *self.now.borrow()
    }

    fn sleep_until(&self, deadline: DateTime<Utc>) -> BoxFuture<'static, ()> {
        let mut now = self.now.subscribe();
        Box::pin(async move {
            if now.wait_for(|now| *now >= deadline).await.is_err() {
                // The clock is gone, so the time will never come.
                std::future::pending::<()>().await;
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeZone as _, Timelike as _};
    use futures::FutureExt as _;

    fn noon() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 1, 1, 12, 0, 0).unwrap()
    }

    #[test]
    fn system_time_has_whole_microseconds() {
        assert_eq!(SystemClock.now().nanosecond() % 1_000, 0);
    }

    #[tokio::test]
    async fn the_system_clock_does_not_wait_for_the_past() {
        let past = SystemClock.now() - TimeDelta::hours(1);
        assert_eq!(SystemClock.sleep_until(past).now_or_never(), Some(()));
    }

    #[tokio::test]
    async fn the_system_clock_wakes_at_or_after_the_deadline() {
        let deadline = SystemClock.now() + TimeDelta::milliseconds(5);
        SystemClock.sleep_until(deadline).await;
        assert!(SystemClock.now() >= deadline);
    }

    #[test]
    fn a_manual_clock_wakes_waiters_when_their_time_has_come() {
        let clock = ManualClock::new(noon());
        let mut wait = clock.sleep_until(noon() + TimeDelta::seconds(10));
        assert_eq!((&mut wait).now_or_never(), None);
        assert_eq!(clock.waiters(), 1);

        clock.advance(Duration::from_secs(9));
        assert_eq!((&mut wait).now_or_never(), None);

        clock.advance(Duration::from_secs(1));
        assert_eq!((&mut wait).now_or_never(), Some(()));
        drop(wait);
        assert_eq!(clock.waiters(), 0);
    }

    #[tokio::test]
    async fn moving_a_manual_clock_wakes_a_waiting_task() {
        let clock = ManualClock::new(noon());
        let wait = tokio::spawn(clock.sleep_until(noon() + TimeDelta::days(1)));
        clock.set(noon() + TimeDelta::days(2));
        wait.await.unwrap();
    }

    #[test]
    fn a_manual_clock_does_not_overflow() {
        let clock = ManualClock::new(noon());
        clock.advance(Duration::MAX);
        assert!(clock.now() > noon());
    }
}
