//! Text search in log lines and events.
//!
//! A query is made of *terms*, separated by spaces. A term is a word or, in
//! double quotes, any text; in quotes, a backslash keeps a quote or a backslash
//! from having its meaning, and a quote that is not closed ends with the query.
//!
//! | term | the text has to have |
//! |---|---|
//! | `term` | this, or another such term |
//! | `+term` | this |
//! | `-term`, `!term` | none of this |
//!
//! A prefix with a space behind it is passed over.

use super::combination::Combination;

/// A parsed query. Terms are in lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TextSearch {
    /// One of these has to be there, if there are any.
    include: Vec<String>,
    /// None of these may be there.
    exclude: Vec<String>,
    /// All of these have to be there.
    require: Vec<String>,
}

impl TextSearch {
    /// Reads a query. Every text is one.
    pub(super) fn parse(query: &str) -> Self {
        let mut search = Self::default();
        let mut rest = query.trim_start_matches(is_space);
        while let Some(first) = rest.chars().next() {
            let terms = match first {
                '-' | '!' => &mut search.exclude,
                '+' => &mut search.require,
                _ => &mut search.include,
            };
            let unprefixed = rest.strip_prefix(['-', '!', '+']).unwrap_or(rest);
            let (term, behind) = match unprefixed.strip_prefix('"') {
                Some(quoted) => take_phrase(quoted),
                None => take_word(unprefixed),
            };
            if !term.trim_matches(is_space).is_empty() {
                terms.push(term.to_lowercase());
            }
            rest = behind.trim_start_matches(is_space);
        }
        search
    }

    /// Adds what the query asks of a text to a combination, each kind of term as a
    /// condition of its own. The text has to be in lower case, as far as upper case
    /// in it is to be found.
    pub(super) fn combine(&self, combination: Combination, text: &str) -> Combination {
        let is_there = |term: &String| text.contains(term.as_str());
        let given = |terms: &[String]| (!terms.is_empty()).then_some(());
        combination
            .condition(given(&self.include).as_ref(), |()| {
                self.include.iter().any(is_there)
            })
            .condition(given(&self.exclude).as_ref(), |()| {
                !self.exclude.iter().any(is_there)
            })
            .condition(given(&self.require).as_ref(), |()| {
                self.require.iter().all(is_there)
            })
    }
}

/// Whether a character separates terms: Python counts four control characters
/// among the spaces that Unicode does not.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// Takes a word off the front: up to a space or a quote. It is empty when a
/// space is what comes first.
fn take_word(text: &str) -> (String, &str) {
    let end = text
        .find(|c: char| is_space(c) || c == '"')
        .unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    (word.to_owned(), rest)
}

/// Takes the rest of a phrase off the front, with its closing quote.
fn take_phrase(text: &str) -> (String, &str) {
    let mut phrase = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => match chars.next() {
                Some(escaped @ ('"' | '\\')) => phrase.push(escaped),
                Some(other) => phrase.extend(['\\', other]),
                None => phrase.push('\\'),
            },
            c => phrase.push(c),
        }
    }
    (phrase, chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::TextSearch;
    use proptest::prelude::*;

    fn parsed(query: &str) -> [Vec<String>; 3] {
        let TextSearch {
            include,
            exclude,
            require,
        } = TextSearch::parse(query);
        [include, exclude, require]
    }

    #[track_caller]
    fn check(query: &str, expected: [&[&str]; 3]) {
        let expected = expected.map(|terms| {
            terms
                .iter()
                .map(|&term| term.to_owned())
                .collect::<Vec<_>>()
        });
        assert_eq!(parsed(query), expected, "{query}");
    }

    #[test]
    fn prefixes_say_what_becomes_of_a_term() {
        check(
            "Error +db -debug !trace",
            [&["error"], &["debug", "trace"], &["db"]],
        );
        check("", [&[], &[], &[]]);
        check("--x", [&[], &["-x"], &[]]);
    }

    #[test]
    fn a_prefix_before_a_space_is_passed_over() {
        check("- a + b !", [&["a", "b"], &[], &[]]);
        check("-", [&[], &[], &[]]);
    }

    #[test]
    fn quotes_hold_a_phrase_together() {
        check(
            r#"-"time out" "a\"b\\c\d""#,
            [&[r#"a"b\c\d"#], &["time out"], &[]],
        );
        check(r#"conn"ection lost"#, [&["conn", "ection lost"], &[], &[]]);
        check(r#"" " -"""#, [&[], &[], &[]]);
        check(r#""a\"#, [&[r"a\"], &[], &[]]);
    }

    proptest! {
        #[test]
        fn every_text_is_a_query(query in r#"["+\-! \\aé]{0,20}|.{0,20}"#) {
            let terms = parsed(&query).concat();
            prop_assert!(terms.iter().all(|term| !term.trim().is_empty()));
        }
    }
}
