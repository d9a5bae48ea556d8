//! Schedules: when a deployment's runs are due.

use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// When runs are due.
#[derive(Clone, Debug, PartialEq)]
pub enum Schedule {
    /// By a cron expression.
    Cron(CronSchedule),
    /// Every so often.
    Interval(IntervalSchedule),
    /// By iCalendar recurrence rules.
    RRule(RRuleSchedule),
}
/// x
#[derive(Clone, Debug, PartialEq)]
pub struct CronSchedule {}
/// x
#[derive(Clone, Debug, PartialEq)]
pub struct IntervalSchedule {}
/// x
#[derive(Clone, Debug, PartialEq)]
pub struct RRuleSchedule {}
