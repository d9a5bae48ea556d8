//! How far a run has come.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::state::{State, StateType};

/// When a run was expected, started and ended, and how much it has run.
///
/// Kept up to date by the universal transforms of
/// [`orchestration`](crate::domain::orchestration).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunProgress {
    /// When it was first expected to start. Never changes once set.
    pub expected_start_time: Option<DateTime<Utc>>,
    /// When a scheduled run is to start; `None` for all others.
    pub next_scheduled_start_time: Option<DateTime<Utc>>,
    /// When it first ran. A run that ends without running has one too.
    pub start_time: Option<DateTime<Utc>>,
    /// When it ended; `None` again if it leaves its end.
    pub end_time: Option<DateTime<Utc>>,
    /// How long it was `RUNNING`, up to when it last left such a state.
    pub total_run_time: TimeDelta,
    /// How often it entered a `RUNNING` state, not counting resumptions.
    pub run_count: u64,
}

impl RunProgress {
    /// How long the run has been `RUNNING` by `now`.
    pub fn estimated_run_time(&self, state: Option<&State>, now: DateTime<Utc>) -> TimeDelta {
        match state {
            Some(state) if state.state_type == StateType::Running => {
                self.total_run_time + (now - state.timestamp)
            }
            _ => self.total_run_time,
        }
    }

    /// How late the run started, or is by `now` if it should have and has not.
    pub fn estimated_start_time_delta(
        &self,
        state: Option<&State>,
        now: DateTime<Utc>,
    ) -> TimeDelta {
        let Some(expected) = self.expected_start_time else {
            return TimeDelta::zero();
        };
        let ended = state.is_some_and(State::is_terminal);
        match self.start_time {
            Some(started) => (started - expected).max(TimeDelta::zero()),
            None if ended => TimeDelta::zero(),
            None => (now - expected).max(TimeDelta::zero()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::state::ProposedState;
    use chrono::TimeZone as _;
    use uuid::Uuid;

    fn at(seconds: i64) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 1, 1, 12, 0, 0).unwrap() + TimeDelta::seconds(seconds)
    }

    fn state(state_type: StateType) -> State {
        ProposedState::of(state_type).into_state(Uuid::nil().into(), at(0))
    }

    #[test]
    fn a_running_run_has_run_until_now() {
        let progress = RunProgress {
            total_run_time: TimeDelta::seconds(5),
            ..RunProgress::default()
        };
        let time = |state_type| progress.estimated_run_time(Some(&state(state_type)), at(10));
        assert_eq!(time(StateType::Running), TimeDelta::seconds(15));
        assert_eq!(time(StateType::Paused), TimeDelta::seconds(5));
        assert_eq!(
            progress.estimated_run_time(None, at(10)),
            TimeDelta::seconds(5)
        );
    }

    #[test]
    fn lateness_grows_until_the_run_starts_or_ends() {
        let mut progress = RunProgress {
            expected_start_time: Some(at(0)),
            ..RunProgress::default()
        };
        let scheduled = state(StateType::Scheduled);
        let lateness = |progress: &RunProgress, state: &State, now| {
            progress
                .estimated_start_time_delta(Some(state), now)
                .num_seconds()
        };
        assert_eq!(lateness(&progress, &scheduled, at(-10)), 0);
        assert_eq!(lateness(&progress, &scheduled, at(10)), 10);
        assert_eq!(lateness(&progress, &state(StateType::Crashed), at(10)), 0);
        progress.start_time = Some(at(4));
        assert_eq!(lateness(&progress, &scheduled, at(10)), 4);
        progress.start_time = Some(at(-4));
        assert_eq!(lateness(&progress, &scheduled, at(10)), 0);
    }
}
