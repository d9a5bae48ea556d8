//! The rules of whole objects.

use serde_json::{Map, Value, json};

use super::is_falsy;
use super::rules::refuse;
use crate::schema::domain_rules::DomainRules;
use crate::schema::error::Fault;

/// A rule of a whole object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::schema) enum ModelRule {
    DeploymentCreate,
    DeploymentUpdate,
    /// Deprecated fields fill those that came after them.
    RunPolicy,
    /// The time zone exists.
    TimeZone,
}

impl ModelRule {
    /// Whether [`ModelRule::prepare`] may change anything.
    pub(in crate::schema) fn writes(self) -> bool {
        matches!(self, Self::DeploymentCreate | Self::RunPolicy)
    }

    /// Writes into what was sent, which shows in the answer as it does in Prefect's.
    pub(in crate::schema) fn prepare(
        self,
        object: &mut Map<String, Value>,
        rules: &dyn DomainRules,
    ) {
        match self {
            Self::DeploymentCreate
                if !object.contains_key("parameters") && self.before(object, rules).is_ok() =>
            {
                object.insert("parameters".to_owned(), json!({}));
            }
            Self::RunPolicy => {
                fill(object, "max_retries", "retries");
                fill(object, "retry_delay_seconds", "retry_delay");
            }
            _ => {}
        }
    }

    /// What happens before the object's keys are checked: an error spares them.
    pub(in crate::schema) fn before(
        self,
        object: &Map<String, Value>,
        rules: &dyn DomainRules,
    ) -> Result<(), Fault> {
        match self {
            Self::DeploymentCreate => {
                concurrency_limits(object)?;
                parameters_fit(object, rules)
            }
            Self::DeploymentUpdate => concurrency_limits(object),
            Self::RunPolicy | Self::TimeZone => Ok(()),
        }
    }

    /// Keys of older clients, which are dropped unread.
    pub(in crate::schema) fn dropped(self) -> &'static [&'static str] {
        match self {
            Self::DeploymentCreate | Self::DeploymentUpdate => &[
                "worker_pool_queue_id",
                "worker_pool_name",
                "worker_pool_queue_name",
                "work_pool_queue_name",
            ],
            Self::RunPolicy | Self::TimeZone => &[],
        }
    }

    /// What happens after the object's keys have passed. The names of all time
    /// zones come with bars between them, as the document has them in a pattern.
    pub(in crate::schema) fn after(
        self,
        object: &Map<String, Value>,
        time_zones: &str,
    ) -> Result<(), Fault> {
        if self != Self::TimeZone {
            return Ok(());
        }
        let zone = object
            .get("timezone")
            .and_then(Value::as_str)
            .unwrap_or_default();
        refuse(
            !zone.is_empty() && !time_zones.split('|').any(|one| one == zone),
            || {
                format!(
                    "Invalid timezone: \"{zone}\" (specify in IANA tzdata format, for example, America/New_York)"
                )
            },
        )
    }
}

fn concurrency_limits(object: &Map<String, Value>) -> Result<(), Fault> {
    let is_set = |key| object.get(key).is_some_and(|value| !is_falsy(value));
    refuse(
        is_set("concurrency_limit") && is_set("global_concurrency_limit_id"),
        || {
            "A deployment cannot have both a concurrency limit and a global concurrency limit."
                .to_owned()
        },
    )
}

/// Only what the request says itself counts, not the defaults.
fn parameters_fit(object: &Map<String, Value>, rules: &dyn DomainRules) -> Result<(), Fault> {
    let sent = |key| object.get(key).filter(|value: &&Value| !value.is_null());
    match (
        sent("enforce_parameter_schema"),
        sent("parameter_openapi_schema"),
    ) {
        (Some(enforce), Some(schema)) if !is_falsy(enforce) => {
            let none = Value::Object(Map::new());
            rules
                .deployment_parameters(object.get("parameters").unwrap_or(&none), schema)
                .map_err(|message| Fault::value_error(&message))
        }
        _ => Ok(()),
    }
}

/// Python's `0`, `0.0` and `False` are equal, and no other value is equal to them.
fn fill(object: &mut Map<String, Value>, deprecated: &str, field: &str) {
    let Some(value) = object.get(deprecated) else {
        return;
    };
    let is_zero = *value == Value::Bool(false) || value.as_f64() == Some(0.0);
    if !is_zero && object.get(field).is_none_or(is_falsy) {
        let value = value.clone();
        object.insert(field.to_owned(), value);
    }
}
