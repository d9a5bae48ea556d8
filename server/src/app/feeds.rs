//! What comes in, for those who watch over a socket: events and log lines.

use std::sync::{Arc, OnceLock};

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
    /// Whether somebody watches for what there is to tell.
    pub(super) fn interest(&self, news: &News) -> bool {
        !news.events.is_empty() && self.events.is_watched()
            || !news.logs.is_empty() && self.logs.is_watched()
    }

    pub(super) fn publish(&self, news: News) {
        self.events.publish(news.events);
        self.logs.publish(news.logs);
    }
}

/// How many items a slow subscriber may be behind before it misses some.
const CAPACITY: usize = 16_384;

/// Something new, as all subscribers of a feed are handed it.
#[derive(Debug)]
pub struct Told<T> {
    item: Arc<T>,
    text: OnceLock<String>,
}

impl<T> Told<T> {
    fn new(item: Arc<T>) -> Self {
        Self {
            item,
            text: OnceLock::new(),
        }
    }

    /// What is new.
    pub fn item(&self) -> &Arc<T> {
        &self.item
    }

    /// What clients are told of it, which is the same for all: `write` is asked by the
    /// first subscriber that needs it.
    pub fn text(&self, write: impl FnOnce(&T) -> String) -> &str {
        self.text.get_or_init(|| write(&self.item))
    }
}

/// Hands every item to every subscriber. Publishing costs the same for any number
/// of them: an item is shared, and each subscriber takes it when it is ready.
///
/// The items on their way are kept in a ring until every subscriber has taken them, each
/// with its text once that was needed. The ring is made for the first subscriber: a
/// server that nobody watches does without.
#[derive(Debug)]
pub struct Feed<T> {
    sender: OnceLock<broadcast::Sender<Arc<Told<T>>>>,
}

impl<T> Default for Feed<T> {
    fn default() -> Self {
        Self {
            sender: OnceLock::new(),
        }
    }
}

impl<T> Feed<T> {
    /// The items from now on. A subscriber that is more than 16,384 items behind is
    /// told how many it missed.
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<Told<T>>> {
        let sender = self.sender.get_or_init(|| broadcast::Sender::new(CAPACITY));
        sender.subscribe()
    }

    /// Whether there is a subscriber.
    pub(super) fn is_watched(&self) -> bool {
        self.watched().is_some()
    }

    /// The ring, if somebody watches.
    fn watched(&self) -> Option<&broadcast::Sender<Arc<Told<T>>>> {
        let sender = self.sender.get();
        sender.filter(|sender| sender.receiver_count() > 0)
    }

    fn publish(&self, items: Vec<Arc<T>>) {
        let Some(sender) = self.watched() else {
            return;
        };
        for item in items {
            // Only fails when nobody listens any more.
            let _ = sender.send(Arc::new(Told::new(item)));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Feed;

    #[test]
    fn what_is_told_is_written_once_for_all() {
        let feed = Feed::default();
        let mut subscribers = [feed.subscribe(), feed.subscribe()];
        feed.publish(vec![Arc::new(1)]);
        let texts = subscribers.each_mut().map(|subscriber| {
            let told = subscriber.try_recv().unwrap();
            assert_eq!(**told.item(), 1);
            told.text(ToString::to_string).as_ptr()
        });
        assert_eq!(texts[0], texts[1]);
    }
}
