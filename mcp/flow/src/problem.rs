//! What is wrong with a draft, said so that whoever wrote it can mend it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One thing that is wrong with a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where, as a JSON pointer (RFC 6901) into the draft: `/tasks/1/parameters/expression`. Empty for the whole draft.
    pub pointer: String,
    /// What is wrong, with the names and values that are involved.
    pub message: String,
    /// What to do about it.
    pub fix: String,
}

impl Problem {
    /// A problem at `pointer`.
    pub fn new(
        pointer: impl Into<String>,
        message: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        Self {
            pointer: pointer.into(),
            message: message.into(),
            fix: fix.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointer = if self.pointer.is_empty() {
            "/"
        } else {
            &self.pointer
        };
        write!(formatter, "{pointer}: {} ({})", self.message, self.fix)
    }
}

/// Every problem of a draft, in the order in which validation met them. Never empty when it is returned as an error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(transparent)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// The problems, one after the other.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.0.len();
        let noun = if count == 1 { "problem" } else { "problems" };
        write!(formatter, "the plan has {count} {noun}")?;
        for problem in &self.0 {
            write!(formatter, "\n- {problem}")?;
        }
        Ok(())
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// The JSON pointer of a member of `parent`.
pub(crate) fn child(parent: &str, token: &str) -> String {
    format!("{parent}/{}", token.replace('~', "~0").replace('/', "~1"))
}

/// The longest piece of a stranger's text that a message quotes, in characters.
const QUOTED_CHARS: usize = 120;

/// `text` in quotes and on one line, cut to a length that keeps a message readable.
pub(crate) fn quote(text: &str) -> String {
    let mut quoted = format!("{:?}", text.chars().take(QUOTED_CHARS).collect::<String>());
    if text.chars().nth(QUOTED_CHARS).is_some() {
        quoted.push('…');
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn display_names_every_problem() {
        let problems = Problems(vec![
            Problem::new("", "no tasks", "add one"),
            Problem::new("/tasks/0/id", "used twice", "rename it"),
        ]);
        assert_eq!(
            problems.to_string(),
            "the plan has 2 problems\n- /: no tasks (add one)\n- /tasks/0/id: used twice (rename it)"
        );
    }

    #[test]
    fn pointer_tokens_are_escaped() {
        assert_eq!(child("/a", "b/c~d"), "/a/b~1c~0d");
    }

    #[test]
    fn quoted_text_is_cut_and_kept_on_one_line() {
        assert_eq!(quote("a\nb"), "\"a\\nb\"");
        assert!(quote(&"x".repeat(500)).chars().count() < 130);
    }
}
