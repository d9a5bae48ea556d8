//! Word of how far a call is, for a host that asked for it.

use rmcp::RoleServer;
use rmcp::model::{ProgressNotificationParam, ProgressToken};
use rmcp::service::{Peer, RequestContext};

use crate::dialogue::MAX_ROUNDS;

/// The steps of a call: reading the tools, as many rounds as there may be, and rendering.
const STEPS: u32 = MAX_ROUNDS + 2;

/// Where word of one call goes, if anywhere.
pub(crate) struct Progress {
    to: Option<(ProgressToken, Peer<RoleServer>)>,
    done: u32,
}

impl Progress {
    /// Word for the host of a call, if it gave a progress token.
    pub(crate) fn of(context: &RequestContext<RoleServer>) -> Self {
        let token = context.meta.get_progress_token();
        Self {
            to: token.map(|token| (token, context.peer.clone())),
            done: 0,
        }
    }

    /// One more step is done. A host that does not hear of it is no reason to stop.
    pub(crate) async fn step(&mut self, message: impl Into<String>) {
        self.done = (self.done + 1).min(STEPS - 1);
        self.tell(message.into()).await;
    }

    /// Everything is done.
    pub(crate) async fn end(&mut self, message: impl Into<String>) {
        self.done = STEPS;
        self.tell(message.into()).await;
    }

    async fn tell(&self, message: String) {
        if let Some((token, peer)) = &self.to {
            let word = ProgressNotificationParam::new(token.clone(), f64::from(self.done))
                .with_total(f64::from(STEPS))
                .with_message(message);
            // The only error is a connection that is gone, of which the session learns by itself.
            let _ = peer.notify_progress(word).await;
        }
    }
}
