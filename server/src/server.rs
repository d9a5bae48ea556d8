//! The server as a whole: the application, HTTP before it and services behind it.
//!
//! [`start_server`] is what the binary and the tests call alike. It returns once
//! the socket listens; everything else runs in tasks until
//! [`RunningServer::shutdown`] ends them, or the server is dropped.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use dropshot::{
    ApiDescriptionRegisterError, BuildError, ConfigDropshot, HandlerTaskMode, HttpServer,
    ServerBuilder,
};
use prefect_mock_api::{MAX_BODY_BYTES, api_description, schema::Document};
use slog::{Logger, o};
use thiserror::Error;

use crate::app::{App, Settings};
use crate::clock::{Clock, SystemClock};
use crate::http::{PrefectServer, RequestScope, SocketLimits, Sockets, SocketsGuard};
use crate::random::Random;
use crate::services::Services;
use crate::simulator::{Delays, SimulateMode, Simulation};

/// The port that the server listens on unless told otherwise.
pub const DEFAULT_PORT: u16 = 4220;

/// How long a shutdown waits for requests that are being answered, and for the
/// clients of WebSockets to go. Idle connections are closed at once.
const SHUTDOWN_GRACE: Duration = Duration::from_millis(500);

/// What a server is made of.
pub struct Config {
    /// Where to listen: an IP address, or a name that leads to one.
    pub host: String,
    /// The port to listen on; 0 takes a free one.
    pub port: u16,
    /// What the application goes by.
    pub settings: Settings,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where ids and names come from.
    pub random: Arc<Random>,
    /// Which pools are simulated.
    pub simulate: SimulateMode,
    /// How fast simulated runs are.
    pub delays: Delays,
    /// What a WebSocket may take.
    pub socket_limits: SocketLimits,
    /// Where the log goes.
    pub log: Logger,
}

impl Default for Config {
    /// A server for this machine alone, on the machine's time, that logs nothing.
    fn default() -> Self {
        Self {
            host: Ipv4Addr::LOCALHOST.to_string(),
            port: DEFAULT_PORT,
            settings: Settings::default(),
            clock: Arc::new(SystemClock),
            random: Arc::new(Random::from_os()),
            simulate: SimulateMode::default(),
            delays: Delays::default(),
            socket_limits: SocketLimits::default(),
            log: Logger::root(slog::Discard, o!()),
        }
    }
}

/// Why a server did not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// The host leads nowhere.
    #[error("cannot find the host {host:?}: {error}; give an IP address, such as 127.0.0.1")]
    Host {
        /// The host as it was given.
        host: String,
        /// Why.
        error: std::io::Error,
    },
    /// The address cannot be listened on.
    #[error(
        "cannot listen on {address}: {error}; end what listens there, or choose another host or port"
    )]
    Bind {
        /// The address.
        address: SocketAddr,
        /// Why.
        error: std::io::Error,
    },
    /// The HTTP server cannot be set up.
    #[error("cannot set up the HTTP server: {0}")]
    Http(String),
}

impl From<ApiDescriptionRegisterError> for StartError {
    fn from(error: ApiDescriptionRegisterError) -> Self {
        Self::Http(error.to_string())
    }
}

impl From<BuildError> for StartError {
    fn from(error: BuildError) -> Self {
        match error {
            BuildError::BindError { address, error } => Self::Bind { address, error },
            other => Self::Http(other.to_string()),
        }
    }
}

/// A server that runs. Dropping it ends it without waiting for anything.
pub struct RunningServer {
    url: String,
    local_addr: SocketAddr,
    app: Arc<App>,
    services: Services,
    sockets: SocketsGuard,
    http: HttpServer<RequestScope>,
}

/// Starts a server.
///
/// # Errors
///
/// See [`StartError`]; nothing is left running.
pub async fn start_server(config: Config) -> Result<RunningServer, StartError> {
    let bind_address = resolve(&config.host, config.port).await?;
    // Compiled now, so that the first request does not wait for it.
    let _ = Document::shared();
    // Reading it took several times what is left of it.
    prefect_mock_heap::give_back();
    let settings = Settings {
        resident_worker: config.simulate.resident_worker(),
        ..config.settings
    };
    let app = Arc::new(App::new(config.clock, config.random, settings));
    let sockets = Sockets::new(config.socket_limits);
    let http = ServerBuilder::new(
        api_description::<PrefectServer>()?,
        RequestScope::new(Arc::clone(&app), sockets.clone()),
        config.log.new(o!("component" => "http")),
    )
    .config(ConfigDropshot {
        bind_address,
        default_request_body_max_bytes: MAX_BODY_BYTES,
        // An operation never waits, so it cannot be cut in half.
        default_handler_task_mode: HandlerTaskMode::CancelOnDisconnect,
        ..ConfigDropshot::default()
    })
    .start()?;
    let local_addr = http.local_addr();
    let simulation = Simulation::new(Arc::clone(&app), config.simulate, config.delays);
    Ok(RunningServer {
        url: format!("http://{}/api", reachable(local_addr)),
        local_addr,
        services: Services::start(&app, simulation, &config.log),
        app,
        sockets: sockets.guard(),
        http,
    })
}

impl RunningServer {
    /// What `PREFECT_API_URL` is to be for clients of this server.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The address that the server listens on.
    pub fn local_addr(&self) -> SocketAddr {
        self.local_addr
    }

    /// The application.
    pub fn app(&self) -> &Arc<App> {
        &self.app
    }

    /// The open WebSockets.
    pub fn sockets(&self) -> &Sockets {
        self.sockets.sockets()
    }

    /// Ends the services, closes the WebSockets, lets requests that are being
    /// answered end for half a second, and stops listening.
    pub async fn shutdown(self) {
        self.services.stop().await;
        let end = async {
            let ((), closed) = tokio::join!(self.sockets.sockets().close(), self.http.close());
            closed
        };
        // What is not done by then is dropped with the runtime, as is an error,
        // which can only say that the server had ended before.
        let _ = tokio::time::timeout(SHUTDOWN_GRACE, end).await;
    }
}

/// The address of a host; an IPv4 one if there is a choice.
async fn resolve(host: &str, port: u16) -> Result<SocketAddr, StartError> {
    let addresses = tokio::net::lookup_host((host, port)).await;
    let addresses: Vec<_> = addresses
        .map_err(|error| StartError::Host {
            host: host.to_owned(),
            error,
        })?
        .collect();
    addresses
        .iter()
        .find(|address| address.is_ipv4())
        .or_else(|| addresses.first())
        .copied()
        .ok_or_else(|| StartError::Host {
            host: host.to_owned(),
            error: std::io::ErrorKind::NotFound.into(),
        })
}

/// An address under which this machine reaches itself.
fn reachable(local: SocketAddr) -> SocketAddr {
    let ip = match local.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, local.port())
}

#[cfg(test)]
mod tests;
