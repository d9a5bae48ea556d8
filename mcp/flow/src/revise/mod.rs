//! Changing a plan by edits, applied together and validated as one.
//!
//! A list of edits is one change: either the plan that comes out of all of them is valid, and that is the answer, or
//! nothing is changed and every problem is told. Each edit is one JSON object with its kind in `op`:
//!
//! ```json
//! [
//!   {"op": "set_argument", "id": "average", "argument": "expression", "value": "{{users.rows[0].salary}} / 12"},
//!   {"op": "remove_argument", "id": "users", "argument": "limit"},
//!   {"op": "add_task", "task": {"id": "report", "task_key": "csv_write", "parameters": {"rows": "{{users.rows}}"}}},
//!   {"op": "remove_task", "id": "old_report"},
//!   {"op": "set_depends_on", "id": "report", "depends_on": ["average"]},
//!   {"op": "set_parameter", "parameter": "department", "schema": {"type": "string", "default": "Sales"}},
//!   {"op": "remove_parameter", "parameter": "since"}
//! ]
//! ```
//!
//! * `id` names the task that is changed, as the plan has it.
//! * `set_argument` replaces the whole value of one argument, or adds the argument. `null` is a value.
//! * `add_task` takes a task as a plan has it, and puts it at the end.
//! * `set_depends_on` replaces the whole list. References go on counting as dependencies by themselves.
//! * `set_parameter` replaces the whole schema of a parameter of the flow, or adds the parameter. It names no task.
//! * Edits are applied in their order, so one may change what another one before it has added.
//!
//! **Nothing changes that no edit names.** A task that no edit touches stays as it was to the byte, and means what it
//! meant: an added or removed id that would turn one of its references into another is a problem. An argument that
//! stops referring to a task leaves `depends_on` as it is, because the order may matter for what the tools do; and
//! removing a task that others still name in `depends_on` is a problem, not a silent re-wiring.
//!
//! **Pointers**: `/edits/0/value` is in the list of edits, `/tasks/1/depends_on/0` in the plan that came out. What is
//! wrong with something that an edit brought in is told at the edit.

mod apply;
mod edit;
mod meaning;
#[cfg(test)]
mod tests;

pub use edit::{DraftEdits, Edit};

use std::collections::HashSet;

use crate::definition::FlowDefinition;
use crate::draft::DraftFlow;
use crate::mapping::TaskMappings;
use crate::problem::Problems;
use crate::validate::validate;

/// The most edits in one list. It bounds what a stranger's list can cost.
pub const MAX_EDITS: usize = 1_000;

/// Applies `edits` to `draft` and validates what comes out, against the tools where they are known.
///
/// The draft may have problems, such as an unknown tool, as long as it could be read and no such problem is left in
/// the end. Costs what validating the plan costs, and one look at each task for each edit.
///
/// # Errors
/// Every problem that there is, with the edits and with the plan that comes out of those that could be applied.
pub fn revise(
    draft: &DraftFlow,
    edits: &DraftEdits,
    mappings: Option<&TaskMappings>,
) -> Result<FlowDefinition, Problems> {
    let mut problems = edits.problems.clone();
    if !draft.problems.is_empty() {
        // Edits name tasks by ids that such a plan may not have.
        let unread = draft.problems.iter().cloned();
        return Err(Problems(unread.chain(problems).collect()));
    }
    let revised = apply::apply(draft, &edits.edits, &mut problems);
    problems.extend(meaning::changed(draft, &revised));
    problems.extend(revised.dangling_dependencies());
    let validated = validate(&revised.draft(draft), mappings);
    if let Err(Problems(found)) = &validated {
        // What is told above says more than validation, which does not know of the edits, could.
        let told: HashSet<String> = problems.iter().map(|told| told.pointer.clone()).collect();
        let found = found.iter().cloned();
        let found = found.map(|problem| revised.at_its_edit(problem));
        problems.extend(found.filter(|problem| !told.contains(&problem.pointer)));
    }
    if problems.is_empty() {
        validated
    } else {
        Err(Problems(problems))
    }
}
