//! Mistakes in a plan, and where they are.

use std::collections::HashSet;

use serde_json::{Value, json};

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
pub const MISTAKES: [Mistake; 27] = [
    Mistake {
        name: "unknown tool",
        make: unknown_tool,
    },
    Mistake {
        name: "no tool",
        make: no_tool,
    },
    Mistake {
        name: "server of another tool",
        make: other_server,
    },
    Mistake {
        name: "missing argument",
        make: missing_argument,
    },
    Mistake {
        name: "missing member",
        make: missing_member,
    },
    Mistake {
        name: "extra argument",
        make: extra_argument,
    },
    Mistake {
        name: "extra member",
        make: extra_member,
    },
    Mistake {
        name: "mistyped argument",
        make: mistyped_argument,
    },
    Mistake {
        name: "mistyped item",
        make: mistyped_item,
    },
    Mistake {
        name: "number out of range",
        make: out_of_range,
    },
    Mistake {
        name: "text where a number belongs",
        make: text_for_number,
    },
    Mistake {
        name: "value that is not listed",
        make: unlisted_value,
    },
    Mistake {
        name: "argument of the host's",
        make: hosts_argument,
    },
    Mistake {
        name: "arguments that are no object",
        make: arguments_no_object,
    },
    Mistake {
        name: "malformed reference",
        make: malformed_reference,
    },
    Mistake {
        name: "unclosed reference",
        make: unclosed_reference,
    },
    Mistake {
        name: "dangling reference",
        make: dangling_reference,
    },
    Mistake {
        name: "self reference",
        make: self_reference,
    },
    Mistake {
        name: "reference that an output schema rules out",
        make: ruled_out_reference,
    },
    Mistake {
        name: "reference in a key",
        make: reference_in_key,
    },
    Mistake {
        name: "dangling dependency",
        make: dangling_dependency,
    },
    Mistake {
        name: "self dependency",
        make: self_dependency,
    },
    Mistake {
        name: "cycle",
        make: cycle,
    },
    Mistake {
        name: "duplicate id",
        make: duplicate_id,
    },
    Mistake {
        name: "bad id",
        make: bad_id,
    },
    Mistake {
        name: "unknown key",
        make: unknown_key,
    },
    Mistake {
        name: "option out of range",
        make: option_out_of_range,
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

fn unknown_tool(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |case, place| tool(case, place).is_some())?;
    let key = format!("{}_typo", tool(&spoiled.case, place)?.task_key);
    spoiled.written(place)["task_key"] = json!(key);
    Some(format!("/tasks/{place}/task_key"))
}

fn no_tool(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |_, _| true)?;
    for key in ["task_key", "mcp_server", "mcp_tool"] {
        spoiled.written(place)[key] = Value::Null;
    }
    Some(format!("/tasks/{place}"))
}

fn other_server(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |case, place| tool(case, place).is_some())?;
    let key = tool(&spoiled.case, place)?.task_key.clone();
    spoiled.written(place)["task_key"] = json!(key);
    spoiled.written(place)["mcp_server"] = json!("elsewhere");
    Some(format!("/tasks/{place}/mcp_server"))
}

fn missing_argument(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let required = |case: &Case, place: usize| {
        let parameters = &tool(case, place)?.parameters;
        parameters
            .iter()
            .find(|(.., required)| *required)
            .map(|(name, ..)| name.clone())
    };
    let place = spoiled.task(choices, |case, place| required(case, place).is_some())?;
    let name = required(&spoiled.case, place)?;
    spoiled.written(place)["parameters"]
        .as_object_mut()?
        .shift_remove(&name);
    Some(format!("/tasks/{place}/parameters"))
}

fn missing_member(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let (place, name, ()) = parameter(spoiled, choices, |kind| match kind {
        Kind::Object(members) => {
            (members.iter().filter(|(.., required)| *required).count() == 1).then_some(())
        }
        _ => None,
    })?;
    Some(spoiled.argument(place, &name, json!({})))
}

fn extra_argument(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |case, place| {
        tool(case, place).is_some_and(|tool| !tool.open)
    })?;
    Some(spoiled.argument(place, "ex/tra~", json!(1)))
}

fn extra_member(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let (place, name, ()) = parameter(spoiled, choices, |kind| match kind {
        Kind::Object(members) => members.iter().all(|(.., required)| !required).then_some(()),
        _ => None,
    })?;
    let pointer = spoiled.argument(place, &name, json!({"ex/tra~": 1}));
    Some(format!("{pointer}/ex~1tra~0"))
}

fn mistyped_argument(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let (place, name, value) = parameter(spoiled, choices, Kind::wrong)?;
    Some(spoiled.argument(place, &name, value))
}

fn mistyped_item(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let (place, name, value) = parameter(spoiled, choices, |kind| match kind {
        Kind::List(inner) => inner.wrong(),
        _ => None,
    })?;
    let pointer = spoiled.argument(place, &name, json!([value]));
    Some(format!("{pointer}/0"))
}

fn out_of_range(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let (place, name, ()) = parameter(spoiled, choices, |kind| {
        (*kind == Kind::Whole).then_some(())
    })?;
    let value = *choices.one_of(&[-1, 1_001]);
    Some(spoiled.argument(place, &name, json!(value)))
}

fn text_for_number(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let (place, name, ()) = parameter(spoiled, choices, |kind| {
        matches!(kind, Kind::Whole | Kind::Number | Kind::Flag).then_some(())
    })?;
    let id = spoiled.other(place, |_, _| true)?;
    Some(spoiled.argument(place, &name, json!(format!("{{{{{id}}}}} or so"))))
}

fn unlisted_value(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let (place, name, ()) = parameter(spoiled, choices, |kind| {
        matches!(kind, Kind::OneOf(_)).then_some(())
    })?;
    Some(spoiled.argument(place, &name, json!("none of them")))
}

fn hosts_argument(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |_, _| true)?;
    Some(spoiled.argument(place, "_host", json!("mine")))
}

fn arguments_no_object(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |_, _| true)?;
    spoiled.written(place)["parameters"] = json!([1]);
    Some(format!("/tasks/{place}/parameters"))
}

/// Puts a text where any text is right.
fn text(
    spoiled: &mut Spoiled,
    choices: &mut Choices<'_>,
    text: impl Fn(&str) -> String,
) -> Option<String> {
    let (place, name, deep) = parameter(spoiled, choices, |kind| match kind {
        Kind::Text => Some(false),
        Kind::Any => Some(true),
        _ => None,
    })?;
    let text = text(&spoiled.case.tasks.get(place)?.id);
    if deep {
        let pointer = spoiled.argument(place, &name, json!([{"deep/er": text}]));
        return Some(format!("{pointer}/0/deep~1er"));
    }
    Some(spoiled.argument(place, &name, json!(text)))
}

fn malformed_reference(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let bad = *choices.one_of(&["{{a b}}", "x {{}} y", "{{a..b}}", "{{1 + 1}}", "{{[0]}}"]);
    text(spoiled, choices, |_| bad.to_owned())
}

fn unclosed_reference(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    text(spoiled, choices, |id| format!("x {{{{{id}"))
}

fn dangling_reference(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let path = *choices.one_of(&["", ".rows", "[0]", ".a[1].b"]);
    text(spoiled, choices, |_| format!("{{{{nobody{path}}}}}"))
}

fn self_reference(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    text(spoiled, choices, |id| format!("{{{{{id}.rows}}}}"))
}

fn ruled_out_reference(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let path = *choices.one_of(&["gone", "n.x", "rows.name", "rows[0].salary", "text[0]"]);
    let (place, name, ()) = parameter(spoiled, choices, |_| Some(()))?;
    let id = spoiled.other(place, |case, other| {
        tool(case, other).is_some_and(|tool| tool.told_output)
    })?;
    Some(spoiled.argument(place, &name, json!(format!("{{{{{id}.{path}}}}}"))))
}

fn reference_in_key(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let (place, name, ()) = parameter(spoiled, choices, |kind| (*kind == Kind::Any).then_some(()))?;
    let pointer = spoiled.argument(place, &name, json!([{"{{x/y}}": 1}]));
    Some(format!("{pointer}/0/{{{{x~1y}}}}"))
}

fn dangling_dependency(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |_, _| true)?;
    Some(depend(spoiled, place, "nobody"))
}

fn self_dependency(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |_, _| true)?;
    let id = spoiled.case.tasks.get(place)?.id.clone();
    Some(depend(spoiled, place, &id))
}

/// Adds a dependency; returns where.
fn depend(spoiled: &mut Spoiled, place: usize, id: &str) -> String {
    let written = spoiled.written(place);
    if !written["depends_on"].is_array() {
        written["depends_on"] = json!([]);
    }
    let mut at = 0;
    if let Some(list) = written["depends_on"].as_array_mut() {
        at = list.len();
        list.push(json!(id));
    }
    format!("/tasks/{place}/depends_on/{at}")
}

fn cycle(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let one = spoiled.task(choices, |_, _| true)?;
    let Some(other) = spoiled.task(choices, |case, other| {
        // Whatever else there is between two tasks would make the cycle another one.
        !waiting_for(case, one).contains(&other) && !waiting_for(case, other).contains(&one)
    }) else {
        spoiled.used.remove(&one);
        return None;
    };
    let id = |place: usize| {
        spoiled
            .case
            .tasks
            .get(place)
            .map(|task| task.id.clone())
            .unwrap_or_default()
    };
    let (first, second) = (id(one), id(other));
    // These two, and through them whatever is between them, wait for each other.
    depend(spoiled, one, &second);
    depend(spoiled, other, &first);
    Some(format!("/tasks/{}", one.min(other)))
}

fn duplicate_id(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |_, _| true)?;
    let copy = spoiled.written(place).clone();
    let tasks = spoiled.case.plan["tasks"].as_array_mut()?;
    tasks.push(copy);
    Some(format!("/tasks/{}/id", tasks.len() - 1))
}

fn bad_id(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |case, place| waiting_for(case, place).is_empty())?;
    let id = *choices.one_of(&["", " x", "a{b", "a]b", "a\"b", "a\u{7}b"]);
    spoiled.written(place)["id"] = json!(id);
    Some(format!("/tasks/{place}/id"))
}

fn unknown_key(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |_, _| true)?;
    let key = *choices.one_of(&["for_each", "condition", "dependson", "if/else"]);
    spoiled.written(place)[key] = json!("x");
    Some(format!("/tasks/{place}/{}", escape(key)))
}

fn option_out_of_range(spoiled: &mut Spoiled, choices: &mut Choices<'_>) -> Option<String> {
    let place = spoiled.task(choices, |_, _| true)?;
    let options = [
        ("retries", json!(101)),
        ("retries", json!(-1)),
        ("retries", json!("often")),
        ("retry_delay_seconds", json!(86_401)),
        ("timeout_seconds", json!(0)),
        ("timeout_seconds", json!(1.5)),
    ];
    let (key, value) = choices.one_of(&options);
    let written = spoiled.written(place);
    if *key == "retry_delay_seconds" {
        written["retries"] = json!(1);
    } else if *key == "retries" {
        written["retry_delay_seconds"] = Value::Null;
    }
    written[*key] = value.clone();
    Some(format!("/tasks/{place}/{key}"))
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
