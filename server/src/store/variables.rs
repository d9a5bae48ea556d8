//! Variables by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Record, Table};
use crate::domain::ids::VariableId;
use crate::domain::variable::Variable;

impl Record for Variable {
    type Id = VariableId;

    fn id(&self) -> VariableId {
        self.id
    }
}

/// Variables. A name belongs to one at most.
#[derive(Debug, Default)]
pub struct Variables {
    rows: Table<Variable>,
    by_name: BTreeMap<String, VariableId>,
}

impl Variables {
    /// The variable of an id.
    pub fn get(&self, id: VariableId) -> Option<&Arc<Variable>> {
        self.rows.get(id)
    }

    /// The variable of a name.
    pub fn by_name(&self, name: &str) -> Option<&Arc<Variable>> {
        self.get(*self.by_name.get(name)?)
    }

    /// Every variable, by name.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Variable>> {
        self.by_name.values().filter_map(|id| self.get(*id))
    }

    /// Puts a variable in; its name has to be free or its own.
    pub fn put(&mut self, variable: Variable) -> Arc<Variable> {
        let variable = Arc::new(variable);
        if let Some(before) = self.rows.put(Arc::clone(&variable)) {
            self.by_name.remove(&before.name);
        }
        self.by_name.insert(variable.name.clone(), variable.id);
        variable
    }

    /// Takes a variable out.
    pub fn remove(&mut self, id: VariableId) -> Option<Arc<Variable>> {
        let variable = self.rows.remove(id)?;
        self.by_name.remove(&variable.name);
        Some(variable)
    }
}
