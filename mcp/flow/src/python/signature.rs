//! The arguments of a task function.
//!
//! An argument that a call need not give is `None` unless it is given, and then it is not sent: the tool puts in its
//! own default. What a schema calls the default is often only a description of it, so it is never sent in a plan's
//! name.

use super::identifier::{Names, argument};

/// One argument of a task function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Argument {
    /// The tool's name for it.
    pub(super) name: String,
    /// Its name in Python.
    pub(super) python_name: String,
    pub(super) annotation: String,
    pub(super) required: bool,
}

/// The arguments of a task function, the required ones first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Signature {
    pub(super) arguments: Vec<Argument>,
}

impl Signature {
    /// Gives each argument (name, annotation, whether it is required) its name in Python.
    pub(super) fn new(arguments: impl IntoIterator<Item = (String, String, bool)>) -> Self {
        let mut arguments: Vec<_> = arguments.into_iter().collect();
        arguments.sort_by_key(|(_, _, required)| !required);
        let mut names = Names::for_arguments();
        // A name that can stay as it is goes before one that would have to be changed into it.
        let mut python_names: Vec<Option<String>> = vec![None; arguments.len()];
        for keep in [true, false] {
            for ((name, ..), slot) in arguments.iter().zip(&mut python_names) {
                let wish = argument(name);
                if slot.is_none() && (wish == *name) == keep {
                    *slot = Some(names.take(&wish));
                }
            }
        }
        let arguments = arguments
            .into_iter()
            .zip(python_names)
            .map(|((name, annotation, required), python_name)| Argument {
                python_name: python_name.unwrap_or_default(),
                name,
                annotation,
                required,
            })
            .collect();
        Self { arguments }
    }

    /// What the function calls an argument of the tool.
    pub(super) fn python_name(&self, name: &str) -> Option<&str> {
        let argument = self
            .arguments
            .iter()
            .find(|argument| argument.name == name)?;
        Some(&argument.python_name)
    }

    /// The arguments that have another name in Python than the tool has for them.
    pub(super) fn renamed(&self) -> impl Iterator<Item = &Argument> {
        self.arguments
            .iter()
            .filter(|argument| argument.name != argument.python_name)
    }

    /// `name: type, …`, broken into lines if the line that begins with `before` would be longer than `width`.
    pub(super) fn source(&self, before: usize, width: usize) -> String {
        let written: Vec<String> = self
            .arguments
            .iter()
            .map(
                |Argument {
                     python_name,
                     annotation,
                     required,
                     ..
                 }| {
                    if *required {
                        return format!("{python_name}: {annotation}");
                    }
                    let allows_none = annotation == "Any" || annotation.ends_with("None");
                    let or_none = if allows_none { "" } else { " | None" };
                    format!("{python_name}: {annotation}{or_none} = None")
                },
            )
            .collect();
        list(&written, before, width)
    }
}

/// Arguments as they stand between parentheses, in a line each if the line that begins with `before` would be longer
/// than `width`.
pub(super) fn list(written: &[String], before: usize, width: usize) -> String {
    let inline = written.join(", ");
    if before + inline.len() + "):".len() <= width || written.is_empty() {
        inline
    } else {
        format!("\n    {},\n", written.join(",\n    "))
    }
}
