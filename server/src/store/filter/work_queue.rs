//! Filters on work queues.

use prefect_mock_api::Field;
use prefect_mock_api::types::WorkQueueFilter;

use super::combination::Combination;
use super::{condition, like};
use crate::domain::work_pool::WorkQueue;

/// Whether a work queue matches a filter.
///
/// `startswith_` takes patterns, as `like_` does elsewhere; an empty list of
/// them asks for nothing.
pub(super) fn matches(filter: &WorkQueueFilter, queue: &WorkQueue) -> bool {
    Combination::by(filter.operator)
        .condition(filter.id.value(), |id| {
            condition::listed(&id.any, &Field::Absent, Some(&queue.id.uuid()))
        })
        .condition(filter.name.value(), |name| {
            let starts = name.startswith.value();
            condition::listed(&name.any, &Field::Absent, Some(queue.name.as_str()))
                && starts.is_none_or(|starts| {
                    starts.is_empty()
                        || starts
                            .iter()
                            .any(|start| like::starts_with(start, &queue.name))
                })
        })
        .holds()
}
