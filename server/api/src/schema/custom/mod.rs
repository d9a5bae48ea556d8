//! What Prefect checks in Python and its document does not say.
//!
//! Named after Prefect's own validators, keyed by schema and property. What a
//! field's type is but the document cannot tell (bytes, a strict union, a
//! duration) is here too.

mod job_template;
mod model_rules;
mod rules;

use serde_json::Value;

use super::scalar::DateTimeKind;
use super::tree::{ListKind, Strictness};

pub(super) use model_rules::ModelRule;
pub(super) use rules::{MAX_PARAMETER_BYTES, Rule};

/// What the document does not tell of a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Custom {
    /// Its numbers and booleans are not coerced.
    Scalars(Strictness),
    /// Its text is read as bytes.
    Bytes,
    /// It is a span of time.
    Duration,
    /// It is a point in time of this kind.
    DateTime(DateTimeKind),
    /// It has a rule.
    Rule(Rule),
}

/// What is to be known of a property beside the document.
pub(super) fn of_property(schema: &str, property: &str) -> Option<Custom> {
    Some(match (schema, property) {
        (
            "FlowCreate"
            | "FlowRunCreate"
            | "DeploymentCreate"
            | "DeploymentFlowRunCreate"
            | "TaskRunCreate",
            "labels",
        ) => Custom::Scalars(Strictness::Strict),
        ("CreateFlowRunInputBody", "value") => Custom::Bytes,
        ("IntervalScheduleInput", "interval") => Custom::Duration,
        ("ScheduleDeploymentBody", "start_time" | "end_time") => {
            Custom::DateTime(DateTimeKind::Standard)
        }
        _ => Custom::Rule(rule_of(schema, property)?),
    })
}

fn rule_of(schema: &str, property: &str) -> Option<Rule> {
    Some(match (schema, property) {
        (
            "FlowRunCreate"
            | "FlowRunUpdate"
            | "DeploymentFlowRunCreate"
            | "TaskRunCreate"
            | "TaskRunUpdate",
            "name",
        ) => Rule::RunName,
        ("WorkPoolCreate", "name") => Rule::NonEmptyishName,
        ("ArtifactCreate", "key") => Rule::ArtifactKey,
        ("ArtifactCreate" | "ArtifactUpdate", "metadata_") => Rule::MetadataLength,
        ("DeploymentScheduleCreate" | "DeploymentScheduleUpdate", "max_scheduled_runs") => {
            Rule::MaxScheduledRuns
        }
        ("TaskRunCreate", "cache_key") => Rule::CacheKeyLength,
        ("TaskRunPolicy", "retry_delay") => Rule::ConfiguredRetryDelays,
        ("TaskRunPolicy", "retry_jitter_factor") => Rule::JitterFactor,
        (
            "DeploymentCreate"
            | "DeploymentUpdate"
            | "FlowRunCreate"
            | "FlowRunUpdate"
            | "DeploymentFlowRunCreate",
            "parameters",
        ) => Rule::ParameterSize,
        ("DeploymentCreate" | "DeploymentUpdate", "parameter_openapi_schema") => {
            Rule::ParameterSchema
        }
        ("WorkPoolCreate" | "WorkPoolUpdate", "base_job_template") => Rule::BaseJobTemplate,
        ("CronSchedule", "cron") => Rule::CronString,
        ("RRuleSchedule", "rrule") => Rule::RRuleString,
        ("Event", "event") => Rule::EventNameLength,
        ("Event", "related") => Rule::MaximumRelatedResources,
        ("VariableCreate" | "VariableUpdate", "name") => Rule::VariableName,
        ("VariableCreate" | "VariableUpdate", "value") => Rule::VariableValue,
        _ => return None,
    })
}

/// The rule of a component that is no object with properties.
pub(super) fn of_root(schema: &str) -> Option<Rule> {
    Some(match schema {
        "Resource" => Rule::Resource,
        "RelatedResource" => Rule::RelatedResource,
        _ => return None,
    })
}

/// The rule of a whole object.
pub(super) fn of_model(schema: &str) -> Option<ModelRule> {
    Some(match schema {
        "DeploymentCreate" => ModelRule::DeploymentCreate,
        "DeploymentUpdate" => ModelRule::DeploymentUpdate,
        "FlowRunPolicy" | "TaskRunPolicy" => ModelRule::RunPolicy,
        "IntervalScheduleInput" | "CronSchedule" => ModelRule::TimeZone,
        _ => return None,
    })
}

/// What pydantic calls a schema in the location of a union's errors.
pub(super) fn label_of(schema: &str) -> &str {
    match schema {
        "IntervalScheduleInput" => "function-after[validate_timezone(), IntervalSchedule]",
        "CronSchedule" => "function-after[validate_timezone(), CronSchedule]",
        _ => schema,
    }
}

/// What pydantic calls the list that is the whole body of an operation.
pub(super) fn list_of_body(operation_id: &str) -> ListKind {
    match operation_id {
        "create_logs" => ListKind::Sequence,
        _ => ListKind::List,
    }
}

/// The kind of the points in time in a query.
pub(super) const QUERY_DATE_TIME: DateTimeKind = DateTimeKind::Standard;

/// The most that a `limit` may ask for: Prefect's default for
/// `PREFECT_SERVER_API_DEFAULT_LIMIT`.
pub(super) const MAX_LIMIT: i64 = 200;

/// Whether Python takes the value for false.
fn is_falsy(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(value) => !value,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(object) => object.is_empty(),
    }
}
