//! The name that somebody probably meant.

/// Below this Jaro-Winkler similarity (0 to 1) a guess misleads more often than it helps.
const ENOUGH: f64 = 0.75;

/// The candidate most like `name`, if one is like enough; of equals, the first. Letter case is not looked at.
///
/// Costs one string comparison for each candidate.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let name = name.to_lowercase();
    let mut best = None;
    let mut best_likeness = ENOUGH;
    for candidate in candidates {
        let likeness = strsim::jaro_winkler(&name, &candidate.to_lowercase());
        if likeness > best_likeness {
            best = Some(candidate);
            best_likeness = likeness;
        }
    }
    best
}

/// How many names a list in a message shows.
const LISTED: usize = 12;

/// A sentence that offers the nearest candidate, or a short list of them where none is near.
pub(crate) fn suggestion<'a>(
    name: &str,
    what: &str,
    candidates: impl IntoIterator<Item = &'a str> + Clone,
) -> String {
    if let Some(guess) = nearest(name, candidates.clone()) {
        return format!("did you mean {guess:?}?");
    }
    let mut names = candidates.into_iter();
    let listed: Vec<String> = names
        .by_ref()
        .take(LISTED)
        .map(|name| format!("{name:?}"))
        .collect();
    let rest = names.count();
    if listed.is_empty() {
        format!("there is no {what} to choose from")
    } else if rest == 0 {
        format!("use one {what} of: {}", listed.join(", "))
    } else {
        format!("use one {what} of: {} (and {rest} more)", listed.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_name_wins() {
        let names = ["db_select_users", "db_select_orders", "calculator_evaluate"];
        assert_eq!(nearest("db_select_user", names), Some("db_select_users"));
        assert_eq!(
            nearest("calculator_eval", names),
            Some("calculator_evaluate")
        );
        assert_eq!(nearest("weather", names), None);
    }

    #[test]
    fn without_a_likely_name_some_are_listed() {
        assert_eq!(
            suggestion("weather", "task_key", ["db_a", "db_b"]),
            "use one task_key of: \"db_a\", \"db_b\""
        );
        assert_eq!(
            suggestion("x", "task_key", []),
            "there is no task_key to choose from"
        );
    }
}
