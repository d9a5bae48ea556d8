//! Sessions of clients, no more than so many.
//!
//! rmcp keeps sessions and lets unused ones end, but takes any number. Here the one that was unused for longest ends
//! when there are too many: its client, if there still is one, is told so by its next request (404) and begins another.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures::Stream;
use rmcp::model::{ClientJsonRpcMessage, ServerJsonRpcMessage};
use rmcp::transport::common::server_side_http::ServerSseMessage;
use rmcp::transport::streamable_http_server::session::local::{LocalSessionManager, SessionConfig};
use rmcp::transport::streamable_http_server::session::{SessionId, SessionManager};

use super::{MAX_SESSIONS, SESSION_IDLE};

/// rmcp's own sessions, bounded.
pub(super) struct Sessions {
    inner: LocalSessionManager,
    max: usize,
    used: Mutex<Uses>,
}

/// When each session was used last, as a number that grows with each use.
#[derive(Default)]
struct Uses {
    count: u64,
    last: HashMap<SessionId, u64>,
}

impl Sessions {
    /// At most [`MAX_SESSIONS`].
    pub(super) fn new() -> Self {
        Self::at_most(MAX_SESSIONS)
    }

    fn at_most(max: usize) -> Self {
        let mut inner = LocalSessionManager::default();
        let mut config = SessionConfig::default();
        config.keep_alive = Some(SESSION_IDLE);
        inner.session_config = config;
        Self {
            inner,
            max,
            used: Mutex::default(),
        }
    }

    fn uses(&self) -> MutexGuard<'_, Uses> {
        // Nothing panics while it is held, and a number too few would do no harm.
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a known session is used.
    fn touch(&self, id: &SessionId) {
        let mut uses = self.uses();
        uses.count += 1;
        let now = uses.count;
        if let Some(last) = uses.last.get_mut(id) {
            *last = now;
        }
    }

    /// The session that makes room for another, where there are as many as there may be. Looks at each of them.
    fn to_end(&self) -> Option<SessionId> {
        let uses = self.uses();
        if uses.last.len() < self.max {
            return None;
        }
        let oldest = uses.last.iter().min_by_key(|(_, last)| **last);
        oldest.map(|(id, _)| id.clone())
    }
}

type Inner = LocalSessionManager;
type Error = <Inner as SessionManager>::Error;

impl SessionManager for Sessions {
    type Error = Error;
    type Transport = <Inner as SessionManager>::Transport;

    async fn create_session(&self) -> Result<(SessionId, Self::Transport), Error> {
        while let Some(oldest) = self.to_end() {
            tracing::warn!("there are too many sessions, so the one unused for longest ends");
            self.close_session(&oldest).await?;
        }
        let (id, transport) = self.inner.create_session().await?;
        let mut uses = self.uses();
        uses.count += 1;
        let now = uses.count;
        uses.last.insert(id.clone(), now);
        Ok((id, transport))
    }

    async fn initialize_session(
        &self,
        id: &SessionId,
        message: ClientJsonRpcMessage,
    ) -> Result<ServerJsonRpcMessage, Error> {
        self.inner.initialize_session(id, message).await
    }

    async fn has_session(&self, id: &SessionId) -> Result<bool, Error> {
        self.inner.has_session(id).await
    }

    async fn close_session(&self, id: &SessionId) -> Result<(), Error> {
        self.uses().last.remove(id);
        self.inner.close_session(id).await
    }

    async fn create_stream(
        &self,
        id: &SessionId,
        message: ClientJsonRpcMessage,
    ) -> Result<impl Stream<Item = ServerSseMessage> + Send + Sync + 'static, Error> {
        self.touch(id);
        self.inner.create_stream(id, message).await
    }

    async fn accept_message(
        &self,
        id: &SessionId,
        message: ClientJsonRpcMessage,
    ) -> Result<(), Error> {
        self.touch(id);
        self.inner.accept_message(id, message).await
    }

    async fn create_standalone_stream(
        &self,
        id: &SessionId,
    ) -> Result<impl Stream<Item = ServerSseMessage> + Send + Sync + 'static, Error> {
        self.touch(id);
        self.inner.create_standalone_stream(id).await
    }

    async fn resume(
        &self,
        id: &SessionId,
        last_event_id: String,
    ) -> Result<impl Stream<Item = ServerSseMessage> + Send + Sync + 'static, Error> {
        self.touch(id);
        self.inner.resume(id, last_event_id).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_session_unused_for_longest_makes_room() {
        let sessions = Sessions::at_most(2);
        let (first, _first) = sessions.create_session().await.unwrap();
        let (second, _second) = sessions.create_session().await.unwrap();
        sessions.touch(&first);
        let (third, _third) = sessions.create_session().await.unwrap();
        assert!(sessions.has_session(&first).await.unwrap());
        assert!(!sessions.has_session(&second).await.unwrap());
        assert!(sessions.has_session(&third).await.unwrap());
    }

    #[tokio::test]
    async fn a_session_that_was_closed_leaves_nothing_behind() {
        let sessions = Sessions::at_most(2);
        for _ in 0..5 {
            let (id, _transport) = sessions.create_session().await.unwrap();
            sessions.close_session(&id).await.unwrap();
            // What comes late is no use of it.
            sessions.touch(&id);
        }
        assert!(sessions.uses().last.is_empty());
    }
}
