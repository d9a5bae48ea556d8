//! The table at the end.

use std::fmt::Write as _;
use std::time::Duration;

/// How one side went.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) side: &'static str,
    pub(super) calls: usize,
    pub(super) took: Duration,
    /// What was found, or what went wrong.
    pub(super) outcome: anyhow::Result<String>,
}

/// One line for each side.
pub(super) fn table(rows: &[Row]) -> String {
    let mut table = format!(
        "{:<10} {:<8} {:>10} {:>8}  found\n",
        "side", "outcome", "tool calls", "seconds"
    );
    for row in rows {
        let (outcome, found) = match &row.outcome {
            Ok(found) => ("passed", found.clone()),
            Err(error) => ("FAILED", error.to_string()),
        };
        let found = found.lines().next().unwrap_or_default();
        let _ = writeln!(
            table,
            "{:<10} {outcome:<8} {:>10} {:>8.1}  {found}",
            row.side,
            row.calls,
            row.took.as_secs_f64()
        );
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_has_one_line() {
        let row = |side, outcome| Row {
            side,
            calls: 3,
            took: Duration::from_millis(1_500),
            outcome,
        };
        let table = table(&[
            row("real", Ok("all well".to_owned())),
            row("mock", Err(anyhow::anyhow!("no run\nat all"))),
        ]);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 3);
        assert_eq!(
            lines[1],
            "real       passed            3      1.5  all well"
        );
        assert!(lines[2].contains("FAILED") && lines[2].ends_with("no run"));
    }
}
