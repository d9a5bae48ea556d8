//! The task that waits for a simulation's next step.

use std::future::pending;
use std::sync::Arc;

use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::task::yield_now;

use super::{SimulateMode, Simulation};
use crate::app::{App, Change};

/// How many steps are taken, and changes taken in, before others have their turn. A step
/// takes some ten microseconds, so that nobody waits for longer than a millisecond.
const STEPS_AT_A_TIME: usize = 16;
const CHANGES_AT_A_TIME: usize = 256;

/// Drives a simulation until it is dropped: takes in changes as they come, and
/// steps as they fall due. Returns at once if nothing is simulated: to be woken by each
/// change would then be all that it does.
pub async fn run(app: Arc<App>, mut simulation: Simulation) {
    if simulation.mode == SimulateMode::Never {
        return;
    }
    let mut changes = app.changes().subscribe();
    // What happened before the subscription is seen here.
    simulation.catch_up();
    loop {
        let is_more_due = (0..STEPS_AT_A_TIME).all(|_| simulation.step());
        let is_more_to_hear = listen(&mut simulation, &mut changes);
        if is_more_due || is_more_to_hear {
            yield_now().await;
            continue;
        }
        let next_step = async {
            match simulation.next_due() {
                Some(due) => app.clock().sleep_until(due).await,
                None => pending().await,
            }
        };
        tokio::select! {
            change = changes.recv() => match change {
                Ok(change) => simulation.observe(&change),
                Err(RecvError::Lagged(_)) => simulation.catch_up(),
                Err(RecvError::Closed) => return,
            },
            () = next_step => {}
        }
    }
}

/// Takes in changes that have come; whether there may be more.
fn listen(simulation: &mut Simulation, changes: &mut Receiver<Change>) -> bool {
    for _ in 0..CHANGES_AT_A_TIME {
        match changes.try_recv() {
            Ok(change) => simulation.observe(&change),
            Err(TryRecvError::Lagged(_)) => simulation.catch_up(),
            // That nothing comes any more is noticed while waiting.
            Err(TryRecvError::Empty | TryRecvError::Closed) => return false,
        }
    }
    true
}
