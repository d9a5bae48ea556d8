//! An idempotency key on every creation of a flow run.
//!
//! A creation whose answer is lost is tried again, and without a key the server
//! would make a second run. With one it answers with the first.
//!
//! The generated code hands every body here that can have a key, before it is written:
//! a key costs the same for a body of any length.

use uuid::Uuid;

use crate::{Field, types};

/// A body of flow runs to be made.
pub(crate) trait Keyed {
    /// Gives each of the runs a key of its own, unless it has one.
    fn add_keys(&mut self, new_key: &mut dyn FnMut() -> Uuid);
}

impl Keyed for types::FlowRunCreate {
    fn add_keys(&mut self, new_key: &mut dyn FnMut() -> Uuid) {
        add_key(&mut self.idempotency_key, new_key);
    }
}

impl Keyed for types::DeploymentFlowRunCreate {
    fn add_keys(&mut self, new_key: &mut dyn FnMut() -> Uuid) {
        add_key(&mut self.idempotency_key, new_key);
    }
}

impl<T: Keyed> Keyed for Vec<T> {
    fn add_keys(&mut self, new_key: &mut dyn FnMut() -> Uuid) {
        for run in self {
            run.add_keys(new_key);
        }
    }
}

fn add_key(key: &mut Field<String>, new_key: &mut dyn FnMut() -> Uuid) {
    if key.value().is_none() {
        *key = Field::Value(new_key().to_string());
    }
}

/// The body with a key for each flow run that it makes.
pub(crate) fn keyed<T: Keyed>(mut body: T) -> T {
    #[expect(clippy::disallowed_methods, reason = "a client's own ids need no seed")]
    body.add_keys(&mut Uuid::new_v4);
    body
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::Keyed as _;
    use crate::{Field, types};

    #[test]
    fn only_missing_keys_are_added() {
        let run = |idempotency_key| types::DeploymentFlowRunCreate {
            idempotency_key,
            ..types::DeploymentFlowRunCreate::default()
        };
        let mine = || Field::Value("mine".to_owned());
        let mut runs = vec![run(Field::Absent), run(mine()), run(Field::Null)];
        let mut count = 0;
        runs.add_keys(&mut || {
            count += 1;
            Uuid::from_u128(count)
        });
        let key = |number| Field::Value(Uuid::from_u128(number).to_string());
        let keys = runs.into_iter().map(|run| run.idempotency_key);
        assert_eq!(keys.collect::<Vec<_>>(), [key(1), mine(), key(2)]);
    }
}
