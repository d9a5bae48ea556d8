//! Patterns for the labels of resources.
//!
//! A leading `!` negates. `*` stands for any characters and `?` for any one; what
//! else there is depends on who reads the pattern: a database looks at no case of
//! ASCII letters, while Python, which judges what goes out over a socket, does, and
//! knows `[abc]`, `[a-z]` and `[!a]` besides.

/// One step of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// Any characters.
    AnyRun,
    /// Any one character.
    AnyOne,
    /// This character.
    One(char),
    /// One of these ranges of characters, or none of them.
    Class {
        negated: bool,
        ranges: Vec<(char, char)>,
    },
}

/// A pattern for one label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    tokens: Vec<Token>,
    is_negated: bool,
    ignores_case: bool,
}

impl Pattern {
    /// A pattern as a database reads it.
    pub(super) fn like(text: &str) -> Self {
        Self::read(text, true, |text| {
            let mut chars = text.chars();
            let token = simple_token(chars.next()?);
            Some((token, chars.as_str()))
        })
    }

    /// A pattern as Python reads it.
    pub(super) fn glob(text: &str) -> Self {
        Self::read(text, false, |text| {
            let mut chars = text.chars();
            let first = chars.next()?;
            let class = (first == '[').then(|| class(chars.as_str())).flatten();
            Some(class.unwrap_or_else(|| (simple_token(first), chars.as_str())))
        })
    }

    fn read(text: &str, ignores_case: bool, next: impl Fn(&str) -> Option<(Token, &str)>) -> Self {
        let (is_negated, mut rest) = match text.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let mut tokens = Vec::new();
        while let Some((token, behind)) = next(rest) {
            tokens.push(token);
            rest = behind;
        }
        Self {
            tokens,
            is_negated,
            ignores_case,
        }
    }

    /// Whether a label's value is as asked. A label that is not there never is.
    ///
    /// Costs O(pattern × value) at worst and O(value) as a rule.
    pub(super) fn admits(&self, value: Option<&str>) -> bool {
        value.is_some_and(|value| self.fits(value) != self.is_negated)
    }

    fn fits(&self, text: &str) -> bool {
        let (mut tokens, mut text) = (self.tokens.as_slice(), text.chars());
        // Where to go on if what follows the last `*` does not fit here.
        let mut retry: Option<(&[Token], std::str::Chars<'_>)> = None;
        loop {
            match (tokens.split_first(), text.clone().next()) {
                (Some((Token::AnyRun, rest)), _) => {
                    tokens = rest;
                    retry = Some((rest, text.clone()));
                    continue;
                }
                (Some((token, rest)), Some(found)) if self.is_met(token, found) => {
                    tokens = rest;
                    text.next();
                    continue;
                }
                (None, None) => return true,
                _ => {}
            }
            let Some((after_run, from)) = &mut retry else {
                return false;
            };
            if from.next().is_none() {
                return false;
            }
            tokens = after_run;
            text = from.clone();
        }
    }

    fn is_met(&self, token: &Token, found: char) -> bool {
        match token {
            Token::AnyRun | Token::AnyOne => true,
            Token::One(wanted) if self.ignores_case => wanted.eq_ignore_ascii_case(&found),
            Token::One(wanted) => *wanted == found,
            Token::Class { negated, ranges } => {
                ranges
                    .iter()
                    .any(|(from, to)| (*from..=*to).contains(&found))
                    != *negated
            }
        }
    }
}

fn simple_token(character: char) -> Token {
    match character {
        '*' => Token::AnyRun,
        '?' => Token::AnyOne,
        other => Token::One(other),
    }
}

/// Reads a class behind its opening bracket. Without a closing one there is none.
fn class(text: &str) -> Option<(Token, &str)> {
    let (negated, members) = match text.strip_prefix('!') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    // A closing bracket that comes first is a member.
    let first = members.chars().next()?.len_utf8();
    let end = first + members.get(first..)?.find(']')?;
    let (members, rest) = (members.get(..end)?, members.get(end + 1..)?);
    let characters: Vec<char> = members.chars().collect();
    let mut ranges = Vec::new();
    let mut left = characters.as_slice();
    loop {
        left = match left {
            [from, '-', to, rest @ ..] => {
                ranges.push((*from, *to));
                rest
            }
            [one, rest @ ..] => {
                ranges.push((*one, *one));
                rest
            }
            [] => break,
        };
    }
    Some((Token::Class { negated, ranges }, rest))
}

#[cfg(test)]
mod tests {
    use super::Pattern;
    use proptest::prelude::*;

    #[test]
    fn a_database_looks_at_no_case() {
        let fits = |pattern, value| Pattern::like(pattern).admits(Some(value));
        assert!(fits("R*", "red"));
        assert!(fits("x?y%z", "x_Y%Z"));
        assert!(!fits("x%", "xyz"), "only * and ? are wildcards");
        assert!(!fits("[r]ed", "red"));
        assert!(fits("", ""));
        assert!(!fits("", "a"));
    }

    #[test]
    fn python_looks_at_case_and_knows_classes() {
        let fits = |pattern, value| Pattern::glob(pattern).admits(Some(value));
        assert!(!fits("R*", "red"));
        assert!(fits("[a-rx]e?", "red"));
        assert!(!fits("[!a-rx]e?", "red"));
        assert!(fits("[]]", "]"));
        assert!(fits("[!]]", "a"));
        assert!(fits("[a", "[a"), "a bracket that is not closed is itself");
        assert!(fits("[a-]", "-"));
        assert!(!fits("[z-a]", "m"));
    }

    #[test]
    fn a_mark_negates_but_asks_for_a_value() {
        assert!(Pattern::like("!red").admits(Some("blue")));
        assert!(!Pattern::like("!r*").admits(Some("red")));
        assert!(!Pattern::like("!red").admits(None));
    }

    /// The definition, without anything clever.
    fn naively(pattern: &[char], text: &[char]) -> bool {
        match (pattern.split_first(), text.split_first()) {
            (None, None) => true,
            (Some(('*', rest)), _) => {
                naively(rest, text)
                    || text
                        .split_first()
                        .is_some_and(|(_, text)| naively(pattern, text))
            }
            (Some((wanted, rest)), Some((found, text))) => {
                (*wanted == '?' || wanted == found) && naively(rest, text)
            }
            _ => false,
        }
    }

    proptest! {
        #[test]
        fn a_pattern_fits_what_its_definition_says(pattern in "[abé*?]{0,7}", text in "[abé]{0,9}") {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            let expected = naively(&chars(&pattern), &chars(&text));
            prop_assert_eq!(Pattern::glob(&pattern).admits(Some(&text)), expected);
            prop_assert_eq!(Pattern::like(&pattern).admits(Some(&text)), expected);
        }

        #[test]
        fn every_text_is_a_pattern(pattern in r"[\[\]!*?a-c-]{0,9}|.{0,9}", text in ".{0,9}") {
            Pattern::glob(&pattern).admits(Some(&text));
        }
    }
}
