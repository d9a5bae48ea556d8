//! How many runs of which states there were, over intervals of time.
//!
//! A run belongs to the interval in which it was first expected to start, and
//! counts under the state it is in now.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike as _, TimeDelta, Utc};
use prefect_mock_api::types;

use super::{App, Error, Result};
use crate::domain::run::RunProgress;
use crate::domain::state::{State, StateType};
use crate::store::filter::Criteria;

/// The most intervals that are answered; what comes after them is left out.
const MAX_INTERVALS: i64 = 500;

/// The last year that Python can tell, and so the last on the wire.
const LAST_YEAR: i32 = 9999;

/// One interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryInterval {
    /// When it begins.
    pub start: DateTime<Utc>,
    /// When it ends, and the next one begins.
    pub end: DateTime<Utc>,
    /// What there was in it, by type and then by name, in the order of their letters.
    pub states: Vec<HistoryState>,
}

/// The runs of one interval that are in one state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryState {
    /// The type of the state.
    pub state_type: StateType,
    /// Its name.
    pub state_name: String,
    /// How many runs there are.
    pub count: u64,
    /// How long they have run, together.
    pub run_time: TimeDelta,
    /// How late they have started, or are by now, together.
    pub lateness: TimeDelta,
}

impl App {
    /// The history of the flow runs that match. Costs what was expected to start
    /// within it.
    ///
    /// # Errors
    ///
    /// `Invalid` for intervals shorter than a second, `Internal` where they go beyond
    /// the times that can be told.
    pub fn flow_run_history(
        &self,
        body: &types::FlowRunHistoryBody,
    ) -> Result<Vec<HistoryInterval>> {
        let criteria = Criteria::from(body);
        let mut history = History::new(
            body.history_start,
            body.history_end,
            body.history_interval_seconds,
        )?;
        let tables = self.read();
        let now = self.clock.now();
        for run in tables
            .flow_runs
            .expected_between(history.start, history.end)
            .filter(|run| criteria.admit_flow_run(&tables, run))
        {
            history.count(run.state.as_deref(), &run.progress, now);
        }
        Ok(history.into_intervals())
    }

    /// The history of the task runs that match. Costs what was expected to start
    /// within it.
    ///
    /// # Errors
    ///
    /// As those of [`flow_run_history`](Self::flow_run_history).
    pub fn task_run_history(
        &self,
        body: &types::TaskRunHistoryBody,
    ) -> Result<Vec<HistoryInterval>> {
        let criteria = Criteria::from(body);
        let mut history = History::new(
            body.history_start,
            body.history_end,
            body.history_interval_seconds,
        )?;
        let tables = self.read();
        let now = self.clock.now();
        for run in tables
            .task_runs
            .expected_between(history.start, history.end)
            .filter(|run| criteria.admit_task_run(&tables, run))
        {
            history.count(run.state.as_deref(), &run.progress, now);
        }
        Ok(history.into_intervals())
    }
}

/// A history that is being made.
struct History<'a> {
    start: DateTime<Utc>,
    /// The end of the last interval.
    end: DateTime<Utc>,
    interval: TimeDelta,
    /// For each interval, what there is by state type, as the wire spells it, and name.
    intervals: Vec<BTreeMap<(&'static str, &'a str), HistoryState>>,
}

impl<'a> History<'a> {
    fn new(start: DateTime<Utc>, end: DateTime<Utc>, interval_seconds: f64) -> Result<Self> {
        if interval_seconds.is_nan() || interval_seconds < 1.0 {
            return Err(Error::Invalid(
                "History interval must not be less than 1 second.".to_owned(),
            ));
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the cast stops at its bounds, which no history reaches"
        )]
        let microseconds = (interval_seconds * 1e6).round_ties_even() as i64;
        let elapsed = (end - start).num_microseconds().unwrap_or(i64::MAX);
        let count = if elapsed > 0 {
            // Rounded up: the last interval may end after what was asked for.
            let whole = elapsed / microseconds;
            (whole + i64::from(elapsed % microseconds > 0)).min(MAX_INTERVALS)
        } else {
            0
        };
        let end = microseconds
            .checked_mul(count)
            .and_then(|span| start.checked_add_signed(TimeDelta::microseconds(span)))
            .filter(|end| end.year() <= LAST_YEAR)
            .ok_or_else(|| {
                Error::Internal(format!(
                    "{count} intervals of {interval_seconds} seconds from {start} on have no end"
                ))
            })?;
        Ok(Self {
            start,
            end,
            interval: TimeDelta::microseconds(microseconds),
            intervals: vec![BTreeMap::new(); usize::try_from(count).unwrap_or(0)],
        })
    }

    fn count(&mut self, state: Option<&'a State>, progress: &RunProgress, now: DateTime<Utc>) {
        let index = progress.expected_start_time.and_then(|expected| {
            let since = (expected - self.start).num_microseconds()?;
            usize::try_from(since / self.interval.num_microseconds()?).ok()
        });
        let (Some(state), Some(interval)) =
            (state, index.and_then(|index| self.intervals.get_mut(index)))
        else {
            return;
        };
        let entry = interval
            .entry((state.state_type.as_str(), &state.name))
            .or_insert_with(|| HistoryState {
                state_type: state.state_type,
                state_name: state.name.to_string(),
                count: 0,
                run_time: TimeDelta::zero(),
                lateness: TimeDelta::zero(),
            });
        entry.count += 1;
        let run_time = progress.estimated_run_time(Some(state), now);
        let lateness = progress.estimated_start_time_delta(Some(state), now);
        entry.run_time = sum(entry.run_time, run_time.max(TimeDelta::zero()));
        entry.lateness = sum(entry.lateness, lateness);
    }

    fn into_intervals(self) -> Vec<HistoryInterval> {
        let mut start = self.start;
        self.intervals
            .into_iter()
            .map(|states| {
                let end = start + self.interval;
                HistoryInterval {
                    start: std::mem::replace(&mut start, end),
                    end,
                    states: states.into_values().collect(),
                }
            })
            .collect()
    }
}

fn sum(one: TimeDelta, other: TimeDelta) -> TimeDelta {
    one.checked_add(&other).unwrap_or(TimeDelta::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::state::ProposedState;
    use uuid::Uuid;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    fn bounds(history: History<'_>) -> Vec<(i64, i64)> {
        let seconds = |time: DateTime<Utc>| time.timestamp();
        history
            .into_intervals()
            .iter()
            .map(|interval| (seconds(interval.start), seconds(interval.end)))
            .collect()
    }

    #[test]
    fn the_last_interval_is_whole() {
        let history = History::new(at(0), at(25), 10.0).unwrap();
        assert_eq!(bounds(history), [(0, 10), (10, 20), (20, 30)]);
        let history = History::new(at(0), at(20), 10.0).unwrap();
        assert_eq!(bounds(history), [(0, 10), (10, 20)]);
    }

    #[test]
    fn intervals_have_bounds() {
        assert_eq!(bounds(History::new(at(0), at(0), 1.0).unwrap()), []);
        assert_eq!(bounds(History::new(at(9), at(0), 1.0).unwrap()), []);
        let most = History::new(at(0), at(100_000), 1.0).unwrap();
        assert_eq!(bounds(most).len(), 500);
        assert!(matches!(
            History::new(at(0), at(9), 0.5),
            Err(Error::Invalid(_))
        ));
        for seconds in [1e12, 1e300, f64::INFINITY] {
            let endless = History::new(at(0), at(9), seconds);
            assert!(matches!(endless, Err(Error::Internal(_))), "{seconds}");
        }
    }

    #[test]
    fn runs_count_where_they_were_expected() {
        let state =
            |state_type| ProposedState::of(state_type).into_state(Uuid::nil().into(), at(0));
        let expected = |seconds| RunProgress {
            expected_start_time: Some(at(seconds)),
            total_run_time: TimeDelta::seconds(2),
            ..RunProgress::default()
        };
        let (pending, completed) = (state(StateType::Pending), state(StateType::Completed));
        let mut history = History::new(at(0), at(20), 10.0).unwrap();
        history.count(Some(&pending), &expected(9), at(12));
        history.count(Some(&pending), &expected(10), at(12));
        history.count(Some(&completed), &expected(19), at(12));
        history.count(Some(&pending), &expected(11), at(12));
        history.count(None, &expected(11), at(12));
        history.count(Some(&pending), &expected(20), at(12));
        let shown: Vec<Vec<_>> = history
            .into_intervals()
            .into_iter()
            .map(|interval| {
                let show = |state: HistoryState| {
                    (
                        state.state_name,
                        state.count,
                        state.run_time.num_seconds(),
                        state.lateness.num_seconds(),
                    )
                };
                interval.states.into_iter().map(show).collect()
            })
            .collect();
        let entry =
            |name: &str, count, run_time, lateness| (name.to_owned(), count, run_time, lateness);
        assert_eq!(
            shown,
            [
                vec![entry("Pending", 1, 2, 3)],
                vec![entry("Completed", 1, 2, 0), entry("Pending", 2, 4, 3)]
            ]
        );
    }
}
