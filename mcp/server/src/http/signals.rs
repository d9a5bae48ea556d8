//! When the process is asked to end.

use std::future::Future;

use anyhow::Context as _;

/// Resolves when the process is asked to end: at SIGINT (Ctrl-C) and SIGTERM.
#[cfg(unix)]
pub(super) fn end_signal() -> anyhow::Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};
    let watch = |kind| signal(kind).context("cannot watch for signals");
    let (mut interrupt, mut terminate) = (
        watch(SignalKind::interrupt())?,
        watch(SignalKind::terminate())?,
    );
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Resolves when the process is asked to end: at Ctrl-C.
#[cfg(not(unix))]
pub(super) fn end_signal() -> anyhow::Result<impl Future<Output = ()> + Send> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            // It cannot be watched for, so only the system can end the process.
            std::future::pending::<()>().await;
        }
    })
}
