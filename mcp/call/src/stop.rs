//! What stops this process before it has a result.

use mcp_call::Interruption;

/// Waits until this process is told to stop, or until nobody is there any more who would read its result.
#[cfg(unix)]
pub(crate) async fn wait() -> Interruption {
    use tokio::signal::unix::{SignalKind, signal};

    let (Ok(mut interrupt), Ok(mut terminate)) = (
        signal(SignalKind::interrupt()),
        signal(SignalKind::terminate()),
    ) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => Interruption::Interrupt,
        _ = terminate.recv() => Interruption::Terminate,
        () = reader_gone() => Interruption::ReaderGone,
    }
}

/// Waits until the other end of standard output is closed: a flow that was killed cannot stop what it has started. For
/// ever where standard output is a file.
#[cfg(unix)]
async fn reader_gone() {
    use std::os::fd::AsFd as _;

    use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

    let (gone, told) = tokio::sync::oneshot::channel();
    // A thread, which sleeps until then and ends with the process: whoever waits for a pipe without it would have to
    // make the pipe non-blocking for all who write to it.
    let waiting = std::thread::Builder::new().spawn(move || {
        let output = std::io::stdout();
        let mut output = [PollFd::new(output.as_fd(), PollFlags::empty())];
        if poll(&mut output, PollTimeout::NONE).is_ok() {
            let _ = gone.send(());
        }
    });
    if waiting.is_err() || told.await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Waits until this process is told to stop.
#[cfg(not(unix))]
pub(crate) async fn wait() -> Interruption {
    match tokio::signal::ctrl_c().await {
        Ok(()) => Interruption::Interrupt,
        Err(_) => std::future::pending().await,
    }
}
