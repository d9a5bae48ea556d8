//! The graph as lines of text.
//!
//! ```text
//! 1 ┬ db_query   db.select_users
//!   └ rates      bank.rates
//! 2 ─ calc_avg   calculator.evaluate  ← db_query, rates
//! ```

use std::fmt::Write as _;

use super::{TaskGraph, TaskNode};

pub(super) fn draw(graph: &TaskGraph) -> String {
    let width = |of: fn(&TaskNode) -> &str| {
        graph
            .nodes()
            .iter()
            .map(|node| of(node).chars().count())
            .max()
            .unwrap_or(0)
    };
    let id_width = width(|node| &node.id);
    let tool_width = width(|node| &node.tool);
    let levels = graph.levels().count();
    let number_width = levels.to_string().len();
    let mut text = String::new();
    for (level, nodes) in graph.levels().enumerate() {
        for (at, node) in nodes.iter().enumerate() {
            let number = if at == 0 {
                (level + 1).to_string()
            } else {
                String::new()
            };
            let rail = match (at == 0, at + 1 == nodes.len()) {
                (true, true) => '─',
                (true, false) => '┬',
                (false, false) => '├',
                (false, true) => '└',
            };
            let mut line = format!(
                "{number:>number_width$} {rail} {:id_width$}  {:tool_width$}",
                node.id, node.tool
            );
            if !node.needs.is_empty() {
                let _ = write!(line, "  ← {}", node.needs.join(", "));
            }
            let _ = writeln!(text, "{}", line.trim_end());
        }
    }
    text
}
