//! A value, and what is worked out from it.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Serialize, Serializer};

/// A value that never changes, with something that is worked out from it when it is
/// first needed and kept for later, such as a schema with its validator. Copies share
/// what was worked out; they are equal, and serialised, as the value is.
pub struct Derived<T, D> {
    value: T,
    derived: Arc<OnceLock<D>>,
}

impl<T, D> Derived<T, D> {
    /// What `work_out` makes of the value, or made of it before. It has to be the same
    /// each time, since it runs but once.
    pub fn derive(&self, work_out: impl FnOnce(&T) -> D) -> &D {
        self.derived.get_or_init(|| work_out(&self.value))
    }
}

impl<T, D> From<T> for Derived<T, D> {
    fn from(value: T) -> Self {
        Self {
            value,
            derived: Arc::default(),
        }
    }
}

impl<T, D> Deref for Derived<T, D> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Clone, D> Clone for Derived<T, D> {
    fn clone(&self) -> Self {
        Self {
            value: self.value.clone(),
            derived: Arc::clone(&self.derived),
        }
    }
}

impl<T: PartialEq, D> PartialEq for Derived<T, D> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: fmt::Debug, D> fmt::Debug for Derived<T, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<T: Serialize, D> Serialize for Derived<T, D> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::Derived;

    #[test]
    fn it_is_worked_out_once_for_all_copies_and_none_is_another_for_it() {
        let one: Derived<u8, u8> = 20.into();
        let copy = one.clone();
        assert_eq!(copy.derive(|value| value + 1), &21);
        assert_eq!(one.derive(|_| 0), &21);
        assert_eq!(one, Derived::from(20));
        assert_eq!(Derived::<u8, u8>::from(20).derive(|_| 0), &0);
    }
}
