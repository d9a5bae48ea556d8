//! Late runs: those that should have been started a while ago.
//!
//! A run is *late* once it is in a `SCHEDULED` state named `Late`. Workers get it
//! as before; people see that something is slow, or that nobody works on it.

use std::time::Duration;

use chrono::TimeDelta;

use super::{App, Result};
use crate::domain::ids::FlowRunId;
use crate::domain::orchestration::{Client, MARK_LATE_RUNS_POLICY};
use crate::domain::state::{ProposedState, StateType, name};

/// How often to look for late runs: Prefect's default for
/// `PREFECT_SERVER_SERVICES_LATE_RUNS_LOOP_SECONDS`.
pub const LATE_RUNS_INTERVAL: Duration = Duration::from_secs(5);

/// How long after its time a run is late, unless the server is told otherwise:
/// Prefect's default for `PREFECT_SERVER_SERVICES_LATE_RUNS_AFTER_SECONDS`.
pub(super) const LATE_AFTER: TimeDelta = TimeDelta::seconds(15);

/// The most runs that are marked under one lock.
const BATCH: usize = 400;

impl App {
    /// Marks the runs that are late. Costs what it marks, in batches of 400 under
    /// one lock each.
    pub fn mark_late_runs(&self) -> Result<()> {
        let before = self.clock().now() - self.settings().late_after;
        let due: Vec<FlowRunId> = {
            let tables = self.read();
            let due = tables.flow_runs.on_time_before(before);
            due.map(|run| run.id).collect()
        };
        for batch in due.chunks(BATCH) {
            self.transaction(|tx| {
                for id in batch {
                    let run = tx.tables.flow_runs.get(*id);
                    let time = run.and_then(|run| run.progress.next_scheduled_start_time);
                    // It may have gone on since.
                    if time.is_none_or(|time| time > before) {
                        continue;
                    }
                    let mut late = ProposedState::of(StateType::Scheduled).named(name::LATE);
                    late.details.scheduled_time = time;
                    tx.set_flow_run_state(*id, late, &MARK_LATE_RUNS_POLICY, Client::default())?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use chrono::TimeDelta;
    use serde_json::json;

    use crate::app::Settings;
    use crate::app::fixture::{Fixture, body, noon};
    use crate::domain::flow_run::FlowRun;
    use crate::domain::state::{ProposedState, StateType};

    fn state(fixture: &Fixture, run: &FlowRun) -> String {
        let tables = fixture.app.read();
        let run = tables.flow_runs.get(run.id).unwrap();
        run.state.as_ref().unwrap().name.to_string()
    }

    #[test]
    fn a_run_is_late_when_its_time_is_fifteen_seconds_ago() {
        let fixture = Fixture::new();
        let app = &fixture.app;
        let pool = app
            .create_work_pool(body(json!({"name": "p"})))
            .unwrap()
            .pool;
        let deployment = fixture.deployment("d", pool.default_queue_id);
        let due = noon() + TimeDelta::seconds(10);
        let scheduled = fixture.run(deployment, ProposedState::scheduled_at(due));
        let later = fixture.run(
            deployment,
            ProposedState::scheduled_at(due + TimeDelta::hours(1)),
        );
        let retried = ProposedState::scheduled_at(due).named("AwaitingRetry");
        let retried = fixture.run(deployment, retried);
        let pending = fixture.run(deployment, ProposedState::of(StateType::Pending));

        let look_after = |milliseconds| {
            fixture.clock.advance(Duration::from_millis(milliseconds));
            app.mark_late_runs().unwrap();
            state(&fixture, &scheduled)
        };
        assert_eq!(look_after(24_999), "Scheduled");
        assert_eq!(look_after(1), "Late");
        let tables = app.read();
        let run = tables.flow_runs.get(scheduled.id).unwrap();
        assert_eq!(run.state_type(), Some(StateType::Scheduled));
        assert_eq!(run.progress.next_scheduled_start_time, Some(due));
        assert_eq!(run.progress.expected_start_time, Some(due));
        drop(tables);

        // Once is enough, and workers still get it.
        look_after(1_000);
        assert_eq!(app.read().flow_run_states.of_run(scheduled.id).len(), 2);
        let runs = app.get_scheduled_flow_runs("p", &body(json!({}))).unwrap();
        assert_eq!(runs.len(), 3);
        assert_eq!(state(&fixture, &later), "Scheduled");
        assert_eq!(state(&fixture, &retried), "AwaitingRetry");
        assert_eq!(state(&fixture, &pending), "Pending");
    }

    #[test]
    fn when_a_run_is_late_is_a_setting() {
        let fixture = Fixture::with_settings(Settings {
            late_after: TimeDelta::minutes(1),
            ..Settings::default()
        });
        let pool = fixture.app.create_work_pool(body(json!({"name": "p"})));
        let deployment = fixture.deployment("d", pool.unwrap().pool.default_queue_id);
        let run = fixture.run(deployment, ProposedState::scheduled_at(noon()));
        let look_after = |seconds| {
            fixture.clock.advance(Duration::from_secs(seconds));
            fixture.app.mark_late_runs().unwrap();
            state(&fixture, &run)
        };
        assert_eq!(look_after(59), "Scheduled");
        assert_eq!(look_after(1), "Late");
    }

    #[test]
    fn any_number_of_runs_can_be_late() {
        let fixture = Fixture::new();
        let app = &fixture.app;
        let pool = app
            .create_work_pool(body(json!({"name": "p"})))
            .unwrap()
            .pool;
        let deployment = fixture.deployment("d", pool.default_queue_id);
        for _ in 0..=super::BATCH {
            fixture.run(deployment, ProposedState::scheduled_at(noon()));
        }
        fixture.clock.advance(Duration::from_secs(15));
        app.mark_late_runs().unwrap();
        let status = app.read_work_queue_status(pool.default_queue_id).unwrap();
        assert_eq!(status.late_runs, super::BATCH + 1);
    }
}
