//! What the command prints in the end.

use std::collections::BTreeMap;
use std::fmt;

use super::allowed::Allowed;
use super::compare::Compared;
use super::operations::Operations;

/// The fewest requests that say something about the whole.
const FEWEST_REQUESTS: usize = 400;

/// The row of requests that are for no operation.
const NO_OPERATION: &str = "(no operation)";

/// The outcome of a comparison.
#[derive(Debug)]
pub(super) struct Report<'a> {
    compared: &'a [Compared],
    allowed: &'a Allowed,
    operations: &'a Operations,
    /// Whether all scripts were run.
    whole: bool,
}

/// What was asked of one operation.
#[derive(Debug, Default)]
struct Row {
    requests: usize,
    different: usize,
    allowed: usize,
}

impl<'a> Report<'a> {
    /// A report; if it is not on all scripts, nothing has to be complete.
    pub(super) fn new(
        compared: &'a [Compared],
        allowed: &'a Allowed,
        operations: &'a Operations,
        whole: bool,
    ) -> Self {
        Self {
            compared,
            allowed,
            operations,
            whole,
        }
    }

    fn rows(&self) -> BTreeMap<&str, Row> {
        let mut rows: BTreeMap<&str, Row> = BTreeMap::new();
        if self.whole {
            rows.extend(self.operations.ids().map(|id| (id, Row::default())));
        }
        for compared in self.compared {
            let id = compared.operation.as_deref().unwrap_or(NO_OPERATION);
            let row = rows.entry(id).or_default();
            row.requests += 1;
            if self.allowed.find(compared).is_some() {
                row.allowed += 1;
            } else if compared.difference.is_some() {
                row.different += 1;
            }
        }
        rows
    }

    /// All for which the command fails, one line each.
    pub(super) fn faults(&self) -> Vec<String> {
        let different = self
            .compared
            .iter()
            .filter(|one| one.difference.is_some() && self.allowed.find(one).is_none())
            .count();
        let mut faults = Vec::new();
        if different > 0 {
            let all = self.compared.len();
            faults.push(format!(
                "{different} of {all} requests are answered differently"
            ));
        }
        if !self.whole {
            return faults;
        }
        for (index, entry) in self.allowed.entries.iter().enumerate() {
            if !self
                .compared
                .iter()
                .any(|one| self.allowed.find(one) == Some(index))
            {
                faults.push(format!(
                    "this difference is allowed and not there any more, so take it out of allowed.toml: {}",
                    entry.reason
                ));
            }
        }
        for (id, row) in self.rows() {
            if row.requests == 0 {
                faults.push(format!("no script asks for {id}"));
            }
        }
        if self.compared.len() < FEWEST_REQUESTS {
            faults.push(format!(
                "{} requests are too few; {FEWEST_REQUESTS} are asked for",
                self.compared.len()
            ));
        }
        faults
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for compared in self.compared {
            let Some(difference) = &compared.difference else {
                continue;
            };
            if self.allowed.find(compared).is_some() {
                continue;
            }
            writeln!(
                out,
                "── {} {}: {} ──",
                compared.script, compared.number, compared.request
            )?;
            if let Some(body) = &compared.body {
                writeln!(out, "{body}")?;
            }
            writeln!(out, "{}", difference.diff)?;
        }

        writeln!(
            out,
            "{:<48} {:>8} {:>7} {:>9} {:>7}",
            "operation", "requests", "equal", "different", "allowed"
        )?;
        let rows = self.rows();
        for (id, row) in &rows {
            let equal = row.requests - row.different - row.allowed;
            writeln!(
                out,
                "{id:<48} {:>8} {equal:>7} {:>9} {:>7}",
                row.requests, row.different, row.allowed
            )?;
        }
        let of_document = self.operations.ids().count();
        let covered = rows
            .iter()
            .filter(|(id, row)| **id != NO_OPERATION && row.requests > 0)
            .count();
        writeln!(
            out,
            "\n{} requests, {covered} of {of_document} operations",
            self.compared.len()
        )?;
        for (index, entry) in self.allowed.entries.iter().enumerate() {
            let times = self
                .compared
                .iter()
                .filter(|one| self.allowed.find(one) == Some(index))
                .count();
            writeln!(out, "allowed {times} times: {}", entry.reason)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::compare::Difference;
    use super::super::operations;
    use super::*;

    fn compared(different: bool) -> Compared {
        Compared {
            script: "s",
            number: 3,
            operation: Some("create_flow".to_owned()),
            request: "POST /flows/".to_owned(),
            body: Some("{}".to_owned()),
            difference: different.then(|| Difference {
                prefect_status: 200,
                mock_status: 200,
                lines: vec!["x".to_owned()],
                diff: "-x\n".to_owned(),
            }),
        }
    }

    #[test]
    fn differences_and_what_is_missing_are_faults() {
        let operations = Operations::of(&operations::read_document().unwrap());
        let allowed = Allowed {
            entries: Vec::new(),
        };
        let requests = [compared(true), compared(false)];
        let part = Report::new(&requests, &allowed, &operations, false);
        assert_eq!(part.faults(), ["1 of 2 requests are answered differently"]);
        let text = part.to_string();
        assert!(text.contains("── s 3: POST /flows/ ──\n{}\n-x\n"), "{text}");

        let whole = Report::new(&requests, &allowed, &operations, true).faults();
        assert!(whole.contains(&"no script asks for read_flow".to_owned()));
        assert!(whole.iter().any(|fault| fault.contains("too few")));
    }
}
