//! Reading one server's entry: members by their names, each of the kind that it has to be.

use serde_json::{Map, Value};

use crate::config::error::Problem;

/// The entry of one server.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a>(&'a Map<String, Value>);

impl<'a> Entry<'a> {
    pub(super) fn new(entry: &'a Value) -> Result<Self, Problem> {
        match entry {
            Value::Object(members) => Ok(Self(members)),
            _ => Err(Problem::new(
                "its entry is not an object; write one with \"command\" or \"url\"",
            )),
        }
    }

    /// A member, where there is one that is not null.
    pub(super) fn get(self, key: &str) -> Option<&'a Value> {
        self.0.get(key).filter(|value| !value.is_null())
    }

    /// A text, where there is one.
    pub(super) fn text(self, key: &str) -> Result<Option<&'a str>, Problem> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Problem::new(format!("its {key:?} is not a text in quotes"))),
        }
    }

    /// A text, where there is one that is not empty.
    pub(super) fn filled(self, key: &str) -> Result<Option<&'a str>, Problem> {
        Ok(self.text(key)?.filter(|text| !text.is_empty()))
    }

    /// True or false, where it says so.
    pub(super) fn flag(self, key: &str) -> Result<Option<bool>, Problem> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => Err(Problem::new(format!(
                "its {key:?} is neither true nor false"
            ))),
        }
    }

    /// A list of texts; empty where there is none.
    pub(super) fn texts(self, key: &str) -> Result<Vec<&'a str>, Problem> {
        let not_texts = || Problem::new(format!("its {key:?} is not a list of texts in quotes"));
        let Some(value) = self.get(key) else {
            return Ok(Vec::new());
        };
        let items = value.as_array().ok_or_else(not_texts)?;
        items
            .iter()
            .map(|item| item.as_str().ok_or_else(not_texts))
            .collect()
    }

    /// Texts by their names; empty where there are none.
    pub(super) fn members(self, key: &str) -> Result<Vec<(&'a str, &'a str)>, Problem> {
        let Some(value) = self.get(key) else {
            return Ok(Vec::new());
        };
        let members = value
            .as_object()
            .ok_or_else(|| Problem::new(format!("its {key:?} is not an object")))?;
        members
            .iter()
            .map(|(name, value)| {
                let value = value.as_str().ok_or_else(|| {
                    Problem::new(format!("{name:?} in its {key:?} is not a text in quotes"))
                })?;
                Ok((name.as_str(), value))
            })
            .collect()
    }
}

/// A variable's name and value, as a process's environment can have them.
pub(super) fn check_variable(name: &str, value: &str) -> Result<(), Problem> {
    if name.is_empty() || name.contains(['=', '\0']) || value.contains('\0') {
        return Err(Problem::new(format!(
            "{name:?} in its \"env\" cannot be a variable of a process; a name has no \"=\", and neither has NUL"
        )));
    }
    Ok(())
}

/// A program and arguments, as a process can be started with them.
pub(super) fn check_command(program: &str, arguments: &[String]) -> Result<(), Problem> {
    if program.is_empty() {
        return Err(Problem::new("its \"command\" is empty; name a program"));
    }
    if program.contains('\0') || arguments.iter().any(|argument| argument.contains('\0')) {
        return Err(Problem::new(
            "its command has a NUL, which no process can be given",
        ));
    }
    Ok(())
}
