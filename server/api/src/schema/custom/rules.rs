//! The rules of single properties.

use serde_json::{Map, Value, json};

use super::{is_falsy, job_template};
use crate::schema::domain_rules::DomainRules;
use crate::schema::edit::Edit;
use crate::schema::error::Fault;

/// The most bytes that parameters may take, written as JSON: Prefect's default
/// for `PREFECT_SERVER_API_MAX_PARAMETER_SIZE`.
pub(in crate::schema) const MAX_PARAMETER_BYTES: usize = 524_288;
/// Prefect's default for `PREFECT_DEPLOYMENT_SCHEDULE_MAX_SCHEDULED_RUNS`.
const MAX_SCHEDULED_RUNS: i64 = 50;
/// Prefect's default for `PREFECT_API_TASK_CACHE_KEY_MAX_LENGTH`, in characters.
const MAX_CACHE_KEY_CHARS: usize = 2000;
const MAX_RETRY_DELAYS: usize = 50;
const MAX_METADATA_CHARS: usize = 500;
/// Prefect's default for `PREFECT_SERVER_EVENTS_MAXIMUM_EVENT_NAME_LENGTH`.
const MAX_EVENT_NAME_CHARS: usize = 1024;
/// Prefect's default for `PREFECT_EVENTS_MAXIMUM_RELATED_RESOURCES`.
const MAX_RELATED_RESOURCES: usize = 100;
/// Prefect's default for `PREFECT_EVENTS_MAXIMUM_LABELS_PER_RESOURCE`.
const MAX_LABELS: usize = 500;
const MAX_RRULE_CHARS: usize = 6500;
const SHOWN_RRULE_CHARS: usize = 40;
const MAX_VARIABLE_NAME_CHARS: usize = 255;
/// The longest value of a variable, in bytes of compact JSON.
const MAX_VARIABLE_BYTES: usize = 5000;
/// Python's shortest span of time.
const MICROSECOND: f64 = 1e-6;

/// A rule of one property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::schema) enum Rule {
    /// What is false to Python becomes an empty name, for which the server makes one.
    RunName,
    NonEmptyishName,
    ArtifactKey,
    /// Longer values are cut.
    MetadataLength,
    MaxScheduledRuns,
    CacheKeyLength,
    ConfiguredRetryDelays,
    JitterFactor,
    ParameterSize,
    /// An empty schema becomes that of no parameters.
    ParameterSchema,
    BaseJobTemplate,
    PositiveInterval,
    CronString,
    RRuleString,
    EventNameLength,
    MaximumRelatedResources,
    /// Labels of a resource.
    Resource,
    /// Labels of a resource that is related to an event.
    RelatedResource,
    VariableName,
    VariableValue,
}

impl Rule {
    /// What happens before the value's own check: another value in its place,
    /// or an error that spares the check.
    pub(in crate::schema) fn before(self, input: &Value) -> Result<Option<Value>, Fault> {
        match (self, input) {
            (Self::RunName, _) if is_falsy(input) => Ok(Some("".into())),
            (Self::NonEmptyishName, Value::String(name))
                if name.trim_matches(['\'', ' ', '"']).is_empty() =>
            {
                Err(Fault::value_error("name cannot be an empty string"))
            }
            (Self::ParameterSchema, Value::Object(schema)) if schema.is_empty() => {
                Ok(Some(json!({ "type": "object", "properties": {} })))
            }
            (Self::VariableName, Value::String(name)) => variable_name(name).map(|()| None),
            (Self::VariableValue, value) => variable_value(value).map(|()| None),
            _ => Ok(None),
        }
    }

    /// What happens after it, to a value that has passed and is not null.
    pub(in crate::schema) fn after(
        self,
        value: &Value,
        rules: &dyn DomainRules,
    ) -> Result<Edit, Fault> {
        let text = value.as_str().unwrap_or_default();
        match self {
            Self::RunName
            | Self::NonEmptyishName
            | Self::ParameterSchema
            | Self::VariableName
            | Self::VariableValue => {}
            Self::ArtifactKey => artifact_key(text)?,
            Self::MetadataLength => return Ok(cut_metadata(value)),
            Self::MaxScheduledRuns => refuse(
                value.as_i64().is_some_and(|runs| runs > MAX_SCHEDULED_RUNS),
                || {
                    format!(
                        "`max_scheduled_runs` must be less than or equal to {MAX_SCHEDULED_RUNS}."
                    )
                },
            )?,
            Self::CacheKeyLength => refuse(text.chars().count() > MAX_CACHE_KEY_CHARS, || {
                format!(
                    "Cache key exceeded maximum allowed length of {MAX_CACHE_KEY_CHARS} characters."
                )
            })?,
            Self::ConfiguredRetryDelays => refuse(
                value
                    .as_array()
                    .is_some_and(|delays| delays.len() > MAX_RETRY_DELAYS),
                || format!("Can not configure more than {MAX_RETRY_DELAYS} retry delays per task."),
            )?,
            Self::JitterFactor => {
                refuse(value.as_f64().is_some_and(|factor| factor < 0.0), || {
                    "`retry_jitter_factor` must be >= 0.".to_owned()
                })?;
            }
            Self::ParameterSize => parameter_size(value)?,
            Self::BaseJobTemplate => {
                job_template::check(value).map_err(|message| Fault::value_error(&message))?;
            }
            Self::PositiveInterval => refuse(
                value
                    .as_f64()
                    .is_some_and(|seconds| seconds < MICROSECOND / 2.0),
                || "interval must be positive".to_owned(),
            )?,
            Self::CronString => rules
                .cron(text)
                .map_err(|message| Fault::value_error(&message))?,
            Self::RRuleString => rrule(text, rules)?,
            Self::EventNameLength => refuse(text.chars().count() > MAX_EVENT_NAME_CHARS, || {
                format!("Event name must be at most {MAX_EVENT_NAME_CHARS} characters")
            })?,
            Self::MaximumRelatedResources => refuse(
                value
                    .as_array()
                    .is_some_and(|related| related.len() > MAX_RELATED_RESOURCES),
                || format!("The maximum number of related resources is {MAX_RELATED_RESOURCES}"),
            )?,
            Self::Resource => resource(value)?,
            Self::RelatedResource => {
                resource(value)?;
                label(value, "prefect.resource.role", "Related Resources")?;
            }
        }
        Ok(Edit::Keep)
    }
}

/// Refuses with what Prefect's validator raises.
pub(super) fn refuse(refused: bool, message: impl FnOnce() -> String) -> Result<(), Fault> {
    if refused {
        Err(Fault::value_error(&message()))
    } else {
        Ok(())
    }
}

fn resource(labels: &Value) -> Result<(), Fault> {
    let count = labels.as_object().map_or(0, Map::len);
    refuse(count > MAX_LABELS, || {
        format!("The maximum number of labels per resource is {MAX_LABELS}")
    })?;
    label(labels, "prefect.resource.id", "Resources")
}

/// A label has to be there and may not be empty.
fn label(labels: &Value, name: &str, whose: &str) -> Result<(), Fault> {
    let value = labels.get(name);
    refuse(value.is_none(), || {
        format!("{whose} must include the {name} label")
    })?;
    refuse(value.is_some_and(is_falsy), || {
        format!("The {name} label must be non-empty")
    })
}

/// A line break at the very end passes, as it does in Python's regular expressions.
fn artifact_key(key: &str) -> Result<(), Fault> {
    let key = key.strip_suffix('\n').unwrap_or(key);
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    refuse(!key.bytes().all(fits), || {
        "Artifact key must only contain lowercase letters, numbers, and dashes.".to_owned()
    })
}

/// Its characters are looked at before its length, and its length is counted as that
/// of a list, which is how Prefect's model comes to tell it.
fn variable_name(name: &str) -> Result<(), Fault> {
    let shown = name.strip_suffix('\n').unwrap_or(name);
    let fits = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_')
    };
    refuse(!shown.bytes().all(fits), || {
        "Variable name must only contain lowercase letters, numbers, and dashes or underscores."
            .to_owned()
    })?;
    let length = name.chars().count();
    if length > MAX_VARIABLE_NAME_CHARS {
        return Err(Fault::with_ctx(
            "too_long",
            format!(
                "Value should have at most {MAX_VARIABLE_NAME_CHARS} items after validation, not \
                 {length}"
            ),
            json!({
                "field_type": "Value",
                "max_length": MAX_VARIABLE_NAME_CHARS,
                "actual_length": length,
            }),
        ));
    }
    Ok(())
}

fn variable_value(value: &Value) -> Result<(), Fault> {
    refuse(value.to_string().len() > MAX_VARIABLE_BYTES, || {
        format!("Variable value must be less than {MAX_VARIABLE_BYTES} characters")
    })
}

fn cut_metadata(metadata: &Value) -> Edit {
    let entries = metadata.as_object().into_iter().flatten();
    let cut = entries.filter_map(|(key, value)| {
        let text = value.as_str()?;
        let (end, _) = text.char_indices().nth(MAX_METADATA_CHARS)?;
        let kept = text.get(..end)?;
        Some((key.clone(), Edit::Replace(format!("{kept}...").into())))
    });
    Edit::of_keys(cut.collect())
}

fn rrule(text: &str, rules: &dyn DomainRules) -> Result<(), Fault> {
    rules
        .rrule(text)
        .map_err(|message| Fault::value_error(&message))?;
    let length = text.chars().count();
    refuse(length > MAX_RRULE_CHARS, || {
        let shown: String = text.chars().take(SHOWN_RRULE_CHARS).collect();
        format!(
            "Invalid RRule string \"{shown}...\"\nMax length is {MAX_RRULE_CHARS}, got {length}"
        )
    })
}

fn parameter_size(parameters: &Value) -> Result<(), Fault> {
    if parameters.as_object().is_none_or(Map::is_empty) {
        return Ok(());
    }
    let size = ascii_json_len(parameters);
    refuse(size > MAX_PARAMETER_BYTES, || {
        format!(
            "Flow run parameters must be less than {} bytes when serialized (got {} bytes).",
            grouped(MAX_PARAMETER_BYTES),
            grouped(size)
        )
    })
}

/// How many bytes Python's `json.dumps` makes of a value without spaces: all ASCII.
fn ascii_json_len(value: &Value) -> usize {
    let escaped = |text: &str| -> usize {
        let chars = text.chars().map(|char| match char {
            '"' | '\\' | '\n' | '\r' | '\t' | '\u{8}' | '\u{c}' => 2,
            ' '..='~' => 1,
            _ => 6 * char.len_utf16(),
        });
        chars.sum::<usize>() + 2
    };
    match value {
        Value::String(text) => escaped(text),
        Value::Array(items) => {
            let items = items.iter().map(|item| ascii_json_len(item) + 1);
            items.sum::<usize>().max(1) + 1
        }
        Value::Object(object) => {
            let entries = object
                .iter()
                .map(|(key, value)| escaped(key) + ascii_json_len(value) + 2);
            entries.sum::<usize>().max(1) + 1
        }
        scalar => scalar.to_string().len(),
    }
}

/// `524288` as `524,288`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut words = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{ascii_json_len, cut_metadata, grouped};

    #[test]
    fn sizes_are_those_of_compact_ascii_json() {
        // Measured: len(json.dumps(value, separators=(",", ":")).encode()).
        for (value, size) in [
            (json!({}), 2),
            (json!({"a": [1, 2.5, null]}), 18),
            (json!({"é": "\u{1f600}\u{7f}\"", "b": []}), 40),
        ] {
            assert_eq!(ascii_json_len(&value), size, "{value}");
        }
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(524_288), "524,288");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000_000), "1,000,000");
    }

    #[test]
    fn long_metadata_is_cut_once() {
        let long = json!({"a": "é".repeat(600), "b": "short"});
        let cut = cut_metadata(&long).applied(&long);
        assert_eq!(
            cut["a"].as_str().map(|text| text.chars().count()),
            Some(503)
        );
        assert_eq!(cut["b"], Value::from("short"));
        assert_eq!(cut_metadata(&cut).applied(&cut), cut);
    }
}
