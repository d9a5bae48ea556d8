//! Events, as clients send and read them.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use prefect_rest::{Client, types};
use serde_json::json;
use uuid::Uuid;

use super::flow_runs::now;
use super::{ok, refused};

/// How long real Prefect may take to store events: it gathers them for five seconds.
const PATIENCE: Duration = Duration::from_secs(30);

/// A value of one of the document's types.
macro_rules! of {
    ($type:ty: $json:tt) => {
        serde_json::from_value::<$type>(json!($json)).expect("a value of the document")
    };
}

fn event(number: u128, related: serde_json::Value) -> types::Event {
    of!(types::Event: {
        "id": Uuid::from_u128(number),
        "occurred": now() - TimeDelta::seconds(10),
        "event": "truth.event",
        "resource": {"prefect.resource.id": format!("truth.{number}")},
        "related": related,
    })
}

pub(super) async fn call(client: &Client) {
    let related = json!([{"prefect.resource.id": "truth", "prefect.resource.role": "truth"}]);
    let events: Vec<_> = (1..=3)
        .map(|number| event(number, related.clone()))
        .collect();
    ok!(client.create_events().body(events));
    let refusal = refused!(client.create_events().body(vec![event(4, json!([{}]))]));
    assert!(refusal.contains("prefect.resource.id"), "{refusal}");

    let started = Instant::now();
    let page = loop {
        let page = ok!(client.read_events().body(of!(types::ReadEventsBody: {
            "filter": {"event": {"name": ["truth.event"]}}, "limit": 2,
        })));
        if page.total == 3 {
            break page;
        }
        assert!(
            started.elapsed() < PATIENCE,
            "there are {} events",
            page.total
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    assert_eq!(page.events.len(), 2);
    let next = page.next_page.expect("a third event");
    let (_, token) = next.split_once("page-token=").expect("a token");
    let page = ok!(client.read_events_page().page_token(token));
    assert_eq!((page.events.len(), page.total), (1, 3));
    assert_eq!(page.next_page, None);

    let counts = ok!(client
        .count_events()
        .countable(types::Countable::Event)
        .body(of!(types::CountEventsBody: {
            "filter": {"event": {"prefix": ["truth."]}},
        })));
    assert_eq!(counts[0].count, 3);
}
