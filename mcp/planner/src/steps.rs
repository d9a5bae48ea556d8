//! A plan in plain words, for whoever has to agree to it.

use std::collections::HashMap;
use std::fmt::Write as _;

use mcp_flow::reference::{self, Reference, Source, Template};
use mcp_flow::{FlowDefinition, FlowTask, TaskGraph};
use serde_json::Value;

use crate::text::shorten;

/// The longest value that is shown whole, in characters.
const VALUE_CHARS: usize = 120;

/// The steps, numbered from 1 in an order in which they can run; one line each.
pub(crate) fn of(definition: &FlowDefinition) -> Vec<String> {
    let graph = TaskGraph::of(definition);
    let tasks = definition.tasks();
    let numbers: HashMap<&str, usize> = graph
        .nodes()
        .iter()
        .zip(1..)
        .map(|(node, number)| (node.id.as_str(), number))
        .collect();
    graph
        .nodes()
        .iter()
        .zip(1..)
        .filter_map(|(node, number)| {
            let task = tasks.get(node.place)?;
            Some(format!("{number}. {}", step(task, &numbers)))
        })
        .collect()
}

/// What a run can be told, one line for each of the flow's parameters.
pub(crate) fn parameters(definition: &FlowDefinition) -> Vec<String> {
    let parameters = definition.parameters().iter();
    parameters
        .map(|(name, schema)| {
            let mut words = format!("parameters.{name}");
            if let Some(kind) = schema["type"].as_str() {
                let _ = write!(words, ", {kind}");
            }
            match schema.get("default") {
                Some(default) => {
                    let default = shorten(&default.to_string(), VALUE_CHARS);
                    let _ = write!(words, ": {default} unless a run is told otherwise.");
                }
                None => words.push_str(": each run has to be told."),
            }
            if let Some(description) = schema["description"].as_str() {
                let _ = write!(words, " {}", shorten(description, VALUE_CHARS));
            }
            words
        })
        .collect()
}

/// The plan as a Markdown page: its name, what it is for, what runs can be told, and its steps.
pub(crate) fn page(definition: &FlowDefinition) -> String {
    let mut page = format!("# {}\n", definition.flow_name());
    if !definition.description().trim().is_empty() {
        let _ = write!(
            page,
            "\n{}\n",
            escape(&shorten(definition.description(), 500))
        );
    }
    let parameters = parameters(definition);
    if !parameters.is_empty() {
        page.push('\n');
    }
    for words in parameters {
        let _ = writeln!(page, "- {}", escape(&words));
    }
    page.push('\n');
    for step in of(definition) {
        // The number is the list's own; what follows it is text.
        match step.split_once(". ") {
            Some((number, words)) => {
                let _ = writeln!(page, "{number}. {}", escape(words));
            }
            None => page.push_str(&escape(&step)),
        }
    }
    page
}

fn step(task: &FlowTask, numbers: &HashMap<&str, usize>) -> String {
    let mut words = format!(
        "{}: call {} of {}",
        task.id(),
        task.mcp_tool(),
        task.mcp_server()
    );
    let arguments: Vec<String> = task
        .parameters()
        .iter()
        .map(|(name, value)| format!("{name} = {}", value_in_words(value, numbers)))
        .collect();
    if !arguments.is_empty() {
        let _ = write!(words, " with {}", arguments.join(", "));
    }
    words.push('.');
    let mut waits: Vec<usize> = task
        .depends_on()
        .iter()
        .filter_map(|id| numbers.get(id.as_str()).copied())
        .collect();
    waits.sort_unstable();
    if !waits.is_empty() {
        let noun = if waits.len() == 1 { "step" } else { "steps" };
        let _ = write!(words, " Waits for {noun} {}.", and(&waits));
    }
    if let Some(retries) = task.retries().filter(|retries| *retries > 0) {
        let noun = if retries == 1 { "time" } else { "times" };
        let _ = write!(
            words,
            " After a failure, tries again up to {retries} {noun}"
        );
        if let Some(seconds) = task.retry_delay_seconds() {
            let _ = write!(words, ", {seconds} s later");
        }
        words.push('.');
    }
    if let Some(seconds) = task.timeout_seconds() {
        let _ = write!(words, " A try may take {seconds} s.");
    }
    words
}

/// A value: what one reference stands for in words, anything else as JSON.
fn value_in_words(value: &Value, numbers: &HashMap<&str, usize>) -> String {
    if let Some(text) = value.as_str()
        && let Ok(Template::Exact(reference)) =
            reference::parse(text, &|id| numbers.contains_key(id))
    {
        let Reference { source, path } = &reference;
        let number = match source {
            Source::Task(task) => numbers.get(task.as_str()),
            Source::Parameter(_) => None,
        };
        let Some(number) = number else {
            let words = reference.to_string();
            return shorten(words.trim_matches(['{', '}']), VALUE_CHARS);
        };
        let path: String = path.iter().map(ToString::to_string).collect();
        let path = path.trim_start_matches('.');
        return if path.is_empty() {
            format!("the result of step {number}")
        } else {
            format!(
                "{} of the result of step {number}",
                shorten(path, VALUE_CHARS)
            )
        };
    }
    shorten(&value.to_string(), VALUE_CHARS)
}

/// `1`, `1 and 2`, `1, 2 and 3`.
fn and(numbers: &[usize]) -> String {
    let words: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    match words.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => words.concat(),
    }
}

/// A stranger's text as text in Markdown, where it can be neither markup nor HTML.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '(' | ')' | '#' | '|' | '~' | '!' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn definition(tasks: Value) -> FlowDefinition {
        serde_json::from_value(json!({"flow_name": "f_1", "description": "d <b>", "tasks": tasks}))
            .unwrap()
    }

    #[test]
    fn steps_say_what_is_called_with_what_and_when() {
        let definition = definition(json!([
            {"id": "sum", "mcp_server": "calc", "mcp_tool": "add", "retries": 2, "retry_delay_seconds": 5, "timeout_seconds": 30,
             "parameters": {"a": "{{left.rows[0].n}}", "b": "{{right}}", "note": "from {{left}}", "list": [1, "x"]}},
            {"id": "left", "mcp_server": "db", "mcp_tool": "read", "parameters": {"table": "t\n1"}},
            {"id": "right", "mcp_server": "db", "mcp_tool": "read"},
        ]));
        assert_eq!(
            of(&definition),
            [
                "1. left: call read of db with table = \"t\\n1\".",
                "2. right: call read of db.",
                "3. sum: call add of calc with a = rows[0].n of the result of step 1, b = the result of step 2, \
                 note = \"from {{left}}\", list = [1,\"x\"]. Waits for steps 1 and 2. After a failure, tries again up \
                 to 2 times, 5 s later. A try may take 30 s.",
            ]
        );
    }

    #[test]
    fn what_a_run_can_be_told_is_said_before_the_steps() {
        let definition: FlowDefinition = serde_json::from_value(json!({"flow_name": "f", "parameters": {
            "who": {"type": "string", "description": "Whose <report>"}, "filter": {"default": {"by": 1}}},
            "tasks": [{"id": "a", "mcp_server": "s", "mcp_tool": "t", "parameters": {
                "x": "{{parameters.who}}", "y": "{{parameters.filter.by}}"}}]}))
        .unwrap();
        assert_eq!(
            parameters(&definition),
            [
                "parameters.who, string: each run has to be told. Whose <report>",
                "parameters.filter: {\"by\":1} unless a run is told otherwise.",
            ]
        );
        assert_eq!(
            of(&definition),
            ["1. a: call t of s with x = parameters.who, y = parameters.filter.by."]
        );
        let page = page(&definition);
        assert!(
            page.starts_with(
                "# f\n\n- parameters.who, string: each run has to be told. Whose &lt;report&gt;\n"
            ),
            "{page}"
        );
    }

    #[test]
    fn a_page_shows_strangers_texts_as_texts() {
        let definition = definition(
            json!([{"id": "a", "mcp_server": "s", "mcp_tool": "t", "parameters": {
            "x": "</td><script>[go](javascript:1)"}}]),
        );
        let page = page(&definition);
        assert!(
            page.starts_with("# f_1\n\nd &lt;b&gt;\n\n1. a: call t of s with x"),
            "{page}"
        );
        assert!(
            !page.contains("<script") && !page.contains("[go]("),
            "{page}"
        );
    }
}
