//! How a session is begun.
//!
//! Which generation of the protocol is spoken depends on the transport, because the generations disagree about who may
//! speak first:
//!
//! * **A child process** is sent `initialize`, and `server/discover` (2026-07-28) only where it answers that with an
//!   error. The other way round, a server of the older generation may end, or never answer, over a request that comes
//!   before `initialize`, and there is no asking it twice without starting it twice.
//! * **A URL** is sent `server/discover` first, and `initialize` where it is not understood. A refused request costs one
//!   round trip, and without `initialize` there is no session that would stay behind if this process is killed.

use std::path::Path;

use http::HeaderMap;
use rmcp::model::ProtocolVersion;
use rmcp::service::{
    ClientInitializeError, ClientLifecycleMode, ClientServiceExt as _, RoleClient, RunningService,
};
use tokio::time::{Instant, timeout_at};
use url::Url;

use crate::config::Command;
use crate::connection::client::Client;
use crate::connection::http::{self as transport, Trouble};
use crate::connection::process::Process;
use crate::failure::cut;
use crate::secrets::Secrets;

/// A session that has begun.
pub(super) struct Begun {
    pub(super) service: RunningService<RoleClient, Client>,
    /// The server's process, where it is one of ours.
    pub(super) process: Option<Process>,
}

/// Why no session has begun.
pub(super) enum BeginError {
    /// There is no server to speak to: what happened, and what to do.
    Impossible(String),
    /// The server took too long; the end of its log, where it has one.
    TooLate { log: String },
}

/// Begins a session with a server that has to be started.
pub(super) async fn with_process(
    command: &Command,
    guard: Option<&Path>,
    deadline: Instant,
    secrets: &Secrets,
) -> Result<Begun, BeginError> {
    let newest = ClientLifecycleMode::Discover {
        preferred_versions: vec![ProtocolVersion::LATEST],
    };
    let mut said = String::new();
    for lifecycle in [ClientLifecycleMode::Initialize, newest] {
        let (process, transport) = Process::start(command, guard)
            .map_err(|problem| BeginError::Impossible(secrets.hide_in_message(&problem)))?;
        let served = Client.serve_with_lifecycle(transport, lifecycle);
        let Ok(served) = timeout_at(deadline, served).await else {
            let log = process.last_words(secrets);
            return Err(BeginError::TooLate { log });
        };
        let problem = match served {
            Ok(service) => {
                return Ok(Begun {
                    service,
                    process: Some(process),
                });
            }
            Err(ClientInitializeError::JsonRpcError(error)) => {
                said = cut(&secrets.hide_in_message(&error.message));
                process.end().await;
                continue;
            }
            Err(
                ClientInitializeError::ConnectionClosed(_)
                | ClientInitializeError::TransportError { .. },
            ) => None,
            Err(other) => Some(cut(&secrets.hide_in_message(&other.to_string()))),
        };
        let lost = process.lost("before it was ready", problem, secrets);
        return Err(BeginError::Impossible(lost.await));
    }
    Err(BeginError::Impossible(format!(
        "speaks no protocol of this client, whose newest is {}; it said: {said}",
        ProtocolVersion::LATEST,
    )))
}

/// Begins a session with a server on the network.
pub(super) async fn with_url(
    url: &Url,
    headers: &HeaderMap,
    deadline: Instant,
    secrets: &Secrets,
) -> Result<Begun, BeginError> {
    let auto = ClientLifecycleMode::Auto {
        preferred_versions: vec![ProtocolVersion::LATEST],
        legacy_version: Some(ProtocolVersion::LATEST_WITH_INITIALIZE),
    };
    let mut problem = String::new();
    // Once more with `initialize` alone: servers refuse what they do not know in more ways than `Auto` has heard of.
    for lifecycle in [auto, ClientLifecycleMode::Initialize] {
        let transport = transport::transport(url, headers).map_err(BeginError::Impossible)?;
        let served = Client.serve_with_lifecycle(transport, lifecycle);
        let Ok(served) = timeout_at(deadline, served).await else {
            return Err(BeginError::TooLate { log: String::new() });
        };
        let error = match served {
            Ok(service) => {
                return Ok(Begun {
                    service,
                    process: None,
                });
            }
            Err(error) => error,
        };
        let (trouble, said) = transport::explain_beginning(&error);
        problem = format!(
            "at {} cannot be spoken to: {}; {}",
            url.origin().ascii_serialization(),
            cut(&secrets.hide_in_message(&said)),
            trouble.advice()
        );
        if trouble != Trouble::Other {
            break;
        }
    }
    Err(BeginError::Impossible(problem))
}
