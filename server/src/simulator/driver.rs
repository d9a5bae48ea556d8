//! The task that waits for a simulation's next step.

use std::future::pending;

use tokio::sync::broadcast::error::RecvError;

use super::Simulation;
use crate::app::App;
use std::sync::Arc;

/// Drives a simulation until it is dropped: takes in changes as they come, and
/// steps as they fall due.
pub async fn run(app: Arc<App>, mut simulation: Simulation) {
    let mut changes = app.changes().subscribe();
    // What happened before the subscription is seen here.
    simulation.catch_up();
    loop {
        simulation.drain();
        let next_step = async {
            match simulation.next_due() {
                Some(due) => app.clock().sleep_until(due).await,
                None => pending().await,
            }
        };
        tokio::select! {
            change = changes.recv() => match change {
                Ok(change) => {
                    simulation.observe(&change);
                    while let Ok(change) = changes.try_recv() {
                        simulation.observe(&change);
                    }
                }
                Err(RecvError::Lagged(_)) => simulation.catch_up(),
                Err(RecvError::Closed) => return,
            },
            () = next_step => {}
        }
    }
}
