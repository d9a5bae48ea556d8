//! Values that are mostly their defaults.

use std::ops::{Deref, DerefMut};
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A value that is mostly its default, and takes no memory then.
///
/// It reads and is changed as the value itself; to change it makes room for it.
#[derive(Debug, Clone)]
pub struct Sparse<T> {
    value: Option<Box<T>>,
}

/// A type whose default can be looked at without making one.
pub trait SharedDefault: Default + Send + Sync + 'static {
    /// The default.
    fn shared() -> &'static LazyLock<Self>;
}

impl SharedDefault for Value {
    fn shared() -> &'static LazyLock<Self> {
        static NULL: LazyLock<Value> = LazyLock::new(Value::default);
        &NULL
    }
}

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self { value: None }
    }
}

impl<T: SharedDefault + PartialEq> From<T> for Sparse<T> {
    fn from(value: T) -> Self {
        let is_default = value == **T::shared();
        Self {
            value: (!is_default).then(|| Box::new(value)),
        }
    }
}

impl<T: SharedDefault> Deref for Sparse<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.value {
            Some(value) => value,
            None => T::shared(),
        }
    }
}

impl<T: SharedDefault> DerefMut for Sparse<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.value.get_or_insert_default()
    }
}

impl<T: SharedDefault + PartialEq> PartialEq for Sparse<T> {
    fn eq(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (None, None) => true,
            _ => **self == **other,
        }
    }
}

impl<T: SharedDefault + Serialize> Serialize for Sparse<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        T::serialize(self, serializer)
    }
}

impl<'de, T: SharedDefault + PartialEq + Deserialize<'de>> Deserialize<'de> for Sparse<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone, Default, PartialEq)]
    struct Words(String);

    impl SharedDefault for Words {
        fn shared() -> &'static LazyLock<Self> {
            static SHARED: LazyLock<Words> = LazyLock::new(Words::default);
            &SHARED
        }
    }

    #[test]
    fn a_default_is_equal_to_itself_in_either_form() {
        let mut words = Sparse::<Words>::default();
        assert_eq!(words.0, "");
        words.0.push('a');
        assert_ne!(words, Sparse::default());
        words.0.clear();
        assert!(words.value.is_some());
        assert_eq!(words, Sparse::default());
        assert!(Sparse::from(Words::default()).value.is_none());
    }
}
