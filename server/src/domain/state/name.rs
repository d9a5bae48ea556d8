//! The names that Prefect gives to states besides those of their types.

use std::borrow::Cow;

use super::StateType;

/// `SCHEDULED`: waits for a slot of its deployment's concurrency limit.
pub const AWAITING_CONCURRENCY_SLOT: &str = "AwaitingConcurrencySlot";
/// `SCHEDULED`: failed, and will be tried again.
pub const AWAITING_RETRY: &str = "AwaitingRetry";
/// `COMPLETED`: took the result of an earlier run from the cache.
pub const CACHED: &str = "Cached";
/// `PENDING`: waits for infrastructure to come up.
pub const INFRASTRUCTURE_PENDING: &str = "InfrastructurePending";
/// `SCHEDULED`: its time has passed and nobody has started it.
pub const LATE: &str = "Late";
/// `PAUSED`: a task run whose flow run is paused.
pub const NOT_READY: &str = "NotReady";
/// `RUNNING`: entered again, and not because of a failure.
pub const RERUNNING: &str = "Rerunning";
/// `SCHEDULED`: was suspended and is to go on.
pub const RESUMING: &str = "Resuming";
/// `RUNNING`: entered again after a failure.
pub const RETRYING: &str = "Retrying";
/// `COMPLETED`: was undone by its transaction.
pub const ROLLED_BACK: &str = "RolledBack";
/// `PENDING`: a worker is handing the run to infrastructure.
pub const SUBMITTING: &str = "Submitting";
/// `PAUSED`: waits to be resumed, with its process ended.
pub const SUSPENDED: &str = "Suspended";
/// `FAILED`: took longer than it may.
pub const TIMED_OUT: &str = "TimedOut";

/// The names above.
const KNOWN: [&str; 13] = [
    AWAITING_CONCURRENCY_SLOT,
    AWAITING_RETRY,
    CACHED,
    INFRASTRUCTURE_PENDING,
    LATE,
    NOT_READY,
    RERUNNING,
    RESUMING,
    RETRYING,
    ROLLED_BACK,
    SUBMITTING,
    SUSPENDED,
    TIMED_OUT,
];

/// A name, in memory once if it is one that Prefect gives.
pub fn shared(name: String) -> Cow<'static, str> {
    let types = StateType::ALL.map(StateType::default_name);
    let known = types.into_iter().chain(KNOWN).find(|known| *known == name);
    known.map_or(Cow::Owned(name), Cow::Borrowed)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{LATE, shared};

    #[test]
    fn only_other_names_are_kept_for_themselves() {
        for known in ["Scheduled", LATE] {
            let name = shared(known.to_owned());
            assert!(
                matches!(name, Cow::Borrowed(name) if name == known),
                "{known}"
            );
        }
        assert!(matches!(shared("late".to_owned()), Cow::Owned(name) if name == "late"));
    }
}
