//! Filters on variables.

use prefect_mock_api::Field;
use prefect_mock_api::types::VariableFilter;

use super::combination::Combination;
use super::condition::{self, Tags};
use crate::domain::variable::Variable;

/// Whether a variable matches a filter.
pub fn variable(filter: &VariableFilter, variable: &Variable) -> bool {
    Combination::by(filter.operator)
        .condition(filter.id.value(), |id| {
            condition::listed(&id.any, &Field::Absent, Some(&variable.id.uuid()))
        })
        .condition(filter.name.value(), |name| {
            condition::name(&name.any, &name.like, &variable.name)
        })
        .condition(filter.tags.value(), |tags| {
            let asked = Tags {
                operator: tags.operator,
                all: &tags.all,
                any: &Field::Absent,
                is_null: tags.is_null,
            };
            asked.admit(&variable.tags)
        })
        .holds()
}
