//! Names that are safe in Python source.

use std::collections::HashSet;

/// Words that Python does not take as names.
pub(super) const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// What everybody expects some name of Python's to mean, such as `id`, `type` and `filter`. Its exceptions and other
/// names in capitals are no names that anybody gives to an argument of a tool, and nothing here needs them.
pub(super) const BUILTINS: [&str; 75] = [
    "abs",
    "aiter",
    "all",
    "anext",
    "any",
    "ascii",
    "bin",
    "bool",
    "breakpoint",
    "bytearray",
    "bytes",
    "callable",
    "chr",
    "classmethod",
    "compile",
    "complex",
    "copyright",
    "credits",
    "delattr",
    "dict",
    "dir",
    "divmod",
    "enumerate",
    "eval",
    "exec",
    "exit",
    "filter",
    "float",
    "format",
    "frozenset",
    "getattr",
    "globals",
    "hasattr",
    "hash",
    "help",
    "hex",
    "id",
    "input",
    "int",
    "isinstance",
    "issubclass",
    "iter",
    "len",
    "license",
    "list",
    "locals",
    "map",
    "max",
    "memoryview",
    "min",
    "next",
    "object",
    "oct",
    "open",
    "ord",
    "pow",
    "print",
    "property",
    "quit",
    "range",
    "repr",
    "reversed",
    "round",
    "set",
    "setattr",
    "slice",
    "sorted",
    "staticmethod",
    "str",
    "sum",
    "super",
    "tuple",
    "type",
    "vars",
    "zip",
];

/// Names that an argument of a task function cannot have for other reasons: Prefect keeps the first three for itself,
/// and the function uses the others.
const RESERVED_FOR_ARGUMENTS: [&str; 8] = [
    "self",
    "wait_for",
    "return_state",
    "call_mcp_tool",
    "Any",
    "Literal",
    "task",
    "flow",
];

/// Hands out names, each once.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: HashSet<String>,
    /// Names that are not handed out; an underscore after one makes it another.
    reserved: HashSet<&'static str>,
}

impl Names {
    /// Names for the arguments of one task function.
    pub(super) fn for_arguments() -> Self {
        let words = KEYWORDS
            .iter()
            .chain(&BUILTINS)
            .chain(&RESERVED_FOR_ARGUMENTS);
        Self {
            taken: HashSet::new(),
            reserved: words.copied().collect(),
        }
    }

    /// A name like `wish`, with an underscore where that name means something already, and with a number where it is
    /// taken. `wish` must be an identifier.
    pub(super) fn take(&mut self, wish: &str) -> String {
        let underscore = if self.reserved.contains(wish) {
            "_"
        } else {
            ""
        };
        let wish = format!("{wish}{underscore}");
        let mut name = wish.clone();
        let mut number = 2_usize;
        while !self.taken.insert(name.clone()) {
            name = format!("{wish}_{number}");
            number += 1;
        }
        name
    }
}

/// A stranger's name for an argument as an identifier: itself, where it is one already.
pub(super) fn argument(name: &str) -> String {
    let name = characters(name);
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name
    } else {
        format!("p_{}", name.trim_start_matches('_'))
    }
}

/// A stranger's name with everything but ASCII letters, digits and underscores replaced by underscores: what may
/// follow the beginning of an identifier.
///
/// Letters of other scripts are replaced as well, because Python takes some that look different for the same name.
pub(super) fn characters(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers() {
        for (given, wanted) in [
            ("department", "department"),
            ("file-name", "file_name"),
            ("2d", "p_2d"),
            ("__class__", "p_class__"),
            ("", "p_"),
            ("größe", "gr__e"),
            ("x); import os #", "x___import_os__"),
        ] {
            assert_eq!(argument(given), wanted);
        }
    }

    #[test]
    fn names_are_handed_out_once_and_are_no_keywords() {
        let mut names = Names::for_arguments();
        let taken: Vec<_> = ["a", "a", "class", "self", "id", "a_2", "class_"]
            .map(|wish| names.take(wish))
            .into();
        assert_eq!(
            taken,
            ["a", "a_2", "class_", "self_", "id_", "a_2_2", "class__2"]
        );
    }
}
