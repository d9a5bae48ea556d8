//! Word of how far a call is, for a host that asked for it.

use rmcp::RoleServer;
use rmcp::model::{ProgressNotificationParam, ProgressToken};
use rmcp::service::{Peer, RequestContext};

use tokio::time::Duration;

use crate::dialogue::{MAX_ROUNDS, MAX_TIME};

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
        self.tell(f64::from(self.done), message.into()).await;
    }

    /// The step that was told last has been going on for `elapsed`. The number grows with it and stays below the next.
    pub(crate) async fn waiting(&self, elapsed: Duration) {
        let part = elapsed.as_secs_f64() / (2.0 * MAX_TIME.as_secs_f64());
        let seconds = elapsed.as_secs();
        self.tell(
            f64::from(self.done) + part.min(0.99),
            format!("The model has been thinking for {seconds} s"),
        )
        .await;
    }

    /// Everything is done.
    pub(crate) async fn end(&mut self, message: impl Into<String>) {
        self.done = STEPS;
        self.tell(f64::from(STEPS), message.into()).await;
    }

    async fn tell(&self, done: f64, message: String) {
        if let Some((token, peer)) = &self.to {
            let word = ProgressNotificationParam::new(token.clone(), done)
                .with_total(f64::from(STEPS))
                .with_message(message);
            // The only error is a connection that is gone, of which the session learns by itself.
            let _ = peer.notify_progress(word).await;
        }
    }
}
