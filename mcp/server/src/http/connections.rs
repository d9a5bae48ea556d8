//! Connections: taken, served and ended.

use std::convert::Infallible;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use rmcp::ServerHandler;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::service::Service;
use super::{END_PATIENCE, HEAD_TIMEOUT, MAX_CONNECTIONS};

/// How long to wait when the system has no connection to give, which is mostly for want of file descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// How long connections may take to end once nothing is left to answer.
const CLOSE_PATIENCE: Duration = Duration::from_secs(1);

/// All connections of a server.
pub(super) struct Connections {
    /// A permit is out for each connection.
    open: Arc<Semaphore>,
    /// A permit is out for each call that is not answered.
    calls: Arc<Semaphore>,
    /// No request is taken any more.
    ending: CancellationToken,
    /// No stream is left open any more, and no session.
    streams_end: CancellationToken,
}

impl Connections {
    pub(super) fn new() -> Self {
        let permits = || Arc::new(Semaphore::new(MAX_CONNECTIONS as usize));
        Self {
            open: permits(),
            calls: permits(),
            ending: CancellationToken::new(),
            streams_end: CancellationToken::new(),
        }
    }

    /// Permits for calls, of which one is to be held until the call is answered.
    pub(super) fn calls(&self) -> Arc<Semaphore> {
        self.calls.clone()
    }

    /// Tells when streams and sessions have to end.
    pub(super) fn streams_end(&self) -> CancellationToken {
        self.streams_end.clone()
    }

    /// Serves until `end` resolves, then lets open calls be answered, for a while.
    pub(super) async fn serve<H: ServerHandler>(
        self,
        listener: TcpListener,
        service: Service<H>,
        end: impl Future<Output = ()> + Send,
    ) {
        let service = Arc::new(service);
        let mut end = pin!(end);
        loop {
            let open = self.open.clone().acquire_owned();
            let (permit, accepted) = tokio::select! {
                () = &mut end => break,
                taken = async { (open.await, listener.accept().await) } => taken,
            };
            match accepted {
                Ok((stream, _)) => {
                    // Answers are small and go out in pieces; waiting to fill a packet would delay each by 40 ms.
                    if let Err(error) = stream.set_nodelay(true) {
                        tracing::debug!("a connection stays slow: {error}");
                    }
                    let serving = serve_one(stream, service.clone(), self.ending.clone());
                    tokio::spawn(async move {
                        let _permit = permit;
                        serving.await;
                    });
                }
                Err(error) => {
                    tracing::error!("cannot take a connection: {error}");
                    sleep(ACCEPT_PAUSE).await;
                }
            }
        }
        drop(listener);
        self.ending.cancel();
        let answered = self.calls.acquire_many(MAX_CONNECTIONS);
        if timeout(END_PATIENCE, answered).await.is_err() {
            tracing::warn!("calls were still open at the end");
        }
        self.streams_end.cancel();
        let closed = self.open.acquire_many(MAX_CONNECTIONS);
        let _ = timeout(CLOSE_PATIENCE, closed).await;
    }
}

/// Serves one connection, until it is done with or the request at hand is answered and the server is to end.
async fn serve_one<H: ServerHandler>(
    stream: TcpStream,
    service: Arc<Service<H>>,
    ending: CancellationToken,
) {
    let answers = service_fn(move |request| {
        let service = service.clone();
        async move { Ok::<_, Infallible>(service.answer(request).await) }
    });
    let mut connection = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_TIMEOUT)
            .serve_connection(TokioIo::new(stream), answers)
    );
    let served = tokio::select! {
        served = connection.as_mut() => served,
        () = ending.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = served {
        // A client that goes away, or speaks no HTTP, is nothing that anyone here could mend.
        tracing::debug!("a connection ended: {error}");
    }
}
