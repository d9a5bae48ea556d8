//! The four WebSockets.
//!
//! | path below `/api` | the client | the server |
//! |---|---|---|
//! | `/events/in` | tells events: [`events_in`] | nothing |
//! | `/events/out` | says what it wants | tells events, those that were and those that come: [`events_out`] |
//! | `/logs/out` | says what it wants | tells log lines: [`logs_out`] |
//! | `/work_pools/{name}/workers/connect` | a worker that tells that it is alive | tells how the pool changes: [`worker_channel`] |
//!
//! A socket is one task that does everything in turn: it has no other state than
//! its own, and what it waits for can be dropped at any time. It goes through
//!
//! ```text
//! request ─▶ handshake ─▶ serve ─▶ end
//!               │           │       ▲ a close frame with a reason, within a limit
//!               └───────────┴───────┘ or nothing, if the client is gone
//! ```
//!
//! What a client can take of the server is in [`limits`]. Where Prefect's own server
//! drops a connection without a word, because its handler has failed, the client is
//! told why instead, with a code that it takes for the same.

mod events_in;
mod events_out;
mod frames;
mod handshake;
mod limits;
mod live;
mod logs_out;
mod socket;
mod upgrade;
mod worker_channel;
mod worker_frames;

use std::sync::Arc;

use dropshot::{Body, RequestContext};
use http::{Request, Response};
use prefect_mock_api::Upgrade;
use slog::Logger;
use tokio::sync::watch;

use super::{PrefectServer, RequestScope};
use crate::app::App;
use handshake::{Dialect, authenticate};
use socket::{Close, Ended, Socket};
use upgrade::Connection;

pub use limits::SocketLimits;

/// What a socket is for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Purpose {
    EventsIn,
    EventsOut,
    LogsOut,
    WorkerChannel { pool: String },
}

impl Purpose {
    fn at(path: &[&str]) -> Option<Self> {
        match path {
            ["events", "in"] => Some(Self::EventsIn),
            ["events", "out"] => Some(Self::EventsOut),
            ["logs", "out"] => Some(Self::LogsOut),
            ["work_pools", pool, "workers", "connect"] if !pool.is_empty() => {
                Some(Self::WorkerChannel {
                    pool: (*pool).to_owned(),
                })
            }
            _ => None,
        }
    }

    /// Whether clients that do not speak Prefect's subprotocol are let in.
    fn admits(&self, dialect: Dialect) -> bool {
        !matches!(self, Self::WorkerChannel { .. }) || dialect == Dialect::Prefect
    }

    /// Why a client is refused that begins with anything but its introduction.
    fn refusal(&self) -> &'static str {
        match self {
            Self::WorkerChannel { .. } => worker_channel::AUTHENTICATION_FAILED,
            Self::EventsIn | Self::EventsOut | Self::LogsOut => "Expected 'auth' message",
        }
    }

    /// Serves a client whose socket is open, until it ends.
    async fn serve(self, socket: &mut Socket, dialect: Dialect, app: &App) -> Ended {
        let served = async {
            authenticate(socket, dialect, self.refusal()).await?;
            match self {
                Self::EventsIn => events_in::serve(socket, app).await,
                Self::EventsOut => events_out::serve(socket, app).await,
                Self::LogsOut => logs_out::serve(socket, app).await,
                Self::WorkerChannel { pool } => worker_channel::serve(socket, app, &pool).await,
            }
        };
        match served.await {
            Ok(never) => match never {},
            Err(ended) => ended,
        }
    }
}

/// The open sockets of a server.
#[derive(Debug, Clone, Default)]
pub struct Sockets {
    limits: SocketLimits,
    open: Arc<watch::Sender<usize>>,
    is_closing: Arc<watch::Sender<bool>>,
}

impl Sockets {
    /// None yet.
    pub fn new(limits: SocketLimits) -> Self {
        Self {
            limits,
            open: Arc::default(),
            is_closing: Arc::default(),
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        *self.open.borrow()
    }

    /// Closes all, and those that are still opened, and returns once they are gone.
    pub async fn close(&self) {
        self.is_closing.send_replace(true);
        // The sender is this one's own.
        let _ = self.open.subscribe().wait_for(|open| *open == 0).await;
    }

    /// Sees to it that all are closed when what holds them is dropped.
    pub fn guard(self) -> SocketsGuard {
        SocketsGuard(self)
    }

    /// Resolves when all are to be closed.
    async fn closing(&self) {
        let _ = self
            .is_closing
            .subscribe()
            .wait_for(|closing| *closing)
            .await;
    }

    fn opened(&self) -> Open {
        self.open.send_modify(|open| *open += 1);
        Open(Arc::clone(&self.open))
    }
}

/// The open sockets of a server that closes them when it goes.
#[derive(Debug)]
pub struct SocketsGuard(Sockets);

impl SocketsGuard {
    /// The sockets.
    pub fn sockets(&self) -> &Sockets {
        &self.0
    }
}

impl Drop for SocketsGuard {
    fn drop(&mut self) {
        self.0.is_closing.send_replace(true);
    }
}

/// One open socket, for as long as it is counted.
struct Open(Arc<watch::Sender<usize>>);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.send_modify(|open| *open -= 1);
    }
}

impl Upgrade for PrefectServer {
    async fn upgrade(
        rqctx: &RequestContext<RequestScope>,
        path: Option<&[&str]>,
        request: Request<Body>,
    ) -> Response<Body> {
        let headers = request.headers();
        if let Some(response) = handshake::malformed(headers) {
            return response;
        }
        let dialect = Dialect::of(headers);
        // Prefect sends other requests on to where the slash is right, but not these.
        let path = path.filter(|_| !request.uri().path().ends_with('/'));
        let purpose = path.and_then(Purpose::at);
        let Some(purpose) = purpose.filter(|purpose| purpose.admits(dialect)) else {
            return handshake::no_socket();
        };
        let scope = rqctx.context().clone();
        let log = rqctx.log.clone();
        let mut response = upgrade::granted(headers);
        dialect.accept(&mut response);
        let upgrade = hyper::upgrade::on(request);
        tokio::spawn(async move {
            let Some(connection) = Connection::of(upgrade).await else {
                slog::debug!(log, "socket not opened"; "purpose" => ?purpose);
                return;
            };
            let socket = Socket::new(connection, scope.sockets().limits).await;
            keep(socket, purpose, dialect, &scope, &log).await;
        });
        response
    }
}

/// Keeps a socket from its beginning to its end.
async fn keep(
    mut socket: Socket,
    purpose: Purpose,
    dialect: Dialect,
    scope: &RequestScope,
    log: &Logger,
) {
    let sockets = scope.sockets();
    let _open = sockets.opened();
    slog::debug!(log, "socket opened"; "purpose" => ?purpose, "dialect" => ?dialect);
    let ended = tokio::select! {
        ended = purpose.clone().serve(&mut socket, dialect, scope) => ended,
        () = sockets.closing() => Close::shutdown().into(),
    };
    match &ended {
        Ended::Gone => slog::debug!(log, "socket ended by its client"; "purpose" => ?purpose),
        Ended::Close(close) => slog::debug!(log, "socket closed"; "purpose" => ?purpose,
            "code" => close.code(), "reason" => close.reason()),
    }
    socket.end(ended).await;
}
