//! How many runs of which states there were, over intervals of time.
//!
//! A run belongs to the interval in which it was first expected to start, and
//! counts under the state it is in now.

use std::borrow::Cow;
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
        let is_all = criteria.is_empty();
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
            .filter(|run| is_all || criteria.admit_flow_run(&tables, run))
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
        let is_all = criteria.is_empty();
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
            .filter(|run| is_all || criteria.admit_task_run(&tables, run))
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
    intervals: Vec<Interval<'a>>,
    /// The interval of the run before, which is most often that of the next one too; of no
    /// length at first.
    recent: Recent,
}

/// An interval and when it is.
struct Recent {
    index: usize,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
}

/// The runs of one interval.
#[derive(Clone, Default)]
struct Interval<'a> {
    /// By states whose names are in memory once, and so are known by their place there
    /// without a look at them. There are some twenty.
    known: Vec<(StateType, &'static str, Sums)>,
    /// By all other states, as [`States`] is.
    others: States<'a>,
}

/// Sums by state type, as the wire spells it, and name.
type States<'a> = BTreeMap<(&'static str, &'a str), (StateType, Sums)>;

/// The runs of one state.
#[derive(Clone, Copy, Default)]
struct Sums {
    count: u64,
    run_time: TimeDelta,
    lateness: TimeDelta,
}

impl Sums {
    fn add(&mut self, other: Self) {
        self.count += other.count;
        self.run_time = sum(self.run_time, other.run_time);
        self.lateness = sum(self.lateness, other.lateness);
    }
}

impl<'a> Interval<'a> {
    fn sums_of(&mut self, state: &'a State) -> &mut Sums {
        let state_type = state.state_type;
        let name = match state.name {
            Cow::Borrowed(name) => name,
            Cow::Owned(ref name) => return other(&mut self.others, state_type, name),
        };
        let place = self.known.iter().position(|(known_type, known, _)| {
            *known_type == state_type && std::ptr::eq(*known, name)
        });
        let place = place.unwrap_or_else(|| {
            self.known.push((state_type, name, Sums::default()));
            self.known.len() - 1
        });
        &mut self.known[place].2
    }

    fn into_states(self) -> Vec<HistoryState> {
        let mut states = self.others;
        for (state_type, name, sums) in self.known {
            other(&mut states, state_type, name).add(sums);
        }
        states
            .into_iter()
            .map(|((_, name), (state_type, sums))| HistoryState {
                state_type,
                state_name: name.to_owned(),
                count: sums.count,
                run_time: sums.run_time,
                lateness: sums.lateness,
            })
            .collect()
    }
}

/// The sums of a state among others.
fn other<'m, 'a>(states: &'m mut States<'a>, state_type: StateType, name: &'a str) -> &'m mut Sums {
    let entry = states.entry((state_type.as_str(), name));
    &mut entry.or_insert_with(|| (state_type, Sums::default())).1
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
            intervals: vec![Interval::default(); usize::try_from(count).unwrap_or(0)],
            recent: Recent {
                index: 0,
                start,
                end: start,
            },
        })
    }

    /// Counts a run, if it is in a state and within the history. Costs least if it belongs
    /// to the same interval as the one before.
    fn count(&mut self, state: Option<&'a State>, progress: &RunProgress, now: DateTime<Utc>) {
        let (Some(state), Some(expected)) = (state, progress.expected_start_time) else {
            return;
        };
        if expected < self.recent.start || expected >= self.recent.end {
            let Some(recent) = self.around(expected) else {
                return;
            };
            self.recent = recent;
        }
        let Some(interval) = self.intervals.get_mut(self.recent.index) else {
            return;
        };
        let run_time = progress.estimated_run_time(Some(state), now);
        interval.sums_of(state).add(Sums {
            count: 1,
            run_time: run_time.max(TimeDelta::zero()),
            lateness: progress.estimated_start_time_delta(Some(state), now),
        });
    }

    /// The interval that a time is in.
    fn around(&self, time: DateTime<Utc>) -> Option<Recent> {
        if time < self.start || time >= self.end {
            return None;
        }
        let interval = self.interval.num_microseconds()?;
        let number = (time - self.start).num_microseconds()? / interval;
        let start = self.start + TimeDelta::microseconds(number * interval);
        Some(Recent {
            index: usize::try_from(number).ok()?,
            start,
            end: start + self.interval,
        })
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
                    states: states.into_states(),
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
    use proptest::prelude::*;
    use uuid::Uuid;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    fn entered(state: ProposedState) -> State {
        state.into_state(Uuid::nil().into(), at(0))
    }

    fn expected(seconds: i64) -> RunProgress {
        RunProgress {
            expected_start_time: Some(at(seconds)),
            total_run_time: TimeDelta::seconds(2),
            ..RunProgress::default()
        }
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
        let state = |state_type| entered(ProposedState::of(state_type));
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

    #[test]
    fn states_of_one_name_are_one_wherever_their_names_are_in_memory() {
        let late = ProposedState::of(StateType::Scheduled).named("Late");
        let mut read_back = entered(late.clone());
        read_back.name = Cow::Owned("Late".to_owned());
        let states = [
            entered(late.clone()),
            read_back,
            entered(ProposedState::of(StateType::Pending).named("Late")),
            entered(late.named("Early")),
        ];
        let mut history = History::new(at(0), at(10), 10.0).unwrap();
        for state in states.iter().chain(&states) {
            history.count(Some(state), &expected(1), at(1));
        }
        let intervals = history.into_intervals();
        let counts = intervals[0].states.iter();
        let counts: Vec<_> = counts
            .map(|one| (one.state_type, one.state_name.as_str(), one.count))
            .collect();
        assert_eq!(
            counts,
            [
                (StateType::Pending, "Late", 2),
                (StateType::Scheduled, "Early", 2),
                (StateType::Scheduled, "Late", 4),
            ]
        );
    }

    proptest! {
        /// In whatever order the runs come.
        #[test]
        fn every_run_counts_once_and_in_its_interval(
            times in prop::collection::vec((-6_i64..66, -1_i64..=1), 0..30),
            seconds in prop::sample::select(vec![1.0, 1.5, 2.5]),
        ) {
            let state = entered(ProposedState::of(StateType::Completed));
            let mut history = History::new(at(0), at(25), seconds).unwrap();
            // Half seconds, and what is next to them.
            let time = |(halves, more)| at(0) + TimeDelta::microseconds(halves * 500_000 + more);
            let times: Vec<_> = times.into_iter().map(time).collect();
            for time in &times {
                let progress = RunProgress { expected_start_time: Some(*time), ..RunProgress::default() };
                history.count(Some(&state), &progress, at(0));
            }
            for interval in history.into_intervals() {
                let within = times.iter().filter(|time| (interval.start..interval.end).contains(*time));
                let counted = interval.states.iter().map(|state| state.count).sum::<u64>();
                prop_assert_eq!(counted, within.count() as u64);
            }
        }
    }
}
