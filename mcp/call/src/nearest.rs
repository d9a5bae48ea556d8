//! The names that somebody probably meant.

/// Below this Jaro-Winkler similarity (0 to 1) a guess misleads more often than it helps.
const ENOUGH: f64 = 0.75;

/// How many names a message offers.
const OFFERED: usize = 8;

/// What to use instead of a name that there is not: the nearest, or some of all.
///
/// Costs one string comparison for each candidate.
pub(crate) fn suggestion(name: &str, what: &str, candidates: &[&str]) -> String {
    let wanted = name.to_lowercase();
    let mut likely: Vec<(f64, &str)> = candidates
        .iter()
        .map(|candidate| {
            let likeness = strsim::jaro_winkler(&wanted, &candidate.to_lowercase());
            (likeness, *candidate)
        })
        .filter(|(likeness, _)| *likeness >= ENOUGH)
        .collect();
    likely.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    if let [(_, nearest), others @ ..] = likely.as_slice() {
        let others: Vec<String> = others
            .iter()
            .take(2)
            .map(|(_, name)| format!(" or {name:?}"))
            .collect();
        return format!("did you mean {nearest:?}{}?", others.concat());
    }
    let shown: Vec<String> = candidates
        .iter()
        .take(OFFERED)
        .map(|name| format!("{name:?}"))
        .collect();
    match candidates.len().saturating_sub(OFFERED) {
        _ if shown.is_empty() => format!("it has no {what}s"),
        0 => format!("it has the {what}s {}", shown.join(", ")),
        rest => format!("it has the {what}s {} and {rest} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_names_come_first() {
        let names = ["select_users", "select_orders", "evaluate"];
        assert_eq!(
            suggestion("select_user", "tool", &names),
            "did you mean \"select_users\" or \"select_orders\"?"
        );
        assert_eq!(
            suggestion("weather", "tool", &names),
            "it has the tools \"select_users\", \"select_orders\", \"evaluate\""
        );
        assert_eq!(suggestion("weather", "tool", &[]), "it has no tools");
    }

    #[test]
    fn a_list_of_many_names_is_cut() {
        let names = vec!["zzz"; 20];
        assert!(suggestion("a", "server", &names).ends_with("\"zzz\" and 12 more"));
    }
}
