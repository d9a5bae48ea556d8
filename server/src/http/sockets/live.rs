//! What is new on a feed, handed to a client as it comes.

use std::convert::Infallible;
use std::sync::Arc;

use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};

use super::socket::{Close, Ended, Socket};

/// How many items are gathered before they are written, so that a feed that never
/// pauses keeps nobody from being heard.
const BATCH: usize = 256;

/// What becomes of a client that reads slower than the feed goes on, and so has
/// fallen out of its ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OnLag {
    /// Its socket is closed, and it can come again for what it missed.
    Close,
    /// It misses some.
    Skip,
}

/// Hands on what a feed brings and `frame` makes a frame of, until the socket ends.
/// What the client says meanwhile is not listened to, as on Prefect.
///
/// An item costs its frame and a copy; nothing of the feed is kept.
pub(super) async fn forward<T>(
    socket: &mut Socket,
    feed: &mut Receiver<Arc<T>>,
    on_lag: OnLag,
    frame: impl Fn(&T) -> Option<String>,
) -> Result<Infallible, Ended> {
    loop {
        let mut next = tokio::select! {
            next = feed.recv() => match next {
                Ok(item) => Ok(item),
                Err(RecvError::Lagged(missed)) => Err(TryRecvError::Lagged(missed)),
                Err(RecvError::Closed) => Err(TryRecvError::Closed),
            },
            heard = socket.receive() => {
                heard?;
                continue;
            }
        };
        let mut is_queued = false;
        let mut taken = 0;
        loop {
            match next {
                Ok(item) => {
                    if let Some(frame) = frame(&item) {
                        socket.queue(frame).await?;
                        is_queued = true;
                    }
                }
                Err(TryRecvError::Lagged(missed)) if on_lag == OnLag::Close => {
                    let reason = format!("{missed} items behind what is kept; connect again");
                    return Err(Close::too_slow(reason).into());
                }
                Err(TryRecvError::Lagged(_)) => {}
                Err(TryRecvError::Empty) => break,
                // The feed lives as long as the application.
                Err(TryRecvError::Closed) => return Err(Close::shutdown().into()),
            }
            taken += 1;
            if taken == BATCH {
                break;
            }
            next = feed.try_recv();
        }
        if is_queued {
            socket.flush().await?;
        }
    }
}
