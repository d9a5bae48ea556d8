//! What of a schedule takes a parser of its own.

/// Whether a cron string or a recurrence rule can be read: the server's domain
/// knows. An error is Prefect's message, as its validator raises it.
pub trait ScheduleRules: Send + Sync {
    /// # Errors
    ///
    /// `Invalid cron string: "…"`, or `Random and Hashed expressions are unsupported, received: "…"`.
    fn cron(&self, cron: &str) -> Result<(), String>;

    /// # Errors
    ///
    /// `Invalid RRule string "…": …`. The length is looked at elsewhere.
    fn rrule(&self, rrule: &str) -> Result<(), String>;
}

/// Takes every cron string and recurrence rule for one.
#[derive(Debug, Clone, Copy, Default)]
pub struct AnySchedule;

impl ScheduleRules for AnySchedule {
    fn cron(&self, _: &str) -> Result<(), String> {
        Ok(())
    }

    fn rrule(&self, _: &str) -> Result<(), String> {
        Ok(())
    }
}
