//! Texts, taken apart into what both servers have to say and what each makes up.

use anyhow::Context;
use chrono::{DateTime, Utc};
use regex::Regex;

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Piece<'a> {
    /// What both servers have to say.
    Text(&'a str),
    /// A UUID.
    Id(&'a str),
    /// A time, as it is written and as what it is.
    Time(&'a str, DateTime<Utc>),
    /// The token of a page.
    Page,
}

/// How a time is written: digits do not matter, and neither does whether there is a
/// fraction (Prefect leaves out one that is zero), but how long that is does.
pub(super) fn form(time: &str) -> String {
    let digits: String = time
        .chars()
        .map(|letter| if letter.is_ascii_digit() { '0' } else { letter })
        .collect();
    digits.replace(".000000", "")
}

/// What is looked for in texts: ids, times, and the tokens of pages.
#[derive(Debug)]
pub(super) struct Tokens {
    pattern: Regex,
}

impl Tokens {
    /// Prepares the search.
    pub(super) fn new() -> anyhow::Result<Self> {
        let patterns = [
            "(?<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})",
            r"(?<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))",
            r"page-token=(?<page>[^&\s]+)",
        ];
        let pattern = Regex::new(&format!("(?i){}", patterns.join("|")));
        Ok(Self {
            pattern: pattern.context("the pattern of ids and times is wrong")?,
        })
    }

    /// Takes a text apart.
    pub(super) fn pieces<'a>(&self, text: &'a str) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        let mut end = 0;
        for found in self.pattern.captures_iter(text) {
            let piece = if let Some(id) = found.name("id") {
                Some((id.range(), Piece::Id(id.as_str())))
            } else if let Some(page) = found.name("page") {
                Some((page.range(), Piece::Page))
            } else {
                found.name("time").and_then(|time| {
                    let parsed = time.as_str().replace(' ', "T").parse().ok()?;
                    Some((time.range(), Piece::Time(time.as_str(), parsed)))
                })
            };
            let Some((range, piece)) = piece else {
                continue;
            };
            pieces.push(Piece::Text(text.get(end..range.start).unwrap_or_default()));
            pieces.push(piece);
            end = range.end;
        }
        pieces.push(Piece::Text(text.get(end..).unwrap_or_default()));
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_pieces() {
        let id = "00000000-0000-4000-8000-00000000000A";
        let text = format!("run {id} at 2099-01-01 00:00:00+00:00, ?page-token=abc&x");
        let tokens = Tokens::new().unwrap();
        let pieces = tokens.pieces(&text);
        let time = "2099-01-01T00:00:00Z".parse().unwrap();
        assert_eq!(
            pieces,
            [
                Piece::Text("run "),
                Piece::Id(id),
                Piece::Text(" at "),
                Piece::Time("2099-01-01 00:00:00+00:00", time),
                Piece::Text(", ?page-token="),
                Piece::Page,
                Piece::Text("&x"),
            ]
        );
        assert_eq!(tokens.pieces("nothing"), [Piece::Text("nothing")]);
    }

    #[test]
    fn the_form_of_a_time_is_how_it_is_written() {
        let form_of = |fraction| form(&format!("2027-01-15T08:00:03{fraction}Z"));
        assert_eq!(form_of(".123456"), form_of(""));
        assert_ne!(form_of(".123"), form_of(""));
        assert_ne!(form("2027-01-15T08:00:03Z"), form("2027-01-15 08:00:03Z"));
    }
}
