//! What is asked of one resource.

use prefect_mock_api::Field;
use prefect_mock_api::types::{
    EventAnyResourceFilter, EventRelatedFilter, EventResourceFilter, ResourceSpecification,
    ResourceSpecificationValue,
};

use super::Reading;
use super::pattern::Pattern;
use crate::domain::event::{RESOURCE_ID, RESOURCE_ROLE, Resource, resource_id};
use crate::store::filter::like;

/// What a filter asks of one resource. All that is given has to be met; a list that
/// is empty asks for nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct ResourceCriteria {
    ids: Vec<String>,
    prefixes: Vec<String>,
    roles: Vec<String>,
    in_roles: Vec<Vec<String>>,
    labels: Vec<Label>,
    /// Whether labels are asked for, if only such as ask for nothing.
    names_labels: bool,
}

/// What is asked of one label: one of the patterns has to fit.
#[derive(Debug, Clone)]
struct Label {
    name: String,
    values: Vec<String>,
    patterns: Vec<Pattern>,
    /// Whether no value is given, or one that is empty.
    is_empty: bool,
}

impl ResourceCriteria {
    pub(super) fn of_own(filter: &EventResourceFilter, reading: Reading) -> Self {
        Self {
            ids: list(&filter.id),
            prefixes: list(&filter.id_prefix),
            ..Self::default()
        }
        .with_labels(&filter.labels, reading)
    }

    pub(super) fn of_related(filter: &EventRelatedFilter, reading: Reading) -> Self {
        Self {
            ids: list(&filter.id),
            roles: list(&filter.role),
            in_roles: list(&filter.resources_in_roles),
            ..Self::default()
        }
        .with_labels(&filter.labels, reading)
    }

    pub(super) fn of_any(filter: &EventAnyResourceFilter, reading: Reading) -> Self {
        Self {
            ids: list(&filter.id),
            prefixes: list(&filter.id_prefix),
            ..Self::default()
        }
        .with_labels(&filter.labels, reading)
    }

    fn with_labels(self, labels: &Field<ResourceSpecification>, reading: Reading) -> Self {
        let Some(labels) = labels.value() else {
            return self;
        };
        Self {
            labels: labels
                .iter()
                .map(|(name, value)| Label::new(name, value, reading))
                .collect(),
            names_labels: !labels.is_empty(),
            ..self
        }
    }

    /// Whether nothing is asked for.
    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty()
            && self.prefixes.is_empty()
            && self.roles.is_empty()
            && self.in_roles.is_empty()
            && !self.names_labels
    }

    /// Whether a role is asked for.
    pub(super) fn names_a_role(&self) -> bool {
        !self.roles.is_empty()
    }

    /// The ids of which the resource has to have one, if there are such.
    pub(super) fn ids(&self) -> Option<&[String]> {
        (!self.ids.is_empty()).then_some(&self.ids)
    }

    /// Whether a resource matches.
    pub(super) fn admit(&self, seen: &Seen<'_>) -> bool {
        let id = resource_id(seen.resource);
        let role = seen.role();
        let starts_with = |prefix: &String| match seen.reading {
            Reading::Query => like::starts_with(prefix, id),
            Reading::Stream => id.starts_with(prefix),
        };
        let in_role =
            |pair: &Vec<String>| matches!(pair.as_slice(), [of, at] if of == id && at == role);
        (self.ids.is_empty() || self.ids.iter().any(|one| one == id))
            && (self.prefixes.is_empty() || self.prefixes.iter().any(starts_with))
            && (self.roles.is_empty() || self.roles.iter().any(|one| one == role))
            && (self.in_roles.is_empty() || self.in_roles.iter().any(in_role))
            && self.labels.iter().all(|label| label.admits(seen))
    }
}

/// A resource as it is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) resource: &'a Resource,
    /// Whether it is the event's own, which has no role.
    pub(super) is_own: bool,
    /// Whether it is only looked for among the events' own.
    pub(super) among_own: bool,
    pub(super) reading: Reading,
}

impl<'a> Seen<'a> {
    fn label(&self, name: &str) -> Option<&'a str> {
        self.resource.get(name).map(String::as_str)
    }

    fn role(&self) -> &'a str {
        if self.is_own {
            ""
        } else {
            self.label(RESOURCE_ROLE).unwrap_or_default()
        }
    }
}

impl Label {
    fn new(name: &str, value: &ResourceSpecificationValue, reading: Reading) -> Self {
        let (values, is_empty) = match value {
            ResourceSpecificationValue::String(one) => (vec![one.clone()], one.is_empty()),
            ResourceSpecificationValue::Array(many) => (many.clone(), many.is_empty()),
        };
        let pattern = match reading {
            Reading::Query => Pattern::like,
            Reading::Stream => Pattern::glob,
        };
        Self {
            name: name.to_owned(),
            patterns: values.iter().map(|value| pattern(value)).collect(),
            values,
            is_empty,
        }
    }

    fn admits(&self, seen: &Seen<'_>) -> bool {
        let fits = |value| self.patterns.iter().any(|pattern| pattern.admits(value));
        // In a database the id and the role are columns of their own, which nothing is
        // asked of by an empty value.
        match (seen.reading, self.name.as_str()) {
            (Reading::Query, RESOURCE_ID) => self.is_empty || fits(seen.label(RESOURCE_ID)),
            (Reading::Query, RESOURCE_ROLE) if seen.among_own => false,
            (Reading::Query, RESOURCE_ROLE) => {
                self.is_empty || self.values.iter().any(|value| value == seen.role())
            }
            (_, name) => fits(seen.label(name)),
        }
    }
}

fn list<T: Clone>(asked: &Field<Vec<T>>) -> Vec<T> {
    asked.value().cloned().unwrap_or_default()
}
