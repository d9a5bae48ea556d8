//! The document's filters, evaluated over the tables.
//!
//! A *filter* is what a query asks of one kind of object, such as
//! [`FlowRunFilter`](prefect_mock_api::types::FlowRunFilter). It is made of
//! *conditions* on properties, such as `any_` or `is_null_`. One that is absent or
//! null asks for nothing; so does an empty `not_any_`, an empty `all_` and an
//! empty `like_`, while an empty `any_` is met by no object. A filter's `operator`
//! says whether all of its conditions have to be met or one is enough; without
//! conditions it is met by every object.
//!
//! A query has up to six filters, one for each kind of object, and all that are
//! given have to be met: see [`Criteria`] for how a filter on one kind bears on
//! objects of another.
//!
//! **Where the rules come from.** Prefect turns filters into SQL; what is here
//! gives the answers that its queries give on SQLite:
//!
//! * a comparison with a value that is not there is not met, `not_any_` included;
//! * `like_` looks for a SQL pattern in which `%` and `_` are wildcards that
//!   cannot be escaped, and upper and lower case differ outside of ASCII;
//! * times are compared inclusively, to the microsecond.
//!
//! The tests beside this module replay queries that were put to real Prefect.
//!
//! **What it costs.** One evaluation looks at one object, and at its relatives if
//! the query has a filter on them. [`candidates`] tells which objects to look at.

mod artifact;
mod bodies;
pub mod candidates;
mod combination;
mod condition;
mod criteria;
mod deployment;
mod event;
mod flow;
mod flow_run;
pub mod like;
mod log;
mod task_run;
#[cfg(test)]
mod tests;
mod text_search;
mod variable;
mod work_pool;
mod work_queue;
mod worker;

pub use artifact::{artifact, artifact_collection};
pub use criteria::Criteria;
pub use event::{EventCriteria, Reading};
pub use log::LogCriteria;
pub use variable::variable;
pub use worker::worker;
