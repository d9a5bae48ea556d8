//! What of a request takes a parser of the server's domain.

use serde_json::Value;

/// The checks of a request that only the server's domain can make. An error is
/// Prefect's message as its validator raises it; it is answered beside whatever
/// else is wrong.
pub trait DomainRules: std::fmt::Debug + Send + Sync {
    /// Whether a cron string can be read.
    ///
    /// # Errors
    ///
    /// `Invalid cron string: "…"`, or
    /// `Random and Hashed expressions are unsupported, received: "…"`.
    fn cron(&self, cron: &str) -> Result<(), String>;

    /// Whether a recurrence rule can be read. Its length is looked at elsewhere.
    ///
    /// # Errors
    ///
    /// `Invalid RRule string "…": …`.
    fn rrule(&self, rrule: &str) -> Result<(), String>;

    /// Whether the parameters of a new deployment fit its schema, when the
    /// request asks for that by itself. Both are as they were sent; what the
    /// schema requires is not asked for.
    ///
    /// # Errors
    ///
    /// `Validation failed for field '…'. Failure reason: …`, or
    /// `The provided schema is not a valid json schema. Schema error: …`.
    fn deployment_parameters(&self, parameters: &Value, schema: &Value) -> Result<(), String>;
}

/// Lets everything pass.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoDomainRules;

impl DomainRules for NoDomainRules {
    fn cron(&self, _: &str) -> Result<(), String> {
        Ok(())
    }

    fn rrule(&self, _: &str) -> Result<(), String> {
        Ok(())
    }

    fn deployment_parameters(&self, _: &Value, _: &Value) -> Result<(), String> {
        Ok(())
    }
}
