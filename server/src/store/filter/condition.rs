//! The conditions that filters are made of, each on one value.
//!
//! A value that is not there (`None`) meets none but `is_null_`.

use chrono::{DateTime, Utc};
use prefect_mock_api::Field;
use prefect_mock_api::types::Operator;

use super::combination::Combination;
use super::like;

/// Whether a value is one of those listed.
pub(super) fn any<T: PartialEq<V>, V: ?Sized>(listed: &[T], value: Option<&V>) -> bool {
    value.is_some_and(|value| listed.iter().any(|one| one == value))
}

/// `any_` and `not_any_`: whether a value is one of those listed first, and
/// none of those listed second.
pub(super) fn listed<T: PartialEq<V>, V: ?Sized>(
    any_of: &Field<Vec<T>>,
    none_of: &Field<Vec<T>>,
    value: Option<&V>,
) -> bool {
    any_of.value().is_none_or(|listed| any(listed, value))
        && none_of
            .value()
            .is_none_or(|listed| listed.is_empty() || value.is_some_and(|_| !any(listed, value)))
}

/// `any_` and `is_null_` under an operator: whether a value is one of those
/// listed; whether it is absent, or is not.
pub(super) fn any_or_null<T: PartialEq<V>, V: ?Sized>(
    operator: Option<Operator>,
    any_of: &Field<Vec<T>>,
    is_null: Field<bool>,
    value: Option<&V>,
) -> bool {
    Combination::by(operator)
        .condition(any_of.value(), |listed| any(listed, value))
        .condition(is_null.value(), |wanted| value.is_none() == *wanted)
        .holds()
}

/// `like_`: whether a text has a pattern in it.
pub(super) fn is_like(pattern: &Field<String>, text: Option<&str>) -> bool {
    pattern
        .value()
        .filter(|pattern| !pattern.is_empty())
        .is_none_or(|pattern| text.is_some_and(|text| like::contains(pattern, text)))
}

/// `any_` and `like_`: whether a name is one of those listed, and has a pattern
/// in it.
pub(super) fn name(any_of: &Field<Vec<String>>, pattern: &Field<String>, name: &str) -> bool {
    any_of.value().is_none_or(|listed| any(listed, Some(name))) && is_like(pattern, Some(name))
}

/// `after_` and `before_`, or `ge_` and `le_`: whether a value lies between two
/// others, both included.
pub(super) fn between<T: PartialOrd>(least: &Field<T>, most: &Field<T>, value: Option<&T>) -> bool {
    least
        .value()
        .is_none_or(|least| value.is_some_and(|value| value >= least))
        && most
            .value()
            .is_none_or(|most| value.is_some_and(|value| value <= most))
}

/// `is_null_`: whether a time is absent, or is not.
pub(super) fn is_null(wanted: Field<bool>, time: Option<DateTime<Utc>>) -> bool {
    wanted
        .value()
        .is_none_or(|wanted| time.is_none() == *wanted)
}

/// What is asked of tags, under an operator.
pub(super) struct Tags<'a> {
    /// Whether all of it has to hold.
    pub(super) operator: Option<Operator>,
    /// These have to be among them, each one.
    pub(super) all: &'a Field<Vec<String>>,
    /// One of these has to be among them.
    pub(super) any: &'a Field<Vec<String>>,
    /// Whether there have to be none, or some.
    pub(super) is_null: Field<bool>,
}

impl Tags<'_> {
    /// Whether tags are as asked.
    pub(super) fn admit(&self, tags: &[String]) -> bool {
        let all = self.all.value().filter(|all| !all.is_empty());
        Combination::by(self.operator)
            .condition(all, |all| all.iter().all(|tag| tags.contains(tag)))
            .condition(self.any.value(), |any| {
                any.iter().any(|tag| tags.contains(tag))
            })
            .condition(self.is_null.value(), |wanted| tags.is_empty() == *wanted)
            .holds()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABSENT: Field<Vec<String>> = Field::Absent;

    fn list(values: &[&str]) -> Field<Vec<String>> {
        Field::Value(values.iter().map(|&value| value.to_owned()).collect())
    }

    #[test]
    fn an_empty_list_includes_nothing_and_excludes_nothing() {
        assert!(!listed(&list(&[]), &ABSENT, Some("a")));
        assert!(listed(&ABSENT, &list(&[]), Some("a")));
        assert!(listed(&ABSENT, &list(&[]), None::<&str>));
    }

    #[test]
    fn a_value_that_is_not_there_is_neither_included_nor_excluded() {
        assert!(!listed(&list(&["a"]), &ABSENT, None::<&str>));
        assert!(!listed(&ABSENT, &list(&["a"]), None::<&str>));
        assert!(listed(&Field::Null, &ABSENT, None::<&str>));
    }

    #[test]
    fn bounds_are_included() {
        assert!(between(&Field::Value(1), &Field::Value(1), Some(&1)));
        assert!(!between(&Field::Value(2), &Field::Absent, Some(&1)));
        assert!(!between(&Field::Absent, &Field::Value(0), Some(&1)));
        assert!(!between(&Field::Value(0), &Field::Absent, None));
        assert!(between::<i64>(&Field::Absent, &Field::Null, None));
    }

    #[test]
    fn an_empty_pattern_asks_for_nothing() {
        assert!(is_like(&Field::Value(String::new()), None));
        assert!(!is_like(&Field::Value("a".to_owned()), None));
    }

    #[test]
    fn all_of_no_tags_does_not_count_under_or() {
        let asked = Tags {
            operator: Some(Operator::Or),
            all: &list(&[]),
            any: &ABSENT,
            is_null: Field::Value(true),
        };
        assert!(asked.admit(&[]));
        assert!(!asked.admit(&["a".to_owned()]));
    }
}
