//! Rendered flows under real Prefect.

mod meaning;
mod parallel;
mod parameters;
mod ruff;
