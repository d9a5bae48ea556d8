//! `/api/events/in`: events as clients send them, one in each text message.
//!
//! Nothing is answered. A client that wants to know that its events have arrived
//! pings: a ping is answered when everything before it is recorded.

use std::convert::Infallible;

use prefect_mock_api::types;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

use super::frames;
use super::socket::{Close, Ended, Heard, Socket};
use crate::app::App;

/// How many events are recorded at once, at most. More only come together when a
/// client sends them faster than they are recorded.
const BATCH: usize = 256;

/// Takes the events of one client until its socket ends.
///
/// What has arrived is recorded in one transaction. Of a client that sends something
/// else, the events before that are recorded.
pub(super) async fn serve(socket: &mut Socket, app: &App) -> Result<Infallible, Ended> {
    loop {
        let mut heard = socket.receive().await;
        let mut events: Vec<types::Event> = Vec::new();
        let ended = loop {
            match heard {
                Ok(Heard::Text(text)) => match frames::read_event(&text) {
                    Ok(event) => events.push(event),
                    Err(close) => break Err(close.into()),
                },
                Ok(Heard::Binary) => break Err(not_text().into()),
                Ok(Heard::Ping) => break Ok(()),
                Err(ended) => break Err(ended),
            }
            if events.len() == BATCH {
                break Ok(());
            }
            match socket.receive_now() {
                Some(next) => heard = next,
                None => break Ok(()),
            }
        };
        if !events.is_empty() && app.record_events(events).is_err() {
            let reason = "the events could not be recorded; send them again";
            return Err(Close::new(CloseCode::Error, reason).into());
        }
        ended?;
    }
}

fn not_text() -> Close {
    Close::new(CloseCode::Unsupported, "Expected events as text messages")
}
