//! `/api/events/out`: events as they are recorded, after those that were.
//!
//! A client that falls out of the ring of what is new is cut off: Prefect's own
//! comes again at once, asks for what it missed, and leaves out what it has. Nothing
//! is lost that way, while a gap would stay unseen, and with it perhaps the end of
//! a run that somebody waits for.

use std::convert::Infallible;

use chrono::TimeDelta;
use prefect_mock_api::types::{EventFilter, EventOrder};

use super::frames::{self, Asked};
use super::live::{OnLag, forward};
use super::socket::{Ended, Socket};
use crate::app::{App, EventsBefore};
use crate::store::filter::{EventCriteria, Reading};

/// How far back events are told: Prefect's default for
/// `PREFECT_SERVER_EVENTS_MAXIMUM_WEBSOCKET_BACKFILL`.
const MAXIMUM_BACKFILL: TimeDelta = TimeDelta::minutes(15);

/// How many events of the past are read at once: Prefect's default for
/// `PREFECT_SERVER_EVENTS_WEBSOCKET_BACKFILL_PAGE_SIZE`.
const BACKFILL_PAGE_SIZE: usize = 250;

/// Serves one client until its socket ends.
pub(super) async fn serve(socket: &mut Socket, app: &App) -> Result<Infallible, Ended> {
    let text = socket.introduction(frames::no_filter).await?;
    let asked: Asked<EventFilter> = frames::read_filter(&text, "EventFilter")?;
    let now = app.clock().now();
    let read = |reading| {
        let mut criteria = EventCriteria::new(&asked.filter, reading, now);
        criteria.clamp(now - MAXIMUM_BACKFILL);
        criteria.sort(EventOrder::Asc);
        criteria
    };
    let (past, mut events) = app.watch_events(read(Reading::Query));
    if asked.backfill {
        tell_past(socket, app, past).await?;
    }
    let criteria = read(Reading::Stream);
    let wanted = |event: &_| criteria.admit(event);
    forward(socket, &mut events, OnLag::Close, wanted, frames::event).await
}

async fn tell_past(socket: &mut Socket, app: &App, mut past: EventsBefore) -> Result<(), Ended> {
    loop {
        let page = app.read_events_before(&mut past, BACKFILL_PAGE_SIZE);
        if page.is_empty() {
            return Ok(());
        }
        for event in page {
            socket.queue(frames::event(&event)).await?;
        }
        socket.flush().await?;
    }
}
