//! Filters on work pools.

use prefect_mock_api::types::{Operator, WorkPoolFilter};

use crate::domain::work_pool::WorkPool;

/// Whether a pool matches a filter.
pub(super) fn matches(filter: &WorkPoolFilter, pool: &WorkPool) -> bool {
    let id = filter
        .id
        .value()
        .and_then(|id| id.any.value())
        .map(|ids| ids.contains(&pool.id.uuid()));
    let name = filter
        .name
        .value()
        .and_then(|name| name.any.value())
        .map(|names| names.contains(&pool.name));
    let kind = filter
        .type_
        .value()
        .and_then(|kind| kind.any.value())
        .map(|kinds| kinds.contains(&pool.pool_type));
    let mut criteria = [id, name, kind].into_iter().flatten();
    match filter.operator {
        Some(Operator::Or) => criteria.any(|holds| holds),
        _ => criteria.all(|holds| holds),
    }
}
