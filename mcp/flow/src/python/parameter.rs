//! The flow's parameters, as arguments of the flow function.

use serde_json::Value;

use super::annotation::{is_literal, of_parameter};
use super::identifier::KEYWORDS;
use super::literal::{string, value};
use super::signature::list;
use super::{LINE_WIDTH, a_line_each};
use crate::definition::FlowDefinition;
use crate::parameters::required_first;
use crate::reference::PARAMETERS;

/// Names that Prefect does not take for a parameter of a flow, or leaves out of its schema.
const PREFECTS: [&str; 4] = ["return_state", "wait_for", "self", "cls"];

/// Names that a pydantic model, which Prefect makes of a flow's parameters, has already. Of some it only warns.
const PYDANTICS: [&str; 18] = [
    "construct",
    "copy",
    "dict",
    "from_orm",
    "json",
    "model_computed_fields",
    "model_config",
    "model_construct",
    "model_copy",
    "model_extra",
    "model_fields",
    "model_fields_set",
    "model_json_schema",
    "model_parametrized_name",
    "model_post_init",
    "model_rebuild",
    "schema",
    "validate",
];

/// What pydantic keeps for itself and for what it may have later.
const PYDANTICS_PREFIXES: [&str; 6] = [
    "model_dump",
    "model_validate",
    "parse_",
    "schema_json",
    "update_forward_refs",
    "v__",
];

/// The longest name of a flow's parameter, in characters.
const MAX_NAME_CHARS: usize = 100;

/// What is wrong with the name of a flow's parameter.
pub(crate) struct NameFault {
    /// The end of a sentence.
    pub(crate) what: &'static str,
    /// What to do about it.
    pub(crate) fix: String,
}

/// Why a flow function cannot have an argument of this name that Prefect tells by it, if it cannot.
///
/// Which names those are was found by giving each public name of pydantic's models, of Prefect's flows and of Python
/// to a flow of Prefect 3.8.8.
pub(crate) fn name_fault(name: &str) -> Option<NameFault> {
    if !is_identifier(name) {
        let wish = lower_case(name);
        let usable = is_identifier(&wish) && taken(&wish).is_none();
        let wish = if usable { &wish } else { "start_date" };
        let like = if usable { "" } else { "something like " };
        return Some(NameFault {
            what: "is not one of lower-case letters, digits and underscores (at most 100)",
            fix: format!("call it {like}{wish:?}, also where it is used"),
        });
    }
    taken(name).map(|what| NameFault {
        what,
        fix: format!("call it \"the_{name}\", also where it is used"),
    })
}

fn is_identifier(name: &str) -> bool {
    let is_lower = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(is_lower)
        && name.len() <= MAX_NAME_CHARS
}

/// What an identifier means already.
fn taken(name: &str) -> Option<&'static str> {
    let has_prefix = || PYDANTICS_PREFIXES.iter().any(|own| name.starts_with(own));
    if KEYWORDS.contains(&name) {
        Some("is a word of Python's own")
    } else if PREFECTS.contains(&name) {
        Some("means something else to Prefect")
    } else if PYDANTICS.contains(&name) || has_prefix() {
        Some("is one that pydantic, with which Prefect reads parameters, has for itself")
    } else {
        None
    }
}

/// A name in lower case, with underscores where words begin and in place of what is no letter or digit.
fn lower_case(name: &str) -> String {
    let mut lower = String::new();
    for c in name.chars().take(MAX_NAME_CHARS) {
        let begins =
            c.is_ascii_uppercase() && lower.ends_with(|last: char| last.is_ascii_lowercase());
        if begins || !c.is_ascii_alphanumeric() {
            lower.push('_');
        }
        if c.is_ascii_alphanumeric() {
            lower.push(c.to_ascii_lowercase());
        }
    }
    lower
        .trim_matches('_')
        .chars()
        .take(MAX_NAME_CHARS)
        .collect()
}

/// A parameter of the flow, as an argument of its function.
struct Parameter<'a> {
    name: &'a str,
    annotation: String,
    default: Option<&'a Value>,
}

impl Parameter<'_> {
    fn argument(&self) -> String {
        let Self {
            name, annotation, ..
        } = self;
        match self.default {
            Some(default) => format!("{name}: {annotation} = {}", value(default)),
            None => format!("{name}: {annotation}"),
        }
    }

    /// Whether the default is one list or object for all calls, as Python has it. That does no harm, because nothing in
    /// the module changes a value, but linters have to be told.
    fn shares_its_default(&self) -> bool {
        self.default
            .is_some_and(|default| default.is_array() || default.is_object())
    }
}

/// The arguments of the flow function, the required ones first.
fn parameters(definition: &FlowDefinition) -> Vec<Parameter<'_>> {
    let parameters = required_first(definition.parameters()).into_iter();
    parameters
        .map(|(name, schema)| Parameter {
            name,
            annotation: of_parameter(schema),
            default: schema.get("default"),
        })
        .collect()
}

/// Whether an annotation of the function's arguments names the values that it allows.
pub(super) fn names_values(definition: &FlowDefinition) -> bool {
    let parameters = parameters(definition);
    parameters
        .iter()
        .any(|parameter| is_literal(&parameter.annotation))
}

/// What stands between the parentheses that `before` columns come before.
pub(super) fn arguments(definition: &FlowDefinition, before: usize) -> String {
    let parameters = parameters(definition);
    if !parameters.iter().any(Parameter::shares_its_default) {
        let written: Vec<String> = parameters.iter().map(Parameter::argument).collect();
        return list(&written, before, LINE_WIDTH);
    }
    let lines = parameters.iter().map(|parameter| {
        let shares = parameter.shares_its_default();
        let comment = if shares { "  # noqa: B006" } else { "" };
        format!("    {},{comment}\n", parameter.argument())
    });
    format!("\n{}", lines.collect::<Vec<_>>().concat())
}

/// The statement that puts the arguments together, where there are any. It comes first, so that an argument may have
/// the name of any variable that follows.
pub(super) fn values(definition: &FlowDefinition) -> String {
    let parameters = parameters(definition).into_iter();
    let members: Vec<String> = parameters
        .map(|parameter| format!("{}: {}", string(parameter.name), parameter.name))
        .collect();
    if members.is_empty() {
        return String::new();
    }
    let inline = format!("    {PARAMETERS} = {{{}}}\n", members.join(", "));
    if inline.len() <= LINE_WIDTH {
        return inline;
    }
    format!(
        "    {PARAMETERS} = {{\n{}    }}\n",
        a_line_each(&members, 8)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_a_flow_cannot_have_for_a_parameter() {
        for name in [
            "department",
            "since_2",
            "id",
            "type",
            "args",
            "results",
            "model_name",
        ] {
            assert!(name_fault(name).is_none(), "{name}");
        }
        for (name, fix) in [
            ("startDate", "\"start_date\""),
            ("start-date ", "\"start_date\""),
            ("Größe", "\"gr__e\""),
            ("_x", "\"x\""),
            ("", "something like"),
            ("2d", "something like"),
            ("Class", "something like"),
            ("lambda", "\"the_lambda\""),
            ("self", "\"the_self\""),
            ("return_state", "\"the_return_state\""),
            ("model_config", "\"the_model_config\""),
            ("model_dump_x", "\"the_model_dump_x\""),
            ("v__args", "\"the_v__args\""),
        ] {
            let fault = name_fault(name).unwrap();
            assert!(fault.fix.contains(fix), "{name}: {}", fault.fix);
        }
        assert!(name_fault(&"x".repeat(101)).is_some());
    }
}
