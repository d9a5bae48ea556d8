//! `/api/logs/out`: log lines as they come in.
//!
//! As on Prefect, only what comes in from now on is told; older lines are read
//! over HTTP. (Prefect leaves this socket silent unless it is told to publish logs.)
//! A client that falls behind misses lines, as it does there, and sooner: it is not
//! cut off, because what it would miss while it connects again would be more.

use std::convert::Infallible;

use prefect_mock_api::types::LogFilter;

use super::frames;
use super::live::{OnLag, forward};
use super::socket::{Ended, Socket};
use crate::app::App;
use crate::store::filter::LogCriteria;

/// Serves one client until its socket ends.
pub(super) async fn serve(socket: &mut Socket, app: &App) -> Result<Infallible, Ended> {
    let text = socket.introduction(frames::no_filter).await?;
    let filter: LogFilter = frames::read_filter(&text, "LogFilter")?.filter;
    let criteria = LogCriteria::new(&filter);
    let mut lines = app.feeds().logs.subscribe();
    let wanted = |line: &_| criteria.admit(line);
    forward(socket, &mut lines, OnLag::Skip, wanted, frames::log).await
}
