//! Variables.

use std::sync::Arc;

use prefect_mock_api::Field;
use prefect_mock_api::types::{self, VariableFilter, VariableSort};
use serde_json::Value;

use super::events::Lifecycle;
use super::{App, Error, Result, Transaction, limit, offset};
use crate::domain::ids::VariableId;
use crate::domain::python;
use crate::domain::variable::Variable;
use crate::store::{Tables, filter, sort};

/// What names a variable.
#[derive(Debug, Clone, Copy)]
pub enum VariableKey<'a> {
    /// Its id.
    Id(VariableId),
    /// Its name.
    Name(&'a str),
}

impl App {
    /// Makes a variable.
    ///
    /// # Errors
    ///
    /// `AlreadyExists` if another has its name.
    pub fn create_variable(&self, body: types::VariableCreate) -> Result<Arc<Variable>> {
        self.transaction(|tx| {
            if tx.tables.variables.by_name(&body.name).is_some() {
                return Err(Error::AlreadyExists(format!(
                    "A variable with the name {} already exists.",
                    python::quoted(&body.name)
                )));
            }
            let variable = tx.tables.variables.put(Variable {
                id: tx.random.uuid_v4().into(),
                created: tx.now,
                updated: tx.now,
                name: body.name,
                value: body.value,
                tags: body.tags.unwrap_or_default(),
            });
            tx.record_variable(Lifecycle::Created, &variable);
            Ok(variable)
        })
    }

    /// The variable of an id or name.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is none.
    pub fn read_variable(&self, key: VariableKey<'_>) -> Result<Arc<Variable>> {
        self.read().find_variable(key).cloned()
    }

    /// Changes what is named of a variable, and its time of change in any case.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no such variable; `IntegrityConflict` if another has its
    /// new name, or its name or tags are to be nothing.
    pub fn update_variable(&self, key: VariableKey<'_>, body: types::VariableUpdate) -> Result<()> {
        self.transaction(|tx| {
            let mut variable = Variable::clone(tx.tables.find_variable(key)?);
            variable.updated = tx.now;
            match body.name {
                Field::Absent => {}
                Field::Value(name) if tx.is_free(&name, variable.id) => variable.name = name,
                Field::Value(_) | Field::Null => return Err(Error::IntegrityConflict),
            }
            match body.tags {
                Field::Absent => {}
                Field::Value(tags) => variable.tags = tags,
                Field::Null => return Err(Error::IntegrityConflict),
            }
            if let Some(value) = body.value.given() {
                variable.value = value.unwrap_or(Value::Null);
            }
            let variable = tx.tables.variables.put(variable);
            tx.record_variable(Lifecycle::Updated, &variable);
            Ok(())
        })
    }

    /// Deletes a variable.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no such variable.
    pub fn delete_variable(&self, key: VariableKey<'_>) -> Result<()> {
        self.transaction(|tx| {
            let variable = Arc::clone(tx.tables.find_variable(key)?);
            tx.tables.variables.remove(variable.id);
            tx.record_variable(Lifecycle::Deleted, &variable);
            Ok(())
        })
    }

    /// The variables that match, in order. Costs O(n log n) in the number of all.
    ///
    /// # Errors
    ///
    /// `Invalid` if the limit is out of bounds.
    pub fn read_variables(&self, body: &types::ReadVariablesBody) -> Result<Vec<Arc<Variable>>> {
        let limit = limit(body.limit)?;
        let tables = self.read();
        let matching = tables.matching_variables(body.variables.value());
        let mut variables: Vec<_> = matching.cloned().collect();
        sort::variables(&mut variables, body.sort.unwrap_or(VariableSort::NameAsc));
        let page = variables.into_iter().skip(offset(body.offset));
        Ok(page.take(limit).collect())
    }

    /// How many variables match. Costs a look at each.
    pub fn count_variables(&self, body: &types::CountVariablesBody) -> usize {
        let tables = self.read();
        tables.matching_variables(body.variables.value()).count()
    }
}

impl Transaction<'_> {
    /// Whether a variable can have a name.
    fn is_free(&self, name: &str, variable: VariableId) -> bool {
        let holder = self.tables.variables.by_name(name);
        holder.is_none_or(|holder| holder.id == variable)
    }
}

impl Tables {
    fn find_variable(&self, key: VariableKey<'_>) -> Result<&Arc<Variable>> {
        let variable = match key {
            VariableKey::Id(id) => self.variables.get(id),
            VariableKey::Name(name) => self.variables.by_name(name),
        };
        variable.ok_or_else(|| Error::NotFound("Variable not found.".to_owned()))
    }

    fn matching_variables<'a>(
        &'a self,
        asked: Option<&'a VariableFilter>,
    ) -> impl Iterator<Item = &'a Arc<Variable>> {
        let variables = self.variables.iter();
        variables.filter(move |one| asked.is_none_or(|asked| filter::variable(asked, one)))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::{Value, json};

    use super::VariableKey::{Id, Name};
    use crate::app::fixture::{Fixture, body, noon};
    use crate::app::{Error, Result};
    use crate::domain::ids::VariableId;

    fn create(fixture: &Fixture, variable: Value) -> Result<VariableId> {
        let made = fixture.app.create_variable(body(variable))?;
        Ok(made.id)
    }

    fn update(fixture: &Fixture, name: &str, changes: Value) -> Result<()> {
        fixture.app.update_variable(Name(name), body(changes))
    }

    fn list(fixture: &Fixture, request: Value) -> Vec<String> {
        let found = fixture.app.read_variables(&body(request)).unwrap();
        found.iter().map(|one| one.name.clone()).collect()
    }

    #[test]
    fn a_variable_is_found_by_its_id_and_by_its_name() {
        let fixture = Fixture::new();
        let id = create(&fixture, json!({"name": "a", "value": {"b": [1, null]}})).unwrap();
        let read = fixture.app.read_variable(Id(id)).unwrap();
        assert_eq!(read, fixture.app.read_variable(Name("a")).unwrap());
        assert_eq!(
            (&read.value, read.created),
            (&json!({"b": [1, null]}), noon())
        );
        fixture.app.delete_variable(Id(id)).unwrap();
        let gone = Error::NotFound("Variable not found.".to_owned());
        assert_eq!(fixture.app.read_variable(Name("a")), Err(gone.clone()));
        assert_eq!(fixture.app.delete_variable(Name("a")), Err(gone.clone()));
        assert_eq!(update(&fixture, "a", json!({})), Err(gone));
    }

    #[test]
    fn a_name_belongs_to_one() {
        let fixture = Fixture::new();
        for name in ["a", "b"] {
            create(&fixture, json!({"name": name, "value": 1})).unwrap();
        }
        assert_eq!(
            create(&fixture, json!({"name": "a", "value": 2})),
            Err(Error::AlreadyExists(
                "A variable with the name 'a' already exists.".to_owned()
            ))
        );
        let renamed = update(&fixture, "b", json!({"name": "a"}));
        assert_eq!(renamed, Err(Error::IntegrityConflict));
        update(&fixture, "b", json!({"name": "b"})).unwrap();
        update(&fixture, "b", json!({"name": "c"})).unwrap();
        assert!(fixture.app.read_variable(Name("b")).is_err());
        create(&fixture, json!({"name": "b", "value": null})).unwrap();
    }

    #[test]
    fn only_a_value_can_be_nothing() {
        let fixture = Fixture::new();
        create(&fixture, json!({"name": "a", "value": 1, "tags": ["t"]})).unwrap();
        fixture.clock.advance(Duration::from_secs(1));
        for changes in [json!({"name": null}), json!({"tags": null})] {
            assert_eq!(
                update(&fixture, "a", changes),
                Err(Error::IntegrityConflict)
            );
        }
        let before = fixture.app.read_variable(Name("a")).unwrap();
        assert_eq!(before.updated, noon());
        update(&fixture, "a", json!({})).unwrap();
        let kept = fixture.app.read_variable(Name("a")).unwrap();
        assert_eq!((&kept.value, kept.tags.len()), (&json!(1), 1));
        assert!(kept.updated > noon());
        update(&fixture, "a", json!({"value": null, "tags": []})).unwrap();
        let cleared = fixture.app.read_variable(Name("a")).unwrap();
        assert_eq!((&cleared.value, cleared.tags.len()), (&Value::Null, 0));
    }

    #[test]
    fn variables_are_listed_in_the_order_asked_for() {
        let fixture = Fixture::new();
        for name in ["b", "c", "a"] {
            create(&fixture, json!({"name": name, "value": 1, "tags": [name]})).unwrap();
            fixture.clock.advance(Duration::from_secs(1));
        }
        update(&fixture, "b", json!({})).unwrap();
        assert_eq!(list(&fixture, json!({})), ["a", "b", "c"]);
        assert_eq!(
            list(&fixture, json!({"sort": "NAME_DESC", "limit": 2})),
            ["c", "b"]
        );
        assert_eq!(
            list(&fixture, json!({"sort": "CREATED_DESC", "offset": 1})),
            ["c", "b"]
        );
        assert_eq!(
            list(&fixture, json!({"sort": "UPDATED_DESC"})),
            ["b", "a", "c"]
        );
        let tagged = json!({"variables": {"tags": {"all_": ["c"]}}});
        assert_eq!(list(&fixture, tagged.clone()), ["c"]);
        assert_eq!(fixture.app.count_variables(&body(tagged)), 1);
    }
}
