//! What strangers call things.

use crate::choices::Choices;

/// Where words come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// Ordinary ones, of which no two are alike enough to be taken for each other.
    Plain,
    /// Those of people who put code, markup and invisible characters where names and values belong.
    Hostile,
}

const PLAIN: [&str; 16] = [
    "amber", "birch", "cobalt", "dune", "ember", "fjord", "granite", "harbor", "indigo", "juniper",
    "kelp", "lagoon", "mesa", "nectar", "onyx", "prairie",
];

/// Each tries to end the string, the comment, the line or the template that it is put into.
const HOSTILE: [&str; 111] = [
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "\\",
    "\\\"",
    "\\\\\"\"\"\n",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\u{0}",
    "\u{b}",
    "\u{c}",
    "\u{1c}",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\u{2029}",
    "\u{200b}",
    "\u{202e}",
    "\u{feff}",
    "\u{1f600}",
    "\u{10ffff}",
    "ﬁ",
    "ａ",
    "é",
    "e\u{301}",
    "İ",
    "#",
    "# -*- coding: rot13 -*-",
    "{}",
    "{0}",
    "{x}",
    "{{",
    "}}",
    "{{x}}",
    "{{\"",
    "{",
    "}",
    "%s",
    "%(x)s",
    "$x",
    "${x}",
    "\\N{DIGIT ONE}",
    "\\x41",
    "\\u0041",
    "\\U00000041",
    "\\101",
    "f\"{open('pwned')}\"",
    "\"); open('pwned', 'w') #",
    "\"\"\"\nopen('pwned', 'w')\n\"\"\"",
    "__import__('os').system('id')",
    "__class__",
    "__name__",
    "__debug__",
    "_",
    "class",
    "None",
    "True",
    "def",
    "lambda",
    "match",
    "type",
    "id",
    "print",
    "str",
    "locals",
    "globals",
    "eval",
    "exec",
    "self",
    "task",
    "flow",
    "futures",
    "results",
    "result",
    "future",
    "Any",
    "Literal",
    "Reference",
    "Text",
    "Null",
    "call_mcp_tool",
    "resolve",
    "wait_for",
    "return_state",
    "prefect",
    "json",
    "0",
    "-1",
    "1e5",
    "0x10",
    " ",
    "",
    "a b",
    "a.b",
    "a[0]",
    "a/b",
    "~1",
    "-x",
    "--config",
    ";",
    ":",
    "import os",
    "</script>",
    "`",
    "|",
    "&",
    "<",
    ">",
];

impl Words {
    /// A text of any kind, which may be empty.
    pub(crate) fn text(self, choices: &mut Choices<'_>) -> String {
        match self {
            Self::Plain => {
                let words = (0..=choices.below(3)).map(|_| *choices.one_of(&PLAIN));
                words.collect::<Vec<_>>().join(" ")
            }
            Self::Hostile => {
                let mut text = String::new();
                for _ in 0..=choices.below(3) {
                    if choices.chance(20) {
                        text.push_str(&choices.characters(6));
                    } else {
                        text.push_str(choices.one_of::<&str>(&HOSTILE));
                    }
                }
                text
            }
        }
    }

    /// The name of an argument or of a key: any text, but not one that is the host's to fill.
    pub(crate) fn key(self, choices: &mut Choices<'_>, number: usize) -> String {
        match self {
            Self::Plain => format!("{}_{number}", choices.one_of(&PLAIN)),
            Self::Hostile => {
                let text = self.text(choices);
                text.trim_start_matches('_').to_owned()
            }
        }
    }

    /// The name of a server or of a tool: what their names cannot hold is left out.
    pub(crate) fn name(self, choices: &mut Choices<'_>, number: usize) -> String {
        match self {
            Self::Plain => format!("{}_{number}", choices.one_of(&PLAIN)),
            Self::Hostile => {
                let text = self.text(choices);
                let text: String = text.chars().filter(|c| !c.is_control()).collect();
                if text.trim().is_empty() || text.starts_with('-') {
                    format!("n{text}")
                } else {
                    text
                }
            }
        }
    }

    /// The id of a task, told from others by `number`.
    pub(crate) fn id(self, choices: &mut Choices<'_>, number: usize) -> String {
        let name = self.name(choices, number);
        let kept: String = name.chars().filter(|c| !"{}[]\"".contains(*c)).collect();
        let kept = kept.trim();
        if self == Self::Plain {
            kept.to_owned()
        } else {
            format!("{kept}{number}")
        }
    }

    /// The name of a flow.
    pub(crate) fn flow_name(self, choices: &mut Choices<'_>) -> String {
        let name = self.name(choices, 0);
        let kept: String = name.chars().filter(|c| !"/%&<>".contains(*c)).collect();
        let kept = kept.trim();
        if kept.is_empty() {
            "flow".to_owned()
        } else {
            kept.to_owned()
        }
    }
}
