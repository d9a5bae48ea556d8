//! Automations: what Prefect does by itself when something happens. None can be made here.

/// An automation. There are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Automation {}
