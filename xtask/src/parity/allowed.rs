//! The differences that are allowed, each with its reason: `allowed.toml`.

use anyhow::{Context, bail};
use regex::Regex;
use serde::Deserialize;

use super::compare::Compared;

/// The list, as it is checked in.
const LIST: &str = include_str!("allowed.toml");

/// The most entries that there may be.
const MOST: usize = 5;

/// The list as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    allowed: Vec<WrittenEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenEntry {
    #[serde(default)]
    script: Option<String>,
    requests: String,
    #[serde(default)]
    lines: Option<String>,
    #[serde(default)]
    statuses: Option<Statuses>,
    reason: String,
}

/// With which statuses the two servers may answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Statuses {
    prefect: u16,
    mock: Vec<u16>,
}

/// A difference that is allowed.
#[derive(Debug)]
pub(super) struct Entry {
    /// The script it is about, if it is about one.
    script: Option<String>,
    /// Matches the requests whose answers may differ, as `METHOD /path`.
    requests: Regex,
    what: What,
    pub(super) reason: String,
}

/// In what answers may differ.
#[derive(Debug)]
enum What {
    /// In the lines that this matches.
    Lines(Regex),
    /// In all, if the statuses are these.
    Answers(Statuses),
}

/// The differences that are allowed.
#[derive(Debug)]
pub(super) struct Allowed {
    pub(super) entries: Vec<Entry>,
}

impl Allowed {
    /// Reads the list.
    pub(super) fn read() -> anyhow::Result<Self> {
        Self::parse(LIST).context("xtask/src/parity/allowed.toml is wrong")
    }

    fn parse(text: &str) -> anyhow::Result<Self> {
        let written: Written = toml::from_str(text)?;
        if written.allowed.len() > MOST {
            bail!(
                "it has {} entries, and {MOST} are the most; mend the mock instead",
                written.allowed.len()
            );
        }
        let entries = written.allowed.into_iter().map(|entry| {
            if entry.reason.trim().is_empty() {
                bail!("the entry for {} has no reason", entry.requests);
            }
            let what = match (entry.lines, entry.statuses) {
                (Some(lines), None) => What::Lines(Regex::new(&lines)?),
                (None, Some(statuses)) => What::Answers(statuses),
                _ => bail!(
                    "the entry for {} needs either `lines` or `statuses`",
                    entry.requests
                ),
            };
            Ok(Entry {
                script: entry.script,
                requests: Regex::new(&entry.requests)?,
                what,
                reason: entry.reason,
            })
        });
        Ok(Self {
            entries: entries.collect::<anyhow::Result<_>>()?,
        })
    }

    /// The entry that allows all in which a request was answered differently.
    pub(super) fn find(&self, compared: &Compared) -> Option<usize> {
        let difference = compared.difference.as_ref()?;
        self.entries.iter().position(|entry| {
            let script = entry.script.as_deref();
            script.is_none_or(|script| script == compared.script)
                && entry.requests.is_match(&compared.request)
                && match &entry.what {
                    What::Lines(allowed) => {
                        difference.lines.iter().all(|line| allowed.is_match(line))
                    }
                    What::Answers(allowed) => {
                        difference.prefect_status == allowed.prefect
                            && allowed.mock.contains(&difference.mock_status)
                    }
                }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::compare::Difference;
    use super::*;

    fn compared(lines: &[&str]) -> Compared {
        Compared {
            script: "s",
            number: 0,
            operation: None,
            request: "GET /hello".to_owned(),
            body: None,
            difference: Some(Difference {
                prefect_status: 500,
                mock_status: 200,
                lines: lines.iter().map(|line| (*line).to_owned()).collect(),
                diff: String::new(),
            }),
        }
    }

    fn entry(requests: &str) -> String {
        format!("[[allowed]]\nrequests = '{requests}'\nlines = '\"a\"'\nreason = 'why'\n")
    }

    #[test]
    fn every_line_must_be_allowed() {
        let allowed = Allowed::parse(&entry("^GET /hello$")).unwrap();
        assert_eq!(allowed.find(&compared(&["\"a\": 1", "\"a\": 2"])), Some(0));
        assert_eq!(allowed.find(&compared(&["\"a\": 1", "\"b\": 2"])), None);
        let allowed = Allowed::parse(&entry("^GET /other$")).unwrap();
        assert_eq!(allowed.find(&compared(&["\"a\": 1"])), None);
        for (script, found) in [("s", Some(0)), ("other", None)] {
            let entry = format!("{}script = '{script}'\n", entry("hello"));
            let allowed = Allowed::parse(&entry).unwrap();
            assert_eq!(allowed.find(&compared(&["\"a\": 1"])), found);
        }
    }

    #[test]
    fn whole_answers_are_allowed_by_their_statuses() {
        let allow = |mock: &str| {
            let entry = entry("hello").replace(
                "lines = '\"a\"'",
                &format!("statuses = {{ prefect = 500, mock = {mock} }}"),
            );
            Allowed::parse(&entry).unwrap()
        };
        assert_eq!(allow("[422, 200]").find(&compared(&["x"])), Some(0));
        assert_eq!(allow("[422]").find(&compared(&["x"])), None);
        let neither = entry("x").replace("lines = '\"a\"'", "");
        assert!(Allowed::parse(&neither).is_err());
    }

    #[test]
    fn the_list_is_short_and_has_reasons() {
        assert!(Allowed::read().is_ok());
        assert!(Allowed::parse(&entry("x").repeat(5)).is_ok());
        assert!(Allowed::parse(&entry("x").repeat(6)).is_err());
        assert!(Allowed::parse(&entry("x").replace("why", " ")).is_err());
    }
}
