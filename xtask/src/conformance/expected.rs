//! What the servers are expected not to pass, and why: `expected.toml`.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, bail};
use serde::Deserialize;

use super::suite::{Outcome, Tally};

/// Where the list is, for messages.
pub(super) const FILE: &str = "xtask/src/conformance/expected.toml";

/// Checks that are not passed, for one reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    reason: String,
    /// Each as `scenario/check`, as the suite calls them.
    checks: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(rename = "not_passed")]
    groups: Vec<Group>,
}

/// The whole list: the reason of each check.
#[derive(Debug)]
pub(super) struct Expected {
    reasons: BTreeMap<String, String>,
}

/// What a run of the suite is worth, held against the list.
#[derive(Debug, Default)]
pub(super) struct Judgement {
    /// How many checks were not passed, as expected.
    pub(super) as_expected: usize,
    /// What came out other than expected.
    pub(super) surprises: Vec<String>,
}

impl Expected {
    /// The checked-in list.
    pub(super) fn read() -> anyhow::Result<Self> {
        Self::parse(include_str!("expected.toml"))
    }

    fn parse(text: &str) -> anyhow::Result<Self> {
        let list: List = toml::from_str(text).with_context(|| format!("{FILE} cannot be read"))?;
        let mut reasons = BTreeMap::new();
        for group in list.groups {
            if group.reason.trim().is_empty() {
                bail!("{FILE} gives no reason for {:?}", group.checks);
            }
            for check in group.checks {
                if let Some(twice) = reasons.insert(check.clone(), group.reason.clone()) {
                    bail!("{FILE} lists {check} twice; it is also there because {twice}");
                }
            }
        }
        Ok(Self { reasons })
    }

    /// Holds one run against the list.
    pub(super) fn judge(&self, tally: &Tally) -> Judgement {
        let mut judgement = Judgement::default();
        for (check, outcome) in &tally.checks {
            match (outcome, self.reasons.get(check)) {
                (Outcome::Passed, None) => {}
                (Outcome::NotPassed(_), Some(_)) => judgement.as_expected += 1,
                (Outcome::NotPassed(why), None) => judgement
                    .surprises
                    .push(format!("{check} is not passed: {why}")),
                (Outcome::Passed, Some(reason)) => judgement.surprises.push(format!(
                    "{check} is passed, though expected not to be ({reason}); take it off the list"
                )),
            }
        }
        judgement
    }

    /// Entries of the list that no run knows anything of.
    pub(super) fn unknown(&self, known: &BTreeSet<String>) -> Vec<String> {
        let unknown = self.reasons.keys().filter(|check| !known.contains(*check));
        unknown
            .map(|check| format!("{check} is on the list, and the suite has no such check"))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"
        [[not_passed]]
        reason = "calls the suite's own tool"
        checks = ["call/simple", "call/gone"]
    "#;

    fn tally(checks: &[(&str, Outcome)]) -> Tally {
        let checks = checks
            .iter()
            .map(|(check, outcome)| ((*check).to_owned(), outcome.clone()));
        Tally {
            checks: checks.collect(),
            ..Tally::default()
        }
    }

    #[test]
    fn only_what_is_on_the_list_may_fail_and_it_must() {
        let expected = Expected::parse(LIST).unwrap();
        let no = || Outcome::NotPassed("no such tool".to_owned());
        let good = tally(&[("call/simple", no()), ("ping/ping", Outcome::Passed)]);
        let judged = expected.judge(&good);
        assert_eq!((judged.as_expected, judged.surprises.len()), (1, 0));

        let bad = tally(&[("call/simple", Outcome::Passed), ("ping/ping", no())]);
        let judged = expected.judge(&bad);
        assert!(judged.surprises[0].contains("take it off the list"));
        assert!(judged.surprises[1].contains("ping/ping is not passed: no such tool"));

        let known = good.checks.into_keys().collect();
        assert!(expected.unknown(&known)[0].contains("call/gone"));
    }

    #[test]
    fn a_list_without_reasons_or_with_repetitions_is_refused() {
        assert!(Expected::parse(&LIST.replace("calls the suite's own tool", " ")).is_err());
        assert!(Expected::parse(&LIST.replace("gone", "simple")).is_err());
    }

    #[test]
    fn the_checked_in_list_can_be_read() {
        Expected::read().unwrap();
    }
}
