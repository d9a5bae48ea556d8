//! Filters on log lines.

use prefect_mock_api::Field;
use prefect_mock_api::types::LogFilter;
use uuid::Uuid;

use super::combination::Combination;
use super::condition;
use super::text_search::TextSearch;
use crate::domain::log::Log;

/// A filter on log lines, with its text search parsed.
#[derive(Debug, Clone)]
pub struct LogCriteria<'a> {
    filter: &'a LogFilter,
    text: Option<TextSearch>,
}

impl<'a> LogCriteria<'a> {
    /// Reads a filter.
    pub fn new(filter: &'a LogFilter) -> Self {
        Self {
            filter,
            text: filter
                .text
                .value()
                .map(|text| TextSearch::parse(&text.query)),
        }
    }

    /// Whether a log line matches.
    pub fn admit(&self, log: &Log) -> bool {
        let filter = self.filter;
        let combination = Combination::by(filter.operator)
            .condition(filter.flow_run_id.value(), |flow_run| {
                let id = log.flow_run_id.map(Uuid::from);
                condition::listed(&flow_run.any, &Field::Absent, id.as_ref())
            })
            .condition(filter.task_run_id.value(), |task_run| {
                let id = log.task_run_id.map(Uuid::from);
                condition::any_or_null(None, &task_run.any, task_run.is_null, id.as_ref())
            })
            .condition(filter.level.value(), |level| {
                condition::between(&level.ge, &level.le, Some(&log.level))
            })
            .condition(filter.timestamp.value(), |time| {
                condition::between(&time.after, &time.before, Some(&log.timestamp))
            });
        match &self.text {
            Some(search) => {
                // As on SQLite, upper case is found by lower case only if it is ASCII.
                let text = format!("{} {}", log.message, log.name).to_ascii_lowercase();
                search.combine(combination, &text)
            }
            None => combination,
        }
        .holds()
    }
}
