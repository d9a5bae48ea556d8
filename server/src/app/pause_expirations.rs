//! Pauses that ended without anyone resuming the run.

use std::time::Duration;

use super::{App, Result};
use crate::domain::flow_run::FlowRun;
use crate::domain::orchestration::{Client, MINIMAL_FLOW_POLICY};
use crate::domain::state::{ProposedState, StateType};

/// How often to look for such pauses: Prefect's default for
/// `PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_LOOP_SECONDS`.
pub const PAUSE_EXPIRATIONS_INTERVAL: Duration = Duration::from_secs(5);

impl App {
    /// Fails the paused runs whose pause has timed out. Looks at all paused runs.
    pub fn fail_expired_pauses(&self) -> Result<()> {
        self.transaction(|tx| {
            let now = tx.now;
            let has_expired = |run: &FlowRun| {
                let state = run.state.as_ref();
                let timeout = state.and_then(|state| state.details.more.pause_timeout);
                timeout.is_some_and(|timeout| timeout < now)
            };
            let paused = tx.tables.flow_runs.in_state(StateType::Paused);
            let expired: Vec<_> = paused
                .filter(|run| has_expired(run))
                .map(|run| run.id)
                .collect();
            for id in expired {
                let failed = ProposedState::of(StateType::Failed)
                    .with_message("The flow was paused and never resumed.");
                tx.set_flow_run_state(id, failed, &MINIMAL_FLOW_POLICY, Client::default())?;
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use chrono::TimeDelta;
    use serde_json::json;

    use crate::app::fixture::{Fixture, body, noon};
    use crate::domain::state::{ProposedState, StateType};

    #[test]
    fn a_pause_that_times_out_fails_its_run() {
        let fixture = Fixture::new();
        let app = &fixture.app;
        let pool = app
            .create_work_pool(body(json!({"name": "p"})))
            .unwrap()
            .pool;
        let deployment = fixture.deployment("d", pool.default_queue_id);
        let mut paused = ProposedState::of(StateType::Paused);
        let endless = fixture.run(deployment, paused.clone());
        paused.details.more.pause_timeout = Some(noon() + TimeDelta::seconds(60));
        let short = fixture.run(deployment, paused);

        let look_after = |milliseconds| {
            fixture.clock.advance(Duration::from_millis(milliseconds));
            app.fail_expired_pauses().unwrap();
            let tables = app.read();
            let state = |id| tables.flow_runs.get(id).unwrap().state.clone().unwrap();
            (state(endless.id).state_type, state(short.id))
        };
        assert_eq!(look_after(60_000).1.state_type, StateType::Paused);
        let (endless, short) = look_after(1);
        assert_eq!(endless, StateType::Paused);
        assert_eq!(short.state_type, StateType::Failed);
        assert_eq!(
            short.message.as_deref(),
            Some("The flow was paused and never resumed.")
        );
    }
}
