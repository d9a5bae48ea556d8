//! How soon a planner is ready.

use std::time::{Duration, Instant};

use rmcp::ServiceExt as _;
use rmcp::transport::TokioChildProcess;
use tokio::process::Command;

use crate::host::Host;
use crate::stdio::BINARY;

/// From the start of the process to its answer to `initialize`, in a release build.
const READY: Duration = Duration::from_millis(50);

/// How often it is started. The quickest start counts, because the machine may be busy with something else.
const STARTS: usize = 10;

#[tokio::test]
async fn a_process_is_ready_at_once() {
    let mut quickest = Duration::MAX;
    for _ in 0..STARTS {
        let mut command = Command::new(BINARY);
        // Also with an endpoint, whose connections are made when it is asked.
        command
            .env("PREFECT_PLANNER_MODEL_URL", "https://models.example/v1")
            .env("PREFECT_PLANNER_MODEL", "m");
        let began = Instant::now();
        let child = TokioChildProcess::new(command).unwrap();
        let session = Host::default().serve(child).await.unwrap();
        quickest = quickest.min(began.elapsed());
        session.cancel().await.unwrap();
    }
    println!("ready after {quickest:?}");
    // A debug build promises nothing, and is still no reason to wait.
    let bound = if cfg!(debug_assertions) {
        20 * READY
    } else {
        READY
    };
    assert!(quickest < bound, "{quickest:?}");
}
