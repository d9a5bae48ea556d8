//! References: how an argument names the result of an earlier task, or a parameter of the flow.
//!
//! ```text
//! {{db_query}}                    the whole result of task db_query
//! {{db_query.rows[0].salary}}     a part of it: keys after a dot, list places in brackets
//! {{db_query["odd key"][-1]}}     any key in quotes; places from the end are negative
//! {{parameters.department}}       what a run has for the flow's parameter department; a path may follow
//! Paid {{a.sum}} to {{b.name}}.   in longer text: each is put in as text
//! {{"{{"}}                        a JSON string stands for itself: how to write braces that mean braces
//! ```
//!
//! A string that is exactly one reference carries the value with its type. In longer text a string goes in as it is,
//! anything else as JSON. References are looked for in every string inside an argument, however deep, never in the
//! keys of objects.
//!
//! A task's id may hold dots, so an expression is not split at its first dot: the longest id that the plan has is
//! looked up. No id may be, or begin like, the word `parameters`.

use std::fmt;

use serde_json::Value;

use crate::problem::{child, quote};

/// The word that stands before the name of a parameter.
pub const PARAMETERS: &str = "parameters";

/// A value that is known when a task starts, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Where the value comes from.
    pub source: Source,
    /// The way from that value to the part; empty for the whole.
    pub path: Vec<Segment>,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// It is the result of the task of this id.
    Task(String),
    /// A run has it for the flow's parameter of this name.
    Parameter(String),
}

impl Reference {
    /// The id of the task whose result it refers to, if it does not refer to a parameter.
    pub fn task(&self) -> Option<&str> {
        match &self.source {
            Source::Task(id) => Some(id),
            Source::Parameter(_) => None,
        }
    }
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// The member of an object with this key; where a list is met and the key is a number, the item at that place.
    Key(String),
    /// The item of a list at this place, from 0; a negative place counts from the end.
    Index(i64),
}

impl fmt::Display for Reference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Source::Task(id) => write!(formatter, "{{{{{id}")?,
            Source::Parameter(name) => {
                write!(formatter, "{{{{{PARAMETERS}{}", Segment::Key(name.clone()))?;
            }
        }
        for segment in &self.path {
            write!(formatter, "{segment}")?;
        }
        formatter.write_str("}}")
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) if !key.is_empty() && key.chars().all(is_bare) => {
                write!(formatter, ".{key}")
            }
            Self::Key(key) => {
                // Two closing braces would end the reference.
                let quoted = Value::from(key.as_str()).to_string();
                write!(formatter, "[{}]", quoted.replace("}}", "}\\u007d"))
            }
            Self::Index(index) => write!(formatter, "[{index}]"),
        }
    }
}

/// What a string in an argument turns out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Template {
    /// Text without any reference, its braces already unquoted.
    Text(String),
    /// One reference and nothing else.
    Exact(Reference),
    /// Text with references in it.
    Mixed(Vec<Piece>),
}

/// A part of a [`Template::Mixed`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text as it is.
    Text(String),
    /// A value that is put in as text.
    Reference(Reference),
}

impl Template {
    /// The references in it, in the order of the text.
    pub fn references(&self) -> Vec<&Reference> {
        match self {
            Self::Text(_) => Vec::new(),
            Self::Exact(reference) => vec![reference],
            Self::Mixed(pieces) => pieces
                .iter()
                .filter_map(|piece| match piece {
                    Piece::Reference(reference) => Some(reference),
                    Piece::Text(_) => None,
                })
                .collect(),
        }
    }
}

/// Why something between double braces is not a reference.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    /// The braces are never closed.
    #[error("{} opens a reference that is never closed", quote(text))]
    Unclosed {
        /// The text from the opening braces on.
        text: String,
    },
    /// There is nothing of the form `id.path` between the braces.
    #[error("{} is not a reference", quote(text))]
    Malformed {
        /// The text with its braces.
        text: String,
    },
    /// It begins with `parameters` and goes on with no name.
    #[error("{} does not say which parameter", quote(text))]
    NoName {
        /// The text with its braces.
        text: String,
    },
    /// The plan has no task of that name.
    #[error("{} refers to a task that the plan does not have", quote(text))]
    UnknownTask {
        /// The text with its braces.
        text: String,
        /// The name that was looked up.
        task: String,
    },
}

/// Reads a string of an argument. `is_task` says whether the plan has a task of that id.
///
/// # Errors
/// Everything in the text that is between double braces and cannot be read.
pub fn parse(text: &str, is_task: &dyn Fn(&str) -> bool) -> Result<Template, Vec<ReferenceError>> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut errors = Vec::new();
    let mut rest = text;
    while let Some((before, opened)) = rest.split_once("{{") {
        push_text(&mut pieces, before);
        if let Some((literal, after)) = quoted_text(opened) {
            push_text(&mut pieces, &literal);
            rest = after;
            continue;
        }
        let Some((inner, after)) = opened.split_once("}}") else {
            errors.push(ReferenceError::Unclosed {
                text: format!("{{{{{opened}"),
            });
            rest = "";
            break;
        };
        match expression(inner, is_task) {
            Ok(reference) => pieces.push(Piece::Reference(reference)),
            Err(error) => errors.push(error),
        }
        rest = after;
    }
    push_text(&mut pieces, rest);
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(match pieces.as_slice() {
        [] => Template::Text(String::new()),
        [Piece::Text(text)] => Template::Text(text.clone()),
        [Piece::Reference(reference)] => Template::Exact(reference.clone()),
        _ => Template::Mixed(pieces),
    })
}

/// Adds text, joining it to text that is already at the end.
fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    if text.is_empty() {
        return;
    }
    if let Some(Piece::Text(last)) = pieces.last_mut() {
        last.push_str(text);
    } else {
        pieces.push(Piece::Text(text.to_owned()));
    }
}

/// Reads `"…" }}`, a JSON string and the closing braces; returns what it says and what follows.
fn quoted_text(opened: &str) -> Option<(String, &str)> {
    let start = opened.trim_start();
    if !start.starts_with('"') {
        return None;
    }
    let mut strings = serde_json::Deserializer::from_str(start).into_iter::<String>();
    let literal = strings.next()?.ok()?;
    let after = start.get(strings.byte_offset()..)?;
    Some((literal, after.trim_start().strip_prefix("}}")?))
}

/// Reads what is between the braces.
fn expression(inner: &str, is_task: &dyn Fn(&str) -> bool) -> Result<Reference, ReferenceError> {
    let text = || format!("{{{{{inner}}}}}");
    let trimmed = inner.trim();
    let path = trimmed
        .strip_prefix(PARAMETERS)
        .filter(|path| path.is_empty() || path.starts_with(['.', '[']));
    if let Some(path) = path {
        let mut path = parse_path(path)
            .ok_or_else(|| ReferenceError::Malformed { text: text() })?
            .into_iter();
        return match path.next() {
            Some(Segment::Key(name)) => Ok(Reference {
                source: Source::Parameter(name),
                path: path.collect(),
            }),
            Some(Segment::Index(_)) | None => Err(ReferenceError::NoName { text: text() }),
        };
    }
    // Every place where the id could end, the longest first.
    let ends = trimmed
        .char_indices()
        .rev()
        .filter(|(_, c)| matches!(c, '.' | '['))
        .map(|(at, _)| at);
    for end in std::iter::once(trimmed.len()).chain(ends) {
        let (task, path) = trimmed.split_at(end);
        if is_task(task) {
            let path =
                parse_path(path).ok_or_else(|| ReferenceError::Malformed { text: text() })?;
            return Ok(Reference {
                source: Source::Task(task.to_owned()),
                path,
            });
        }
    }
    let task = trimmed.split(['.', '[']).next().unwrap_or_default();
    let path = trimmed.get(task.len()..).unwrap_or_default();
    if task.is_empty() || task.chars().any(|c| !is_bare(c)) || parse_path(path).is_none() {
        return Err(ReferenceError::Malformed { text: text() });
    }
    Err(ReferenceError::UnknownTask {
        text: text(),
        task: task.to_owned(),
    })
}

/// Whether a key with this character can stand after a dot without quotes.
fn is_bare(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '@' | ':')
}

/// Reads `.key`, `[0]` and `["key"]`, any number of them.
fn parse_path(mut path: &str) -> Option<Vec<Segment>> {
    let mut segments = Vec::new();
    while !path.is_empty() {
        if let Some(rest) = path.strip_prefix('.') {
            let end = rest.find(|c| !is_bare(c)).unwrap_or(rest.len());
            let (key, after) = rest.split_at(end);
            if key.is_empty() {
                return None;
            }
            segments.push(Segment::Key(key.to_owned()));
            path = after;
        } else {
            let rest = path.strip_prefix('[')?;
            let (segment, after) = bracketed(rest)?;
            segments.push(segment);
            path = after;
        }
    }
    Some(segments)
}

/// Reads `0]`, `"key"]` or `'key']`; returns the segment and what follows.
fn bracketed(rest: &str) -> Option<(Segment, &str)> {
    if rest.starts_with('"') {
        let mut strings = serde_json::Deserializer::from_str(rest).into_iter::<String>();
        let key = strings.next()?.ok()?;
        let after = rest.get(strings.byte_offset()..)?.strip_prefix(']')?;
        return Some((Segment::Key(key), after));
    }
    if let Some(single) = rest.strip_prefix('\'') {
        let (key, after) = single.split_once("']")?;
        return Some((Segment::Key(key.to_owned()), after));
    }
    let (index, after) = rest.split_once(']')?;
    Some((Segment::Index(index.trim().parse().ok()?), after))
}

/// Calls `visit` with each string inside `value` and its JSON pointer, and `visit_key` with each key of an object.
pub(crate) fn walk(
    value: &Value,
    pointer: &str,
    visit: &mut dyn FnMut(&str, &str),
    visit_key: &mut dyn FnMut(&str, &str),
) {
    match value {
        Value::String(text) => visit(pointer, text),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, &format!("{pointer}/{index}"), visit, visit_key);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                let pointer = child(pointer, key);
                visit_key(&pointer, key);
                walk(member, &pointer, visit, visit_key);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Template, Vec<ReferenceError>> {
        parse(text, &|id| ["a", "db.query", "db"].contains(&id))
    }

    fn exact(text: &str) -> Reference {
        match read(text) {
            Ok(Template::Exact(reference)) => reference,
            other => panic!("{text}: {other:?}"),
        }
    }

    fn key(key: &str) -> Segment {
        Segment::Key(key.to_owned())
    }

    #[test]
    fn paths() {
        assert_eq!(exact("{{a}}").path, []);
        assert_eq!(
            exact("{{ a.rows[0].pay-rate }}").path,
            [key("rows"), Segment::Index(0), key("pay-rate")]
        );
        assert_eq!(exact(r#"{{a["x.y"]['z']}}"#).path, [key("x.y"), key("z")]);
        assert_eq!(exact("{{a[-1]}}").path, [Segment::Index(-1)]);
    }

    #[test]
    fn the_longest_id_is_meant() {
        assert_eq!(exact("{{db.query.rows}}").task(), Some("db.query"));
        assert_eq!(exact("{{db.rows}}").task(), Some("db"));
    }

    #[test]
    fn parameters() {
        let reference = exact(r#"{{ parameters["since"][0].day }}"#);
        assert_eq!(reference.source, Source::Parameter("since".to_owned()));
        assert_eq!(reference.path, [Segment::Index(0), key("day")]);
        assert_eq!(reference.task(), None);
        for text in ["{{parameters}}", "{{parameters[0]}}"] {
            assert!(
                matches!(&read(text).unwrap_err()[0], ReferenceError::NoName { .. }),
                "{text}"
            );
        }
        assert!(matches!(
            &read("{{parameters.}}").unwrap_err()[0],
            ReferenceError::Malformed { .. }
        ));
        assert!(matches!(
            &read("{{parameters_of.x}}").unwrap_err()[0],
            ReferenceError::UnknownTask { .. }
        ));
    }

    #[test]
    fn display_reads_back() {
        for text in [
            "{{a}}",
            "{{a.rows[0].x}}",
            r#"{{a["x y"][-1]}}"#,
            "{{db.query.b}}",
            r#"{{a["{}\u007d"]}}"#,
            "{{parameters.since}}",
            r#"{{parameters.filter.by[0]["x y"]}}"#,
        ] {
            assert_eq!(exact(text).to_string(), text);
        }
    }

    #[test]
    fn two_references_in_one_text() {
        let Ok(Template::Mixed(pieces)) = read("{{a.x}} and {{db.y}}!") else {
            panic!("not mixed");
        };
        assert_eq!(pieces.len(), 4);
        let template = Template::Mixed(pieces);
        let tasks: Vec<_> = template.references().iter().map(|r| r.task()).collect();
        assert_eq!(tasks, [Some("a"), Some("db")]);
    }

    #[test]
    fn a_quoted_string_stands_for_itself() {
        assert_eq!(
            read(r#"{{"{{name}}"}} x"#),
            Ok(Template::Text("{{name}} x".to_owned()))
        );
        assert_eq!(
            read(r#"{{"{{"}}{{a}}"#),
            Ok(Template::Mixed(vec![
                Piece::Text("{{".to_owned()),
                Piece::Reference(exact("{{a}}"))
            ]))
        );
    }

    #[test]
    fn single_braces_are_text() {
        assert_eq!(
            read(r#"{"a": {"b": 1}}"#),
            Ok(Template::Text(r#"{"a": {"b": 1}}"#.to_owned()))
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_all_at_once() {
        let errors = read("{{nobody.x}} {{}} {{a..b}} {{a + 1}} {{a").unwrap_err();
        assert_eq!(errors.len(), 5);
        assert!(matches!(&errors[0], ReferenceError::UnknownTask { task, .. } if task == "nobody"));
        assert!(matches!(&errors[1], ReferenceError::Malformed { .. }));
        assert!(matches!(&errors[4], ReferenceError::Unclosed { .. }));
    }
}
