//! What is left of a text when that which differs from one server to the next
//! is taken away: ids, times, durations, made-up names, process ids, ports and
//! folders become placeholders, and the padding of tables goes.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// The normal form of what one server's clients write.
///
/// Ids and made-up names are numbered in the order in which they come up, so
/// that two texts are only equal if they name the same things in the same places.
#[derive(Debug, Default)]
pub(super) struct Normaliser {
    /// Texts that differ for certain, and what stands for each.
    known: Vec<(String, &'static str)>,
    /// The names that were made up.
    made_up: BTreeSet<String>,
    /// The number of each id and name that has come up.
    numbers: HashMap<String, usize>,
    /// The id that each last group of an id belongs to.
    short_ids: HashMap<String, String>,
}

static UUID: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b"));
/// The last group of an id, which is what `watch` shows of it.
static SHORT_ID: LazyLock<Regex> = LazyLock::new(|| compiled(r"\b[0-9a-f]{12}\b"));
/// Names as Prefect makes them up, such as `honorable-hippogriff`.
static MADE_UP: LazyLock<Regex> = LazyLock::new(|| compiled(r"\b[a-z]+-[a-z]+\b"));

/// What is replaced wherever it is found, in this order.
static RULES: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    [
        // Python's and Pydantic's dates and durations.
        (
            r"(?:datetime\.)?[dD]ate[tT]ime\((?:[^()]|\([^()]*\))*\)",
            "<time>",
        ),
        (r"(?:datetime\.)?timedelta\([^()]*\)", "<duration>"),
        (
            r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:\d{2}| UTC)?(?:\.\d{3})?",
            "<time>",
        ),
        (r"\b\d{2}:\d{2}:\d{2}\.\d{3}\b", "<time>"),
        // `watch` leaves out what is as it was in the line before.
        (r"(?m)^([●▪]) +[\d:.]+ ", "$1 <time> "),
        (
            r"(?:\bin )?\b(?:\d+|an?) (?:second|minute|hour|day|week|month|year)s?(?: ago| from now)?\b",
            "<duration>",
        ),
        (r"\ba few seconds ago\b|\bjust now\b|\b(?:a moment|now) ago\b", "<duration>"),
        (r"\b\d+(?:\.\d+)? ?s\b|\b\d+\.\d+ seconds\b", "<duration>"),
        (
            r#"(run_time|time_delta)("?[=:]) ?-?\d[\d.e-]*"#,
            "$1$2 <duration>",
        ),
        // Processes.
        (r"(?i)(pid|\bprocess)([=: ]+)'?\d+'?", "$1$2<pid>"),
        // Where results are kept, and where a task is in its source.
        (r"\b[0-9a-f]{32}\b", "<hash>"),
        (
            r#"(task_key"?[=:] ?['"][a-z_]+)-[0-9a-f]{8}\b"#,
            "$1-<hash>",
        ),
        // The runs of a task are told apart by the start of an id.
        (r"\b([a-zA-Z_]\w*)-[0-9a-f]{3}\b", "$1-<key>"),
        // Tables.
        (r"[─━═]+", "─"),
        (r"[ \t]+", " "),
        (r"(?m)^ | $", ""),
        (r"\n{2,}", "\n"),
    ]
    .map(|(rule, placeholder)| (compiled(rule), placeholder))
    .into_iter()
    .collect()
});

fn compiled(rule: &str) -> Regex {
    Regex::new(rule).unwrap_or_else(|error| panic!("{error}"))
}

impl Normaliser {
    /// Puts `placeholder` for a text from now on.
    pub(super) fn know(&mut self, text: impl Into<String>, placeholder: &'static str) {
        self.known.push((text.into(), placeholder));
    }

    /// Takes a name for a made-up one from now on, if it looks like one.
    pub(super) fn know_name(&mut self, name: &str) {
        if MADE_UP
            .find(name)
            .is_some_and(|found| found.len() == name.len())
        {
            self.made_up.insert(name.to_owned());
        }
    }

    /// The normal form of a text whose order means something.
    pub(super) fn text(&mut self, text: &str) -> String {
        self.normal(text, true)
    }

    /// The normal form of the lines of a text in which only they count, not
    /// their order. Ids that come up here first have no number.
    pub(super) fn lines(&mut self, text: &str) -> String {
        let text = self.without_numbers(text);
        let mut lines: Vec<&str> = text.lines().collect();
        lines.sort_unstable();
        lines.join("\n")
    }

    /// The normal form of a text in which ids that come up first have no number.
    pub(super) fn without_numbers(&mut self, text: &str) -> String {
        self.normal(text, false)
    }

    fn normal(&mut self, text: &str, numbering: bool) -> String {
        let mut text = text.to_owned();
        for (known, placeholder) in &self.known {
            text = text.replace(known, placeholder);
        }
        let text = UUID.replace_all(&text, |found: &Captures<'_>| {
            let id = &found[0];
            if let Some((_, short)) = id.rsplit_once('-') {
                self.short_ids.insert(short.to_owned(), id.to_owned());
            }
            placeholder("id", self.number(id, numbering))
        });
        let text = SHORT_ID.replace_all(&text, |found: &Captures<'_>| {
            match self.short_ids.get(&found[0]).cloned() {
                Some(id) => placeholder("id", self.number(&id, numbering)),
                None => "<id>".to_owned(),
            }
        });
        let text = MADE_UP.replace_all(&text, |found: &Captures<'_>| {
            let name = &found[0];
            if self.made_up.contains(name) {
                placeholder("name", self.number(name, numbering))
            } else {
                name.to_owned()
            }
        });
        let mut text = text.into_owned();
        for (rule, placeholder) in RULES.iter() {
            text = rule.replace_all(&text, *placeholder).into_owned();
        }
        text.trim().to_owned()
    }

    /// The number of an id or name; 0 for one that has none and gets none.
    fn number(&mut self, of: &str, numbering: bool) -> usize {
        let next = self.numbers.len() + 1;
        match self.numbers.get(of) {
            Some(number) => *number,
            None if numbering => *self.numbers.entry(of.to_owned()).or_insert(next),
            None => 0,
        }
    }
}

fn placeholder(kind: &str, number: usize) -> String {
    match number {
        0 => format!("<{kind}>"),
        number => format!("<{kind} {number}>"),
    }
}

#[cfg(test)]
mod tests {
    use super::Normaliser;

    #[track_caller]
    fn assert_normal(text: &str, normal: &str) {
        assert_eq!(Normaliser::default().text(text), normal);
    }

    #[test]
    fn ids_are_numbered_as_they_come_up() {
        assert_normal(
            "b1e2059c-eaaf-45a1-a848-66db213f3409 1877d2f4-f0a4-4d5e-bb44-0c12f4b9e8a1 66db213f3409",
            "<id 1> <id 2> <id 1>",
        );
    }

    #[test]
    fn times_and_durations_have_no_digits_left() {
        assert_normal("20:06:14.123 | INFO", "<time> | INFO");
        assert_normal("created='2026-11-22T20:06:14.123456Z'", "created='<time>'");
        assert_normal("2026-11-22 20:06:14 UTC", "<time>");
        assert_normal("DateTime(2026, 11, 22, 20, 6, tzinfo=TzInfo(0))", "<time>");
        assert_normal("3 seconds ago", "<duration>");
        assert_normal("in 2 minutes", "<duration>");
        assert_normal("Finished in 0.25s", "Finished in <duration>");
    }

    #[test]
    fn padding_of_tables_goes() {
        assert_normal(
            "│ a    │ process │\n└──────┴─────────┘\n",
            "│ a │ process │\n└─┴─┘",
        );
    }

    #[test]
    fn only_names_that_were_made_up_are_replaced() {
        let mut normaliser = Normaliser::default();
        normaliser.know_name("honorable-hippogriff");
        normaliser.know_name("run_7");
        assert_eq!(
            normaliser.text("honorable-hippogriff in work-pool run_7"),
            "<name 1> in work-pool run_7"
        );
    }

    #[test]
    fn lines_in_any_order_are_the_same() {
        let lines = |text| Normaliser::default().lines(text);
        assert_eq!(lines("b\na"), lines("a\nb"));
        assert_ne!(lines("a\na"), lines("a"));
    }
}
