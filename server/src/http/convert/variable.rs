//! Variables.

use prefect_mock_api::types;

use crate::domain::variable::Variable;

impl From<&Variable> for types::Variable {
    fn from(variable: &Variable) -> Self {
        Self {
            id: variable.id.uuid(),
            created: Some(variable.created),
            updated: Some(variable.updated),
            name: variable.name.clone(),
            value: variable.value.clone(),
            tags: variable.tags.clone(),
        }
    }
}
