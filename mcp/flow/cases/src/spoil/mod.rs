//! Mistakes in a plan, and where they are.

mod arguments;
mod parameters;
mod references;
mod tools;

use std::collections::HashSet;

use serde_json::Value;

use crate::case::{Case, CaseTool};
use crate::choices::Choices;
use crate::kind::Kind;
use crate::meant::Meant;

/// A case with mistakes in its plan.
#[derive(Debug)]
pub struct Spoiled {
    /// The case, whose plan has the mistakes.
    pub case: Case,
    /// Where they are: JSON pointers into the plan.
    pub pointers: Vec<String>,
    /// Places of tasks that have a mistake already, or that one in them would have others of.
    used: HashSet<usize>,
    /// Names of parameters that have a mistake already.
    used_parameters: HashSet<String>,
}

/// A way to spoil a plan: it changes the plan and tells where it did, or leaves it where the plan has nothing that could
/// be spoiled like that.
pub struct Mistake {
    /// What it is.
    pub name: &'static str,
    make: fn(&mut Spoiled, &mut Choices<'_>) -> Option<String>,
}

impl std::fmt::Debug for Mistake {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name)
    }
}

/// Every class of mistake that validation knows.
pub const MISTAKES: [Mistake; 38] = [
    Mistake {
        name: "unknown tool",
        make: tools::unknown_tool,
    },
    Mistake {
        name: "no tool",
        make: tools::no_tool,
    },
    Mistake {
        name: "server of another tool",
        make: tools::other_server,
    },
    Mistake {
        name: "missing argument",
        make: arguments::missing_argument,
    },
    Mistake {
        name: "missing member",
        make: arguments::missing_member,
    },
    Mistake {
        name: "extra argument",
        make: arguments::extra_argument,
    },
    Mistake {
        name: "extra member",
        make: arguments::extra_member,
    },
    Mistake {
        name: "mistyped argument",
        make: arguments::mistyped_argument,
    },
    Mistake {
        name: "mistyped item",
        make: arguments::mistyped_item,
    },
    Mistake {
        name: "number out of range",
        make: arguments::out_of_range,
    },
    Mistake {
        name: "text where a number belongs",
        make: arguments::text_for_number,
    },
    Mistake {
        name: "value that is not listed",
        make: arguments::unlisted_value,
    },
    Mistake {
        name: "argument of the host's",
        make: arguments::hosts_argument,
    },
    Mistake {
        name: "arguments that are no object",
        make: arguments::arguments_no_object,
    },
    Mistake {
        name: "malformed reference",
        make: references::malformed_reference,
    },
    Mistake {
        name: "unclosed reference",
        make: references::unclosed_reference,
    },
    Mistake {
        name: "dangling reference",
        make: references::dangling_reference,
    },
    Mistake {
        name: "self reference",
        make: references::self_reference,
    },
    Mistake {
        name: "reference that an output schema rules out",
        make: references::ruled_out_reference,
    },
    Mistake {
        name: "reference in a key",
        make: references::reference_in_key,
    },
    Mistake {
        name: "dangling dependency",
        make: references::dangling_dependency,
    },
    Mistake {
        name: "self dependency",
        make: references::self_dependency,
    },
    Mistake {
        name: "cycle",
        make: references::cycle,
    },
    Mistake {
        name: "duplicate id",
        make: tools::duplicate_id,
    },
    Mistake {
        name: "bad id",
        make: tools::bad_id,
    },
    Mistake {
        name: "unknown key",
        make: tools::unknown_key,
    },
    Mistake {
        name: "option out of range",
        make: tools::option_out_of_range,
    },
    Mistake {
        name: "parameter with a bad name",
        make: parameters::bad_name,
    },
    Mistake {
        name: "parameter of an unknown type",
        make: parameters::unknown_type,
    },
    Mistake {
        name: "parameter with a reference in its schema",
        make: parameters::reference_in_schema,
    },
    Mistake {
        name: "parameter whose default does not fit",
        make: parameters::bad_default,
    },
    Mistake {
        name: "parameter whose default the tool does not take",
        make: parameters::default_not_taken,
    },
    Mistake {
        name: "parameter of another type than the argument",
        make: parameters::other_type,
    },
    Mistake {
        name: "dangling parameter",
        make: parameters::dangling_parameter,
    },
    Mistake {
        name: "reference to all parameters",
        make: parameters::all_parameters,
    },
    Mistake {
        name: "parameter that no task uses",
        make: parameters::unused,
    },
    Mistake {
        name: "parameters that are no object",
        make: parameters::parameters_no_object,
    },
    Mistake {
        name: "task called parameters",
        make: parameters::task_called_parameters,
    },
];

impl Mistake {
    /// Makes this mistake in a case, if it can be made there.
    pub fn make(&self, spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> bool {
        let pointer = (self.make)(spoiled, choices);
        spoiled.pointers.extend(pointer.clone());
        pointer.is_some()
    }
}

impl Spoiled {
    /// A case without any mistake yet.
    pub fn new(case: Case) -> Self {
        Self {
            case,
            pointers: Vec::new(),
            used: HashSet::new(),
            used_parameters: HashSet::new(),
        }
    }

    /// Some task that has no mistake yet and that `fits`; it is taken then.
    fn task(
        &mut self,
        choices: &mut Choices<'_>,
        fits: impl Fn(&Case, usize) -> bool,
    ) -> Option<usize> {
        let free = (0..self.case.tasks.len()).filter(|place| !self.used.contains(place));
        let fitting: Vec<usize> = free.filter(|place| fits(&self.case, *place)).collect();
        let place = (!fitting.is_empty()).then(|| *choices.one_of(&fitting))?;
        self.used.insert(place);
        Some(place)
    }

    /// The id of a task that has no mistake, that `fits`, and that `place` can refer to without a cycle. It is taken,
    /// and `place` waits for it from now on.
    fn other(&mut self, place: usize, fits: impl Fn(&Case, usize) -> bool) -> Option<String> {
        let waiting = waiting_for(&self.case, place);
        let others =
            (0..self.case.tasks.len()).filter(|other| *other != place && !waiting.contains(other));
        let mut others =
            others.filter(|other| !self.used.contains(other) && fits(&self.case, *other));
        let other = others.next()?;
        self.used.insert(other);
        let id = self.case.tasks.get(other)?.id.clone();
        self.case.tasks.get_mut(place)?.depends_on.push(id.clone());
        Some(id)
    }

    fn written(&mut self, place: usize) -> &mut Value {
        &mut self.case.plan["tasks"][place]
    }

    fn argument(&mut self, place: usize, name: &str, value: Value) -> String {
        self.written(place)["parameters"][name] = value;
        format!("/tasks/{place}/parameters/{}", escape(name))
    }
}

/// A name as a token of a JSON pointer.
fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn tool(case: &Case, place: usize) -> Option<&CaseTool> {
    case.tools.get(case.tasks.get(place)?.tool)
}

/// A parameter of some task's tool whose kind `fits`, with its way to what fits.
fn parameter<T>(
    spoiled: &mut Spoiled,
    choices: &mut Choices<'_>,
    fits: impl Fn(&Kind) -> Option<T>,
) -> Option<(usize, String, T)> {
    let fitting = |case: &Case, place: usize| -> Vec<(String, T)> {
        let parameters = tool(case, place)
            .into_iter()
            .flat_map(|tool| &tool.parameters);
        parameters
            .filter_map(|(name, kind, _)| Some((name.clone(), fits(kind)?)))
            .collect()
    };
    let place = spoiled.task(choices, |case, place| !fitting(case, place).is_empty())?;
    let mut parameters = fitting(&spoiled.case, place);
    let (name, found) = parameters.swap_remove(choices.below(parameters.len()));
    Some((place, name, found))
}

/// Places of the tasks that wait for `place`, however far down the line.
fn waiting_for(case: &Case, place: usize) -> HashSet<usize> {
    let needs = |waiting: usize, needed: usize| -> bool {
        let (Some(task), Some(needed)) = (case.tasks.get(waiting), case.tasks.get(needed)) else {
            return false;
        };
        let referenced = task
            .arguments
            .iter()
            .flat_map(|(_, meant): &(String, Meant)| meant.tasks());
        task.depends_on
            .iter()
            .map(String::as_str)
            .chain(referenced)
            .any(|id| id == needed.id)
    };
    let mut waiting = HashSet::new();
    let mut ahead = vec![place];
    while let Some(needed) = ahead.pop() {
        for other in 0..case.tasks.len() {
            if needs(other, needed) && waiting.insert(other) {
                ahead.push(other);
            }
        }
    }
    waiting
}
