//! SQL patterns, as SQLite matches them.

/// Whether a text contains a pattern: what SQL writes as `text ILIKE '%…%'`.
pub(super) fn contains(pattern: &str, text: &str) -> bool {
    matches(&format!("%{pattern}%"), text)
}

/// Whether a text starts with a pattern: what SQL writes as `text ILIKE '…%'`.
pub fn starts_with(pattern: &str, text: &str) -> bool {
    matches(&format!("{pattern}%"), text)
}

/// Whether a pattern fits a whole text.
///
/// `%` stands for any characters, `_` for any one, and nothing escapes them.
/// Only ASCII letters are alike in upper and lower case. Costs O(pattern × text)
/// at worst and O(text) as a rule.
fn matches(pattern: &str, text: &str) -> bool {
    let (mut pattern, mut text) = (pattern.chars(), text.chars());
    // Where to go on if what follows the last `%` does not fit here: behind that
    // `%`, and one character further in the text.
    let mut retry: Option<(std::str::Chars<'_>, std::str::Chars<'_>)> = None;
    loop {
        let mut rest = pattern.clone();
        match (rest.next(), text.clone().next()) {
            (Some('%'), _) => {
                pattern = rest;
                retry = Some((pattern.clone(), text.clone()));
                continue;
            }
            (Some(wanted), Some(found)) if wanted == '_' || wanted.eq_ignore_ascii_case(&found) => {
                pattern = rest;
                text.next();
                continue;
            }
            (None, None) => return true,
            _ => {}
        }
        let Some((after_wildcard, from)) = &mut retry else {
            return false;
        };
        if from.next().is_none() {
            return false;
        }
        pattern = after_wildcard.clone();
        text = from.clone();
    }
}

#[cfg(test)]
mod tests {
    use super::{contains, matches, starts_with};
    use proptest::prelude::*;

    #[test]
    fn wildcards_stand_for_characters() {
        assert!(contains("arv", "sad-marvin"));
        assert!(contains("s%n", "sad-marvin"));
        assert!(contains("sad_marvin", "sad-marvin"));
        assert!(!contains("sad__marvin", "sad-marvin"));
        assert!(contains("", ""));
        assert!(!contains("_", ""));
        assert!(contains("100%", "10 and 1000"));
        assert!(contains("_b", "é\u{1F600}b"));
    }

    #[test]
    fn a_start_is_not_a_middle() {
        assert!(starts_with("MAR", "marvin"));
        assert!(starts_with("_ar", "marvin"));
        assert!(!starts_with("mar", "sad-marvin"));
    }

    #[test]
    fn only_ascii_letters_are_alike_in_both_cases() {
        assert!(contains("MARVIN", "sad-Marvin"));
        assert!(contains("é", "né"));
        assert!(!contains("É", "né"));
        assert!(
            !contains("[", "{"),
            "these differ in one bit, as a and A do"
        );
    }

    /// The definition, without anything clever.
    fn naively(pattern: &[char], text: &[char]) -> bool {
        match (pattern.split_first(), text.split_first()) {
            (None, None) => true,
            (Some(('%', rest)), _) => {
                naively(rest, text)
                    || text
                        .split_first()
                        .is_some_and(|(_, text)| naively(pattern, text))
            }
            (Some((wanted, rest)), Some((found, text))) => {
                (*wanted == '_' || wanted.eq_ignore_ascii_case(found)) && naively(rest, text)
            }
            _ => false,
        }
    }

    proptest! {
        #[test]
        fn a_pattern_fits_what_its_definition_says(pattern in "[aAbé%_]{0,7}", text in "[abBé]{0,9}") {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            prop_assert_eq!(matches(&pattern, &text), naively(&chars(&pattern), &chars(&text)));
        }
    }
}
