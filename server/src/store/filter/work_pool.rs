//! Filters on work pools.

use prefect_mock_api::Field;
use prefect_mock_api::types::WorkPoolFilter;

use super::combination::Combination;
use super::condition;
use crate::domain::work_pool::WorkPool;

/// Whether a work pool matches a filter.
pub(super) fn matches(filter: &WorkPoolFilter, pool: &WorkPool) -> bool {
    Combination::by(filter.operator)
        .condition(filter.id.value(), |id| {
            condition::listed(&id.any, &Field::Absent, Some(&pool.id.uuid()))
        })
        .condition(filter.name.value(), |name| {
            condition::listed(&name.any, &Field::Absent, Some(pool.name.as_str()))
        })
        .condition(filter.type_.value(), |kind| {
            condition::listed(&kind.any, &Field::Absent, Some(pool.pool_type.as_str()))
        })
        .holds()
}
