//! What is new on a feed, handed to a client as it comes.

use std::convert::Infallible;
use std::sync::Arc;

use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};

use super::socket::{Close, Ended, Socket};
use crate::app::Told;

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

/// Hands on what of a feed is `wanted`, until the socket ends. What the client says
/// meanwhile is not listened to, as on Prefect.
///
/// A `frame` is made once for all sockets; each copies it. What has come by the time that
/// a socket has its turn goes out in one write, unless it is more than a
/// [batch](BATCH) or than the socket gathers.
pub(super) async fn forward<T>(
    socket: &mut Socket,
    feed: &mut Receiver<Arc<Told<T>>>,
    on_lag: OnLag,
    wanted: impl Fn(&T) -> bool,
    frame: impl Fn(&T) -> String,
) -> Result<Infallible, Ended> {
    loop {
        let mut next = tokio::select! {
            next = feed.recv() => match next {
                Ok(told) => Ok(told),
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
                Ok(told) => {
                    if wanted(told.item()) {
                        socket.queue(told.text(&frame)).await?;
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
