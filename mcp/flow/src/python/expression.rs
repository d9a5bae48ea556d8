//! Arguments as Python expressions: literals, with references in them.

use serde_json::Value;

use super::literal::{scalar, string};
use super::{LINE_WIDTH, a_line_each};
use crate::reference::{self, PARAMETERS, Piece, Reference, Segment, Source, Template};

/// Writes arguments of one flow.
pub(super) struct Writer<'a> {
    /// Says whether the flow has a task of that id.
    pub(super) is_task: &'a dyn Fn(&str) -> bool,
}

impl Writer<'_> {
    /// `value` as it is given to a task, starting at column `indent`, with `reserved` more columns needed in its line.
    pub(super) fn argument(&self, value: &Value, indent: usize, reserved: usize) -> String {
        match value {
            Value::Null => "Null()".to_owned(),
            other => self.value(other, indent, reserved),
        }
    }

    /// `value` in one line, or broken into one line for each member where that line would be too long.
    fn value(&self, value: &Value, indent: usize, reserved: usize) -> String {
        let inline = self.inline(value);
        if indent + reserved + inline.len() <= LINE_WIDTH {
            return inline;
        }
        let inner = indent + 4;
        let pad = " ".repeat(inner);
        let close = " ".repeat(indent);
        match value {
            Value::Array(items) if !items.is_empty() => {
                let lines: Vec<String> = items
                    .iter()
                    .map(|item| format!("{pad}{},\n", self.value(item, inner, 1)))
                    .collect();
                format!("[\n{}{close}]", lines.concat())
            }
            Value::Object(members) if !members.is_empty() => {
                let lines: Vec<String> = members
                    .iter()
                    .map(|(key, member)| {
                        let key = string(key);
                        let member = self.value(member, inner, key.len() + 3);
                        format!("{pad}{key}: {member},\n")
                    })
                    .collect();
                format!("{{\n{}{close}}}", lines.concat())
            }
            Value::String(text) => match self.template(text) {
                Template::Mixed(pieces) => {
                    let parts: Vec<String> = pieces.iter().map(written).collect();
                    let parts = a_line_each(&parts, inner + 4);
                    format!("Text(\n{0}[\n{parts}{0}]\n{close})", " ".repeat(inner))
                }
                Template::Text(_) | Template::Exact(_) => inline,
            },
            _ => inline,
        }
    }

    fn inline(&self, value: &Value) -> String {
        match value {
            Value::String(text) => self.text(text),
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(|item| self.inline(item)).collect();
                format!("[{}]", items.join(", "))
            }
            Value::Object(members) => {
                let members: Vec<String> = members
                    .iter()
                    .map(|(key, member)| format!("{}: {}", string(key), self.inline(member)))
                    .collect();
                format!("{{{}}}", members.join(", "))
            }
            other => scalar(other).unwrap_or_default(),
        }
    }

    fn text(&self, text: &str) -> String {
        match self.template(text) {
            Template::Text(plain) => string(&plain),
            Template::Exact(reference) => expression(&reference),
            Template::Mixed(pieces) => {
                let parts: Vec<String> = pieces.iter().map(written).collect();
                format!("Text([{}])", parts.join(", "))
            }
        }
    }

    /// What a string turns out to be. Validation has read it before; what could not be read would be text.
    fn template(&self, text: &str) -> Template {
        reference::parse(text, self.is_task).unwrap_or_else(|_| Template::Text(text.to_owned()))
    }

    /// The ids of the tasks that `value` refers to.
    pub(super) fn tasks_in(&self, value: &Value) -> Vec<String> {
        let mut tasks = Vec::new();
        reference::walk(
            value,
            "",
            &mut |_, text| {
                let template = self.template(text);
                let references = template.references().into_iter();
                tasks.extend(references.filter_map(|r| r.task().map(str::to_owned)));
            },
            &mut |_, _| {},
        );
        tasks
    }

    /// The annotation of what `value` will be when the task runs.
    pub(super) fn annotation(&self, value: &Value) -> &'static str {
        match value {
            Value::String(text) if matches!(self.template(text), Template::Exact(_)) => "Any",
            other => super::annotation::of_value(other),
        }
    }
}

fn written(piece: &Piece) -> String {
    match piece {
        Piece::Text(text) => string(text),
        Piece::Reference(reference) => expression(reference),
    }
}

fn expression(reference: &Reference) -> String {
    let path: Vec<String> = reference
        .path
        .iter()
        .map(|segment| match segment {
            Segment::Key(key) => string(key),
            Segment::Index(index) => index.to_string(),
        })
        .collect();
    let path = path.join(", ");
    match &reference.source {
        Source::Task(id) => {
            let id = string(id);
            format!("Reference({id}, [{path}], futures[{id}])")
        }
        Source::Parameter(name) => {
            let name = string(name);
            format!("Parameter({name}, [{path}], {PARAMETERS}[{name}])")
        }
    }
}
