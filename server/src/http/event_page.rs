//! Tokens that name a page of events.
//!
//! A token is what the query was, with its times fixed, and where to go on; so the
//! server keeps nothing between pages. It is not secret and not signed: whoever writes
//! one of his own gets what he could have asked for anyway. Prefect has it the same
//! way, in base 64 twice over.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use prefect_mock_api::types::{EventFilter, EventOccurredFilter};
use serde::{Deserialize, Serialize};

use crate::store::filter::{EventCriteria, Reading};

/// The most events on a page, and the number unless asked otherwise.
const PAGE_SIZE: usize = 50;

/// A page of events.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct EventPageToken {
    /// What the query asked for.
    pub(super) filter: EventFilter,
    /// How many events matched when the first page was read.
    pub(super) count: usize,
    /// How many events fit on a page.
    pub(super) page_size: usize,
    /// How many events come before the page.
    pub(super) offset: usize,
}

impl EventPageToken {
    /// The first page of a query that is made at a time.
    pub(super) fn first(
        filter: EventFilter,
        now: DateTime<Utc>,
        count: usize,
        limit: Option<i64>,
    ) -> Self {
        let (since, until) = EventCriteria::new(&filter, Reading::Query, now).occurred();
        Self {
            filter: EventFilter {
                occurred: Some(EventOccurredFilter {
                    since: Some(since),
                    until: Some(until),
                }),
                ..filter
            },
            count,
            page_size: limit.map_or(PAGE_SIZE, |limit| usize::try_from(limit).unwrap_or(0)),
            offset: 0,
        }
    }

    /// The page after this one, if there is more. A page for no events at all is
    /// followed by itself.
    pub(super) fn next(&self) -> Option<Self> {
        let offset = self.offset.saturating_add(self.page_size);
        (offset < self.count).then(|| Self {
            offset,
            ..self.clone()
        })
    }

    /// How many events to read: never more than fit on a page of the server's own
    /// making. Who asks for events by their ids gets no more of them than there are ids.
    pub(super) fn limit(&self) -> usize {
        let ids = self.filter.id.as_ref().and_then(|id| id.id.value());
        let page_size = self.page_size.min(PAGE_SIZE);
        match ids.map(Vec::len) {
            None | Some(0) => page_size,
            Some(ids) => page_size.min(ids),
        }
    }

    /// Reads a token; `None` if it is none.
    pub(super) fn read(token: &str) -> Option<Self> {
        let inner = STANDARD.decode(token).ok()?;
        serde_json::from_slice(&STANDARD.decode(inner).ok()?).ok()
    }

    /// Writes the token.
    pub(super) fn write(&self) -> String {
        // What was read as JSON can be written as JSON.
        let json = serde_json::to_vec(self).unwrap_or_default();
        STANDARD.encode(STANDARD.encode(json))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn page(count: usize, page_size: usize, offset: usize) -> EventPageToken {
        EventPageToken {
            filter: EventFilter::default(),
            count,
            page_size,
            offset,
        }
    }

    #[test]
    fn pages_follow_each_other_to_the_end() {
        let offsets = std::iter::successors(Some(page(5, 2, 0)), EventPageToken::next);
        assert_eq!(
            offsets.map(|page| page.offset).collect::<Vec<_>>(),
            [0, 2, 4]
        );
        assert_eq!(page(4, 2, 2).next(), None);
        assert_eq!(page(1, 0, 0).next(), Some(page(1, 0, 0)));
        assert_eq!(page(usize::MAX, usize::MAX, 7).next(), None);
    }

    #[test]
    fn what_is_no_token_is_refused() {
        let twice = |text: &str| STANDARD.encode(STANDARD.encode(text));
        for token in [
            "",
            "abc",
            "!!!",
            "eA==",
            &twice("{}"),
            &twice("[]"),
            &twice("x"),
        ] {
            assert_eq!(EventPageToken::read(token), None, "{token}");
        }
    }

    proptest! {
        #[test]
        fn tokens_read_back(count: usize, page_size: usize, offset: usize) {
            let page = page(count, page_size, offset);
            prop_assert_eq!(EventPageToken::read(&page.write()), Some(page));
        }
    }
}
