//! What was counted, held against what is expected.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anyhow::bail;

use super::bench::Counts;
use super::expected::{COMMAND, Expected, FILE};
use super::machine::Machine;

/// By how much a count may differ from the expected one, in percent, where compiler and
/// C library are those of the list. A run differs from the next by far less than a
/// percent; the rest is for changes elsewhere, which move code that is inlined.
const TOLERANCE: f64 = 5.0;

/// The same where they are others: they compile, allocate and copy in other ways. What
/// becomes slower with the number of runs still shows.
const TOLERANCE_ELSEWHERE: f64 = 20.0;

/// How many times what a call by hand costs the same call by the generated client may.
const MOST_OF_BY_HAND: f64 = 1.1;

const BY_HAND: &str = "::by_hand";
const GENERATED: &str = "::generated";

/// What is to be said of a run.
#[derive(Debug, Default)]
pub(super) struct Verdicts {
    lines: Vec<String>,
    faults: Vec<String>,
    tolerance: f64,
}

/// Holds a run against the list.
pub(super) fn judge(expected: &Expected, machine: &Machine, counts: &Counts) -> Verdicts {
    let same = expected.machine == *machine;
    let mut verdicts = Verdicts {
        tolerance: if same { TOLERANCE } else { TOLERANCE_ELSEWHERE },
        ..Verdicts::default()
    };
    if !same {
        verdicts.lines.push(format!(
            "{FILE} is of {} and {}, this is {} and {}: counts may differ by {TOLERANCE_ELSEWHERE} %",
            expected.machine.compiler, expected.machine.c_library, machine.compiler, machine.c_library,
        ));
    }
    let names: BTreeSet<&String> = expected.instructions.keys().chain(counts.keys()).collect();
    for name in names {
        let pair = (
            expected.instructions.get(name).copied(),
            counts.get(name).copied(),
        );
        verdicts.compare(name, pair);
    }
    for (name, by_hand) in counts {
        let Some(call) = name.strip_suffix(BY_HAND) else {
            continue;
        };
        match counts.get(&format!("{call}{GENERATED}")) {
            Some(generated) => verdicts.compare_with_hand(call, *by_hand, *generated),
            None => verdicts
                .faults
                .push(format!("{name} has no {GENERATED} beside it")),
        }
    }
    verdicts
}

impl Verdicts {
    fn compare(&mut self, name: &str, pair: (Option<u64>, Option<u64>)) {
        match pair {
            (Some(expected), Some(counted)) => {
                let change = percent(counted, expected);
                self.lines
                    .push(format!("{counted:>12} {change:>+8.2} %  {name}"));
                if change.abs() > self.tolerance {
                    self.faults.push(format!(
                        "{name}: expected {expected} instructions, counted {counted} ({change:+.1} %)"
                    ));
                }
            }
            (Some(_), None) => self
                .faults
                .push(format!("{name} is expected, and no benchmark is called so")),
            (None, Some(counted)) => self.faults.push(format!(
                "{name}: {counted} instructions, and none are expected"
            )),
            (None, None) => {}
        }
    }

    fn compare_with_hand(&mut self, call: &str, by_hand: u64, generated: u64) {
        let factor = ratio(generated, by_hand);
        self.lines
            .push(format!("{factor:>12.3} times by hand  {call}"));
        if factor > MOST_OF_BY_HAND {
            self.faults.push(format!(
                "{call}: the generated client takes {generated} instructions, {factor:.2} times the \
                 {by_hand} of the same call by hand; it may take {MOST_OF_BY_HAND} times as many"
            ));
        }
    }

    /// The counts, a line each.
    pub(super) fn table(&self) -> &[String] {
        &self.lines
    }

    /// Fails if anything is not as it has to be.
    pub(super) fn into_result(self) -> anyhow::Result<()> {
        if self.faults.is_empty() {
            return Ok(());
        }
        let mut message = format!("{} counts are not as they have to be:", self.faults.len());
        for fault in &self.faults {
            // Writing to a string cannot fail.
            let _ = write!(message, "\n  {fault}");
        }
        bail!(
            "{message}\nWhat costs more should be mended. If it has to cost what it does, or costs less, \
             run `{COMMAND}` and commit {FILE}."
        )
    }
}

/// How many times `of` a count is.
#[expect(clippy::cast_precision_loss, reason = "exact up to 2^53 instructions")]
fn ratio(count: u64, of: u64) -> f64 {
    count as f64 / of.max(1) as f64
}

/// By how many percent a count differs from `of`.
#[expect(clippy::cast_precision_loss, reason = "exact up to 2^53 instructions")]
fn percent(count: u64, of: u64) -> f64 {
    (count as f64 - of as f64) * 100.0 / of.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn machine(compiler: &str) -> Machine {
        Machine {
            compiler: compiler.to_owned(),
            c_library: "glibc 2.36".to_owned(),
        }
    }

    fn counts(list: &[(&str, u64)]) -> Counts {
        list.iter()
            .map(|(name, count)| ((*name).to_owned(), *count))
            .collect()
    }

    fn faults(expected: &[(&str, u64)], compiler: &str, counted: &[(&str, u64)]) -> Vec<String> {
        let expected = Expected {
            machine: machine("rustc 1.95.0"),
            instructions: counts(expected),
        };
        judge(&expected, &machine(compiler), &counts(counted)).faults
    }

    #[test]
    fn a_count_may_change_by_the_tolerance_in_either_direction() {
        let of = |compiler, count| faults(&[("a", 1_000)], compiler, &[("a", count)]);
        for near in [950, 1_000, 1_050] {
            assert!(of("rustc 1.95.0", near).is_empty(), "{near}");
        }
        assert_eq!(
            of("rustc 1.95.0", 1_060),
            ["a: expected 1000 instructions, counted 1060 (+6.0 %)"]
        );
        assert_eq!(of("rustc 1.95.0", 940).len(), 1);
        assert!(of("rustc 1.96.0", 1_190).is_empty());
        assert_eq!(of("rustc 1.96.0", 1_210).len(), 1);
    }

    #[test]
    fn list_and_benchmarks_have_the_same_names() {
        let found = faults(&[("gone", 1)], "rustc 1.95.0", &[("new", 1)]);
        assert!(found[0].contains("gone is expected"), "{found:?}");
        assert!(found[1].contains("none are expected"), "{found:?}");
    }

    #[test]
    fn the_generated_client_may_cost_a_tenth_more() {
        let of = |generated| {
            let list = [("read::by_hand", 1_000), ("read::generated", generated)];
            faults(&list, "rustc 1.95.0", &list)
        };
        assert!(of(1_100).is_empty());
        assert!(of(1_101)[0].contains("1.10 times the 1000 of the same call"));
        let alone = [("read::by_hand", 1_000)];
        assert_eq!(faults(&alone, "rustc 1.95.0", &alone).len(), 1);
    }

    #[test]
    fn a_failure_says_how_to_accept_it() {
        let expected = Expected {
            machine: machine("rustc 1.95.0"),
            instructions: counts(&[("a", 1)]),
        };
        let verdicts = judge(&expected, &machine("rustc 1.95.0"), &counts(&[("a", 2)]));
        let message = verdicts.into_result().unwrap_err().to_string();
        assert!(
            message.contains(COMMAND) && message.contains(FILE),
            "{message}"
        );
    }
}
