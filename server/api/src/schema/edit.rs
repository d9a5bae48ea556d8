//! What has to change in a value that passed its check.
//!
//! A check reads the request as it was sent, because errors quote it; what it
//! coerced is written only when all of it has passed.

use serde_json::Value;

/// How a checked value becomes what the generated types expect.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Edit {
    /// As it was sent.
    Keep,
    /// Another value in its place.
    Replace(Value),
    /// Nothing: the key of an object goes.
    Remove,
    /// Some keys of an object; a key that is not there is added.
    Keys(Vec<(String, Edit)>),
    /// Some items of a list.
    Items(Vec<(usize, Edit)>),
}

impl Edit {
    /// Carries the change out. What does not fit the value is left out.
    pub(super) fn apply(self, value: &mut Value) {
        match self {
            Self::Keep | Self::Remove => {}
            Self::Replace(other) => *value = other,
            Self::Keys(edits) => {
                let Value::Object(object) = value else {
                    return;
                };
                for (key, edit) in edits {
                    if edit == Self::Remove {
                        object.shift_remove(&key);
                    } else {
                        edit.apply(object.entry(key).or_insert(Value::Null));
                    }
                }
            }
            Self::Items(edits) => {
                for (index, edit) in edits {
                    if let Some(item) = value.get_mut(index) {
                        edit.apply(item);
                    }
                }
            }
        }
    }

    /// The changes of an object's keys as one.
    pub(super) fn of_keys(edits: Vec<(String, Edit)>) -> Self {
        if edits.is_empty() {
            Self::Keep
        } else {
            Self::Keys(edits)
        }
    }

    /// The changes of a list's items as one.
    pub(super) fn of_items(edits: Vec<(usize, Edit)>) -> Self {
        if edits.is_empty() {
            Self::Keep
        } else {
            Self::Items(edits)
        }
    }

    /// The value that comes of this change.
    pub(super) fn applied(self, value: &Value) -> Value {
        match self {
            Self::Replace(other) => other,
            edit => {
                let mut value = value.clone();
                edit.apply(&mut value);
                value
            }
        }
    }
}
