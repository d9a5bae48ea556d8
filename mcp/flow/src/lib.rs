//! The plan as data: a Prefect flow whose tasks are calls of MCP tools.
//!
//! This crate knows what a plan may say and what it means. It does no I/O and speaks neither HTTP nor MCP.
//!
//! ```text
//!  `_mcp_data` ──► TaskMappings ──┐
//!                                 ├─ validate ──► FlowDefinition ──► python::render ──► flow.py
//!  a model's JSON ──► DraftFlow ──┘      │                      └──► TaskGraph ──► text, Mermaid, SVG
//!                                        └─► Problems (all of them at once)
//! ```
//!
//! Words used throughout:
//!
//! * A **tool** is one operation of an MCP server. Prefect runs a call of it as a **task**.
//! * A [`TaskMapping`] says which tool a **task key** (`server_tool`) stands for, and which arguments it takes.
//! * A [`DraftFlow`] is a plan as a stranger wrote it. Nothing in it is believed.
//! * A [`Problem`] is one thing that is wrong with a draft: where, what, and what to do about it.
//! * A [`FlowDefinition`] is a plan that validation let through. There is no other way to make one.
//! * A **parameter** of the flow is a value that each run can be told; its default is in the plan.
//! * A **reference**, `{{id.path}}` or `{{parameters.name.path}}`, stands for the result of an earlier task, or for what
//!   a run has for a parameter, or for a part of it.
//!
//! Everything a plan names comes from strangers: a model wrote the plan, and tool authors wrote the names and the
//! schemas. The rules that keep their words from becoming code are in [`python`].

pub mod definition;
pub mod draft;
pub mod graph;
pub mod mapping;
mod nearest;
pub mod parameters;
pub mod problem;
pub mod python;
pub mod reference;
pub mod revise;
mod schema;
pub mod validate;

pub use definition::{FlowDefinition, FlowTask};
pub use draft::{DraftFlow, DraftTask};
pub use graph::TaskGraph;
pub use mapping::{LeaveOut, TaskMapping, TaskMappings};
pub use parameters::parameter_openapi_schema;
pub use problem::{Problem, Problems};
pub use python::{RenderedFlow, render};
pub use reference::Reference;
pub use revise::{DraftEdits, Edit, revise};
pub use validate::validate;
