//! What comes in, for those who watch over a socket: events and log lines.

use std::sync::Arc;

use tokio::sync::broadcast;

use crate::domain::event::Event;
use crate::domain::log::Log;

/// What one transaction has to tell.
#[derive(Debug, Default)]
pub(super) struct News {
    /// Events, in the order in which they were recorded.
    pub(super) events: Vec<Arc<Event>>,
    /// Log lines, in the order in which they came.
    pub(super) logs: Vec<Arc<Log>>,
}

/// The feeds of a server.
#[derive(Debug, Default)]
pub struct Feeds {
    /// Events as they are recorded, the server's own and those of clients.
    pub events: Feed<Event>,
    /// Log lines as they come in.
    pub logs: Feed<Log>,
}

impl Feeds {
    pub(super) fn publish(&self, news: News) {
        self.events.publish(news.events);
        self.logs.publish(news.logs);
    }
}

/// How many items a slow subscriber may be behind before it misses some.
const CAPACITY: usize = 16_384;

/// Hands every item to every subscriber. Publishing costs the same for any number
/// of them: an item is shared, and each subscriber takes it when it is ready.
#[derive(Debug)]
pub struct Feed<T> {
    sender: broadcast::Sender<Arc<T>>,
}

impl<T> Default for Feed<T> {
    fn default() -> Self {
        // The ring is kept in memory whole, a few dozen bytes for each place.
        Self {
            sender: broadcast::Sender::new(CAPACITY),
        }
    }
}

impl<T> Feed<T> {
    /// The items from now on. A subscriber that is more than 16,384 items behind is
    /// told how many it missed.
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<T>> {
        self.sender.subscribe()
    }

    fn publish(&self, items: Vec<Arc<T>>) {
        if self.sender.receiver_count() == 0 {
            return;
        }
        for item in items {
            // Only fails when nobody listens any more.
            let _ = self.sender.send(item);
        }
    }
}
