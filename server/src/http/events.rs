//! Events.

use prefect_mock_api::{ApiError, CountEventsPath, EventsApi, ReadEventsPageQuery, reply, types};

use super::PrefectServer;
use super::convert::{count, each, each_of};
use super::event_page::EventPageToken;
use crate::app::Buckets;
use crate::store::filter::{EventCriteria, Reading};

impl EventsApi for PrefectServer {
    fn create_events(
        app: &Self::Context,
        body: Vec<types::Event>,
    ) -> Result<reply::NoContent, ApiError> {
        app.record_events(body)?;
        Ok(reply::NoContent)
    }

    fn read_events(
        app: &Self::Context,
        body: types::ReadEventsBody,
    ) -> Result<reply::Done<types::EventPage>, ApiError> {
        let filter = body.filter.into_value().unwrap_or_default();
        let now = app.clock().now();
        let total = app.count_events(&EventCriteria::new(&filter, Reading::Query, now));
        let page = EventPageToken::first(filter, now, total, body.limit);
        Ok(reply::Done(read_page(app, page)))
    }

    fn read_events_page(
        app: &Self::Context,
        query: ReadEventsPageQuery,
    ) -> Result<reply::Done<types::EventPage>, ApiError> {
        let page = EventPageToken::read(&query.page_token)
            .ok_or_else(|| ApiError::detail(http::StatusCode::FORBIDDEN, "Forbidden"))?;
        Ok(reply::Done(read_page(app, page)))
    }

    fn count_events(
        app: &Self::Context,
        path: CountEventsPath,
        body: types::CountEventsBody,
    ) -> Result<reply::Done<Vec<types::EventCount>>, ApiError> {
        let now = app.clock().now();
        let criteria = EventCriteria::new(&body.filter, Reading::Query, now);
        let buckets = Buckets {
            unit: body.time_unit.unwrap_or(types::TimeUnit::Day),
            interval: body.time_interval.unwrap_or(1.0),
        };
        let counts = app.count_events_by(&criteria, path.countable, buckets)?;
        Ok(reply::Done(each(counts)))
    }
}

fn read_page(app: &super::RequestScope, page: EventPageToken) -> types::EventPage {
    let criteria = EventCriteria::new(&page.filter, Reading::Query, app.clock().now());
    let events = app.read_events(&criteria, page.offset, page.limit());
    types::EventPage {
        events: each_of(&events),
        total: count(page.count),
        next_page: page.next().map(|next| {
            format!(
                "{}api/events/filter/next?page-token={}",
                app.base_url(),
                next.write()
            )
        }),
    }
}
