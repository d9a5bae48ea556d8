//! References to environment variables in a configuration, each form by its own rule.
//!
//! What a variable is set to is asked of a function, so that tests need not change the process's environment.

use crate::config::error::Problem;

/// Tells what a variable is set to.
pub(super) type Lookup<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A text in which references have been replaced.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Expanded {
    pub(super) text: String,
    /// The name and value of each variable that went into it.
    pub(super) used: Vec<(String, String)>,
}

/// Replaces a reference as Atlas does: `${NAME}` where it is the whole value, and nowhere else.
pub(super) fn whole(value: &str, lookup: Lookup<'_>) -> Result<Expanded, Problem> {
    let name = value
        .strip_prefix("${")
        .and_then(|rest| rest.strip_suffix('}'))
        .filter(|name| is_name(name));
    let Some(name) = name else {
        return Ok(Expanded {
            text: value.to_owned(),
            used: Vec::new(),
        });
    };
    let text = lookup(name).ok_or_else(|| Problem::unset(name))?;
    Ok(Expanded {
        used: vec![(name.to_owned(), text.clone())],
        text,
    })
}

/// Replaces references as Claude Code documents it: `${NAME}` and `${NAME:-default}` anywhere in a text. A default
/// stands for a variable that is not set, not for one that is set to nothing. `$NAME`, and what only looks like a
/// reference, stays as it is. A value is not looked through again.
///
/// Costs one pass over the text.
pub(super) fn anywhere(value: &str, lookup: Lookup<'_>) -> Result<Expanded, Problem> {
    let mut text = String::with_capacity(value.len());
    let mut used = Vec::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("${") {
        text.push_str(before);
        let reference = after.split_once('}').and_then(|(inside, behind)| {
            let (name, default) = match inside.split_once(":-") {
                Some((name, default)) => (name, Some(default)),
                None => (inside, None),
            };
            is_name(name).then_some((name, default, behind))
        });
        let Some((name, default, behind)) = reference else {
            text.push_str("${");
            rest = after;
            continue;
        };
        match (lookup(name), default) {
            (Some(value), _) => {
                text.push_str(&value);
                used.push((name.to_owned(), value));
            }
            (None, Some(default)) => text.push_str(default),
            (None, None) => return Err(Problem::unset(name)),
        }
        rest = behind;
    }
    text.push_str(rest);
    Ok(Expanded { text, used })
}

/// Whether a variable can have this name.
fn is_name(name: &str) -> bool {
    let mut characters = name.chars();
    characters
        .next()
        .is_some_and(|first| first == '_' || first.is_ascii_alphabetic())
        && characters.all(|character| character == '_' || character.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(name: &str) -> Option<String> {
        match name {
            "KEY" => Some("k3y".to_owned()),
            "EMPTY" => Some(String::new()),
            "NESTED" => Some("${KEY}".to_owned()),
            _ => None,
        }
    }

    #[test]
    fn atlas_replaces_only_whole_values() {
        let text = |value| {
            whole(value, &environment)
                .map(|expanded| expanded.text)
                .ok()
        };
        assert_eq!(text("${KEY}").as_deref(), Some("k3y"));
        assert_eq!(text("${EMPTY}").as_deref(), Some(""));
        assert_eq!(text("x-${KEY}").as_deref(), Some("x-${KEY}"));
        assert_eq!(text("${KEY}${KEY}").as_deref(), Some("${KEY}${KEY}"));
        assert_eq!(text("${KEY:-d}").as_deref(), Some("${KEY:-d}"));
        assert_eq!(text("$KEY").as_deref(), Some("$KEY"));
        assert_eq!(text("${MISSING}"), None);
    }

    #[test]
    fn the_common_form_replaces_anywhere() {
        let text = |value| {
            anywhere(value, &environment)
                .map(|expanded| expanded.text)
                .ok()
        };
        assert_eq!(text("Bearer ${KEY}!").as_deref(), Some("Bearer k3y!"));
        assert_eq!(text("${KEY}${KEY}").as_deref(), Some("k3yk3y"));
        assert_eq!(text("${MISSING:-a:-b}").as_deref(), Some("a:-b"));
        assert_eq!(text("${MISSING:-}").as_deref(), Some(""));
        assert_eq!(text("${EMPTY:-x}").as_deref(), Some(""));
        assert_eq!(text("${NESTED}").as_deref(), Some("${KEY}"));
        for literal in ["$KEY", "${}", "${1}", "${KEY", "a ${ b } ${", "${{KEY}"] {
            assert_eq!(text(literal).as_deref(), Some(literal));
        }
        assert_eq!(text("${MISSING}"), None);
    }

    #[test]
    fn what_went_into_a_text_is_told() {
        let expanded = anywhere("${KEY}-${MISSING:-d}", &environment).unwrap();
        assert_eq!(expanded.used, [("KEY".to_owned(), "k3y".to_owned())]);
    }
}
