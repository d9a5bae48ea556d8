//! What was answered of flow runs, to be answered again.
//!
//! Whoever waits for a run asks for it again and again, and mostly it is the same.
//! What was written of a run last is kept for as long as no other run needs its *slot*,
//! and serves as long as everything that it was written from is the same: records never
//! change, so it is enough that they are the same ones. What is estimated by the time is
//! compared itself.

use std::hash::BuildHasher as _;
use std::sync::Arc;

use chrono::TimeDelta;
use foldhash::fast::RandomState;
use parking_lot::Mutex;
use prefect_mock_api::{Written, types};

use crate::app::FlowRunView;

/// How many runs are kept, each with some two kilobytes.
const SLOTS: usize = 512;

/// What was written of runs.
#[derive(Debug)]
pub(super) struct ReadRuns {
    slots: Box<[Mutex<Option<ReadRun>>]>,
    hasher: RandomState,
}

/// What was written of one run.
#[derive(Debug)]
struct ReadRun {
    of: FlowRunView,
    written: Written<types::FlowRunResponse>,
}

impl Default for ReadRuns {
    fn default() -> Self {
        Self {
            slots: (0..SLOTS).map(|_| Mutex::default()).collect(),
            hasher: RandomState::default(),
        }
    }
}

impl ReadRuns {
    /// The answer that tells of a run.
    pub(super) fn write(&self, view: FlowRunView) -> Written<types::FlowRunResponse> {
        let hash = self.hasher.hash_one(view.flow_run.id);
        let Some(slot) = usize::try_from(hash % SLOTS as u64)
            .ok()
            .and_then(|number| self.slots.get(number))
        else {
            return Written::of(&view);
        };
        if let Some(read) = &*slot.lock()
            && is_written_alike(&read.of, &view)
        {
            return read.written.clone();
        }
        let written = Written::of(&view);
        let read = ReadRun {
            of: view,
            written: written.clone(),
        };
        // What was there goes when the lock is gone.
        let _before = slot.lock().replace(read);
        written
    }
}

/// Whether two views of runs are written the same.
fn is_written_alike(one: &FlowRunView, other: &FlowRunView) -> bool {
    fn is_same<T>(one: Option<&Arc<T>>, other: Option<&Arc<T>>) -> bool {
        match (one, other) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        }
    }
    Arc::ptr_eq(&one.flow_run, &other.flow_run)
        && is_same(one.work_queue.as_ref(), other.work_queue.as_ref())
        && is_same(one.work_pool.as_ref(), other.work_pool.as_ref())
        && estimates(one) == estimates(other)
}

/// What is written of a run that depends on the time.
fn estimates(view: &FlowRunView) -> [TimeDelta; 2] {
    let (progress, state) = (&view.flow_run.progress, view.flow_run.state.as_deref());
    [
        progress.estimated_run_time(state, view.now),
        progress.estimated_start_time_delta(state, view.now),
    ]
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use prefect_mock_api::{Written, types};
    use serde_json::json;

    use super::ReadRuns;
    use crate::app::fixture::{Fixture, body};
    use crate::domain::orchestration::Client;

    #[test]
    fn a_run_is_written_anew_whenever_it_would_be_written_otherwise() {
        let fixture = Fixture::new();
        let pool = json!({"name": "p", "type": "process"});
        fixture.app.create_work_pool(body(pool)).unwrap();
        let flow = fixture.flow("f");
        let deployment = json!({"name": "d", "flow_id": flow, "work_pool_name": "p"});
        let (deployment, _) = fixture.app.create_deployment(body(deployment)).unwrap();
        let id = deployment.deployment.id;
        let run = fixture
            .app
            .create_flow_run_from_deployment(id, body(json!({"state": {"type": "PENDING"}})))
            .unwrap();
        let id = run.0.flow_run.id;
        let read = ReadRuns::default();
        let view = || fixture.app.read_flow_run(id).unwrap();
        let check = || {
            let fresh: Written<types::FlowRunResponse> = Written::of(&view());
            let first = read.write(view());
            assert_eq!(first, fresh);
            let (first, second) = (first.into_json(), read.write(view()).into_json());
            assert_eq!(first.as_ptr(), second.as_ptr());
        };
        let propose = |state: &str| {
            let proposal = body(json!({"state": {"type": state}}));
            let client = Client::default();
            fixture
                .app
                .set_flow_run_state(id, proposal, client)
                .unwrap();
        };
        check();
        let queue = view().work_queue.unwrap().id;
        let rename = json!({"name": "q"});
        fixture.app.update_work_queue(queue, body(rename)).unwrap();
        check();
        propose("RUNNING");
        check();
        fixture.clock.advance(Duration::from_secs(1));
        check();
        propose("COMPLETED");
        check();
    }
}
