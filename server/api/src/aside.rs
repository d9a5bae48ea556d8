//! A thread for what takes long.
//!
//! Requests are answered by few threads, each of which goes from one to the next as they
//! come. A long body keeps its thread for milliseconds, in which those behind it would
//! wait. So long bodies have a thread of their own, which takes one after the other: they
//! keep a single processor busy, however many there are. Where the system lets a thread
//! have a priority of its own, this one gives way to the others, which would otherwise
//! wait for the end of its share of the processor, again some milliseconds.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{LazyLock, mpsc};
use std::thread;

use tokio::sync::{Semaphore, oneshot};

/// How much nicer the thread is than the others, on the scale of `nice`. On a machine
/// that is busy it still has a tenth of what one of them has.
#[cfg(target_os = "linux")]
const NICENESS: i32 = 10;

type Work = Box<dyn FnOnce() + Send>;

/// Whose turn it is. Those who wait for theirs wait here, in the order in which they
/// came, and leave nothing behind if their client goes.
static TURN: Semaphore = Semaphore::const_new(1);

/// The way to the thread; nothing if the system grants none.
static THREAD: LazyLock<Option<mpsc::Sender<Work>>> = LazyLock::new(|| {
    let (sender, works) = mpsc::channel::<Work>();
    let thread = thread::Builder::new().name("long bodies".to_owned());
    let started = thread.spawn(move || {
        // Of this thread alone. A system that refuses it lets others wait a little longer.
        #[cfg(target_os = "linux")]
        let _ = rustix::process::nice(NICENESS);
        for work in works {
            // Whoever waits for it is told by the loss of the other end.
            let _ = catch_unwind(AssertUnwindSafe(work));
        }
    });
    started.is_ok().then_some(sender)
});

/// Does what takes long beside everything else, one at a time.
///
/// Nothing comes of it if the work broke off.
pub(crate) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let turn = TURN.acquire().await.ok()?;
    let (done, result) = oneshot::channel();
    let work: Work = Box::new(move || {
        // The turn ends with the work, even if its client has gone before.
        let _turn = turn;
        let _ = done.send(work());
    });
    match &*THREAD {
        Some(thread) => thread.send(work).ok()?,
        None => work(),
    }
    result.await.ok()
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use tokio::sync::oneshot;

    use super::aside;

    #[tokio::test]
    async fn what_takes_long_holds_up_nobody_else() {
        let (end, ended) = mpsc::channel();
        let (start, started) = oneshot::channel();
        let long = tokio::spawn(aside(move || {
            start.send(()).unwrap();
            ended.recv_timeout(Duration::from_secs(10))
        }));
        started.await.unwrap();
        // The only other thread is free.
        end.send(()).unwrap();
        assert_eq!(long.await.unwrap(), Some(Ok(())));
    }

    #[tokio::test]
    async fn work_that_breaks_off_does_not_end_the_thread() {
        assert_eq!(aside(|| -> u8 { panic!("on purpose") }).await, None);
        assert_eq!(aside(|| 1).await, Some(1));
    }

    #[tokio::test]
    async fn who_leaves_while_waiting_is_not_worked_for() {
        let (end, ended) = mpsc::channel::<()>();
        let (start, started) = oneshot::channel();
        let first = tokio::spawn(aside(move || {
            start.send(()).unwrap();
            ended.recv()
        }));
        started.await.unwrap();
        let (body, left) = oneshot::channel::<()>();
        let second = tokio::spawn(aside(move || body.send(())));
        tokio::task::yield_now().await;
        second.abort();
        // What it would have worked on is gone before the first has ended.
        assert!(left.await.is_err());
        end.send(()).unwrap();
        assert!(first.await.unwrap().unwrap().is_ok());
    }
}
